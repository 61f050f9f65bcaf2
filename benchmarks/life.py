"""One lifecycle of fifteen steps, from the plan to the closed file, told through our desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from tiendo.calendar import open_calendar
from tiendo.clock import OFFICE_ZONE, FixedDayClock
from tiendo.desk import Desk
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.ports import Notice, Person, Store
from tiendo.store.opening import open_store

FIRST, TODAY = date(2021, 3, 1), date(2021, 9, 8)
OFFICE = 40
"""People of the office: what a provincial inspectorate has."""
PAPERS: tuple[tuple[str, str], ...] = (
    ("survey", "survey_order"),
    ("issue_decision", "decision"),
    ("announce", "announcement_minutes"),
    ("open_fieldwork", ""),
    ("end_fieldwork", "onsite_end_notice"),
    ("submit_team_report", "team_report"),
    ("start_draft", ""),
    ("submit_appraisal", ""),
    ("submit_for_signature", "appraisal_report"),
    ("issue_conclusion", "conclusion"),
    ("publish", "publication_proof"),
    ("verify", ""),
    ("confirm_fulfilled", "performance_report"),
    ("close_case", ""),
)
STEPS = 1 + len(PAPERS)
REGISTERED: dict[str, Any] = {
    "kind": "register",
    "name": "Thanh tra việc quản lý đầu tư xây dựng tại 03 dự án",
    "short_name": "Thanh tra 03 dự án",
    "entity": "Ban Quản lý dự án",
    "locality": "Tây Ninh",
    "room": "Phòng 1",
    "block": "Khối 1",
    "team_head": "binh",
    "year": 2021,
}
"""What the entry says that begins an inspection."""
HEAD = Person("binh", "Trần Văn Bình", "Trưởng đoàn", "member", "Phòng 1", "Khối 1")
CHIEF = Person("kieu", "Võ Kiều", "Chánh Thanh tra", "chief_inspector")


def people() -> list[Person]:
    """A chief inspector who acts, a team head, and the rest of the office."""
    others = [
        Person(f"nguoi-{n:02}", f"Người thứ {n}", "Thanh tra viên", "member", "Phòng 1", "Khối 1")
        for n in range(OFFICE - 2)
    ]
    return [CHIEF, HEAD, *others]


CHIEF_ACTS = frozenset({"register", "survey", "issue_decision", "issue_conclusion"})


@dataclass(frozen=True, slots=True)
class Step:
    """One act: who does it, what it says, and the moment at which it is recorded."""

    number: int
    by: str
    act: dict[str, Any]
    now: datetime


@cache
def acts() -> tuple[Step, ...]:
    """The acts of one inspection."""
    told = [_on(1, REGISTERED, FIRST)]
    for done, (kind, paper) in enumerate(PAPERS, start=1):
        day = FIRST + timedelta(days=5 * done)
        said: dict[str, Any] = {"kind": kind}
        if paper:
            signed = {"signed_on": day, "signed_by": "Võ Kiều"}
            said["document"] = {"kind": paper, "number": f"{done}/TTr", **signed}
        told.append(_on(done + 1, said, day))
    return tuple(told)


def _on(number: int, act: dict[str, Any], day: date) -> Step:
    by = "kieu" if act["kind"] in CHIEF_ACTS else "binh"
    return Step(
        number, by, {**act, "occurred_on": day}, datetime.combine(day, time(9), OFFICE_ZONE)
    )


def office(url: str) -> Desk:
    """A desk on a new database, with people, calendar, numbers and law as an office has them."""
    return desk_for(open_store(url), people())


def desk_for(store: Store, staff: Sequence[Person]) -> Desk:
    """A desk on a new store with these people; nothing of this user's settings is read."""
    store.put_people(staff)
    calendar = open_calendar(store)
    return Desk(
        store,
        FixedDayClock(TODAY),
        load_policy(),
        calendar.days,
        calendar=calendar,
        law=lawbook(),
    )


def live(desk: Desk, stream: str) -> None:
    """Tell one inspection whole."""
    for step in acts():
        advance(desk, stream, step)


def advance(desk: Desk, stream: str, step: Step) -> None:
    """One act, judged and committed, and a notice with it."""
    owed = notice(stream, step.number, step.act["occurred_on"])
    desk.record(stream, step.act, by=step.by, now=step.now, notices=[owed])


def notice(stream: str, number: int, on: date) -> Notice:
    """What goes into the outbox with a step."""
    subject, body = "Cuộc thanh tra đã qua một bước", "Đề nghị Trưởng đoàn theo dõi bước sau."
    return Notice(f"{stream}/{number}", stream, "binh", subject, body, on)
