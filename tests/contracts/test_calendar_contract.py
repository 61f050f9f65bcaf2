"""Announced days at rest: appended, never changed, the same on every database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from older import engine_of, upgrade
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from tests.contracts.builders import NOON, a_row, grow, renamed
from tiendo.ports import AnnouncedDay, CalendarDay, Ruling, Store
from tiendo.store.errors import Unstorable
from tiendo.store.opening import open_store
from tiendo.store.tables import CALENDAR_GUARDS

OFF = CalendarDay(
    *(date(2026, 1, 2), Ruling.SWAPPED_OFF, "Hoán đổi"),
    *("12729/VPCP-KGVX", date(2025, 12, 25), "Văn phòng Chính phủ"),
)
WORKED = replace(OFF, day=date(2026, 1, 10), kind=Ruling.WORKED, name="Làm bù")


def plain(said: AnnouncedDay) -> CalendarDay:
    return CalendarDay(
        *(said.day, said.kind, said.name, said.number, said.signed_on, said.signed_by)
    )


def test_a_new_store_has_nothing_announced(store: Store) -> None:
    store.put_calendar_days([], NOON, "person:lan")

    assert (store.calendar_days(), store.calendar_entry()) == ((), 0)


def test_announced_days_come_back_in_the_order_recorded(store: Store) -> None:
    later = replace(OFF, kind=Ruling.WORKED, number="2/TB")
    store.put_calendar_days([WORKED, OFF], NOON, "person:lan")
    store.put_calendar_days([later], NOON + timedelta(days=1), "person:khanh")

    found = store.calendar_days()

    assert [plain(each) for each in found] == [WORKED, OFF, later]
    assert [each.entry for each in found] == [1, 2, 3]
    assert all(isinstance(each.kind, Ruling) for each in found)
    assert (found[0].recorded_at, found[0].actor) == (NOON, "person:lan")
    assert (found[2].actor, store.calendar_entry()) == ("person:khanh", 3)


def test_announced_days_are_written_all_or_none(store: Store) -> None:
    for bad in (replace(OFF, name="mot\x00hai"), replace(OFF, signed_by="mot\ud800")):
        with pytest.raises(Unstorable, match=r"cannot be stored: .*mot"):
            store.put_calendar_days([WORKED, bad], NOON, "person:lan")

    assert store.calendar_days() == ()


def test_writers_of_announced_days_queue_and_lose_nothing(store: Store) -> None:
    with ThreadPoolExecutor(max_workers=8) as threads:
        done = [
            threads.submit(store.put_calendar_days, [OFF, WORKED], NOON, f"person:p{n}")
            for n in range(20)
        ]
        for each in done:
            each.result(timeout=30)

    found = store.calendar_days()
    assert [each.entry for each in found] == list(range(1, 41))
    assert all(a.actor == b.actor for a, b in zip(found[::2], found[1::2], strict=True))


CHANGES = (
    "UPDATE calendar_day SET kind = 'off' WHERE entry = 1",
    "DELETE FROM calendar_day WHERE entry = 1",
    "DELETE FROM calendar_day",
)
COPY = "SELECT entry, day, 'off', name, number, signed_on, signed_by, recorded_at, actor"
ONLY = {
    "sqlite": (f"REPLACE INTO calendar_day {COPY} FROM calendar_day WHERE entry = 1",),
    "postgresql": ("TRUNCATE calendar_day",),
}


def test_the_database_itself_refuses_every_change_of_what_was_announced(
    store: Store, shell: Engine
) -> None:
    store.put_calendar_days([OFF, WORKED], NOON, "person:lan")
    before = store.calendar_days()

    for change in (*CHANGES, *ONLY[shell.dialect.name]):
        with pytest.raises(DBAPIError, match="append-only"), shell.begin() as connection:
            connection.execute(text(change))
    unknown = f"INSERT INTO calendar_day {COPY.replace('entry,', '9,')} FROM calendar_day"
    with pytest.raises(DBAPIError), shell.begin() as connection:
        connection.execute(text(unknown.replace("'off'", "'holiday'") + " WHERE entry = 1"))

    assert store.calendar_days() == before
    assert store.verify() == ()


def test_a_missing_guard_of_the_calendar_is_found(store: Store, shell: Engine) -> None:
    guards = CALENDAR_GUARDS[shell.dialect.name]
    on = "" if shell.dialect.name == "sqlite" else " ON calendar_day"
    with shell.begin() as connection:
        for guard in guards:
            connection.execute(text(f"DROP TRIGGER {guard}{on}"))

    found = store.verify()

    assert len(found) == 3
    assert all(guard in fault.what for guard, fault in zip(guards, found, strict=True))


def test_an_older_database_gets_the_calendar_and_keeps_its_record(empty_url: str) -> None:
    upgrade(empty_url, "0001")
    _remember(empty_url)

    store = open_store(empty_url)

    assert [row.stream for row in store.rows()] == ["TB"]
    store.reproject(renamed(a_row("TB", 0), "không ghi"))
    grow(store, "moi", 2)
    store.put_calendar_days([OFF], NOON, "person:lan")
    assert store.calendar_entry() == 1
    assert [fault.stream for fault in store.verify()] == ["TB"]  # put there without its events
    store.close()


def _remember(url: str) -> None:
    row = a_row("TB", 1)
    engine = engine_of(url)
    fields = [column["name"] for column in inspect(engine).get_columns("inspection")]
    names, marks = ", ".join(fields), ", ".join(f":{name}" for name in fields)
    values = {
        name: value.isoformat() if isinstance(value := getattr(row, name), date) else value
        for name in fields
    }
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO inspection ({names}) VALUES ({marks})"), values)  # noqa: S608
    engine.dispose()


def test_pages_of_projections_come_in_order_of_stream(store: Store) -> None:
    for stream in ("b", "a", "Đ", "c"):
        grow(store, stream, 1)

    assert [row.stream for row in store.page(2)] == ["a", "b"]
    assert [row.stream for row in store.page(9, "b")] == ["c", "Đ"]
    assert store.page(9, "Đ") == ()
    assert [row.stream for row in store.page(9, "a", "c")] == ["b", "c"]
    assert store.page(9, "c", "c") == ()
