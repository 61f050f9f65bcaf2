"""A desk acts by what it knew, and only where the database finds that it still is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text

from benchmarks.life import CHIEF, HEAD, acts, advance, desk_for, people
from states.errors import Refused
from tests.contracts.builders import DAY, NOON, a_row, an_event, grow
from tests.contracts.unguard import unguard
from tiendo.desk import Desk
from tiendo.errors import NotFound, Stale
from tiendo.identity import Claim, Delegation
from tiendo.ports import AlreadyClaimed, Conflict, DatabaseDamaged, Person, Store

STREAM = "tt-1"
KIEU = Person("kieu", "Võ Kiều", "Chánh Thanh tra", "chief_inspector", "Phòng 1", "Khối 1")
LENT = Delegation(
    0,
    giver="kieu",
    taker="nguoi-05",
    paper="12/QĐ-TTr",
    signed_by="Võ Kiều",
    signed_on=date(2021, 9, 6),
    starts_on=date(2021, 9, 6),
    ends_on=date(2021, 9, 10),
    recorded_at=NOON,
    recorded_by="vanphong",
)
MOVED = {"kind": "move_regime", "regime": "VN-2025", "reason": "thử", "occurred_on": DAY}
"""What nobody but the chief may do, at any time."""
NOTED = {"kind": "note", "text": "xem lại", "occurred_on": DAY}


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk at which the chief and the head of the team have both acted on an inspection."""
    desk = desk_for(store, people())
    for step in acts()[:4]:
        advance(desk, STREAM, step)
    return desk


def lose_the_second_entry(shell: Engine) -> None:
    with shell.begin() as connection:
        unguard(lambda sql: connection.execute(text(sql)), connection.dialect.name)
        connection.execute(text("DELETE FROM event WHERE version = 2"))


OTHERS = (
    replace(KIEU, name="Võ Kiệu"),
    replace(KIEU, title=""),
    replace(KIEU, role="member"),
    replace(KIEU, room=""),
    replace(KIEU, block="Khối 2"),
    replace(KIEU, id="hoa"),
)


@pytest.mark.parametrize("known", OTHERS)
def test_nothing_is_written_by_somebody_who_is_another_by_now(store: Store, known: Person) -> None:
    store.put_people([KIEU])
    grow(store, "TB", 2)
    head, before = store.events("TB")[-1].hash, (tuple(store.every_stream()), store.rows())

    with pytest.raises(Conflict):
        store.append("TB", 2, [an_event()], a_row("TB", 3), head=head, by=known)
    assert (tuple(store.every_stream()), store.rows()) == before

    store.append("TB", 2, [an_event()], a_row("TB", 3), head=head, by=KIEU)
    assert len(store.events("TB")) == 3


def test_a_first_event_is_written_by_nobody_who_was_not_looked_up(store: Store) -> None:
    store.put_people([KIEU])

    with pytest.raises(Conflict):
        store.append("TB", 0, [an_event()], a_row("TB", 1), by=KIEU)
    assert store.events("TB") == ()
    assert store.rows() == ()


def test_nothing_is_written_by_somebody_to_whom_anything_was_lent(store: Store) -> None:
    store.put_people([KIEU])
    grow(store, "TB", 2)
    head = store.events("TB")[-1].hash
    number = store.delegations.add(replace(LENT, giver="an", taker="kieu"))

    with pytest.raises(Conflict):
        store.append("TB", 2, [an_event()], a_row("TB", 3), head=head, by=KIEU)
    store.delegations.end(number, NOON, "an")
    store.append("TB", 2, [an_event()], a_row("TB", 3), head=head, by=KIEU)


def test_nothing_is_written_where_an_entry_is_missing(store: Store, shell: Engine) -> None:
    store.put_people([KIEU])
    grow(store, "TB", 3)
    head = store.events("TB")[-1].hash
    lose_the_second_entry(shell)

    with pytest.raises(Conflict):
        store.append("TB", 3, [an_event()], a_row("TB", 4), head=head, by=KIEU)


def test_a_post_that_was_taken_away_meanwhile_gives_no_power(desk: Desk) -> None:
    desk.store.put_people([replace(CHIEF, role="member")])

    with pytest.raises(Refused):
        desk.record(STREAM, MOVED, by="kieu")
    assert len(desk.history(STREAM)) == 4


def test_a_post_that_was_given_meanwhile_gives_its_power(desk: Desk) -> None:
    desk.store.put_people([replace(HEAD, role="chief_inspector")])

    desk.record(STREAM, MOVED, by="binh")

    assert desk.history(STREAM)[-1].kind == "move_regime"


def test_a_post_that_was_lent_meanwhile_is_used_in_the_name_of_whoever_lent_it(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.record(STREAM, MOVED, by="nguoi-05")
    number = desk.store.delegations.add(LENT)

    desk.record(STREAM, MOVED, by="nguoi-05")
    assert desk.history(STREAM)[-1].actor.acts_as == "kieu"

    desk.store.delegations.end(number, NOON, "kieu")
    with pytest.raises(Refused):
        desk.record(STREAM, MOVED, by="nguoi-05")


def test_somebody_who_left_meanwhile_acts_no_more(desk: Desk, shell: Engine) -> None:
    with shell.begin() as connection:
        connection.execute(text("DELETE FROM person WHERE id = 'binh'"))

    with pytest.raises(NotFound):
        advance(desk, STREAM, acts()[4])


def test_what_another_desk_recorded_meanwhile_is_acted_upon(desk: Desk) -> None:
    other = desk_for(desk.store, ())
    advance(other, STREAM, acts()[4])

    advance(desk, STREAM, acts()[5])

    assert [event.kind for event in desk.history(STREAM)[4:]] == [
        "open_fieldwork",
        "end_fieldwork",
    ]
    assert desk.verify() == ()


def test_a_reader_who_saw_what_the_desk_knew_last_has_not_seen_what_came_meanwhile(
    desk: Desk,
) -> None:
    seen = len(desk.history(STREAM))
    advance(desk_for(desk.store, ()), STREAM, acts()[4])

    with pytest.raises(Stale):
        desk.record(STREAM, NOTED, by="binh", seen=seen)
    desk.record(STREAM, NOTED, by="binh", seen=seen + 1)


def test_a_request_is_recorded_once_by_what_was_known_too(desk: Desk) -> None:
    claim = Claim("binh", "k", "p")
    desk.record(STREAM, NOTED, by="binh", claim=claim)
    version = len(desk.history(STREAM))

    with pytest.raises(AlreadyClaimed):
        desk.record(STREAM, NOTED, by="binh", claim=claim)
    assert len(desk.history(STREAM)) == version


def test_an_entry_that_is_missing_stops_whoever_acts_by_what_was_known(
    desk: Desk, shell: Engine
) -> None:
    lose_the_second_entry(shell)

    with pytest.raises(DatabaseDamaged):
        advance(desk, STREAM, acts()[4])
