"""Loads the demonstration office through the desk, so that every rule is asked on the way.

It may be killed anywhere and run again: what is there is compared with what should be, and
only the rest is recorded. Nothing is ever written beside somebody else's inspections.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.errors import RuleError
from states.text import Text, dmy
from tiendo.demo.accounts import open_accounts
from tiendo.demo.script import Script, Step, fault, place_of, read_script
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, Occupied
from tiendo.ports import StoredEvent
from tiendo.record import read_event, recorded_after

DEMO_DAY = date(2021, 9, 8)
"""The day on which the demonstration office stands still."""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What the demonstration office holds, and how many acts this load recorded."""

    people: int
    inspections: int
    acts: int
    recorded: int

    @property
    def text(self) -> Text:
        """The same in words."""
        return _LOADED.fill(
            day=dmy(DEMO_DAY),
            inspections=self.inspections,
            acts=self.acts,
            people=self.people,
            recorded=self.recorded,
        )

    def __str__(self) -> str:
        return self.text.vi


_LOADED = Text(
    "Cơ quan minh họa ngày {day}: {inspections} cuộc thanh tra, {people} người, "
    "{acts} việc đã ghi (lần này {recorded}).",
    "The demonstration office on {day}: {inspections} inspections, {people} people, {acts} acts "
    "({recorded} recorded just now).",
)


def load_demo(desk: Desk) -> DemoSummary:
    """Bring the store of a desk to the demonstration office; nothing to do if it is there.

    Raises Occupied if the store holds an office that is not this one, BadInput naming
    file, inspection and act if the demonstration data itself is at fault.
    """
    script = read_script()
    versions = {
        stream: _recorded(desk.store.events(stream), steps)
        for stream, steps in script.inspections.items()
    }
    missing = [step for step in script.in_order if step.number > len(versions[step.stream][0])]
    if missing:
        _refuse_others(desk, script)
        known = {person.id for person in desk.store.people()}
        desk.store.put_people([person for person in script.people if person.id not in known])
    open_accounts(desk.store, desk.clock.now())
    for step in missing:
        placed, head = versions[step.stream]
        versions[step.stream] = ((*placed, head + 1), head + 1)
        _record(desk, step, placed, head)
    return DemoSummary(
        people=len(script.people),
        inspections=len(script.inspections),
        acts=len(script.in_order),
        recorded=len(missing),
    )


def _record(desk: Desk, step: Step, placed: tuple[int, ...], head: int) -> None:
    try:
        desk.record(step.stream, step.placed(placed), by=step.by, now=step.moment, seen=head)
    except (BadInput, NotFound, RuleError) as error:
        raise fault(place_of(step), error.text) from error


def _recorded(
    stored: tuple[StoredEvent, ...], steps: tuple[Step, ...]
) -> tuple[tuple[int, ...], int]:
    """The versions at which the first steps of an inspection stand, and its last version.

    A flow may have written between two loads; a person may write once everything is there.
    """
    events = [read_event(event) for event in stored]
    placed: tuple[int, ...] = ()
    for index, event in enumerate(events):
        if len(placed) == len(steps):
            break
        step = steps[len(placed)]
        moment = recorded_after(events[:index], step.moment)
        if event == step.event(event.version, moment, placed):
            placed = (*placed, event.version)
        elif event.actor.kind == "person":
            raise Occupied(_NOT_OURS.fill(stream=step.stream, version=event.version))
    return placed, len(events)


_NOT_OURS = Text(
    "Cuộc thanh tra «{stream}» đã có ghi chép khác với dữ liệu minh họa (mục {version}); chưa ghi "
    "gì. Hãy nạp dữ liệu minh họa vào một kho trống.",
    "Inspection “{stream}” differs from the demonstration data (entry {version}); nothing was "
    "recorded. Load the demonstration into an empty store.",
)
_OTHERS = Text(
    "Kho này đã có dữ liệu của cơ quan khác ({what}); chưa ghi gì. Hãy nạp dữ liệu minh họa vào "
    "một kho trống.",
    "This store holds another office ({what}); nothing was recorded. Load the demonstration "
    "into an empty store.",
)


def _refuse_others(desk: Desk, script: Script) -> None:
    """No demonstration beside real work: strange inspections, or people without any of ours."""
    streams = {row.stream for row in desk.store.rows()}
    ours = {person.id: person for person in script.people}
    strange = sorted(streams - script.inspections.keys())
    if not streams:
        people = desk.store.people()
        strange = [person.name for person in people if person != ours.get(person.id)]
    if strange:
        shown = ", ".join(strange[:3]) + ("…" if len(strange) > 3 else "")
        raise Occupied(_OTHERS.fill(what=shown))
