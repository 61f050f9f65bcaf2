"""Builders: tests state only what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from states.events import EVENT, Event
from states.history import admit, replay
from states.inspection import Inspection
from states.papers import DocumentKind
from states.policy import Policy
from states.roles import Officer
from states.stall import Call
from states.workdays import Workdays

K = DocumentKind
D0 = date(2021, 6, 1)

HEAD = Officer("binh", "Trần Văn Bình", "Trưởng đoàn", "member", "Phòng 1", "Khối 1")
MEMBER = Officer("an", "Nguyễn Thị An", "Thanh tra viên", "member", "Phòng 1", "Khối 1")
ROOM_HEAD = Officer("dung", "Lê Dũng", "Trưởng phòng", "room_head", "Phòng 1", "Khối 1")
DEPUTY = Officer("hoa", "Phạm Hoa", "Phó Chánh Thanh tra", "deputy", "", "Khối 1")
OTHER_DEPUTY = Officer("long", "Bùi Long", "Phó Chánh Thanh tra", "deputy", "", "Khối 2")
CHIEF = Officer("kieu", "Võ Kiều", "Chánh Thanh tra", "chief_inspector")
OFFICE = Officer("vanphong", "Đỗ Lan", "Chánh Văn phòng", "office", "Văn phòng")
STRANGER = Officer("khach", "Người Lạ", "Thanh tra viên", "member", "Phòng 2", "Khối 2")
OVERSEER = Officer("giamsat", "Mai Giám", "Thanh tra viên", "member", "Phòng 3", "Khối 2")
OFFICERS = (
    HEAD,
    MEMBER,
    ROOM_HEAD,
    DEPUTY,
    OTHER_DEPUTY,
    CHIEF,
    OFFICE,
    STRANGER,
    OVERSEER,
)

USUAL: list[dict[str, Any]] = [
    {"to": "holder", "after": 0},
    {"to": "room_head", "after": 3},
    {"to": "deputy", "after": 7},
    {"to": "chief_inspector", "after": 12},
]
POLICY = Policy.model_validate(
    {
        "review_days": 7,
        "rhythm": {
            "course.prep.planned": 60,
            "course.field.onsite": 10,
            "hold.site_paused": 20,
            "hold.case_paused": 20,
        },
        "ladders": {
            "usual": USUAL,
            "decision": [{"to": "holder", "after": 0}, {"to": "chief_inspector", "after": 5}],
            "law": [{"to": "holder", "before": 3}, *USUAL],
            "strict": [
                {"to": "holder", "before": 5},
                {"to": "holder", "before": 1, "name": "last-call"},
                {"to": "holder", "after": 0},
                {"to": "room_head", "after": 2},
                {"to": "deputy", "after": 5},
                {"to": "chief_inspector", "after": 8},
            ],
        },
        "ladder_for": {
            "unreviewed_pause": "usual",
            "past_deadline.block": "strict",
            "past_deadline.warn": "law",
            "request_overdue": "usual",
            "complaint_undecided": "decision",
            "review_passed": "decision",
            "no_decision_number": "usual",
            "paused_too_long": "decision",
            "answer_unhandled": "usual",
            "undated": "usual",
            "waiting_for_nobody": "usual",
            "remedy_idle": "usual",
            "silent": "usual",
        },
        "snooze_days": 10,
        "chase": {
            "soon_days": 3,
            "requests": {"first_days": 1, "every_days": 7, "answer_days": 5},
            "remedy": {"first_days": 30, "every_days": 30, "answer_days": 15},
        },
        "meeting": {
            "date_days": 5,
            "decide_days": 7,
            "read_days": 2,
            "conclude_days": 5,
            "confirm_days": 3,
            "reports": [{"unit": "month", "due_day": 5}],
            "ladder_for": {
                "room_silent": "usual",
                "no_opinion": "decision",
                "carried_over": "decision",
                "directive_overdue": "usual",
                "report_missing": "usual",
                "review_due": "decision",
                "not_reconciled": "decision",
                "report_unread": "decision",
                "directive_undecided": "decision",
                "no_conclusion": "decision",
                "not_confirmed": "decision",
                "directive_undated": "decision",
            },
        },
    }
)


def ladders_with(name: str, rungs: list[dict[str, Any]]) -> Policy:
    """The policy of the tests with one ladder changed."""
    data = POLICY.model_dump(mode="json")
    data["ladders"][name] = rungs
    return Policy.model_validate(data)


NATIONAL_DAY_2021 = (date(2021, 9, 2), date(2021, 9, 3))
DAYS = Workdays(date(2019, 1, 1), date(2024, 12, 31), off=NATIONAL_DAY_2021)


def at(day: date, hour: int = 9) -> datetime:
    """A moment of a day at the office, in UTC."""
    return datetime.combine(day, time(hour), UTC) - timedelta(hours=7)


def paper(kind: DocumentKind, on: date = D0, number: str = "01/TTr") -> dict[str, object]:
    """A document that counts."""
    return {"kind": kind.value, "number": number, "signed_on": on, "signed_by": "Võ Kiều"}


PAUSE_NOTICE = paper(K.ONSITE_PAUSE_NOTICE, number="05/TB-TTr")


REGISTER: dict[str, Any] = {
    "name": "Thanh tra 03 dự án đầu tư xây dựng",
    "short_name": "Cuộc thanh tra 03 dự án",
    "entity": "Ban Quản lý dự án",
    "locality": "Tây Ninh",
    "room": "Phòng 1",
    "block": "Khối 1",
    "team_head": "binh",
    "members": ["an"],
    "year": 2021,
}

TO_ONSITE: tuple[tuple[str, DocumentKind | None], ...] = (
    ("issue_decision", K.DECISION),
    ("announce", K.ANNOUNCEMENT_MINUTES),
    ("open_fieldwork", None),
)
TO_SIGNING: tuple[tuple[str, DocumentKind | None], ...] = (
    *TO_ONSITE,
    ("end_fieldwork", K.ONSITE_END_NOTICE),
    ("submit_team_report", K.TEAM_REPORT),
    ("start_draft", None),
    ("submit_appraisal", None),
    ("submit_for_signature", K.APPRAISAL_REPORT),
)
TO_PUBLISHED: tuple[tuple[str, DocumentKind | None], ...] = (
    *TO_SIGNING,
    ("issue_conclusion", K.CONCLUSION),
    ("publish", K.PUBLICATION_PROOF),
)


class Story:
    """A history told one act at a time, through the rules; days go on by themselves."""

    def __init__(self, start: date = D0) -> None:
        self.day = start
        self.events: list[Event] = []
        self.now: Inspection | None = None
        self.tell("register", **REGISTER)

    def event(self, kind: str, on: date | None = None, **fields: object) -> Event:
        """The event this act would be, not yet admitted."""
        moment = at(max(self.day, on or self.day)) + timedelta(seconds=len(self.events))
        recorded = fields.pop("recorded_at", None) or moment
        fields = {"actor": {"kind": "person", "id": "binh"}, **fields}
        return EVENT.validate_python(
            {
                **fields,
                "kind": kind,
                "occurred_on": on or self.day,
                "recorded_at": recorded,
                "version": len(self.events) + 1,
            }
        )

    def tell(self, kind: str, on: date | None = None, **fields: object) -> Inspection:
        """Admit one act and record it."""
        event = self.event(kind, on, **fields)
        self.now = admit("TTR-1", self.events, event)
        self.events.append(event)
        self.day = max(self.day, event.occurred_on)
        return self.now

    def walk(self, steps: Sequence[tuple[str, DocumentKind | None]]) -> Story:
        """A run of moves, a day apart, each with its paper."""
        for kind, needed in steps:
            self.day += timedelta(days=1)
            fields: dict[str, Any] = {"document": paper(needed, self.day)} if needed else {}
            self.tell(kind, **fields)
        return self

    def request(self, request: str = "YC1", due: date | None = None) -> Story:
        """Draft and send one request today."""
        self.tell(
            "draft_request",
            request=request,
            addressee="Sở Công Thương",
            items=["Hồ sơ chỉ định thầu 04 dự án"],
            due_on=due or self.day + timedelta(days=14),
        )
        self.tell("send_request", request=request, document=paper(K.DOCUMENT_REQUEST, self.day))
        return self

    def escalate(self, call: Call, on: date | None = None) -> Inspection:
        """Tell one rung of an alarm, as the sweep does."""
        return self.tell(
            "escalate",
            on,
            actor={"kind": "machine", "id": "escalate"},
            key=call.key,
            stall=call.alarm.kind.value,
            subject=call.alarm.subject,
            rung=call.rung,
            to=call.to.value,
            told="binh",
            early=call.early,
        )

    def as_of(self, day: date, known_by: datetime | None = None) -> Inspection:
        """How it stood on a day."""
        found = replay("TTR-1", self.events, as_of=day, known_by=known_by)
        assert found is not None
        return found


def onsite() -> Story:
    """An inspection at work on site."""
    return Story().walk(TO_ONSITE)
