"""A copy is everything at one moment, or nothing: from either database into the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from post import reach
from sqlalchemy import Connection, Engine, text

from states.breaches import Breach
from states.ledger import Account
from states.lost import Spell
from states.stays import Stay
from tests.contracts.builders import DAY, NOON, a_notice, a_row, an_event, grow
from tests.contracts.process import process
from tests.contracts.test_accounts_contract import fill_accounts
from tests.contracts.test_agenda_contract import an_agenda_row
from tests.contracts.unguard import unguard
from tiendo.listing import Involved, PendingStall
from tiendo.partitions import Basis
from tiendo.ports import CalendarDay, Head, Person, Ruling, Store
from tiendo.postbox import Channel, Routed
from tiendo.pulse import Outcome
from tiendo.store import copying
from tiendo.store.copying import Measure, copy, measured
from tiendo.store.engine import Database, open_database
from tiendo.store.errors import NotCopied, NotEmpty
from tiendo.store.migrate import migrate
from tiendo.store.opening import open_store
from tiendo.store.tables import METADATA
from tiendo.sums import Burden, Sort, Summed, Sums
from tiendo.views import SavedView

pytestmark = pytest.mark.slow

MakePostgres = Callable[[str], str]


def quiet(_table: str, _rows: int) -> None:
    """Nobody is told."""


@pytest.fixture
def to(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the other kind."""
    if url.startswith("postgresql"):
        return f"sqlite:///{tmp_path / 'target' / 'tiendo.db'}"
    make: MakePostgres = request.getfixturevalue("new_postgres")
    return make(request.getfixturevalue("postgres_template"))


@pytest.fixture
def target(to: str) -> Iterator[Database]:
    """That database, open and migrated."""
    with closing(open_database(to)) as database:
        migrate(database)
        yield database


@pytest.fixture
def source(url: str) -> Iterator[Database]:
    """The database of the store, open a second time."""
    with closing(open_database(url)) as database:
        yield database


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with something in every table."""
    for stream in ("A", "TB", "đường-cầu"):
        grow(store, stream, 3)
    store.put_people([Person("an", "Nguyễn Thị An", "Trưởng đoàn", "member", "P1", "K1")])
    holiday = CalendarDay(DAY, Ruling.OFF, "Nghỉ bù", "12/TB", DAY, "UBND tỉnh")
    store.put_calendar_days([holiday], NOON, "person:an")
    store.queue([a_notice("k1"), a_notice("k2")], NOON)
    store.pulses.end("escalate", store.pulses.begin("escalate", NOON), NOON, Outcome.DONE, "Ổn")
    store.pulses.begin("watch", NOON)
    reach(store, "an", "an@tt.example")
    routed = Routed("k1", Channel.EMAIL, "an@tt.example", "<k1@tt.example>")
    store.deliveries.route(["k1"], [routed], NOON)
    store.partitions.open(Basis(0, "p", "l", "1"), "Lịch mới", NOON, size=2, after=0)
    fill_accounts(store)
    fill_lists(store)
    heads = [store.events(stream)[-1] for stream in store.seals.unsealed()]
    store.seals.put([Head(each.stream, each.version, each.hash) for each in heads])
    return store


def fill_lists(store: Store) -> None:
    """A stall and somebody involved, what is summed, a saved view, a directive and its paper."""
    pending = PendingStall(1, DAY, DAY, "silent", "", "team_head:an")
    involved = Involved("an", "team_head")
    store.reproject(replace(a_row("A", 3), stalls=(pending,), involved=(involved,)))
    sums = Sums(
        (Burden(Sort.WHO, "team_head:an", 1, 1),),
        (Spell(Account.DESK, "team_head", "P1", 2021, 3),),
        (Stay("course.prep", 1, None),),
        (Breach("period", 1, None, met=False),),
    )
    store.overview.sums.put([Summed("A", 3, sums)])
    store.views.save(SavedView("an", "Khối 1", "block=K1", NOON))
    directive = "directive:2021-08-06.03"
    store.append(directive, 0, [an_event()], an_agenda_row(directive, 1))
    store.papers.put("ket-luan.txt", b"Ket luan", NOON)


def is_empty(database: Database) -> bool:
    return not any(each.rows for each in measured(database))


def test_every_table_of_the_program_arrives_as_it_was(
    filled: Store, source: Database, target: Database, to: str
) -> None:
    copied = copy(source, target, tell=quiet)

    assert {each.name for each in copied.tables} == set(METADATA.tables)
    assert all(each.rows for each in copied.tables), "a table of the program is left out here"
    assert measured(source) == measured(target) == copied.tables
    assert (copied.faults, copied.rows_of("event")) == ((), 11)
    with closing(open_store(to)) as opened:
        assert opened.verify() == ()
        assert opened.events("đường-cầu") == filled.events("đường-cầu")
        assert opened.rows() == filled.rows()
        assert opened.people() == filled.people()
        assert opened.calendar_days() == filled.calendar_days()
        assert opened.notices() == filled.notices()
        assert opened.pulses.by_flow() == filled.pulses.by_flow()


@pytest.mark.usefixtures("filled")
def test_a_copy_can_be_written_on(source: Database, target: Database, to: str) -> None:
    copy(source, target, tell=quiet)

    with closing(open_store(to)) as opened:
        grow(opened, "TB", 1, after=3)
        assert opened.pulses.begin("watch", NOON) == 2
        assert opened.verify() == ()


@pytest.mark.usefixtures("filled")
def test_a_target_that_holds_anything_is_refused_by_table(
    source: Database, target: Database, to: str
) -> None:
    with closing(open_store(to)) as opened:
        opened.pulses.begin("watch", NOON)

    with pytest.raises(NotEmpty) as refused:
        copy(source, target, tell=quiet)

    assert refused.value.what == "pulse: 1"


@pytest.mark.usefixtures("filled")
def test_a_copy_that_arrives_otherwise_is_not_kept(
    source: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of disk or driver changes a row between its arrival and the reading."""
    honest = copying._measure
    spoil = ["UPDATE person SET title = 'Chánh Thanh tra'"]

    def measure(connection: Connection, name: str) -> Measure:
        while spoil:
            connection.execute(text(spoil.pop()))
        return honest(connection, name)

    monkeypatch.setattr(copying, "_measure", measure)

    with pytest.raises(NotCopied, match="person"):
        copy(source, target, tell=quiet)

    assert is_empty(target)


