"""Working everything out again as a job: asked for once, done in parts by as many as come.

A job is asked for when what the projections rest on has changed. Whoever works claims a part,
goes on after its last stream, and writes each batch together with how far it has come: a
worker that is killed loses at most one batch, and nothing is written twice.
"""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from states.text import Text, dmy
from tiendo.clock import Clock, SystemClock
from tiendo.desk import Desk
from tiendo.errors import ShellError
from tiendo.meeting.lapsing import reprojected
from tiendo.partitions import Basis, Job, LeaseLost, Part, PartState, Step
from tiendo.reproject import BATCH, Change, Journal, reckon

PART = 5_000
"""Open inspections in one part, unless the settings say otherwise."""
LEASE = timedelta(seconds=15)
"""How long a part is held without a sign of life. A batch takes about a second, and a worker that
loses its part by mistake only stops: nothing is written twice."""


class LeftBehind(ShellError):
    """What this program counts by was replaced by something else before: it may be outdated."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One batch written: the inspections this worker has done in all, and what this one moved."""

    done: int
    last: str
    changes: tuple[Change, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a job is: inspections in all, done, moved and unreadable; parts open and in all."""

    job: Job
    total: int
    done: int
    moved: int
    failed: int
    parts: int
    open: int

    @property
    def share(self) -> float:
        """Per cent done."""
        return 100.0 if not self.open else min(99.0, 100 * self.done / max(1, self.total))


def basis_of(desk: Desk) -> Basis:
    """What the projections that this desk writes rest on, besides the events."""
    packs = "".join(pack.hash for pack in desk.law.packs) if desk.law else ""
    return Basis(
        calendar_entry=desk.calendar.entry if desk.calendar else desk.store.calendar_entry(),
        policy=_hash(desk.policy.model_dump_json()),
        law=_hash(packs),
        program=_program(),
    )


def ask(
    desk: Desk, *, at: datetime, because: str = "", insist: bool = False, size: int = PART
) -> Job | None:
    """The job there is to do: one that is under way, or a new one; None when all is done.

    A new one is opened when the desk counts by something new, or somebody insists. Raises
    LeftBehind when it counts by something that was replaced before and nobody insists: two
    machines that do not agree would otherwise undo each other's work for ever.
    """
    basis, jobs = basis_of(desk), desk.store.partitions
    while True:
        latest = jobs.latest()
        if latest and latest.basis == basis:
            if any(part.state is PartState.OPEN for part in jobs.parts(latest.number)):
                return latest
            if not insist:
                return None
        elif not insist and (before := jobs.known(basis)):
            raise LeftBehind(_LEFT_BEHIND.fill(number=before.number))
        why = because or _reason(desk, latest, basis)
        after = latest.number if latest else 0
        reprojected(desk)  # the agenda is small, and done at once; again does no harm
        if job := jobs.open(basis, why, at, size=size, after=after):
            return job


def work(
    desk: Desk,
    job: Job,
    *,
    now: datetime,
    worker: str = "",
    batch: int = BATCH,
    watch: Clock | None = None,
) -> Generator[Progress]:
    """Do part after part of a job until none is free, batch by batch.

    ``worker`` must be nobody else's name, by default this process's; ``watch`` is what holds
    are timed by. Raises LeftBehind when the desk counts by something else than the job.
    """
    if basis_of(desk) != job.basis:
        raise LeftBehind(_ANOTHER.fill(number=job.number))
    name = worker or f"{socket.gethostname()}:{os.getpid()}"
    hand = _Hand(desk, name, Journal(job.because, now), batch, watch or SystemClock())
    done = 0
    while part := hand.claim(job.number):
        try:
            for step in hand.steps(part):
                done += step.done
                yield replace(step, done=done)
        except LeaseLost:
            continue  # somebody else goes on from the last batch written
        finally:
            desk.store.partitions.release(part, name)


def under_way(desk: Desk) -> Standing | None:
    """How far the job opened last is; None if there never was one."""
    job = desk.store.partitions.latest()
    return standing(desk, job) if job else None


def standing(desk: Desk, job: Job) -> Standing:
    """How far a job is."""
    parts = desk.store.partitions.parts(job.number)
    return Standing(
        job=job,
        total=sum(part.size for part in parts),
        done=sum(part.done for part in parts),
        moved=sum(part.moved for part in parts),
        failed=sum(part.failed for part in parts),
        parts=len(parts),
        open=sum(part.state is PartState.OPEN for part in parts),
    )


@dataclass(frozen=True, slots=True)
class _Hand:
    """A worker at the parts of a job."""

    desk: Desk
    worker: str
    journal: Journal
    batch: int
    watch: Clock

    def claim(self, job: int) -> Part | None:
        now = self.watch.now()
        return self.desk.store.partitions.claim(job, self.worker, now, now + LEASE)

    def steps(self, part: Part) -> Iterator[Progress]:
        """The rest of a part, batch by batch; each is written when it is told of."""
        last, ends, moved = part.last, False, list[Change]()
        while not ends:
            page = self.desk.store.page(self.batch, last, part.until)
            ends = len(page) < self.batch or page[-1].stream == part.until
            found = reckon(self.desk, page, self.journal)
            step = Step(
                job=part.job,
                part=part.number,
                worker=self.worker,
                held_until=self.watch.now() + LEASE,
                last=found.last or last,
                done=found.looked_at,
                moved=tuple(change.stream for change in found.changes),
                failed=len(found.failed),
                ends=ends,
            )
            stale = self.desk.store.rewrite(found.rewrites, step)
            moved += [change for change in found.changes if change.stream not in stale]
            if stale:
                ends = False  # somebody wrote meanwhile: look at the page again
                continue
            last = step.last
            if page:
                yield Progress(found.looked_at, last, tuple(moved), found.failed)
            moved = []


def _reason(desk: Desk, before: Job | None, basis: Basis) -> str:
    """Why everything is worked out again, as histories tell it."""
    if before is None:
        return "Theo lịch, tham số và quy tắc đang dùng"
    said = [
        f"{day.number} ngày {dmy(day.signed_on)}"
        for day in desk.store.calendar_days()
        if day.entry > before.basis.calendar_entry
    ]
    reasons = [f"Theo thông báo số {', '.join(dict.fromkeys(said))}"] if said else []
    if basis.policy != before.basis.policy:
        reasons.append("Theo tham số mới của cơ quan")
    if basis.law != before.basis.law:
        reasons.append("Theo bộ quy tắc pháp luật mới")
    if basis.program != before.basis.program:
        reasons.append("Theo cách tính của phiên bản phần mềm mới")
    return "; ".join(reasons) or "Theo yêu cầu tính lại"


@cache
def _program() -> str:
    """The hash of the code that projections come from."""
    rules = [
        each
        for folder in (files("states"), files("states").joinpath("meeting"))
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.name.endswith(".py")
    ]
    ours = [files("tiendo").joinpath(name) for name in ("projection.py", "agenda.py")]
    read = [each.read_bytes() for each in (*rules, *ours)]
    return hashlib.sha256(b"\0".join(read)).hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_LEFT_BEHIND = Text(
    "Lịch, tham số hoặc quy tắc của máy này đã được thay bằng bản khác (sau lần tính lại số "
    "{number}); không tự tính lại theo bản cũ. Nếu đúng là quay về bản này: «tiendo reproject».",
    "The calendar, numbers or rules of this machine were replaced by others (after job "
    "{number}); nothing is worked out by the old ones. To return to them: “tiendo reproject”.",
)
_ANOTHER = Text(
    "Lần tính lại số {number} theo lịch, tham số hoặc quy tắc khác với máy này.",
    "Job {number} counts by another calendar, other numbers or other rules than this machine.",
)
