"""Jobs and their parts at rest: who holds which, until when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Update, func, insert, or_, select, update

from states.chart import TERMINAL
from tiendo.partitions import Basis, Job, LeaseLost, Part, PartState, Step
from tiendo.store.engine import Database
from tiendo.store.sums import forget_sums
from tiendo.store.tables import INSPECTION, REPROJECTION, REPROJECTION_PART
from tiendo.store.turns import in_turn

_ONE_OPENER = 0x74696E68  # "tinh": any number does that nobody else uses
_AHEAD = timedelta(seconds=30)
"""How far the clocks of two machines may be apart; what is held longer is of a clock set back."""
_JOB, _PART = REPROJECTION.c, REPROJECTION_PART.c


class SqlPartitions:
    """The jobs of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self) -> Job | None:
        """The job opened last, if there ever was one."""
        with self._database.reading() as connection:
            return _latest(connection)

    def known(self, basis: Basis) -> Job | None:
        """The last job with this basis, if there was one."""
        same = (
            (_JOB.calendar_entry == basis.calendar_entry)
            & (_JOB.policy == basis.policy)
            & (_JOB.law == basis.law)
            & (_JOB.program == basis.program)
        )
        wanted = select(REPROJECTION).where(same).order_by(_JOB.number.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(wanted).mappings().first()
            return None if row is None else _job(dict(row))

    def open(
        self, basis: Basis, because: str, at: datetime, *, size: int, after: int
    ) -> Job | None:
        """Open the job after that number; None when somebody else opened it first.

        Ending the older parts waits for a step that is being written, and refuses the next.
        """
        with self._database.writing() as connection:
            in_turn(connection, _ONE_OPENER)
            last = _latest(connection)
            if (last.number if last else 0) != after:
                return None
            job = Job(after + 1, basis, because, at)
            older = update(REPROJECTION_PART).where(_PART.state == PartState.OPEN.value)
            connection.execute(older.values(state=PartState.SUPERSEDED.value, held_until=None))
            connection.execute(insert(REPROJECTION), _as_row(job))
            connection.execute(insert(REPROJECTION_PART), _split(connection, job.number, size))
            forget_sums(connection)  # they rest on the same
            return job

    def parts(self, job: int) -> tuple[Part, ...]:
        """The parts of a job in order of stream id."""
        wanted = select(REPROJECTION_PART).where(_PART.job == job).order_by(_PART.number)
        with self._database.reading() as connection:
            return tuple(_part(dict(row)) for row in connection.execute(wanted).mappings())

    def claim(self, job: int, worker: str, now: datetime, until: datetime) -> Part | None:
        """The first part that nobody holds at that moment, held from now on; None if none is.

        One that is held for much longer than until then was held before the clock went back.
        """
        free = (
            (_PART.job == job)
            & (_PART.state == PartState.OPEN.value)
            & or_(
                _PART.held_until.is_(None),
                _PART.held_until <= now,
                _PART.held_until > max(now, until) + _AHEAD,
            )
        )
        wanted = select(REPROJECTION_PART).where(free).order_by(_PART.number).limit(1)
        with self._database.writing() as connection:
            found = connection.execute(wanted.with_for_update(skip_locked=True)).mappings().first()
            if found is None:
                return None
            held = {"worker": worker, "held_until": until}
            connection.execute(_row(job, found["number"]).values(held))
            return _part({**found, **held})

    def release(self, part: Part, worker: str) -> None:
        """Let go of a part that the worker holds."""
        mine = _row(part.job, part.number).where(_PART.worker == worker)
        with self._database.writing() as connection:
            connection.execute(mine.values(held_until=None))


def advance(connection: Connection, step: Step, stale: Collection[str]) -> None:
    """Record one step of a part; with ``stale`` streams in it, what moved elsewhere alone."""
    moved = sum(stream not in stale for stream in step.moved)
    values: dict[str, object] = {"held_until": step.held_until, "moved": _PART.moved + moved}
    if not stale:
        values |= {
            "last_stream": step.last,
            "done": _PART.done + step.done,
            "failed": _PART.failed + step.failed,
        }
        if step.ends:
            values |= {"state": PartState.DONE.value, "held_until": None}
    connection.execute(_row(step.job, step.part).values(values))


def hold(connection: Connection, step: Step) -> None:
    """Take the part of a step for this transaction. Raises LeaseLost if it is not the worker's.

    A hold whose time has run out is still good while nobody else has taken the part.
    """
    mine = (
        (_PART.job == step.job)
        & (_PART.number == step.part)
        & (_PART.worker == step.worker)
        & (_PART.state == PartState.OPEN.value)
    )
    wanted = select(_PART.number).where(mine).with_for_update()
    if connection.execute(wanted).first() is None:
        raise LeaseLost(step.job, step.part)


def _row(job: int, number: int) -> Update:
    return update(REPROJECTION_PART).where(_PART.job == job, _PART.number == number)


def _latest(connection: Connection) -> Job | None:
    wanted = select(REPROJECTION).order_by(_JOB.number.desc()).limit(1)
    row = connection.execute(wanted).mappings().first()
    return None if row is None else _job(dict(row))


def _split(connection: Connection, job: int, size: int) -> list[dict[str, object]]:
    """The parts: each ends at every so-manieth open inspection, the last one never."""
    place = func.row_number().over(order_by=INSPECTION.c.stream)
    total = func.count().over()
    numbered = (
        select(INSPECTION.c.stream, place.label("place"), total.label("total"))
        .where(INSPECTION.c.course.not_in(TERMINAL))
        .subquery()
    )
    ends = or_(numbered.c.place % size == 0, numbered.c.place == numbered.c.total)
    wanted = select(numbered.c.stream, numbered.c.place).where(ends).order_by(numbered.c.place)
    found = [(str(row.stream), int(row.place)) for row in connection.execute(wanted)]
    untils = [stream for stream, _ in found[:-1]]
    places = [place for _, place in found] or [0]
    return [
        {
            "job": job,
            "number": number,
            "after_stream": after,
            "until_stream": until,
            "last_stream": after,
            "size": place - before,
            "state": PartState.OPEN.value,
        }
        for number, (after, until, before, place) in enumerate(
            zip(["", *untils], [*untils, ""], [0, *places[:-1]], places, strict=True), start=1
        )
    ]


def _as_row(job: Job) -> dict[str, object]:
    return {
        "number": job.number,
        "calendar_entry": job.basis.calendar_entry,
        "policy": job.basis.policy,
        "law": job.basis.law,
        "program": job.basis.program,
        "because": job.because,
        "asked_at": job.asked_at,
    }


def _job(row: Mapping[str, Any]) -> Job:
    basis = Basis(row["calendar_entry"], row["policy"], row["law"], row["program"])
    return Job(row["number"], basis, row["because"], row["asked_at"])


def _part(row: Mapping[str, Any]) -> Part:
    return Part(
        job=row["job"],
        number=row["number"],
        after=row["after_stream"],
        until=row["until_stream"],
        size=row["size"],
        last=row["last_stream"],
        done=row["done"],
        moved=row["moved"],
        failed=row["failed"],
        state=PartState(row["state"]),
        worker=row["worker"],
        held_until=row["held_until"],
    )