@pytest.mark.usefixtures("filled")
def test_a_broken_record_is_copied_only_if_asked_for(
    source: Database, target: Database, shell: Engine
) -> None:
    with shell.begin() as connection:
        back = unguard(connection.exec_driver_sql, shell.dialect.name)
        for sql in ("UPDATE event SET body = '{}' WHERE stream = 'TB' AND version = 2", *back):
            connection.exec_driver_sql(sql)

    with pytest.raises(NotCopied, match=r"TB, 2: its hash"):
        copy(source, target, tell=quiet)
    assert is_empty(target)

    copied = copy(source, target, tell=quiet, broken=True)
    assert {fault.stream for fault in copied.faults} == {"TB"}
    assert measured(target) == measured(source)


@pytest.mark.usefixtures("filled")
def test_progress_is_told_table_by_table(
    source: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH", 4)
    heard: list[tuple[str, int]] = []

    copy(source, target, tell=lambda table, rows: heard.append((table, rows)))

    assert [rows for table, rows in heard if table == "event"] == [4, 8, 11]


@pytest.mark.slow
def test_a_copy_made_while_others_write_is_one_moment_of_the_record(
    store: Store, url: str, source: Database, target: Database, to: str
) -> None:
    grow(store, "A", 300)
    with process("write_on", url) as wrote:
        wrote()
        wrote()

        def still_writing(_table: str, _rows: int) -> None:
            for _ in range(12):  # so that the copy spans many of its events
                wrote()

        copied = copy(source, target, tell=still_writing)
        wrote()

    with closing(open_store(to)) as opened:
        assert opened.verify() == ()
        for stream, events in opened.every_stream():
            assert store.events(stream)[: len(events)] == events, "no beginning of the log"
        kept = sum(len(events) for _, events in opened.every_stream())
    assert kept == copied.rows_of("event")
    assert 302 <= kept < sum(len(events) for _, events in store.every_stream())


@pytest.mark.slow
def test_a_copy_killed_on_the_way_leaves_an_empty_target_and_is_simply_done_again(
    store: Store, url: str, source: Database, target: Database, to: str
) -> None:
    grow(store, "A", 50)
    with process("copy_and_stop", url, to) as said:
        assert said() == "under way"

    assert is_empty(target)
    assert copy(source, target, tell=quiet).rows_of("event") == 50
