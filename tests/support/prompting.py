"""The machine's part of a story: what it owes on a day, done as the drive does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from builders import DAYS, POLICY, TO_PUBLISHED, Story, onsite

from states.inspection import Inspection
from states.prompts import Prompt, PromptKind, owed, prompts
from states.roles import Role
from states.stall import alarms

DRIVE = {"kind": "machine", "id": "drive"}


def pending(inspection: Inspection) -> tuple[Prompt, ...]:
    """Everything owed now or later."""
    return prompts(inspection, alarms(inspection, POLICY, DAYS), POLICY, DAYS)


def due(inspection: Inspection, day: date) -> tuple[Prompt, ...]:
    """What is to be done on a day."""
    return owed(pending(inspection), day)


def do(story: Story, prompt: Prompt, day: date) -> None:
    """Record one prompt as the drive would, the chart's trigger with it."""
    told = {"what": prompt.what.value, "subject": prompt.subject, "to": prompt.to.value}
    numbers = {"key": prompt.key, "number": prompt.number, "level": prompt.level}
    story.tell("prompt", on=day, actor=DRIVE, **told, **numbers)
    if prompt.what is PromptKind.URGE_REMEDY:
        story.tell("urge", on=day, actor=DRIVE)


def drive(story: Story, day: date) -> list[Prompt]:
    """One drive of a story on a day: what was done."""
    assert story.now is not None
    found = list(due(story.now, day))
    for prompt in found:
        do(story, prompt, day)
    return found


def told(found: Sequence[Prompt]) -> list[tuple[PromptKind, Role, int, int]]:
    """What was done, to whom, which urging it is and how high its letter goes."""
    return [(each.what, each.to, each.number, each.level) for each in found]


def days_of(story: Story, first: date, last: date) -> list[tuple[date, PromptKind, int, Role]]:
    """Every day from first to last driven once, and what was done on which."""
    done, day = list[tuple[date, PromptKind, int, Role]](), first
    while day <= last:
        done += [(day, each.what, each.level, each.to) for each in drive(story, day)]
        day += timedelta(days=1)
    return done


def asked(due_on: date = date(2021, 8, 20), sent: date = date(2021, 8, 3)) -> Story:
    """On site, one request sent on a Tuesday, due on a Friday and not answered."""
    story = onsite()
    story.day = sent
    return story.request("YC1", due_on)


def concluded() -> Story:
    """A conclusion issued on Thu 10/06/2021 and published the day after."""
    return Story().walk(TO_PUBLISHED)
