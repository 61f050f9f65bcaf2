"""Everything worked out again in parts: killed, taken over, at once, and each told once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE, POLICY, at
from offices import Told, open_office, sqlite, tamper

from tiendo.announcing import announce, following, on_calendar
from tiendo.calendar import Calendar, open_calendar
from tiendo.desk import Desk
from tiendo.drive import drive
from tiendo.fanout import LEASE, LeftBehind, Progress, ask, basis_of, standing, work
from tiendo.partitions import Job
from tiendo.ports import CalendarDay, Ruling

TODAY, PAUSED = date(2021, 7, 20), date(2021, 7, 19)
SATURDAY = CalendarDay(
    date(2021, 7, 24), Ruling.WORKED, "Làm bù", "1/TB", date(2021, 7, 16), "Bộ Nội vụ"
)
BEFORE, EARLIER = date(2021, 7, 29), date(2021, 7, 28)
STREAMS = ("a", "b", "c", "d", "e")


@dataclass
class Watch:
    """A clock that is set by hand."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Five inspections paused on 19/07/2021; then the Saturday is worked, and nobody has said."""
    opened = open_office(sqlite(tmp_path), TODAY)
    opened = on_calendar(opened, open_calendar(opened.store))
    for stream in STREAMS:
        told = Told(opened, date(2021, 6, 1), stream=stream).walk()
        told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", now=at(PAUSED))
    drive(opened, as_of=TODAY, now=at(TODAY))
    assert ask(opened, at=at(TODAY)) is not None
    assert done(opened, 1) == 5
    opened.store.put_calendar_days([SATURDAY], at(TODAY), "person:vanphong")
    return following(opened)


def asked(desk: Desk, size: int = 2) -> Job:
    job = ask(desk, at=at(TODAY), size=size)
    assert job is not None
    return job


def done(desk: Desk, number: int) -> int:
    job = desk.store.partitions.latest()
    assert job is not None
    assert job.number == number
    return sum(len(s.changes) or s.done for s in work(desk, job, now=at(TODAY)))


def dates(desk: Desk) -> list[date | None]:
    return [row.attention_on for row in desk.store.rows()]


def recounts(desk: Desk) -> Counter[str]:
    return Counter(
        stream
        for stream, events in desk.store.every_stream()
        for event in events
        if event.kind == "recount"
    )


def all_told_once(desk: Desk) -> bool:
    return (
        dates(desk) == [EARLIER] * 5
        and recounts(desk) == dict.fromkeys(STREAMS, 1)
        and desk.verify() == ()
    )


def test_what_changed_is_asked_for_once_and_says_why(desk: Desk) -> None:
    job = asked(desk)

    assert (job.number, job.because) == (2, "Theo thông báo số 1/TB ngày 16/07/2021")
    assert asked(desk) == job
    assert done(desk, 2) == 5
    assert ask(desk, at=at(TODAY)) is None
    assert all_told_once(desk)
    reason = getattr(desk.history("a")[-1], "reason", "")
    assert reason.startswith("Theo thông báo số 1/TB ngày 16/07/2021: báo tiếp 29/07/2021 → 28/")


def test_other_numbers_of_the_office_are_another_job_told_as_such(desk: Desk) -> None:
    asked(desk)
    done(desk, 2)
    other = replace(desk, policy=POLICY.model_copy(update={"review_days": 9}))

    job = asked(other)

    assert (job.number, job.because) == (3, "Theo tham số mới của cơ quan")
    assert done(other, 3) == 5
    assert other.verify() == ()


def test_a_machine_that_counts_by_something_older_undoes_nothing(desk: Desk) -> None:
    other = replace(desk, policy=POLICY.model_copy(update={"review_days": 9}))
    asked(desk)
    done(desk, 2)
    job = asked(other)

    with pytest.raises(LeftBehind, match="lần tính lại số 2"):
        ask(desk, at=at(TODAY))
    with pytest.raises(LeftBehind):
        list(work(desk, job, now=at(TODAY)))

    back = ask(desk, at=at(TODAY), insist=True)
    assert back is not None
    assert back.number == 4


def test_killed_after_any_batch_it_is_completed_and_nothing_is_told_twice(desk: Desk) -> None:
    runs = list[str]()
    for _ in range(9):
        job = ask(desk, at=at(TODAY), size=3)
        if job is None:
            break
        killed = work(desk, job, now=at(TODAY), batch=1)
        runs += [step.last for step in [next(killed, None)] if step]
        killed.close()

    assert runs == list(STREAMS)
    assert all_told_once(desk)


