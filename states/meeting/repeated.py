"""Shortcomings that come back: named by a conclusion, and there again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from states.meeting.gathering import Gathering
from states.meeting.proposed import Said


@dataclass(frozen=True, slots=True)
class Repeated:
    """One kind of shortcoming: the meetings that named it, the rooms whose reports show it now.

    Of each meeting its id and its title.
    """

    kind: str
    meetings: tuple[tuple[str, str], ...]
    rooms: tuple[str, ...]


def repeated(
    meetings: Sequence[Gathering], reports: Sequence[tuple[str, Sequence[Said]]]
) -> tuple[Repeated, ...]:
    """The kinds that two meetings named, or that one named and a report shows again.

    The checks of reports and the reader of conclusions call a shortcoming by the same name. What
    a person rejected is not counted.
    """
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda each: each.id):
        for kind in _named(meeting):
            named[kind].append((meeting.id, meeting.about.title))
    found: dict[str, list[str]] = defaultdict(list)
    for room, findings in reports:
        for kind in dict.fromkeys(finding.fault for finding in findings):
            found[kind].append(room)
    return tuple(
        Repeated(kind, tuple(where), tuple(found.get(kind, ())))
        for kind, where in sorted(named.items())
        if len(where) > 1 or found.get(kind)
    )


def _named(meeting: Gathering) -> list[str]:
    rejected = {each.item for each in meeting.decided if each.rejected}
    items = meeting.taken.items if meeting.taken else ()
    kinds = [
        kind
        for number, item in enumerate(items, start=1)
        if number not in rejected
        for kind in item.shortcomings
    ]
    return list(dict.fromkeys(kinds))
