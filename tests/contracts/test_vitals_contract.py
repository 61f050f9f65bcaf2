"""The beats of the flows and the seals of the record, on every database."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.contracts.builders import NOON, a_row, an_event, grow
from tests.contracts.unguard import unguard
from tiendo.ports import Fault, Head, Store
from tiendo.pulse import Outcome, Pulse
from tiendo.store.pulses import KEPT


def beats(store: Store, flow: str, count: int, outcome: Outcome) -> None:
    for _ in range(count):
        store.pulses.end(flow, store.pulses.begin(flow, NOON), NOON, outcome, "xong")


def test_a_beat_begins_and_ends(store: Store) -> None:
    number = store.pulses.begin("escalate", NOON)
    begun = store.pulses.by_flow()["escalate"]
    store.pulses.end("escalate", number, NOON + timedelta(seconds=5), Outcome.DONE, "12 cuộc")

    ended = store.pulses.by_flow()["escalate"]
    assert begun.newest == Pulse("escalate", 1, NOON, None, Outcome.RUNNING, "")
    assert begun.done is None
    assert ended.newest.finished_at == NOON + timedelta(seconds=5)
    assert (ended.newest.said, ended.done) == ("12 cuộc", ended.newest)


def test_the_newest_is_the_last_begun_whatever_the_clock_said(store: Store) -> None:
    store.pulses.begin("escalate", NOON)
    store.pulses.begin("escalate", NOON - timedelta(days=3))

    assert store.pulses.by_flow()["escalate"].newest.number == 2
    assert store.pulses.first() == NOON - timedelta(days=3)


def test_only_the_last_beats_stay_and_always_the_last_that_ended_well(
    store: Store, shell: Engine
) -> None:
    beats(store, "backup", 1, Outcome.DONE)
    beats(store, "backup", KEPT + 5, Outcome.FAILED)

    known = store.pulses.by_flow()["backup"]
    assert (known.newest.number, known.done and known.done.number) == (KEPT + 6, 1)
    with shell.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM pulse")).scalar_one()
    assert count == KEPT + 1


def test_nothing_ran_yet(store: Store) -> None:
    assert store.pulses.by_flow() == {}
    assert store.pulses.first() is None


def test_two_runs_of_one_flow_at_once_are_two_beats(store: Store) -> None:
    runs = [Thread(target=beats, args=(store, "deliver", 5, Outcome.DONE)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert store.pulses.by_flow()["deliver"].newest.number == 20


def test_an_unknown_outcome_is_refused_by_the_database(store: Store, shell: Engine) -> None:
    store.pulses.begin("escalate", NOON)

    with pytest.raises(DBAPIError), shell.begin() as connection:
        connection.execute(text("UPDATE pulse SET outcome = 'perhaps'"))


def head(store: Store, stream: str) -> Head:
    last = store.events(stream)[-1]
    return Head(stream, last.version, last.hash)


def test_what_stands_elsewhere_than_its_seal_is_new(store: Store) -> None:
    for stream in ("A", "B", "C"):
        grow(store, stream, 2)
    assert store.seals.unsealed() == ("A", "B", "C")

    store.seals.put([head(store, stream) for stream in ("C", "A", "B")])
    grow(store, "B", 1, after=2)

    assert store.seals.unsealed() == ("B",)
    store.seals.put([head(store, "B")])
    assert store.seals.unsealed() == ()


def test_what_is_new_comes_in_pages(store: Store) -> None:
    for stream in ("A", "B", "C"):
        grow(store, stream, 1)

    assert store.seals.unsealed(limit=2) == ("A", "B")
    assert store.seals.unsealed(limit=2, after="B") == ("C",)


def cut(shell: Engine, *statements: str) -> None:
    """The record changed behind the program's back."""
    with shell.begin() as connection:
        put_back = unguard(connection.exec_driver_sql, shell.dialect.name)
        for statement in (*statements, *put_back):
            connection.exec_driver_sql(statement)


def test_an_end_cut_off_together_with_its_projection_is_found_by_its_seal(
    store: Store, shell: Engine
) -> None:
    grow(store, "A", 1)
    grow(store, "TB", 3)
    store.seals.put([head(store, "A"), head(store, "TB")])
    assert store.verify() == ()

    cut(
        shell,
        "DELETE FROM event WHERE stream = 'TB' AND version = 3",
        "UPDATE inspection SET version = 2 WHERE stream = 'TB'",
    )

    gone = Fault("TB", 3, "the entry that was verified here is gone")
    assert store.seals.unsealed() == ("TB",)
    assert store.seals.faults("TB") == (gone,)
    assert store.seals.faults("A") == ()
    assert store.verify() == (gone,)


def test_a_whole_stream_taken_away_is_found_by_its_seal(store: Store, shell: Engine) -> None:
    grow(store, "TB", 2)
    store.seals.put([head(store, "TB")])

    cut(shell, "DELETE FROM event", "DELETE FROM inspection")

    assert store.seals.unsealed() == ("TB",)
    assert store.seals.faults("TB") == (
        Fault("TB", 2, "the entry that was verified here is gone"),
    )


def test_the_latest_moment_recorded(store: Store) -> None:
    assert store.last_recorded() is None
    store.append("A", 0, [an_event(at=NOON + timedelta(hours=1))], a_row("A", 1))
    store.append("B", 0, [an_event(at=NOON)], a_row("B", 1))

    assert store.last_recorded() == NOON + timedelta(hours=1)
    assert store.entries() == 2
