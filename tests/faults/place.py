"""The office that is broken: a small one, copied for each round from one that is made once."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
from builders import PAUSE_NOTICE, at
from offices import Told, open_office
from sqlalchemy import make_url

from states.history import replay
from states.streams import StreamKind, kind_of
from tests.faults import checker
from tests.faults.report import Wrong
from tiendo.calendar import open_calendar
from tiendo.clock import office_day
from tiendo.desk import Desk
from tiendo.drive import drive
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.postbox import Channel, Contact
from tiendo.projection import row_of
from tiendo.record import read_event
from tiendo.summing import sums_of
from tiendo.sweep import sweep

DAY = date(2021, 9, 8)
PAUSED = date(2021, 7, 19)
WRITER = "binh"


@dataclass(frozen=True)
class Walking:
    """A clock that starts at a moment and goes on as real time does."""

    start: datetime
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The moment it shows."""
        return self.start + timedelta(seconds=time.monotonic() - self.began)

    def today(self) -> date:
        """The day it shows."""
        return office_day(self.now())


def desk_at(url: str, moment: datetime) -> Desk:
    """A desk as the flows open it, with a clock that starts at a moment."""
    opened = open_office(url, office_day(moment))
    calendar = open_calendar(opened.store)
    return replace(
        opened,
        clock=Walking(moment),
        policy=load_policy(),
        days=calendar.days,
        calendar=calendar,
        law=lawbook(),
    )


def fill(url: str, cases: int, prefix: str = "c") -> None:
    """Inspections that all have something due on DAY, for people and machines."""
    desk = desk_at(url, at(DAY))
    for number in range(cases):
        told = Told(desk, date(2021, 6, 1), stream=f"{prefix}{number:02}").walk()
        if number % 4 == 3:
            continue  # silent since June: a stall of another kind
        told.day = date(2021, 7, 5)
        told.request("YC1", date(2021, 8, 6 + number % 9))
        if number % 2:
            told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="x", ground="epidemic")
    for person in desk.store.people():
        contact = Contact(person.id, Channel.EMAIL, f"{person.id}@tt.example")
        desk.store.deliveries.put_contact(contact, at(PAUSED), "vanphong")
    desk.store.close()


def machines(url: str) -> None:
    """Drive and sweep once, undisturbed."""
    desk = desk_at(url, at(DAY, 10))
    drive(desk, as_of=DAY, now=at(DAY, 10))
    sweep(desk, as_of=DAY, now=at(DAY, 10))
    desk.store.close()


@dataclass
class Place:
    """Where offices are made: each a copy of a template; and what a run without faults tells."""

    folder: Path
    server: str = ""  # of PostgreSQL; empty for SQLite
    cases: int = 5
    numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.template = self._new()
        fill(self.template, self.cases)
        told = self.office()
        machines(told)
        self.entries, self.notices = checker.machine_keys(told), checker.notice_keys(told)
        self.told = told
        if len(self.entries) < self.cases:
            raise Wrong(f"only {len(self.entries)} things are due: nothing would be proved")

    def office(self, template: str = "") -> str:
        """The address of a fresh copy."""
        source, url = template or self.template, self._new()
        if not self.server:
            for end in ("", "-wal"):
                file = Path(source.removeprefix("sqlite:///") + end)
                if file.exists():
                    shutil.copy(file, url.removeprefix("sqlite:///") + end)
            return url
        with psycopg.connect(self.server, autocommit=True) as connection:
            name, of = make_url(url).database, make_url(source).database
            connection.execute(f'DROP DATABASE "{name}"'.encode())
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}"'.encode())
        return url

    def drop(self, url: str) -> None:
        """Forget a copy."""
        if not self.server:
            for file in self.folder.glob(Path(url.removeprefix("sqlite:///")).name + "*"):
                file.unlink()
            return
        with psycopg.connect(self.server, autocommit=True) as connection:
            name = make_url(url).database
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    def _new(self) -> str:
        name = f"office{next(self.numbers)}"
        if not self.server:
            return f"sqlite:///{self.folder / name}.db"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return make_url(self.server).set(database=name).render_as_string(hide_password=False)


def poison(url: str, stream: str) -> None:
    """Break one inspection behind the program's back (SQLite)."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as shell:
        guards = list(
            shell.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'event'")
        )
        guards = [(name, sql) for name, sql in guards if str(sql).startswith("CREATE TRIGGER")]
        for name, _ in guards:
            shell.execute(f"DROP TRIGGER {name}")
        given = ('{"kind": "x"}', stream)
        shell.execute("UPDATE event SET body = ? WHERE stream = ? AND version = 3", given)
        for _, sql in guards:
            shell.execute(sql)
        shell.commit()


def rebuilt(url: str, *, but: str = "") -> None:
    """Every projection, summed rows too, is what the log says from nothing. Raises Wrong."""
    desk = desk_at(url, at(DAY))
    try:
        officers = desk.store.people()
        for stream, stored in desk.store.every_stream():
            if stream == but or kind_of(stream) is not StreamKind.INSPECTION:
                continue
            inspection = replay(stream, [read_event(each) for each in stored])
            if inspection is None:
                raise Wrong(f"{stream} is empty")
            row = row_of(stream, len(stored), inspection, desk.policy, desk.days, desk.law)
            if desk.store.row(stream) != row:
                raise Wrong(f"{stream}: its projection is not what its entries say")
            kept = desk.store.overview.sums.of([stream]).get(stream)
            if kept not in (None, sums_of(desk, inspection, officers)):
                raise Wrong(f"{stream}: what is summed of it is not what its entries say")
    finally:
        desk.store.close()
