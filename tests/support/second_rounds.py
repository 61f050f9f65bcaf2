"""Stories of a second round: a conclusion signed, complained of, reopened and signed again.

Registered on a day, a step a day: decision on day 2, announced 3, on site 4, ended 5, team
report 6, draft begun 7, for appraisal 8, for signature 9, concluded 10.
"""

from __future__ import annotations

from datetime import date

from builders import POLICY, K, Story, paper
from reckonings import VIETNAM, day, for_signature

from states.stall import Alarm, StallKind, alarms
from tiendo.lawbook import lawbook


def filed(story: Story, kind: K, on: str, number: str = "01/TTr") -> None:
    """A paper signed and filed on a day."""
    story.tell("file_document", day(on), document=paper(kind, day(on), number))


def concluded(registered: str = "01/06/2021") -> Story:
    """The conclusion is signed on day 10."""
    story = for_signature(registered)
    on = date.fromordinal(story.day.toordinal() + 1)
    story.tell("issue_conclusion", on, document=paper(K.CONCLUSION, on))
    return story


def upheld(story: Story, lodged: str, ruled: str) -> Story:
    """A complaint against the conclusion is found right."""
    story.tell("lodge_complaint", day(lodged), reason="Số liệu sai")
    story.tell("uphold_complaint", day(ruled), document=paper(K.COMPLAINT_RULING, day(ruled)))
    return story


def reopened(registered: str = "01/06/2021") -> Story:
    """Concluded on 10/06/2021, complained of on 14/06, upheld Thu 01/07, reopened Mon 05/07."""
    story = upheld(concluded(registered), "14/06/2021", "01/07/2021")
    story.tell("reopen_conclusion", day("05/07/2021"), reason="Theo quyết định")
    return story


def concluded_again(story: Story, on: str) -> Story:
    """Appraised and sent for signature the day before, signed on a day."""
    before = date.fromordinal(day(on).toordinal() - 1)
    story.tell("submit_appraisal", before)
    report = paper(K.APPRAISAL_REPORT, before, number="02/BC")
    story.tell("submit_for_signature", before, document=report)
    story.tell("issue_conclusion", day(on), document=paper(K.CONCLUSION, day(on), number="02/KL"))
    return story


def typed(story: Story, duty: str, due_on: str, on: str) -> Story:
    """The date of a duty read from a document of its own number."""
    order = paper(K.OTHER, day(on), number=f"{len(story.events)}/TTr")
    story.tell("set_deadline", day(on), duty=duty, due_on=day(due_on), document=order)
    return story


def of_kind(story: Story, kind: StallKind) -> list[Alarm]:
    """The alarms of one kind that stand, or will."""
    assert story.now is not None
    found = alarms(story.now, POLICY, VIETNAM, lawbook())
    return [alarm for alarm in found if alarm.kind is kind]