def test_two_workers_share_the_parts_and_meet_nowhere(desk: Desk) -> None:
    job = asked(desk)
    hands = [work(desk, job, now=at(TODAY), worker=name, batch=1) for name in ("an", "binh")]
    steps = list[Progress]()

    while hands:
        for hand in list(hands):
            if (step := next(hand, None)) is None:
                hands.remove(hand)
            else:
                steps.append(step)

    assert sorted(step.last for step in steps) == list(STREAMS)
    assert [step.last for step in steps[:2]] == ["a", "c"]
    assert all_told_once(desk)


def test_a_worker_taken_for_dead_writes_no_more_and_another_goes_on_after_it(desk: Desk) -> None:
    job, watch = asked(desk, size=9), Watch(at(TODAY))
    asleep = work(desk, job, now=at(TODAY), worker="an", batch=2, watch=watch)
    assert next(asleep).last == "b"

    assert list(work(desk, job, now=at(TODAY), worker="binh", watch=watch)) == []
    watch.moment += LEASE
    other = work(desk, job, now=at(TODAY), worker="binh", batch=2, watch=watch)
    assert next(other).last == "d"
    assert list(asleep) == []
    assert [step.last for step in other] == ["e"]

    assert all_told_once(desk)


def test_a_later_announcement_ends_a_job_under_way(desk: Desk) -> None:
    job = asked(desk)
    slow = work(desk, job, now=at(TODAY), batch=1)
    next(slow)
    monday = replace(SATURDAY, day=date(2021, 7, 26), kind=Ruling.SWAPPED_OFF, number="2/TB")

    later = list(announce(desk, [monday], by="vanphong", now=at(TODAY)))

    assert list(slow) == []
    assert [len(step.changes) for step in later] == [1]  # only "a" had moved yet
    assert dates(desk) == [BEFORE] * 5
    assert recounts(desk) == {"a": 2}


def test_what_somebody_records_meanwhile_is_looked_at_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, late = asked(desk), on_calendar(desk, Calendar(open_calendar(desk.store).seed))
    given = desk.store.histories

    def and_then_somebody_writes(streams: list[str]) -> object:
        found = given(streams)
        if "a" in streams and len(desk.history("a")) == len(found["a"]) and not recounts(desk):
            Told(late, PAUSED, stream="a").tell(
                "draft_request",
                request="YC1",
                addressee="Sở Công Thương",
                items=["Hồ sơ"],
                due_on=date(2021, 8, 13),
                now=at(TODAY),
            )
        return found

    monkeypatch.setattr(desk.store, "histories", and_then_somebody_writes)
    steps = list(work(desk, job, now=at(TODAY)))

    assert desk.history("a")[-1].kind == "recount"
    told = [change.stream for step in steps for change in step.changes]
    assert (sorted(told), standing(desk, job).moved) == (list("abcde"), 5)
    assert all_told_once(desk)


def test_a_record_that_cannot_be_read_stops_no_other_and_is_counted(
    desk: Desk, tmp_path: Path
) -> None:
    tamper(tmp_path / "office.db", "b", 3)
    job = asked(desk)

    steps = list(work(desk, job, now=at(TODAY)))

    assert [stream for step in steps for stream, _ in step.failed] == ["b"]
    now = standing(desk, job)
    assert (now.total, now.done, now.moved, now.failed, now.open) == (5, 5, 4, 1, 0)
    assert dates(desk) == [EARLIER, BEFORE, EARLIER, EARLIER, EARLIER]


def test_how_far_it_is_counts_inspections_and_is_whole_only_at_the_end(desk: Desk) -> None:
    job = asked(desk)
    steps = work(desk, job, now=at(TODAY), batch=1)
    shares = list[float]()
    for _ in steps:
        shares.append(standing(desk, job).share)
    end = standing(desk, job)

    assert shares == [20.0, 40.0, 60.0, 80.0, 99.0]
    assert (end.share, end.parts) == (100.0, 3)


def test_a_large_office_is_left_to_the_flow(desk: Desk) -> None:
    monday = replace(SATURDAY, day=date(2021, 7, 26), kind=Ruling.OFF, number="2/TB")

    assert list(announce(desk, [monday], by="vanphong", now=at(TODAY), at_once=4)) == []

    fresh = following(desk)
    job = ask(fresh, at=at(TODAY))
    assert job is not None
    assert job.because == "Theo thông báo số 2/TB ngày 16/07/2021"
    assert sum(len(step.changes) for step in work(fresh, job, now=at(TODAY))) == 0
    assert standing(fresh, job).open == 0


def test_an_announcement_recorded_by_a_program_that_then_died_is_found(desk: Desk) -> None:
    assert basis_of(desk).calendar_entry == 1
    job = ask(desk, at=at(TODAY) + timedelta(days=1))

    assert job is not None
    assert job.number == 2
