"""What is told of a story under the law, from which day, how it ends, and in what words."""

from __future__ import annotations

from datetime import date

from builders import DAYS, OFFICERS, POLICY, TO_PUBLISHED, Story

from states.cause import Link, chain
from states.freeing import Office, releases
from states.inspection import Inspection
from states.sentences import sentence
from states.stall import Alarm, StallKind, alarms
from states.text import same
from tiendo.lawbook import lawbook

UNDER_LAW = Office(POLICY, DAYS, lawbook(), OFFICERS)


def told(inspection: Inspection | None, kind: StallKind) -> Alarm | None:
    assert inspection is not None
    found = [a for a in alarms(inspection, POLICY, DAYS, lawbook()) if a.kind is kind]
    assert len(found) <= 1
    return found[0] if found else None


def first_day(inspection: Inspection | None, kind: StallKind) -> date | None:
    alarm = told(inspection, kind)
    return alarm.on if alarm else None


def ways(story: Story, kind: StallKind, on: date) -> list[list[str]]:
    alarm = told(story.now, kind)
    assert alarm is not None
    assert story.now is not None
    return sorted([s.kind for s in r.way] for r in releases(alarm, story.now, UNDER_LAW, on))


def said(story: Story, kind: StallKind, on: date = date(2021, 12, 1)) -> str:
    alarm = told(story.now, kind)
    assert alarm is not None
    assert story.now is not None
    words = [
        sentence(alarm, story.now, day, holder=same("X"), policy=POLICY, days=DAYS)
        for day in (on, alarm.due)
    ]
    assert not [text for text in words if "{" in text.vi + text.en]
    return words[0].vi


def links(story: Story, kind: StallKind, on: date) -> tuple[Link, ...]:
    """The chain of causes of the one stall of a kind that stands on a day."""
    assert story.now is not None
    found = alarms(story.now, POLICY, DAYS, lawbook())
    alarm = next(each for each in found if each.kind is kind and each.on <= on)
    return chain(alarm, story.now, releases(alarm, story.now, UNDER_LAW, on))


def concluded() -> Story:
    """Signed on 10/06/2021, published the day after."""
    return Story().walk(TO_PUBLISHED)


def complained() -> Story:
    """The conclusion is out; a complaint came on Monday 05/07/2021."""
    story = Story().walk(TO_PUBLISHED)
    story.day = date(2021, 7, 5)
    story.tell("lodge_complaint")
    return story
