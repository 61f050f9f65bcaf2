"""What an act would change: regions, requests, clocks and stalls before and after it.

Nothing here decides whether the act is legal: both sides are inspections that the rules admit,
looked at on the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.alarm import Alarm, StallKind
from states.chart import REGIONS, Region
from states.clocks import Clock, ClockState
from states.inspection import Inspection
from states.request import Request

S = ClockState


@dataclass(frozen=True, slots=True)
class Outlook:
    """An inspection with what is reckoned from it on a day: its clocks, its stalls to come."""

    inspection: Inspection
    clocks: tuple[Clock, ...]
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One region would stand in another leaf."""

    region: Region
    before: str
    after: str


class Turn(StrEnum):
    """What would happen to a clock."""

    STARTS = "starts"
    STOPS = "stops"
    RESUMES = "resumes"
    MOVES = "moves"
    MET = "met"
    ENDS = "ends"
    AGAIN = "again"
    NO_DATE = "no_date"
    RECOUNTED = "recounted"


@dataclass(frozen=True, slots=True)
class ClockTurn:
    """One clock that would be another one; ``before`` is None where it does not run yet."""

    turn: Turn
    before: Clock | None
    after: Clock


@dataclass(frozen=True, slots=True)
class Redated:
    """A duty of the office that would stay, with another last day."""

    before: Alarm
    after: Alarm


@dataclass(frozen=True, slots=True)
class Consequence:
    """Everything that an act would change.

    ``ended`` and ``begun`` are stalls that stand on the day before the act and not after it, or
    the other way round; ``owed`` and ``settled`` are duties not yet late that would arise or go.
    """

    moves: tuple[Move, ...] = ()
    requests: tuple[tuple[Request | None, Request], ...] = ()
    clocks: tuple[ClockTurn, ...] = ()
    ended: tuple[Alarm, ...] = ()
    begun: tuple[Alarm, ...] = ()
    owed: tuple[Alarm, ...] = ()
    settled: tuple[Alarm, ...] = ()
    redated: tuple[Redated, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all would stay as it is but for the entry itself."""
        return self == Consequence()


def consequence(before: Outlook, after: Outlook, on: date) -> Consequence:
    """What leads from one outlook to another, on a day.

    A deadline of the law is told by its clock: as a duty it is left out unless it is or was late.
    """
    stood, stand = _by_name(before.alarms), _by_name(after.alarms)
    kept = [(stood[name], alarm) for name, alarm in stand.items() if name in stood]
    new = [b for name, b in stand.items() if name not in stood or b.on <= on < stood[name].on]
    gone = [a for name, a in stood.items() if name not in stand or a.on <= on < stand[name].on]
    later = [(a, b) for a, b in kept if a.due != b.due and _is_duty(b) and on < b.on]
    return Consequence(
        moves=moves(before.inspection, after.inspection),
        requests=_requests(before.inspection, after.inspection),
        clocks=_clocks(before.clocks, after.clocks),
        ended=tuple(alarm for alarm in gone if alarm.on <= on),
        begun=tuple(alarm for alarm in new if alarm.on <= on),
        owed=tuple(alarm for alarm in new if on < alarm.on and _is_duty(alarm)),
        settled=tuple(alarm for alarm in gone if on < alarm.on and _is_duty(alarm)),
        redated=tuple(Redated(a, b) for a, b in later),
    )


def _by_name(alarms: tuple[Alarm, ...]) -> dict[tuple[StallKind, str], Alarm]:
    return {(alarm.kind, alarm.about): alarm for alarm in alarms}


def _is_duty(alarm: Alarm) -> bool:
    """Whether it is told as something to do; a silence is only the absence of any word."""
    return alarm.kind not in (StallKind.PAST_DEADLINE, StallKind.SILENT)


def moves(before: Inspection, after: Inspection) -> tuple[Move, ...]:
    """The regions that stand in another leaf after than before."""
    return tuple(
        Move(region, before.leaf(region), after.leaf(region))
        for region in REGIONS
        if before.leaf(region) != after.leaf(region)
    )


def _requests(before: Inspection, after: Inspection) -> tuple[tuple[Request | None, Request], ...]:
    return tuple(
        (was, request)
        for request in after.requests
        if (was := before.request(request.id)) is None
        or (was.state, was.due_on) != (request.state, request.due_on)
    )


def _clocks(before: tuple[Clock, ...], after: tuple[Clock, ...]) -> tuple[ClockTurn, ...]:
    known = {clock.rule.id: clock for clock in before}
    found = list[ClockTurn]()
    for clock in after:
        was = known.get(clock.rule.id)
        turn = _turn(was, clock)
        if turn is not None:
            found.append(ClockTurn(turn, was, clock))
    return tuple(found)


_IDLE = (S.WAITING, S.ENDED)
_TICKING = (S.RUNNING, S.OVERDUE)


def _turn(was: Clock | None, now: Clock) -> Turn | None:
    """What happens to a clock; None where nothing does that anybody has to know."""
    if now.stop is not None:
        met = was is None or was.stop is None or was.stop.on != now.stop.on
        return Turn.MET if met else None
    if was is None or was.state in _IDLE:
        return _beginning(now)
    if was.stop is not None:
        return Turn.AGAIN if now.state not in _IDLE else None
    if now.state in _IDLE:
        return Turn.ENDS
    return _running(was, now)


def _beginning(now: Clock) -> Turn | None:
    if now.state in _IDLE:
        return None
    return Turn.NO_DATE if now.state is S.NO_FIGURE else Turn.STARTS


def _running(was: Clock, now: Clock) -> Turn | None:
    if was.state is not S.PAUSED and now.state is S.PAUSED:
        return Turn.STOPS
    if was.state is S.PAUSED and now.state in _TICKING:
        return Turn.RESUMES
    if was.due_on != now.due_on:
        return Turn.MOVES
    others = (was.other_due_on, was.other_earliest), (now.other_due_on, now.other_earliest)
    return Turn.RECOUNTED if others[0] != others[1] or _warned(was, now) else None


def _warned(was: Clock, now: Clock) -> bool:
    return not set(now.warnings) <= set(was.warnings)
