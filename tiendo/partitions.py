"""Jobs of working everything out again: what for, in which parts, and who is at which.

A job is opened when what the projections rest on has changed. Its parts are ranges of stream
ids. A worker holds a part for a limited time and prolongs it with every step; a part whose
time has run out is anybody's. Opening a job ends the parts of those before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Basis:
    """What projections rest on besides the events; all but the entry are hashes."""

    calendar_entry: int
    policy: str
    law: str
    program: str


@dataclass(frozen=True, slots=True)
class Job:
    """One working out of everything, and why, as histories tell it."""

    number: int
    basis: Basis
    because: str
    asked_at: datetime


class PartState(StrEnum):
    """Where a part stands. The values are stored."""

    OPEN = "open"
    DONE = "done"
    SUPERSEDED = "superseded"  # a later job does it again


@dataclass(frozen=True, slots=True)
class Part:
    """The streams above ``after`` up to ``until`` ("" is no end), and how far they are done.

    ``size`` inspections were open in it when the job was; of them ``done`` were worked out,
    ``moved`` had a date moved, ``failed`` cannot be read.
    """

    job: int
    number: int
    after: str
    until: str
    size: int
    last: str
    done: int
    moved: int
    failed: int
    state: PartState
    worker: str
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """One batch of a part by the worker who holds it: up to which stream, and what it adds.

    ``moved`` are the streams of which a date moves.
    """

    job: int
    part: int
    worker: str
    held_until: datetime
    last: str
    done: int = 0
    moved: tuple[str, ...] = ()
    failed: int = 0
    ends: bool = False


class LeaseLost(Exception):
    """The part is no longer this worker's: its time ran out, or a later job was opened."""

    def __init__(self, job: int, part: int) -> None:
        self.job, self.part = job, part
        super().__init__(job, part)

    def __str__(self) -> str:
        """The part that was lost."""
        return f"part {self.part} of job {self.job} is held by somebody else, or was superseded"


class Partitions(Protocol):
    """The jobs and their parts at rest. No two workers ever hold one part."""

    def latest(self) -> Job | None:
        """The job opened last, if there ever was one."""

    def known(self, basis: Basis) -> Job | None:
        """The last job with this basis, if there was one."""

    def open(
        self, basis: Basis, because: str, at: datetime, *, size: int, after: int
    ) -> Job | None:
        """Open the job after that number, in parts of so many open inspections.

        Whatever was summed, of closed ones too, is then to be summed again. None when somebody
        else opened it first.
        """

    def parts(self, job: int) -> tuple[Part, ...]:
        """The parts of a job in order of stream id."""

    def claim(self, job: int, worker: str, now: datetime, until: datetime) -> Part | None:
        """The first part that nobody holds at that moment, held from now on; None if none is.

        One that is held for much longer than until then was held before the clock went back.
        """

    def release(self, part: Part, worker: str) -> None:
        """Let go of a part that the worker holds."""
