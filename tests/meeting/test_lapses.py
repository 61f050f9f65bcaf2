"""What law.md §11 complains of, told of by the rules alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from agenda import PAPER, directive, meeting, report
from builders import POLICY

from states.calling import to_tell
from states.meeting.followed import Followed
from states.meeting.lapse import Lapse, LapseKind
from states.meeting.lapse_words import lapse_sentence
from states.meeting.lapses import lapse_calls, lapses, late_by
from states.roles import Place, Role
from states.text import Text
from states.workdays import Workdays

K = LapseKind
NOW = date(2021, 9, 8)
DAYS = Workdays(date(2021, 1, 1), date(2022, 12, 31))


def found(thing: Followed, on: date = NOW) -> list[tuple[LapseKind, Role, str]]:
    """The lapses that stand on a day."""
    return [(e.kind, e.role, e.subject) for e in lapses(thing, POLICY, DAYS) if e.on <= on]


def test_a5_the_report_on_four_projects_is_26_days_late() -> None:
    (lapse,) = lapses(directive().as_of(), POLICY, DAYS)

    assert (lapse.kind, lapse.role, late_by(lapse, NOW)) == (
        K.DIRECTIVE_OVERDUE,
        Role.ROOM_HEAD,
        26,
    )


def test_a6_what_the_room_leaves_out_is_worse_than_late() -> None:
    story = directive().on(date(2021, 9, 6))
    story.act(
        "note_silence", machine=True, by="meet", report="report:2021-09.phong-1", paper=PAPER
    )

    assert found(story.as_of()) == [
        (K.ROOM_SILENT, Role.ROOM_HEAD, "2021-09.phong-1"),
        (K.DIRECTIVE_OVERDUE, Role.ROOM_HEAD, ""),
    ]


def test_a7_a_leader_without_an_opinion_is_told_of_by_name_of_the_matter() -> None:
    story = meeting()
    asked = {"about": "directive:2021-08-06.01", "room": "P1", "block": "Khối 1", "asks": True}
    story.act("put_forward", machine=True, by="meet", items=[asked])
    assert lapses(story.as_of(), POLICY, DAYS) == ()  # nobody is silent before the meeting

    story.on(NOW).act("hold", present=["tam"])
    story.act("reconcile")

    kinds = found(story.as_of(), date(2021, 9, 9))
    assert kinds == [(K.NO_OPINION, Role.DEPUTY, "2021-08-06.01")]


def test_a13_the_office_that_did_not_compare_is_silent_too() -> None:
    story = meeting()
    story.act("put_forward", machine=True, by="meet", items=[{"about": "report:2021-09.phong-1"}])
    story.on(NOW).act("hold")
    assert (K.NOT_RECONCILED, Role.OFFICE, "") in found(story.as_of(), date(2021, 9, 9))

    story.act("reconcile")
    assert found(story.as_of(), date(2021, 9, 9)) == []


def test_b7_a_duty_without_a_date_asks_for_one() -> None:
    story = directive(due_on=None)
    assert found(story.as_of()) == [(K.DIRECTIVE_UNDATED, Role.OFFICE, "")]

    dated = story.act("set_due", due_on=date(2021, 9, 30), reason="Chánh Thanh tra ấn định.")
    assert found(dated) == []


def test_b2_a_matter_put_off_is_red_once_its_review_date_has_passed() -> None:
    put_off = directive(due_on=None, review_on=date(2021, 9, 30)).as_of()

    assert found(put_off, date(2021, 9, 30)) == []
    assert found(put_off, date(2021, 10, 1)) == [(K.REVIEW_DUE, Role.DEPUTY, "")]
    for_years = directive(due_on=None, review_on=date(2023, 9, 30)).as_of()  # ninety working days
    days = (date(2021, 12, 1) + timedelta(days=n) for n in range(31))
    assert next(day for day in days if found(for_years, day)) == date(2021, 12, 11)


@pytest.mark.parametrize(
    ("times", "expected"), [(1, None), (2, Role.DEPUTY), (3, Role.CHIEF_INSPECTOR)]
)
def test_carried_over_again_it_rises(times: int, expected: Role | None) -> None:
    story = directive(due_on=date(2021, 12, 31))
    for month in range(1, times + 1):
        story.on(date(2021, 8 + month, 8)).act(
            "carry", machine=True, by="meet", meeting=f"meeting:2021-{8 + month:02}-08"
        )

    roles = [role for kind, role, _ in found(story.as_of(), date(2021, 12, 1))]
    assert roles == ([expected] if expected else [])


def test_a_report_not_handed_in_and_one_nobody_compared() -> None:
    story = report()
    assert found(story.as_of()) == [(K.REPORT_MISSING, Role.ROOM_HEAD, "")]

    story.on(date(2021, 9, 3)).act("submit", by="nghia", paper=PAPER, name="bc.docx")
    assert found(story.as_of()) == [(K.REPORT_UNREAD, Role.OFFICE, "")]
    assert found(story.act("accept")) == []


def test_a_meeting_without_its_conclusion() -> None:
    story = meeting()
    story.on(date(2021, 9, 1)).act("hold")
    story.act(
        "take_in",
        paper=PAPER,
        name="kl.docx",
        items=[{"kind": "task", "words": "Rà soát.", "place": "dòng 1"}],
    )

    assert found(story.as_of(), date(2021, 9, 15)) == [
        (K.NO_CONCLUSION, Role.OFFICE, ""),
        (K.NOT_CONFIRMED, Role.OFFICE, ""),
    ]


def test_what_is_reported_as_done_waits_from_that_day_on_for_a_decision() -> None:
    story = directive()
    story.on(date(2021, 8, 12)).act("report", by="nghia", text="Đã trình.")
    (lapse,) = lapses(story.as_of(), POLICY, DAYS)

    assert (lapse.kind, lapse.role, lapse.since) == (
        K.DIRECTIVE_UNDECIDED,
        Role.DEPUTY,
        date(2021, 8, 12),
    )
    assert lapse.due == DAYS.add(date(2021, 8, 12), POLICY.meeting.decide_days)
    assert lapse.key("directive:x") == "directive:x:directive_undecided::2021-08-12"


def test_what_a_block_owes_is_its_leaders_late_or_left_out() -> None:
    story = directive(owner={"kind": "block", "name": "Khối 1"}, room="").on(date(2021, 9, 6))
    story.act("note_silence", machine=True, by="meet", report="report:r1", paper=PAPER)

    assert found(story.as_of()) == [
        (K.ROOM_SILENT, Role.DEPUTY, "r1"),
        (K.DIRECTIVE_OVERDUE, Role.DEPUTY, ""),
    ]


def test_the_opinion_on_what_has_no_block_is_the_chief_inspectors() -> None:
    story = meeting()
    story.act("put_forward", machine=True, by="meet", items=[{"about": "d:1", "asks": True}])
    story.on(NOW).act("hold")
    story.act("reconcile")

    assert found(story.as_of(), date(2021, 9, 9)) == [(K.NO_OPINION, Role.CHIEF_INSPECTOR, "1")]


def test_a_room_that_met_owes_no_conclusion() -> None:
    story = meeting(room="Phòng 1", block="Khối 1")
    story.on(date(2021, 9, 1)).act("hold", present=["hanh"])

    assert lapses(story.as_of(), POLICY, DAYS) == ()


def test_what_a_person_of_a_room_owes_and_the_room_leaves_out_is_its_heads_silence() -> None:
    story = directive(owner={"kind": "person", "name": "son"}, due_on=None).on(date(2021, 9, 6))
    story.act("note_silence", machine=True, by="meet", report="report:r1", paper=PAPER)

    assert found(story.as_of())[0] == (K.ROOM_SILENT, Role.ROOM_HEAD, "r1")


def test_what_comes_back_is_owed_by_its_occurrences() -> None:
    assert found(directive(due_on=None, every="month").as_of(), date(2022, 1, 1)) == []


def test_every_rung_is_told_once_under_a_key_of_its_own() -> None:
    thing = directive().as_of()
    due = to_tell(lapse_calls(thing, POLICY, DAYS), NOW)

    assert [(call.rung, call.on) for call in due] == [
        ("room_head", date(2021, 8, 16)),
        ("deputy", date(2021, 8, 25)),
        ("chief_inspector", date(2021, 9, 1)),
    ]
    assert due[0].key == ("directive:2021-08-06.01:directive_overdue::2021-08-13:room_head")


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        (
            K.ROOM_SILENT,
            "2021-09.phong-1",
            "Việc A: báo cáo ngày 03/09/2021 của Phòng 1 không đề cập; chờ ông B báo cáo.",
        ),
        (
            K.NO_OPINION,
            "2021-08-06.01",
            "Việc A: họp ngày 03/09/2021 không có ý kiến của Lãnh đạo khối; chờ ông B cho ý kiến.",
        ),
    ],
)
def test_a_sentence_names_the_room_and_the_matter_and_shows_no_id(
    kind: LapseKind, subject: str, said: str
) -> None:
    on = date(2021, 9, 3)
    lapse = Lapse(kind, on, on, Role.ROOM_HEAD, Place("Phòng 1", "Khối 1", ""), subject)

    spoken = lapse_sentence(lapse, "Việc A", NOW, holder=Text("ông B", "Mr B"), days=DAYS)

    assert spoken.vi == said
    assert subject not in spoken.en


ROOM_1 = directive().as_of().place


def test_what_is_late_waits_since_its_own_day_at_the_place_of_whoever_owes_it() -> None:
    silent = directive(due_on=date(2021, 12, 31)).on(date(2021, 9, 6))
    silent.act("note_silence", machine=True, by="meet", report="report:r", paper=PAPER)
    submitted = report().on(date(2021, 9, 3))
    submitted.act("submit", by="nghia", paper=PAPER, name="bc.docx")
    done = directive().on(date(2021, 8, 12))
    done.act("report", by="nghia", text="Đã trình.")
    for thing, kind, since in (
        (done.as_of(), K.DIRECTIVE_UNDECIDED, date(2021, 8, 12)),
        (directive().as_of(), K.DIRECTIVE_OVERDUE, date(2021, 8, 6)),
        (directive(due_on=None).as_of(), K.DIRECTIVE_UNDATED, date(2021, 8, 6)),
        (directive(review_on=date(2021, 9, 1)).as_of(), K.REVIEW_DUE, date(2021, 8, 6)),
        (silent.as_of(), K.ROOM_SILENT, date(2021, 9, 6)),
        (report().as_of(), K.REPORT_MISSING, date(2021, 9, 1)),
        (submitted.as_of(), K.REPORT_UNREAD, date(2021, 9, 3)),
    ):
        lapse = lapses(thing, POLICY, DAYS)[0]
        assert (lapse.kind, lapse.since, lapse.place) == (kind, since, thing.place)
        assert (lapse.place.room, lapse.place.block) == ("Phòng 1", "Khối 1")


def test_what_is_late_of_a_meeting_stands_at_the_meeting_and_an_opinion_at_its_room() -> None:
    story = meeting()
    asked = {"about": "directive:2021-08:06.01", "room": "P1", "block": "Khối 1", "asks": True}
    story.act("put_forward", machine=True, by="meet", items=[asked])
    story.on(NOW).act("hold")
    items = [{"kind": "task", "words": f"Việc {n}.", "place": f"dòng {n}"} for n in (1, 2)]
    story.act("take_in", paper=PAPER, name="kl.docx", items=items)
    meant = story.as_of().place

    assert [
        (each.kind, each.since, each.place, each.subject, each.times)
        for each in lapses(story.as_of(), POLICY, DAYS)
    ] == [
        (K.NO_OPINION, NOW, Place("P1", "Khối 1", ""), "06.01", 0),
        (K.NOT_RECONCILED, NOW, meant, "", 0),
        (K.NO_CONCLUSION, NOW, meant, "", 0),
        (K.NOT_CONFIRMED, NOW, meant, "", 2),  # both proposals
    ]


def test_proposals_that_were_all_decided_wait_for_nobody() -> None:
    story = meeting()
    story.on(date(2021, 9, 1)).act("hold")
    item = {"kind": "task", "words": "Rà soát.", "place": "dòng 1"}
    story.act("take_in", paper=PAPER, name="kl.docx", items=[item])
    story.act("reject", item=1, reason="Nhầm.")

    assert found(story.as_of(), date(2021, 9, 30)) == [(K.NO_CONCLUSION, Role.OFFICE, "")]


def test_a_matter_taken_up_again_is_owed_not_reviewed() -> None:
    story = directive(review_on=date(2021, 9, 1)).on(date(2021, 8, 20))
    story.act("resume", due_on=date(2021, 9, 30), reason="Hết dịch")

    (lapse,) = lapses(story.as_of(), POLICY, DAYS)
    assert (lapse.kind, lapse.due) == (K.DIRECTIVE_OVERDUE, date(2021, 9, 30))


def test_carried_over_counts_from_the_last_meeting_and_says_how_often() -> None:
    story = directive(due_on=date(2021, 12, 31))
    for month in (9, 10, 11):
        told = f"meeting:2021-{month:02}-08"
        story.on(date(2021, month, 8)).act("carry", machine=True, by="meet", meeting=told)

    carried = lapses(story.as_of(), POLICY, DAYS)[0]
    assert (carried.kind, carried.since, carried.times) == (K.CARRIED_OVER, story.day, 3)
    assert carried.place == ROOM_1


def test_nothing_is_late_on_its_last_good_day() -> None:
    (lapse,) = lapses(directive().as_of(), POLICY, DAYS)

    assert [late_by(lapse, date(2021, 8, day)) for day in (12, 13, 14)] == [0, 0, 1]
