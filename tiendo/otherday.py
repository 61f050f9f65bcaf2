"""Working another day than today out, behind the readers' backs, and keeping what was found.

What did not change since that day stands in its row as it stood then; only the others are
replayed. Whoever asks meanwhile hears how far it is. Later changes are worked into what is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Event, Lock, Thread

from states.inspection import Inspection
from states.text import Text, dmy
from tiendo.desk import Desk, Unreadable
from tiendo.errors import Working
from tiendo.listing import InspectionRow
from tiendo.overview import Overview
from tiendo.projection import row_of
from tiendo.shown import shown
from tiendo.snapshot import Snapshot
from tiendo.summing import UNREADABLE, sums_of
from tiendo.sums import Sums

LOG = logging.getLogger(__name__)
KEPT_DAYS, KEPT_ROWS = 4, 60_000
"""How many days are kept worked out, and of how many inspections all told; the last one always."""
PATIENCE = 4.0
"""Seconds a reader waits for a day before being told how far it is."""
SMALL = 200
"""Up to how many inspections an office is shown only once everything is summed."""
FEW = 200
"""How many changed inspections are worked into a kept day while its reader waits."""
_BATCH = 100
_WORKING = Text(
    "Đang tính lại cả cơ quan như ngày {day}: xong {done} trên {total} cuộc thanh tra có thay đổi "
    "sau ngày ấy.",
    "The whole office is being worked out as of {day}: {done} of {total} inspections that "
    "changed after it are done.",
)
_WAITING = Text(
    "Đang tính lại cả cơ quan như ngày {day}; còn chờ tính xong một ngày khác.",
    "The whole office is to be worked out as of {day}, after another day that is at work.",
)


@dataclass(frozen=True, slots=True)
class _Day:
    store: int
    calendar: int
    as_of: date
    known_by: datetime | None


@dataclass
class _Work:
    """One day being worked out, or worked out: how far, and what was found."""

    desk: Desk
    day: _Day
    entries: int
    done: int = 0
    total: int = 0
    rows: dict[str, InspectionRow] = field(default_factory=dict)
    sums: dict[str, Sums] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    error: Exception | None = None
    ready: Event = field(default_factory=Event)

    def run(self) -> None:
        """Every row, then what is summed of each."""
        overview = self.desk.store.overview
        self.versions = dict(overview.versions())
        changed = overview.changed(self.day.as_of, self.day.known_by)
        for page in _pages(self.desk):
            self.rows |= {row.stream: row for row in page if row.stream not in changed}
        again = sorted(changed & self.versions.keys())
        self.total = len(again)
        for batch in _batches(again):
            self._replay(batch)
            self.done += len(batch)
        if len(self.versions) > SMALL:
            self.publish()
        for batch in _batches(sorted(self.rows)):
            self._sum(batch, changed)
        if self.snapshot is None:
            self.publish()

    def renew(self) -> bool:
        """Work in what was recorded since; False where that is too much to wait for."""
        entries = self.desk.store.entries()
        if entries == self.entries:
            return True
        versions = dict(self.desk.store.overview.versions())
        changed = [stream for stream, n in versions.items() if self.versions.get(stream) != n]
        if len(changed) > FEW:
            return False
        for stream in changed:
            self.sums.pop(stream, None)
        self.versions, self.entries = versions, entries
        self._replay(changed)
        self._sum(changed, frozenset(changed))
        self.publish()
        return True

    def publish(self) -> None:
        """Let the readers have the rows that are there."""
        self.snapshot = Snapshot(self.rows.values(), sorted(self.unreadable), self.sums)
        self.ready.set()

    def _replay(self, streams: Sequence[str]) -> None:
        desk = self.desk
        found = self._then(streams)
        for stream in streams:
            self.rows.pop(stream, None)
            self.unreadable.discard(stream)
            it = found.get(stream)
            if isinstance(it, Inspection):
                self.rows[stream] = row_of(stream, 1, it, desk.policy, desk.days, desk.law)
            elif it is not None:
                self.unreadable.add(stream)

    def _sum(self, streams: Sequence[str], changed: frozenset[str]) -> None:
        """What is summed of each; from its row where nothing changed since the day."""
        known = self.versions
        same = [each for each in streams if each not in changed]
        sums = dict(self.desk.store.overview.sums.of(same))
        officers = self.desk.store.people()
        for stream, it in self._then([each for each in streams if each not in sums]).items():
            if isinstance(it, Inspection):
                sums[stream] = sums_of(self.desk, it, officers)
            else:
                sums[stream] = UNREADABLE
        now = self.versions  # what was worked in meanwhile is newer than this
        self.sums |= {id_: each for id_, each in sums.items() if known.get(id_) == now.get(id_)}

    def _then(self, streams: Sequence[str]) -> dict[str, Inspection | Unreadable]:
        return shown(self.desk, streams, as_of=self.day.as_of, known_by=self.day.known_by)


class _Days:
    """The days worked out last; safe from every thread. One is worked out at a time."""

    def __init__(self) -> None:
        self._lock, self._turn = Lock(), Lock()
        self._kept: dict[_Day, _Work] = {}

    def of(self, desk: Desk, day: _Day, patience: float) -> Snapshot:
        """The snapshot of a day. Raises Working while it is being worked out."""
        with self._lock:
            work = self._kept.get(day)
            if work is None or not (work.snapshot is None or work.renew()):
                work = self._kept[day] = _Work(desk, day, desk.store.entries())
                Thread(target=self._run, args=(work,), daemon=True).start()
            self._kept[day] = self._kept.pop(day)  # asked for last
        work.ready.wait(patience)
        if work.error is not None:
            self._let_go(work)
            raise work.error
        if work.snapshot is None:
            raise _working(work)
        return work.snapshot

    def _run(self, work: _Work) -> None:
        with self._turn:
            try:
                work.run()
            except Exception as error:  # told to whoever asked for it
                LOG.exception("event=day_failed as_of=%s", work.day.as_of)
                work.error = error
            finally:
                work.ready.set()
                self._keep_few()

    def _let_go(self, work: _Work) -> None:
        with self._lock:
            if self._kept.get(work.day) is work:
                del self._kept[work.day]

    def _keep_few(self) -> None:
        with self._lock:
            rows = 0
            for nth, (day, work) in enumerate(reversed(list(self._kept.items()))):
                rows += len(work.rows)
                at_work = not work.ready.is_set()
                if nth and not at_work and (nth >= KEPT_DAYS or rows > KEPT_ROWS):
                    del self._kept[day]


_DAYS = _Days()


def overview_of(
    desk: Desk,
    *,
    as_of: date,
    today: date,
    known_by: datetime | None = None,
    patience: float = PATIENCE,
) -> Overview:
    """What answers for a day: the store's own rows for today and later, else a snapshot.

    Raises Working while a big office is being worked out for longer than ``patience`` seconds.
    """
    if known_by is None and as_of >= today:
        return desk.store.overview
    day = _Day(id(desk.store), desk.store.calendar_entry(), as_of, known_by)
    return _DAYS.of(desk, day, patience)


def worked_out(
    desk: Desk, *, as_of: date, today: date, known_by: datetime | None = None
) -> Overview:
    """The same for whoever waits until all of it is there, sums and all."""
    if known_by is None and as_of >= today:
        return desk.store.overview
    day = _Day(id(desk.store), desk.store.calendar_entry(), as_of, known_by)
    work = _Work(desk, day, desk.store.entries())
    work.run()
    assert work.snapshot is not None  # noqa: S101 - published by running
    return work.snapshot


def _working(work: _Work) -> Working:
    day = dmy(work.day.as_of)
    said = _WORKING if work.versions else _WAITING
    text = said.fill(day=day, done=work.done, total=work.total)
    return Working(text, work.done, work.total)


def _pages(desk: Desk) -> Iterator[tuple[InspectionRow, ...]]:
    after = ""
    while page := desk.store.page(500, after):
        yield page
        after = page[-1].stream


def _batches(streams: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(streams), _BATCH):
        yield streams[start : start + _BATCH]
