"""An act asks once and writes once; by the shortest road the same is written, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from benchmarks.life import acts, advance, desk_for, live, office, people
from tests.contracts.builders import DAY, NOON, a_notice, a_row, an_event, grow
from tiendo.identity import Claim, Delegation
from tiendo.listing import Involved, PendingStall
from tiendo.ports import AlreadyClaimed, Conflict, Glance, Person, Store
from tiendo.store.chain import GENESIS

KIEU = Person("kieu", "Võ Kiều", "Chánh Thanh tra", "chief_inspector")
STALLS = (
    PendingStall(3, DAY, DAY, "past_deadline", "draft", "team_head:an"),
    PendingStall(12, DAY, DAY, "silent", "", "team_head:an"),
)


def head(store: Store) -> str:
    return store.events("TB")[-1].hash


def everything(store: Store) -> tuple[object, ...]:
    return tuple(store.every_stream()), store.rows(), store.notices()


def test_what_is_written_behind_a_known_head_is_what_is_written_behind_one_looked_up(
    store: Store,
) -> None:
    row = replace(a_row("TB", 3), stalls=STALLS, involved=(Involved("an", "team_head"),))
    claim = Claim("an", "k1", "print")

    def written(known: Callable[[], str]) -> None:
        stream = "TB" if known is first else "TC"
        grow(store, stream, 2)
        its = replace(row, stream=stream)
        notices = [a_notice(f"b:{stream}", stream=stream), a_notice(f"a:{stream}", stream=stream)]
        last = store.append(
            stream,
            2,
            [an_event(says="ba")],
            its,
            notices,
            replace(claim, key=stream),
            head=known(),
        )
        assert last == store.events(stream)[-1].hash

    def first() -> str:
        return head(store)

    written(first)
    written(str)
    one, other = store.rows()
    assert replace(other, stream="TB") == one == row
    assert [e.body for e in store.events("TB")] == [e.body for e in store.events("TC")]
    assert [n.key for n in store.notices()] == ["a:TB", "a:TC", "b:TB", "b:TC"]
    claims = [store.tokens.claimed("an", stream) for stream in ("TB", "TC")]
    assert [(c.stream, c.version) for c in claims if c] == [("TB", 3), ("TC", 3)]
    assert store.verify() == ()


def test_nothing_is_written_behind_another_head_than_was_known(store: Store) -> None:
    grow(store, "TB", 2)
    before = everything(store)

    for after, known in ((2, GENESIS), (1, store.events("TB")[0].hash), (3, head(store))):
        with pytest.raises(Conflict):
            store.append(
                "TB", after, [an_event()], a_row("TB", after + 1), [a_notice("k")], head=known
            )
        assert everything(store) == before


def test_what_was_claimed_before_keeps_everything_from_being_written(store: Store) -> None:
    store.append("TB", 0, [an_event()], a_row("TB", 1), [a_notice("k")], Claim("an", "1", "p"))
    before, known, row = everything(store), head(store), a_row("TB", 2)

    with pytest.raises(AlreadyClaimed, match="k was"):
        store.append("TB", 1, [an_event()], row, [a_notice("a"), a_notice("k")], head=known)
    with pytest.raises(AlreadyClaimed, match="1 was"):
        store.append("TB", 1, [an_event()], row, claim=Claim("an", "1", "p"), head=known)
    assert everything(store) == before


def test_a_projection_that_was_thrown_away_is_there_again(store: Store, shell: Engine) -> None:
    grow(store, "TB", 1)
    with shell.begin() as connection:
        connection.execute(text("DELETE FROM inspection"))

    store.append("TB", 1, [an_event()], a_row("TB", 2), head=head(store))

    assert store.rows() == (a_row("TB", 2),)


def test_a_projection_goes_on_to_whatever_an_act_leaves(store: Store, shell: Engine) -> None:
    an, ba = Involved("an", "team_head"), Involved("ba", "member")
    first = replace(a_row("TB", 1), stalls=STALLS, involved=(an, ba))
    later = replace(STALLS[0], due_on=date(2021, 10, 1))
    lasting = {"name": "khác", "room": "P.NV1", "year": 2022, "regime": "VN-2022", "hold": "on"}
    rows = (
        first,
        replace(first, stalls=(STALLS[1], later), involved=(ba, replace(ba, role="overseer"))),
        replace(first, stalls=STALLS[1:], involved=(an,), stuck_from=DAY, attention_on=None),
        replace(first, stalls=(), involved=(), **lasting),  # type: ignore[arg-type]
        first,
    )
    for after, row in enumerate(replace(row, version=n) for n, row in enumerate(rows, start=1)):
        known = head(store) if after else ""
        store.append("TB", after, [an_event()], row, head=known)
        assert store.row("TB") == row

    spoilt = {
        "inspection": "name = 'x', stuck_from = '2021-01-01', hold = 'x'",
        "stall": "holder = 'x', rank = 7",
        "involved": "role = 'x'",
    }
    with shell.begin() as connection:
        for table, values in spoilt.items():
            connection.execute(text(f"UPDATE {table} SET {values}"))  # noqa: S608
    store.append("TB", 5, [an_event()], replace(first, version=6), head=head(store))
    assert store.row("TB") == replace(first, version=6)


SPOILT = (
    "UPDATE inspection SET name = 'x'",
    "UPDATE inspection SET room = 'x', regime = 'x'",
    "UPDATE inspection SET hold = 'x'",
    "UPDATE inspection SET year = 1999",
    "UPDATE inspection SET stuck_from = '2021-01-01', folded = 'x'",
    "UPDATE involved SET role = 'x' WHERE person = 'ba'",
    "DELETE FROM involved WHERE person = 'an'",
    "DELETE FROM involved",
    "INSERT INTO involved VALUES ('chi', 'TB', 'member')",
    "UPDATE stall SET holder = 'x' WHERE number = 2",
    "DELETE FROM stall",
    "INSERT INTO stall VALUES ('TB', 3, 1, '2021-01-01', '2021-01-01', 'x', 'x', 'x')",
    "DELETE FROM inspection",
)


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_projection_that_is_not_as_it_was_known_is_written_anew(
    store: Store, shell: Engine, spoil: str
) -> None:
    people = (Involved("an", "team_head"), Involved("ba", "member"))
    row = replace(a_row("TB", 1), stalls=STALLS, involved=people)
    known = store.append("TB", 0, [an_event()], row)
    with shell.begin() as connection:
        connection.execute(text(spoil))
    further = replace(row, version=2)

    store.append("TB", 1, [an_event()], further, head=known, before=row)

    assert store.row("TB") == further
    assert store.verify() == ()


def test_a_desk_that_knows_a_projection_finds_what_another_made_of_it(store: Store) -> None:
    desk, steps = desk_for(store, people()), acts()
    for step in steps[:4]:
        advance(desk, "tt-1", step)
    stood = store.row("tt-1")
    assert stood is not None
    store.reproject(replace(stood, room="P.NV9", stalls=(), involved=()))
    advance(desk, "tt-1", steps[4])
    assert desk.verify() == ()

    advance(desk_for(store, ()), "tt-1", steps[5])
    advance(desk, "tt-1", steps[6])
    assert desk.verify() == ()


def test_one_glance_shows_who_acts_and_how_the_stream_stands(store: Store) -> None:
    hoa = Person("hoà", "Trần Hoà", "Phó Chánh Thanh tra", "deputy", block="NV2")
    store.put_people([KIEU, hoa])
    grow(store, "TB", 3)
    first, second, _ = (each.hash for each in store.events("TB"))

    assert store.glance("an", "TB", 1) is None
    assert store.glance("kieu", "TB", 1) == Glance(KIEU, False, 3, 3, first)
    assert store.glance("hoa\u0300", "TB", 2) == Glance(hoa, False, 3, 3, second)
    assert store.glance("kieu", "TB", 4) == Glance(KIEU, False, 3, 3, "")
    assert store.glance("kieu", "none", 0) == Glance(KIEU, False, 0, 0, "")


def test_a_glance_shows_whether_anything_is_lent_until_somebody_ends_it(store: Store) -> None:
    hoa = Person("hoa", "Trần Hoa", "Phó Chánh Thanh tra", "deputy", block="NV2")
    store.put_people([KIEU, hoa])
    days = {"signed_on": DAY, "starts_on": date(2021, 9, 6), "ends_on": date(2021, 9, 10)}
    said = {"paper": "12/QĐ-TTr", "signed_by": "Võ Kiều", "recorded_by": "vanphong"}
    given = Delegation(0, "kieu", "hoa", **days, **said, recorded_at=NOON)  # type: ignore[arg-type]
    number = store.delegations.add(given)

    assert [_lent(store, each) for each in ("hoa", "kieu")] == [True, False]
    store.delegations.end(number, NOON, "kieu")
    assert not _lent(store, "hoa")


def _lent(store: Store, person: str) -> bool:
    seen = store.glance(person, "TB", 0)
    assert seen is not None
    return seen.lent


@contextmanager
def overheard(act: Callable[[Any], None]) -> Iterator[None]:
    def on_connect(dbapi_connection: Any, _record: object) -> None:
        act(dbapi_connection)

    event.listen(Engine, "connect", on_connect)
    yield
    event.remove(Engine, "connect", on_connect)


def asked_before(number: int) -> int:
    """Who acts is asked for once, and who heads the team when it is named; then nothing is."""
    its, earlier = acts()[number], {each.by for each in acts()[:number]}
    return (its.by not in earlier) + (number == 0)


def test_an_act_asks_sqlite_nothing_and_writes_in_one_transaction(tmp_path: Path) -> None:
    said = list[str]()

    def listen(connection: sqlite3.Connection) -> None:
        connection.set_trace_callback(lambda sql: said.append(sql.split(maxsplit=1)[0]))

    with overheard(listen):
        desk = office(f"sqlite:///{tmp_path / 'a.db'}")
        for number, step in enumerate(acts()):
            said.clear()
            advance(desk, "tt-1", step)
            asked = asked_before(number)
            assert [said.count(word) for word in ("SELECT", "BEGIN", "COMMIT")] == [asked, 1, 1]
            assert said[asked] == "BEGIN"
            assert said[-1] == "COMMIT"
            if step in acts()[3:-1]:  # the decision names its law, the end clears all lists
                assert said.count("UPDATE") == 1
                assert said.count("DELETE") <= 1
    desk.store.close()


@pytest.mark.slow
def test_an_act_makes_two_journeys_to_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with (
        (tmp_path / "wire").open("w", encoding="utf-8") as wire,
        (tmp_path / "wire").open(encoding="utf-8") as heard,
        overheard(lambda connection: connection.pgconn.trace(wire.fileno())),
    ):
        desk = office(postgres_url)
        live(desk, "tt-0")  # the driver now has its statements ready on the server
        for step in acts():
            heard.read()
            advance(desk, "tt-1", step)
            sent = [words for line in heard if "F" in (words := line.rstrip().split("\t"))[1:2]]
            journeys = sum(words[3] in {"Sync", "Query"} for words in sent)
            assert journeys == 2 + 2 * (step is acts()[0]), sent
    desk.store.close()
