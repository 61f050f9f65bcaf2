"""What was replayed last and gone on from is what replaying everything leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from benchmarks.life import FIRST, acts, advance, office
from states.events import EVENT, Event
from states.history import replay, replay_on
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.ports import DatabaseDamaged
from tiendo.standing import Standing, Standings

STREAM = "tt-1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = office(f"sqlite:///{tmp_path / 'a.db'}")
    for step in acts()[:-1]:  # whose file is closed has no team any more
        advance(opened, STREAM, step)
    return opened


def stands(standings: Standings, desk: Desk, stream: str = STREAM) -> Standing:
    _, found = standings.look(desk.store, "binh", stream)
    return found


def test_every_step_from_what_is_known_is_what_a_whole_replay_leaves(desk: Desk) -> None:
    events = desk.history(STREAM)

    for known in range(1, len(events)):
        stood = replay(STREAM, events[:known])
        assert stood is not None
        for until in range(known, len(events) + 1):
            found = replay_on(stood, events[:known], events[known:until])
            assert found == replay(STREAM, events[:until])


def test_a_late_entry_and_an_annulment_are_put_in_their_place(desk: Desk) -> None:
    *events, last = desk.history(STREAM)
    stood = replay(STREAM, events)
    assert stood is not None
    said = {"recorded_at": last.recorded_at, "actor": last.actor, "version": last.version}
    paper = {"kind": "report_outline", "number": "9", "signed_on": FIRST, "signed_by": "Võ Kiều"}
    filed = {"kind": "file_document", "document": paper}
    late = {**said, **filed, "occurred_on": FIRST + timedelta(days=3)}
    void = {**said, "kind": "annul", "occurred_on": last.occurred_on, "target": len(events)}

    for new in (late, {**void, "reason": "ghi nhầm"}):
        event: Event = EVENT.validate_python(new)
        assert replay_on(stood, events, [event]) == replay(STREAM, [*events, event])


def test_what_the_desk_wrote_itself_is_kept_as_it_will_be_read(desk: Desk) -> None:
    kept = stands(desk._standings, desk)

    assert replace(kept, row=None) == stands(Standings(), desk)
    assert kept.row == desk.store.row(STREAM)
    assert kept.events == desk.history(STREAM)
    for one, other in zip(kept.events, desk.history(STREAM), strict=True):
        assert EVENT.dump_json(one) == EVENT.dump_json(other)


def test_others_may_write_meanwhile(desk: Desk, tmp_path: Path) -> None:
    other = office(f"sqlite:///{tmp_path / 'a.db'}")
    standings = Standings()
    assert stands(standings, desk).events == desk.history(STREAM)

    for n in range(3):
        day = acts()[-1].now + timedelta(days=n)
        note = {"kind": "note", "occurred_on": day.date(), "text": f"{n}"}
        other.record(STREAM, note, by="binh", now=day)
        found = stands(standings, desk)
        assert found.events == desk.history(STREAM)
        assert found.inspection == desk.inspection(STREAM)


def test_a_record_that_does_not_go_on_from_there_is_read_whole(desk: Desk) -> None:
    events = desk.history(STREAM)
    standings = Standings()
    stands(standings, desk)
    known = standings._kept[STREAM]
    standings._kept[STREAM] = Standing(known.events[:3], known.inspection, "another hash")

    assert stands(standings, desk) == known
    assert known.events == events


def test_an_entry_that_goes_missing_before_what_is_known_is_noticed(
    desk: Desk, tmp_path: Path
) -> None:
    standings = Standings()
    stands(standings, desk)
    with create_engine(f"sqlite:///{tmp_path / 'a.db'}").begin() as connection:
        connection.execute(text("DROP TRIGGER event_refuses_delete"))
        connection.execute(text("DELETE FROM event WHERE version = 4"))

    with pytest.raises(DatabaseDamaged, match="tt-1: entry 4 is missing"):
        stands(standings, desk)


def test_nothing_is_kept_of_a_stream_that_is_not_there(desk: Desk) -> None:
    standings = Standings()

    assert stands(standings, desk, "tt-2") == Standing()
    with pytest.raises(NotFound):
        desk.record("tt-2", {"kind": "note", "occurred_on": FIRST, "text": "x"}, by="binh")
    assert stands(standings, desk, "tt-2") == Standing()
