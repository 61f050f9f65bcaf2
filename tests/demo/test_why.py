"""Why each stall of the demonstration stands and what frees it, as read aloud on 08/09/2021."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from states.inspection import Inspection
from states.way_words import FASTEST
from tiendo.bottlenecks import bottlenecks
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.explain import Explanation, explain, stuck_with_ways
from tiendo.listing import Wanted
from tiendo.lostdays import lost_days
from tiendo.otherday import worked_out
from tiendo.projection import row_of
from tiendo.snapshot import Snapshot
from tiendo.stuck import stuck
from tiendo.summing import sum_up
from tiendo.sums import Sort
from tiendo.sweep import sweep

GOLDEN = Path(__file__).with_name("why-2021-09-08.txt")


def explanations(desk: Desk) -> list[tuple[str, Explanation]]:
    officers = desk.store.people()
    return [
        (inspection.about.short_name, found)
        for inspection in desk.inspections(as_of=DEMO_DAY)
        if isinstance(inspection, Inspection)
        for found in explain(desk, inspection, DEMO_DAY, officers)
    ]


def told(name: str, stall: Explanation) -> str:
    lines = [f"{name}. {stall.sentence.vi}", "  Vì sao:"]
    for cause in stall.causes:
        since = f"từ {cause.link.since:%d/%m/%Y}" if cause.link.since else ""
        entry = f"mục {cause.link.version}" if cause.link.version else ""
        who = f"chờ {cause.who.vi}" if cause.who else ""
        said = "; ".join(filter(None, (since, entry, who)))
        lines.append(f"  – {cause.link.what.vi}{f' ({said})' if said else ''}.")
    lines.append("  Cách gỡ:")
    lines += [f"  {n}. {way.words.vi}" for n, way in enumerate(stall.exits, start=1)]
    best = f"  Nói gọn: {stall.best.vi}." if stall.best else "  Không có cách gỡ."
    return "\n".join([*lines, best, ""])


def test_why_and_the_ways_out_can_be_read_aloud(desk: Desk) -> None:
    found = "\n".join(told(name, stall) for name, stall in explanations(desk))

    assert found == GOLDEN.read_text("utf-8")


def test_the_stuck_list_with_ways_is_the_stuck_list(desk: Desk) -> None:
    plain, ways = stuck(desk, as_of=DEMO_DAY), stuck_with_ways(desk, as_of=DEMO_DAY)

    assert [(x.stream, x.kind, x.subject) for x in ways] == [
        (x.stream, x.kind, x.subject) for x in plain
    ]
    assert all(line.way for line in ways)
    assert not any(line.way for line in plain)


def test_notices_and_the_sweeps_list_say_the_same_sentence_and_way_out(desk: Desk) -> None:
    """What the page explains is what is told to people and what Prefect's table shows."""
    explained = {
        (inspection.id, found.alarm.kind, found.alarm.subject): found
        for inspection in desk.inspections(as_of=DEMO_DAY)
        if isinstance(inspection, Inspection)
        for found in explain(desk, inspection, DEMO_DAY, desk.store.people())
    }
    report = sweep(desk, as_of=DEMO_DAY, now=datetime(2021, 9, 8, 1, tzinfo=UTC))
    told = [n.body for n in desk.store.notices() if n.key in report.raised]

    assert len(report.stuck) == len(explained)
    for line in report.stuck:
        stall = explained[line.stream, line.kind, line.subject]
        assert (line.sentence, line.way) == (stall.sentence, stall.best)
        assert stall.best is not None
        way = FASTEST.fill(way=stall.best).vi
        assert any(stall.sentence.vi in body and way in body for body in told), line


def test_each_cause_rests_on_an_entry_of_the_history(desk: Desk) -> None:
    (pause,) = (e for e in desk.history("ba-du-an") if e.kind == "pause_site")
    (stall,) = explain(desk, desk.inspection("ba-du-an"), DEMO_DAY, desk.store.people())

    assert {cause.link.version for cause in stall.causes} == {pause.version}


