"""What lies before a meeting: what became of everything the last ones left, by the rules alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agenda import PAPER, directive, meeting, report
from builders import DAYS, MEMBER, POLICY, onsite
from packs import LATER, NOW, SOON, called, done, handed, met, packed

from states.meeting.directive import Directive
from states.meeting.pack import pack, to_come
from states.meeting.packed import Item, Outcome, Table
from states.meeting.periods import Period

OUT = Outcome
FIRST = "directive:2021-08-06.01"


def only(thing: Directive, *others: Any, **said: Any) -> Item:
    (item,) = packed([thing], *others, **said).items
    return item


@pytest.mark.parametrize(
    ("due", "acts", "outcome", "late"),
    [
        (date(2021, 8, 13), (), OUT.LATE, 26),
        (date(2021, 9, 7), (), OUT.LATE, 1),
        (NOW, (), OUT.NOT_STARTED, 0),
        (None, (), OUT.UNDATED, 0),
        (SOON, ("progress",), OUT.UNDER_WAY, 0),
        (date(2021, 8, 13), ("report",), OUT.REPORTED, 0),
        (date(2021, 8, 13), ("report", "accept"), OUT.DONE, 0),
        (SOON, ("report", "return"), OUT.RETURNED, 0),
        (date(2021, 8, 13), ("defer",), OUT.PUT_OFF, 0),
        (date(2021, 8, 13), ("drop",), OUT.DROPPED, 0),
    ],
)
def test_what_became_of_a_directive(
    due: date | None, acts: tuple[str, ...], outcome: Outcome, late: int
) -> None:
    thing = done(directive(due_on=due), *acts)
    item = only(thing)

    assert (item.outcome, item.days_late, item.directive) == (outcome, late, thing)
    assert item.evidence == (thing.words[-1] if thing.words else None)
    closed = outcome in (OUT.DONE, OUT.DROPPED)
    assert [each.directive.id for each in packed([thing]).open] == ([] if closed else [FIRST])


def test_the_worst_stands_first_then_the_latest_then_by_name() -> None:
    things = [
        done(directive("directive:e", due_on=SOON)),
        done(directive("directive:d", due_on=None)),
        done(directive("directive:c")),
        done(directive("directive:b")),
        done(directive("directive:a", due_on=date(2021, 9, 1))),
    ]

    found = [item.directive.id.removeprefix("directive:") for item in packed(things).items]
    assert found == ["b", "c", "a", "d", "e"]


def test_what_was_closed_before_the_last_meeting_and_what_comes_back_is_not_on_the_table() -> None:
    closed = done(directive().on(date(2021, 8, 20)), "report", "accept")
    standing = done(directive(due_on=None, every="month"))

    assert packed([closed, standing]).items[0].directive == closed
    for day, left in ((date(2021, 8, 20), 1), (date(2021, 8, 21), 0)):
        assert len(packed([closed, standing], meetings=[met(day).as_of()]).items) == left
    assert (
        len(packed([closed, done(directive())], meetings=[met(date(2021, 9, 1)).as_of()]).items)
        == 1
    )
    still = done(directive(), "progress")
    assert len(packed([still], meetings=[met(date(2021, 8, 21)).as_of()]).items) == 1


def test_a_room_is_silent_where_its_latest_report_leaves_the_directive_out() -> None:
    thing = done(directive(due_on=SOON))
    left_out, told = handed(omits=[FIRST]), handed(number=7, mentions=[FIRST])

    assert only(thing, [told, left_out]).unmentioned == left_out.id
    assert (
        only(thing, [handed(number=7, omits=[FIRST]), handed(mentions=[FIRST])]).unmentioned == ""
    )
    assert only(thing, [handed("Phòng 2", omits=[FIRST])]).unmentioned == ""
    assert only(thing, [left_out, handed(number=9)]).unmentioned == left_out.id, "not handed in"
    closed = done(directive(due_on=SOON), "report", "accept")
    assert only(closed, [left_out]).unmentioned == ""
    assert only(thing).unmentioned == ""


def test_an_opinion_is_asked_of_what_is_late_left_out_or_carried_and_only_the_leaders_counts() -> (
    None
):
    story = called(NOW)
    late, easy = done(directive()), done(directive(due_on=SOON))
    assert only(late).no_opinion
    assert only(late).asks
    assert not only(easy).no_opinion
    assert only(easy, [handed(omits=[FIRST])]).no_opinion
    assert only(easy, [handed(omits=[FIRST])]).asks
    assert not only(easy).asks
    carried = directive(due_on=SOON)
    carried.act("carry", machine=True, meeting="meeting:2021-08-06")
    assert (only(carried.as_of()).no_opinion, only(carried.as_of()).carried) == (True, 1)
    assert not only(done(carried, "report", "accept")).no_opinion

    story.act("opine", about=FIRST, text="Phòng đang làm.")
    story.act("opine", about="directive:x", text="Làm ngay.", leads=True)
    assert only(late, meetings=[story.as_of()]).no_opinion
    assert not only(late, meetings=[story.as_of()]).ticked
    story.act("opine", about=FIRST, text="Làm ngay.", leads=True)
    story.act("tick", about=FIRST)
    heard = only(late, meetings=[story.as_of()])
    assert ([each.text for each in heard.opinions], heard.no_opinion) == (
        ["Phòng đang làm.", "Làm ngay."],
        False,
    )
    assert heard.ticked


@pytest.mark.parametrize(
    ("owner", "who"),
    [
        ({"kind": "room", "name": "Phòng 1"}, "Phòng 1"),
        ({"kind": "person", "name": "an"}, MEMBER.name),
        ({"kind": "person", "name": "xa"}, "xa"),
        ({"kind": "office"}, "Văn phòng"),
    ],
)
def test_whoever_owes_it_is_called_by_name(owner: dict[str, str], who: str) -> None:
    assert only(done(directive(owner=owner))).who == who


def test_a_pack_is_for_the_offices_next_meeting_and_looks_back_to_the_last_one_held() -> None:
    august = met().as_of()
    july = met(date(2021, 7, 6)).as_of()
    room = met(date(2021, 9, 1), "Phòng 1").as_of()
    coming, october = called(NOW).as_of(), called(LATER).as_of()
    cancelled = called(date(2021, 9, 7))
    cancelled.act("cancel", reason="Giãn cách")
    meetings = [room, october, cancelled.as_of(), july, august, coming]

    found = packed(meetings=meetings)
    assert (found.as_of, found.meeting, found.last) == (NOW, coming, august)
    assert to_come(meetings, date(2021, 8, 6)) == august, (
        "the day it was held it is still that one"
    )
    assert packed(meetings=meetings, on=date(2021, 8, 6)).last == july
    assert packed(meetings=[october]).last is None
    put_off = called(date(2021, 7, 1)).on(date(2021, 8, 20))
    put_off.act("hold")
    assert packed(meetings=[put_off.as_of(), august]).last == put_off.as_of(), (
        "the day it was held"
    )
    assert packed(meetings=[room]).meeting is None
    signed = {"kind": "other", "number": "5/KL", "signed_on": date(2021, 8, 10), "signed_by": "K"}
    assert packed(meetings=[coming, august]).issued_after is None
    issued = met()
    issued.on(date(2021, 8, 10)).act("issue", document=signed)
    assert packed(meetings=[issued.as_of(), coming]).issued_after == 4
    assert packed().issued_after is None
    today = met(NOW)
    today.act("issue", document={**signed, "signed_on": NOW})
    assert packed(meetings=[today.as_of()]).last == today.as_of()


def test_its_reports_are_those_that_end_with_the_latest_month_asked_for_by_room() -> None:
    said = {"fault": "undated", "sentence": "Báo cáo chưa ghi ngày."}
    late, read = handed("Phòng 2"), handed(findings=[said])
    quarter, earlier = handed("Phòng 3", 3, "quarter"), handed(number=7, findings=[said])

    found = packed(reports=[late, read, quarter, earlier])
    assert found.period == Period(2021, 8)
    assert [(each.report, each.days_late) for each in found.reports] == [(read, 0), (late, 3)]
    assert [len(each.findings) for each in found.reports] == [1, 0]

    ends = packed(reports=[handed("Phòng 2", 9), quarter])
    assert [each.report.about.room for each in ends.reports] == ["Phòng 2", "Phòng 3"]
    assert packed(meetings=[called(LATER).as_of()]).period == Period(2021, 10)
    before = packed(reports=[quarter], meetings=[called(NOW).as_of()], on=date(2021, 8, 20))
    assert len(before.reports) == 1, "no month was asked for: that of the meeting"
    assert packed().period == Period(2021, 9)


def test_a_report_taken_back_or_waived_shows_no_findings_and_one_in_time_is_not_late() -> None:
    story = report()
    assert packed(reports=[story.as_of()], on=date(2021, 9, 4)).reports[0].days_late == 0
    finding = {"fault": "undated", "sentence": "Báo cáo chưa ghi ngày."}
    story.act("submit", paper=PAPER, name="bc.docx", findings=[finding])
    story.act("return", due_on=date(2021, 9, 7), reason="Chưa ký.")
    (back,) = packed(reports=[story.as_of()]).reports
    assert (back.days_late, len(back.findings)) == (1, 1)
    story.act("waive", reason="Nghỉ dịch.")
    (waived,) = packed(reports=[story.as_of()]).reports
    assert (waived.days_late, waived.findings) == (0, ())


def test_a_pause_of_which_nobody_said_whether_anything_is_asked_is_named_from_its_last_day() -> (
    None
):
    story = onsite()
    story.day = date(2021, 7, 19)
    paused = story.tell("pause_site", reason="Giãn cách", review_on="31/12/2021")
    running = onsite().now
    assert running is not None

    assert packed(inspections=[paused, running], on=date(2021, 7, 28)).unreviewed == ()
    (found,) = packed(inspections=[running, paused]).unreviewed
    assert (found.inspection, found.since) == (paused, date(2021, 7, 19))
    assert (found.due, found.days_late) == (date(2021, 7, 28), 42)
    assert (found.who, found.no_opinion) == ("Trần Văn Bình", True)
    (found,) = packed(inspections=[paused], on=date(2021, 7, 29)).unreviewed
    assert found.days_late == 1
    table = Table(NOW, (), (), (), [paused], ())
    unpapered_first = POLICY.model_copy(update={"paper_days": 1})
    (found,) = pack(table, unpapered_first, DAYS).unreviewed
    assert found.who == "", "nobody of the office leads it"

    talk = called(NOW)
    talk.act("opine", about="TTR-1", text="Đang xem.")
    talk.act("opine", about=FIRST, text="Làm ngay.", leads=True)
    (found,) = packed(inspections=[paused], meetings=[talk.as_of()]).unreviewed
    assert found.no_opinion
    talk.act("opine", about="TTR-1", text="Nêu rõ có hay không.", leads=True)
    (found,) = packed(inspections=[paused], meetings=[talk.as_of()]).unreviewed
    assert not found.no_opinion


def test_it_tells_who_sat_in_where_in_the_month_of_the_meeting_and_what_comes_back() -> None:
    held = meeting(room="Phòng 1", block="Khối 1")
    held.on(date(2021, 9, 6)).act("hold", present=["hoa"])
    item = {"kind": "shortcoming", "words": "Báo cáo thiếu ngày.", "place": "dòng 1"}
    august = met()
    august.act("take_in", paper=PAPER, name="kl", items=[{**item, "shortcomings": ["undated"]}])
    read = handed(findings=[{"fault": "undated", "sentence": "Báo cáo chưa ghi ngày."}])
    meetings = [held.as_of(), august.as_of()]

    found = packed(reports=[read], meetings=[*meetings, called(NOW).as_of()])
    assert [(each.room, each.met, each.came) for each in found.attended] == [("Phòng 1", 1, 1)]
    (again,) = found.repeated
    assert (again.kind, again.meetings) == (
        "undated",
        (("meeting:2021-08-06", "Họp giao ban"),),
    )
    assert again.rooms == ("Phòng 1",)
    for more in (met(date(2021, 9, 7), "Phòng 1"), met(NOW)):
        more.act("take_in", paper=PAPER, name="kl", items=[{**item, "shortcomings": ["undated"]}])
        (again,) = packed(reports=[read], meetings=[*meetings, more.as_of()]).repeated
        assert len(again.meetings) == 1, "neither a room's own nor the one it is for"
    next_month = packed(meetings=[*meetings, called(LATER).as_of()])
    assert [each.met for each in next_month.attended] == [0]
