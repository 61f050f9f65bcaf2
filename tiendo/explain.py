"""Why each stall stands and what would free it, with the names of those who can."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

from states.cause import Link, chain
from states.freeing import Office, Release, releases
from states.inspection import Inspection
from states.roles import Officer, Role
from states.stall import Alarm, alarms
from states.text import Text, joined, same
from states.way_words import (
    RULINGS,
    ActWords,
    act_words,
    brief_text,
    gain_text,
    way_text,
)
from tiendo.desk import Desk
from tiendo.stuck import StuckLine, holder_name, lines_of, say, stuck


@dataclass(frozen=True, slots=True)
class Cause:
    """One link of the chain with the names of those who may supply what is missing."""

    link: Link
    who: Text | None


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out: its sentence, the same in one short line, its acts and what it gains.

    ``others``: ways that are told as this one, as the machine does not say how to decide.
    """

    release: Release
    others: tuple[Release, ...]
    words: Text
    brief: Text
    acts: tuple[ActWords, ...]
    gain: Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """One stall of one inspection: its sentence, the chain behind it, the ways out, best first."""

    alarm: Alarm
    sentence: Text
    causes: tuple[Cause, ...]
    exits: tuple[Exit, ...]

    @property
    def best(self) -> Text | None:
        """The best way out in one short line; None where no act of the office frees it."""
        return self.exits[0].brief if self.exits else None


def explain(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> tuple[Explanation, ...]:
    """Every stall of an inspection on a day, explained; worst kind first.

    What was explained lately of the very same is not worked out again.
    """
    asked = _Asked(inspection, office_of(desk, officers), as_of)
    found = _LATELY.get(asked)
    if found is None:
        found = worked_out(desk, inspection, as_of, officers)
        _LATELY.put(asked, found)
    return found


def worked_out(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> tuple[Explanation, ...]:
    """What ``explain`` says, worked out anew whatever was explained lately."""
    standing = alarms(inspection, desk.policy, desk.days, desk.law)
    return tuple(
        explained(desk, alarm, inspection, as_of, officers)
        for alarm in standing
        if alarm.on <= as_of
    )


def office_of(desk: Desk, officers: Sequence[Officer]) -> Office:
    """What stalls are judged by at this desk."""
    return Office(desk.policy, desk.days, desk.law, tuple(officers))


def explained(
    desk: Desk, alarm: Alarm, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> Explanation:
    """One stall explained."""

    def name(role: Role) -> Text:
        return holder_name(role, inspection, officers)

    found = releases(alarm, inspection, office_of(desk, officers), as_of)
    return Explanation(
        alarm=alarm,
        sentence=say(desk, alarm, inspection, as_of, officers),
        causes=tuple(
            Cause(link, _whose(link, inspection, officers))
            for link in chain(alarm, inspection, found)
        ),
        exits=tuple(
            Exit(
                release=least,
                others=tuple(others),
                words=way_text(least, inspection, name, alarm.role),
                brief=brief_text(least, inspection, name, alarm.role),
                acts=tuple(act_words(s, inspection, name, turn=alarm.role) for s in least.way),
                gain=gain_text(least),
            )
            for least, *others in told_as_one(found)
        ),
    )


def told_as_one(found: Sequence[Release]) -> list[list[Release]]:
    """Ways that decide a matter either way stand together, the one that gains least first."""
    told: dict[tuple[str, ...], list[Release]] = {}
    for each in found:
        ruling = any(step.kind in RULINGS for step in each.way)
        names = ("",) if ruling else tuple(map(str, each.way))
        told.setdefault(names, []).insert(0, each)  # they come with the most gained first
    return list(told.values())


def _whose(link: Link, inspection: Inspection, officers: Sequence[Officer]) -> Text | None:
    if link.outside:
        return same(link.outside)
    names = tuple(holder_name(role, inspection, officers) for role in link.who)
    return joined(names, " hoặc ", " or ") if names else None


def lines_with_ways(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> list[StuckLine]:
    """What is stuck about one inspection on a day, each with its best way out."""
    lines = lines_of(desk, inspection, as_of, officers)
    if not lines:
        return lines
    return with_ways(lines, explain(desk, inspection, as_of, officers))


def with_ways(lines: Sequence[StuckLine], found: Sequence[Explanation]) -> list[StuckLine]:
    """The lines of one inspection, each with the best way out of its stall."""
    best = {(each.alarm.kind, each.alarm.subject): each.best for each in found}
    return [replace(line, way=best.get((line.kind, line.subject))) for line in lines]


def stuck_with_ways(
    desk: Desk, *, as_of: date, known_by: datetime | None = None
) -> tuple[StuckLine, ...]:
    """The stuck list of a day, each stall with its best way out."""
    return stuck(desk, as_of=as_of, known_by=known_by, lines=lines_with_ways)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that an explanation is worked out from."""

    inspection: Inspection
    office: Office
    as_of: date

    def same_as(self, other: _Asked) -> bool:
        """Whether the answer is the same: equal histories, the very same law and calendar."""
        mine, its = self.office, other.office
        return (
            mine.days is its.days
            and mine.law is its.law
            and mine.policy == its.policy
            and mine.officers == its.officers
            and self.inspection == other.inspection
        )


class _Lately:
    """The explanations asked for last, at most so many; safe from every thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, date], tuple[_Asked, tuple[Explanation, ...]]] = (
            OrderedDict()
        )

    def get(self, asked: _Asked) -> tuple[Explanation, ...] | None:
        """What was worked out for the very same; None if nothing was."""
        key = (asked.inspection.id, asked.as_of)
        with self._lock:
            known = self._kept.get(key)
            if known is None or not known[0].same_as(asked):
                return None
            self._kept.move_to_end(key)
            return known[1]

    def put(self, asked: _Asked, found: tuple[Explanation, ...]) -> None:
        """Keep an answer, and let the one go that nobody asked for the longest."""
        key = (asked.inspection.id, asked.as_of)
        with self._lock:
            self._kept[key] = (asked, found)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)


_LATELY = _Lately(1024)
