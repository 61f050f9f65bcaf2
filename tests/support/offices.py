"""A desk on a store of its own, with the cast of builders in it."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from builders import DAYS, OFFICERS, POLICY, REGISTER, TO_ONSITE, at, paper

from states.inspection import Inspection
from states.lawbook import Lawbook
from states.papers import DocumentKind
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.meeting.secretary import record
from tiendo.store.opening import open_store

LATE = "directive:2021-08-06.01"
CASE = "ba-du-an"
WALKED = date(2021, 6, 1)
ACTORS = {"issue_decision": "kieu", "register": "vanphong"}


def open_office(
    url: str, today: date, law: Lawbook | None = None, *, at_work: bool = False
) -> Desk:
    """A desk of the small office, its people in place, at a store's address.

    ``at_work``: a fresh file has the inspection of WALKED in it already.
    """
    fresh = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite") and not fresh.exists():
        shutil.copy(_at_work(today) if at_work else _template(), fresh)
    store = open_store(url)
    if not store.people():
        store.put_people(OFFICERS)
    return Desk(store, FixedDayClock(today), POLICY, DAYS, law=law)


def fresh_file(name: str) -> Path:
    """A file that is not there yet, in a folder that goes with this process."""
    folder = tempfile.TemporaryDirectory(prefix="tiendo-test-")
    atexit.register(folder.cleanup)
    return Path(folder.name) / name


@cache
def _template() -> Path:
    """A migrated store with the cast in it, made once and copied: migrating takes a while."""
    file = fresh_file("office.db")
    store = open_store(f"sqlite:///{file}")
    store.put_people(OFFICERS)
    store.close()
    return file


@cache
def _at_work(today: date) -> Path:
    """The same with one inspection at work, told on that day's desk."""
    file = fresh_file("at-work.db")
    desk = open_office(f"sqlite:///{file}", today)
    Told(desk, WALKED).walk()
    desk.store.close()
    return file


def walked(desk: Desk) -> Told:
    """The inspection that has stood on site since June 2021, found where it is there already."""
    told = Told(desk, WALKED)
    if not desk.store.events(CASE):
        return told.walk()
    told.day += timedelta(days=len(TO_ONSITE))
    return told


def sqlite(folder: Path) -> str:
    """The address of a new database in a folder."""
    return f"sqlite:///{folder / 'office.db'}"


def break_it(file: Path, damage: str, given: Sequence[object] = ()) -> None:
    """Change the database with its own shell, as a bad disk or an administrator would."""
    with closing(sqlite3.connect(file)) as shell:
        for (name,) in shell.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            shell.execute(f"DROP TRIGGER {name}")
        shell.execute(damage, given)
        shell.commit()


def tamper(file: Path, stream: str, version: int, body: str = '{"kind":"x"}') -> None:
    """Change one event behind the program's back."""
    said = "UPDATE event SET body = ? WHERE stream = ? AND version = ?"
    break_it(file, said, (body, stream, version))


@dataclass
class Told:
    """A desk with one inspection told through it, day by day."""

    desk: Desk
    day: date
    stream: str = CASE

    def tell(self, kind: str, on: date | None = None, by: str = "", **fields: Any) -> Inspection:
        """Record one act as the person who usually does it."""
        day = on or self.day
        now: datetime = fields.pop("now", None) or at(day)
        return self.desk.record(
            self.stream,
            {"kind": kind, "occurred_on": day, **fields},
            by=by or ACTORS.get(kind, "binh"),
            now=now,
        )

    def walk(self, steps: Sequence[tuple[str, DocumentKind | None]] = TO_ONSITE) -> Told:
        """Register, then a run of moves a day apart."""
        self.tell("register", **REGISTER)
        for kind, needed in steps:
            self.day += timedelta(days=1)
            fields: dict[str, Any] = {"document": paper(needed, self.day)} if needed else {}
            self.tell(kind, **fields)
        return self

    def request(self, request: str, due: date) -> Told:
        """Draft and send one request."""
        self.tell(
            "draft_request",
            request=request,
            addressee="Sở Công Thương",
            items=["Báo cáo 04 dự án chỉ định thầu"],
            due_on=due,
        )
        letter = paper(DocumentKind.DOCUMENT_REQUEST, self.day)
        self.tell("send_request", request=request, document=letter)
        return self


def assign_late(desk: Desk) -> None:
    """Assign the report due on 13/08/2021, of which nobody has said anything since."""
    given: dict[str, object] = {
        "kind": "assign",
        "occurred_on": date(2021, 8, 6),
        "title": "Báo cáo của Sở Công Thương",
        "sentence": "Phòng 1 trình báo cáo của Sở Công Thương chậm nhất 13/8/2021.",
        "owner": {"kind": "room", "name": "Phòng 1"},
        "room": "Phòng 1",
        "block": "Khối 1",
        "due_on": date(2021, 8, 13),
    }
    record(desk, LATE, given, by="vanphong")
