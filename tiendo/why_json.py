"""What programs are told of why something is stuck, and of what holds up the office."""

from __future__ import annotations

from datetime import date

from states.freeing import Release
from states.lost import Loss
from tiendo.asjson import Json, both
from tiendo.bottlenecks import Bottlenecks
from tiendo.explain import Cause, Exit, Explanation
from tiendo.listing import Wanted
from tiendo.lostdays import LostDays
from tiendo.sums import Sort, Summing


def why_json(found: Explanation) -> dict[str, Json]:
    """One stall explained: its sentence, the chain of causes, the ways out, best first."""
    alarm = found.alarm
    return {
        "kind": alarm.kind.value,
        "subject": alarm.subject,
        "since": alarm.since.isoformat(),
        "stuck_from": alarm.on.isoformat(),
        "sentence": both(found.sentence),
        "causes": [_cause(each) for each in found.causes],
        "ways": [
            _way(each, release) for each in found.exits for release in (each.release, *each.others)
        ],
    }


def _cause(cause: Cause) -> dict[str, Json]:
    link = cause.link
    return {
        "what": both(link.what),
        "since": link.since.isoformat() if link.since else None,
        "entry": link.version or None,
        "roles": [role.value for role in link.who],
        "who": both(cause.who) if cause.who else None,
    }


def _way(exit_: Exit, release: Release) -> dict[str, Json]:
    return {
        "acts": [
            {
                "kind": step.kind,
                "request": step.request or None,
                "document": step.document.value if step.document else None,
                "roles": [role.value for role in step.who],
                "words": both(words.text),
            }
            for step, words in zip(release.way, exit_.acts, strict=True)
        ],
        "gains": release.gains,
        "people": release.people,
        "words": both(exit_.words),
    }


_NAMES = {
    Sort.WHO: "people",
    Sort.ENTITY: "entities",
    Sort.PAPER: "papers",
    Sort.ACT: "acts",
}
_FIRST = 20
"""How many inspections are named under each bottleneck; ``count`` says how many there are."""


def bottlenecks_json(
    found: Bottlenecks, sums: Summing, wanted: Wanted, on: date
) -> dict[str, Json]:
    """What holds up the office: people, entities, papers, single acts, each with its first."""
    return {
        name: [
            {
                "key": each.key,
                "name": both(each.name),
                "count": each.count,
                "days": each.days,
                "inspections": list(sums.held(wanted, on, sort, each.keys, _FIRST)),
            }
            for each in found[sort]
        ]
        for sort, name in _NAMES.items()
    }


def lost_json(found: LostDays) -> dict[str, Json]:
    """Days lost across the office by party, the most days first."""
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "days": found.days,
        "uncounted": list(found.uncounted),
        "parties": [_loss(each) for each in found.losses],
    }


def _loss(loss: Loss) -> dict[str, Json]:
    return {
        "account": loss.account.value,
        "party": loss.party,
        "room": loss.room,
        "name": both(loss.name),
        "days": loss.days,
        "count": loss.count,
        "inspections": {stream: days for stream, _, days in loss.streams},
    }