def test_who_owes_an_answer_and_which_paper_hold_up_the_most(desk: Desk) -> None:
    sum_up(desk)
    sums = desk.store.overview.sums
    found = bottlenecks(sums, desk.store.people(), as_of=DEMO_DAY)

    def streams(sort: Sort, nth: int) -> tuple[str, ...]:
        return sums.held(Wanted(), DEMO_DAY, sort, found[sort][nth].keys)

    assert [(each.key, each.days) for each in found[Sort.ENTITY]] == [
        ("Sở Công Thương", 26),
        ("BHXH tỉnh", 12),
    ]
    assert streams(Sort.PAPER, 0) == ("04-du-an-chi-dinh-thau", "ben-cau-ngan-sach")
    assert ("hai", 1, 42) in [(t.key, t.count, t.days) for t in found[Sort.WHO]]
    # Nobody urged since 15/10/2020, which was stuck from 11/12/2020: the longest by far.
    assert streams(Sort.ACT, 0) == ("ben-dinh",)
    assert ("declare_none:hai", 42) in [(t.key, t.days) for t in found[Sort.ACT]]


def test_what_happens_is_explained_anew(desk: Desk) -> None:
    people = desk.store.people()
    before = explain(desk, desk.inspection("ba-du-an"), DEMO_DAY, people)
    again = explain(desk, desk.inspection("ba-du-an"), DEMO_DAY, people)
    desk.record("ba-du-an", {"kind": "declare_none", "occurred_on": DEMO_DAY}, by="hai")

    assert again is before  # not worked out twice
    assert explain(desk, desk.inspection("ba-du-an"), DEMO_DAY, people) == ()
    fewer = people[:-1]
    other = desk.inspection("tp-tay-ninh-xay-dung")
    assert explain(desk, other, DEMO_DAY, people) is not explain(desk, other, DEMO_DAY, fewer)


def test_most_days_of_the_year_were_lost_to_pauses_on_site(desk: Desk) -> None:
    sum_up(desk)
    lost = lost_days(desk.store.overview.sums, desk.days, as_of=DEMO_DAY)

    assert [(loss.name.vi, loss.days) for loss in lost.losses[:3]] == [
        ("Tạm dừng thanh tra trực tiếp", 222),
        ("Tại bàn của Trưởng đoàn, Phòng 2", 176),
        ("Tại bàn của Trưởng đoàn, Phòng 1", 119),
    ]
    assert {stream: days for stream, _, days in lost.losses[0].streams}[
        "ba-du-an"
    ] == 52  # 19/07 to 08/09/2021
    assert not lost.uncounted


def test_what_is_summed_of_today_is_what_another_day_works_out_of_the_same_histories(
    desk: Desk,
) -> None:
    """The rows that are kept, those worked out again, and those of a snapshot are the same."""
    sum_up(desk)
    streams = [row.stream for row in desk.store.rows()]
    kept = desk.store.overview.sums.of(streams)
    desk.store.overview.sums.forget()
    assert sum_up(desk) == len(streams)
    far = datetime(2099, 1, 1, tzinfo=UTC)
    then = worked_out(desk, as_of=DEMO_DAY, today=DEMO_DAY, known_by=far)
    sums, officers = desk.store.overview.sums, desk.store.people()

    assert sums.of(streams) == kept
    assert isinstance(then, Snapshot)
    assert then.sums.waiting() == 0
    assert bottlenecks(then.sums, officers, as_of=DEMO_DAY) == bottlenecks(
        sums, officers, as_of=DEMO_DAY
    )
    assert lost_days(then.sums, desk.days, as_of=DEMO_DAY) == lost_days(
        sums, desk.days, as_of=DEMO_DAY
    )
    assert then.sums.oldest_first(Wanted(), DEMO_DAY, 99) == sums.oldest_first(
        Wanted(), DEMO_DAY, 99
    )


def test_the_lists_of_an_earlier_day_are_those_of_every_history_replayed(desk: Desk) -> None:
    """Rows of what did not change since stand for it as it stood then."""
    day = date(2021, 7, 20)
    then = worked_out(desk, as_of=day, today=DEMO_DAY)
    rows = {
        each.id: row_of(each.id, 1, each, desk.policy, desk.days, desk.law)
        for each in desk.inspections(as_of=day)
        if isinstance(each, Inspection)
    }

    assert isinstance(then, Snapshot)
    assert {row.stream: replace(row, version=1) for row in then.rows} == rows
    assert any(row.version > 1 for row in then.rows)  # some were taken from their rows
