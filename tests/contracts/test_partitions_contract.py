"""Jobs in parts: each part is one worker's at a time, and a batch counts with its step or not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.contracts.builders import NOON, a_row, an_event, grow, renamed
from tiendo.partitions import Basis, Job, LeaseLost, Part, PartState, Step
from tiendo.ports import Conflict, Rewrite, Store
from tiendo.store.errors import Unstorable
from tiendo.sums import Summed, Sums

BASIS = Basis(0, "policy", "law", "program")
MINUTE = timedelta(minutes=1)
STREAMS = ("a", "b", "c", "d", "e")


def opened(store: Store, *, size: int = 2, streams: tuple[str, ...] = STREAMS) -> Job:
    for stream in streams:
        grow(store, stream, 1)
    job = store.partitions.open(BASIS, "Theo thông báo", NOON, size=size, after=0)
    assert job is not None
    return job


def claimed(store: Store, worker: str, now: datetime = NOON) -> Part:
    part = store.partitions.claim(1, worker, now, now + MINUTE)
    assert part is not None
    return part


def step(part: Part, worker: str, last: str = "b", *, ends: bool = False) -> Step:
    return Step(
        job=part.job,
        part=part.number,
        worker=worker,
        held_until=NOON + 9 * MINUTE,
        last=last,
        done=2,
        moved=("b",),
        ends=ends,
    )


def told(stream: str, version: int = 2) -> Rewrite:
    return Rewrite(renamed(a_row(stream, version), "mới"), (an_event(says="dời"),))


def test_with_a_job_whatever_was_summed_is_to_be_summed_again(store: Store) -> None:
    """What is closed too: its days late are counted by that calendar, and no part has it."""
    grow(store, "a", 1)
    store.append("b", 0, [an_event()], replace(a_row("b", 1), course="course.closed"))
    store.overview.sums.put([Summed("a", 1, Sums()), Summed("b", 1, Sums())])
    assert store.overview.sums.waiting() == 0

    assert store.partitions.open(BASIS, "Theo thông báo", NOON, size=2, after=1) is None
    assert store.overview.sums.waiting() == 0
    assert store.partitions.open(BASIS, "Theo thông báo", NOON, size=2, after=0)
    assert store.overview.sums.unsummed(9) == (("a", 1), ("b", 1))


def test_the_parts_follow_one_another_without_a_gap_and_the_last_has_no_end(store: Store) -> None:
    ended = replace(a_row("bb", 1), course="course.closed")
    store.append("bb", 0, [an_event()], ended)

    opened(store)

    parts = store.partitions.parts(1)
    assert [(part.after, part.until) for part in parts] == [("", "b"), ("b", "d"), ("d", "")]
    assert [part.size for part in parts] == [2, 2, 1]
    assert {(part.state, part.last == part.after, part.done) for part in parts} == {
        (PartState.OPEN, True, 0)
    }


@pytest.mark.parametrize("streams", [(), ("a",), ("a", "b")], ids=["none", "one", "a part full"])
def test_a_small_office_is_one_part(store: Store, streams: tuple[str, ...]) -> None:
    opened(store, streams=streams)

    (part,) = store.partitions.parts(1)
    assert (part.number, part.after, part.until, part.size) == (1, "", "", len(streams))


def test_a_job_is_opened_once_and_found_by_what_it_counts_by(store: Store) -> None:
    assert store.partitions.latest() is None
    job = opened(store)
    other = replace(BASIS, policy="p2")

    assert store.partitions.open(other, "", NOON, size=2, after=0) is None
    assert store.partitions.latest() == job == Job(1, BASIS, "Theo thông báo", NOON)
    assert store.partitions.known(BASIS) == job
    assert store.partitions.known(other) is None
    assert len(store.partitions.parts(1)) == 3


def test_a_held_part_is_nobody_elses_until_its_time_runs_out(store: Store) -> None:
    opened(store)

    first, second, third = (claimed(store, name) for name in ("an", "binh", "chi"))

    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (first.worker, first.held_until) == ("an", NOON + MINUTE)
    almost = NOON + MINUTE - timedelta(microseconds=1)
    assert store.partitions.claim(1, "dung", almost, NOON) is None
    assert claimed(store, "dung", NOON + MINUTE).number == 1


def test_a_part_let_go_of_is_free_at_once_but_only_by_its_holder(store: Store) -> None:
    opened(store)
    part = claimed(store, "an")

    store.partitions.release(part, "binh")
    assert claimed(store, "binh").number == 2
    store.partitions.release(part, "an")
    assert claimed(store, "binh").number == 1


def test_many_at_once_claim_each_part_once(store: Store) -> None:
    opened(store, size=1)

    def claim(name: str) -> Part | None:
        return store.partitions.claim(1, name, NOON, NOON + MINUTE)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(claim, "abcdefgh"))

    taken = [part.number for part in found if part]
    assert sorted(taken) == [1, 2, 3, 4, 5]


def test_a_batch_and_its_step_are_written_together(store: Store) -> None:
    opened(store)
    part = claimed(store, "an")

    stale = store.rewrite([told("b"), told("a")], step(part, "an"))

    assert stale == ()
    assert [event.kind for event in store.events("a")] == ["noted", "noted"]
    assert store.row("b") == renamed(a_row("b", 2), "mới")
    now = store.partitions.parts(1)[0]
    assert (now.last, now.done, now.moved, now.failed) == ("b", 2, 1, 0)
    assert (now.state, now.held_until) == (PartState.OPEN, NOON + 9 * MINUTE)
    assert store.verify() == ()


def test_the_last_step_ends_the_part(store: Store) -> None:
    opened(store, size=9)
    part = claimed(store, "an")

    store.rewrite([], step(part, "an", "e", ends=True))

    (now,) = store.partitions.parts(1)
    assert (now.state, now.last, now.held_until) == (PartState.DONE, "e", None)
    assert store.partitions.claim(1, "binh", NOON + 60 * MINUTE, NOON) is None
    with pytest.raises(LeaseLost):
        store.rewrite([], step(part, "an", "e"))


def test_a_batch_that_cannot_be_written_leaves_its_step_undone(store: Store) -> None:
    opened(store)
    part = claimed(store, "an")
    broken = replace(told("b"), new=(replace(an_event(), body="\x00"),))

    with pytest.raises(Unstorable):
        store.rewrite([told("a"), broken], step(part, "an"))

    assert (len(store.events("a")), store.partitions.parts(1)[0]) == (1, part)


def test_where_somebody_wrote_meanwhile_nothing_is_written_and_the_step_is_not_counted(
    store: Store,
) -> None:
    opened(store)
    part = claimed(store, "an")
    grow(store, "a", 1, after=1)

    stale = store.rewrite([told("a"), told("b")], step(part, "an", ends=True))

    assert stale == ("a",)
    assert store.rows()[:2] == (a_row("a", 2), renamed(a_row("b", 2), "mới"))
    now = store.partitions.parts(1)[0]
    assert now == replace(part, held_until=NOON + 9 * MINUTE, moved=1), "b is written, and counted"
    assert store.verify() == ()


def test_who_lost_the_part_writes_nothing(store: Store) -> None:
    opened(store)
    part = claimed(store, "an")
    claimed(store, "binh", NOON + MINUTE)

    with pytest.raises(LeaseLost, match="part 1 of job 1"):
        store.rewrite([told("a")], step(part, "an"))

    assert (len(store.events("a")), store.partitions.parts(1)[0].last) == (1, "")


def test_a_hold_that_ran_out_is_good_while_nobody_took_the_part(store: Store) -> None:
    opened(store)
    part = claimed(store, "an", NOON - 60 * MINUTE)

    assert store.rewrite([told("a")], step(part, "an")) == ()


def test_a_later_job_ends_the_parts_of_the_earlier(store: Store) -> None:
    opened(store)
    part = claimed(store, "an")

    later = store.partitions.open(replace(BASIS, calendar_entry=1), "", NOON, size=2, after=1)

    assert later == store.partitions.latest()
    assert {each.state for each in store.partitions.parts(1)} == {PartState.SUPERSEDED}
    assert store.partitions.claim(1, "binh", NOON, NOON) is None
    with pytest.raises(LeaseLost):
        store.rewrite([told("a")], step(part, "an"))


def test_a_batch_is_written_each_only_at_its_head(store: Store) -> None:
    for stream in ("a", "b"):
        grow(store, stream, 2)

    assert store.rewrite([]) == ()
    batch = [renamed(a_row("b", 1), "cũ"), renamed(a_row("a", 2), "mới"), a_row("không có", 1)]
    assert store.rewrite([Rewrite(row) for row in batch]) == ("b", "không có")

    assert store.rows() == (renamed(a_row("a", 2), "mới"), a_row("b", 2))


def test_streams_may_begin_in_a_batch(store: Store) -> None:
    whole = [Rewrite(a_row(stream, 2), (an_event(), an_event(says="2"))) for stream in "ba"]

    assert store.rewrite(whole) == ()
    assert store.rewrite(whole) == ("a", "b")

    assert store.rows() == (a_row("a", 2), a_row("b", 2))
    assert [len(events) for _, events in store.every_stream()] == [2, 2]
    assert store.verify() == ()


def test_one_stream_twice_in_a_batch_is_a_conflict(store: Store) -> None:
    twice = [Rewrite(a_row("a", 1), (an_event(says=says),)) for says in ("1", "2")]

    with pytest.raises(Conflict):
        store.rewrite(twice)

    assert store.rows() == ()


def test_histories_come_whole_and_by_version(store: Store) -> None:
    for count, stream in enumerate(("b", "a", "c"), start=1):
        grow(store, stream, count)

    found = store.histories(["c", "a", "không có"])

    assert found == {stream: store.events(stream) for stream in ("a", "c")}
    assert store.histories([]) == {}
