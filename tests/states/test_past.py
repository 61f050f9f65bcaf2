"""What an inspection remembers of its days, beyond what the clocks ask."""

from __future__ import annotations

from datetime import date

import pytest
from builders import D0, TO_ONSITE, K, Story, onsite, paper

from states.law import Moment
from states.past import Past, dated
from states.timeline import trace

STOPPED, RESUMED = date(2021, 7, 5), date(2021, 7, 12)


def past_of(story: Story) -> Past:
    assert story.now is not None
    return story.now.past


def test_an_extension_is_remembered_with_its_day_its_paper_and_its_unit() -> None:
    story = onsite()
    story.day = STOPPED
    order = paper(K.EXTENSION_DECISION, STOPPED, number="7/QĐ-TTr")
    story.tell("extend", days=20, document=order, unit="working_day")

    (extension,) = past_of(story).extensions
    assert (extension.on, extension.days, extension.unit) == (STOPPED, 20, "working_day")
    assert extension.document is not None
    assert extension.document.number == "7/QĐ-TTr"


def test_a_moment_is_remembered_with_its_entry_and_with_its_paper_only_if_that_counts() -> None:
    story = Story().walk(TO_ONSITE)
    story.tell("end_fieldwork", document=paper(K.ONSITE_END_NOTICE, story.day))
    decided = past_of(story).latest(Moment.DECISION_SIGNED)
    ended = past_of(story).latest(Moment.ONSITE_ENDED)
    assert decided is not None
    assert ended is not None

    assert story.events[decided.version - 1].kind == "issue_decision"
    assert ended.document is not None
    assert ended.document.kind is K.ONSITE_END_NOTICE
    assert past_of(story).latest(Moment.PUBLISHED) is None


@pytest.mark.parametrize("allowed", [True, False])
def test_only_a_suspension_that_allows_no_requests_silences_until_it_is_lifted(
    allowed: bool,
) -> None:
    story = onsite()
    story.day = STOPPED
    order = paper(K.SUSPENSION_DECISION, STOPPED)
    story.tell("pause_case", document=order, reason="Dịch", requests_allowed=allowed)
    story.day = RESUMED
    story.tell("lift_hold", document=paper(K.RESUME_DECISION, RESUMED))

    (hold,) = past_of(story).holds
    assert (hold.start, hold.end, hold.reason) == (STOPPED, RESUMED, "Dịch")
    assert past_of(story).silenced_until == (date.min if allowed else RESUMED)


def test_before_anything_is_recorded_there_are_no_days() -> None:
    assert trace("TTR-1", []) is None
    known = trace("TTR-1", onsite().events, as_of=D0)
    assert known is not None
    assert known.inspection.id == "TTR-1"


def test_a_paper_without_number_or_signer_marks_no_day() -> None:
    story = onsite()
    outline = {"kind": K.REPORT_OUTLINE.value, "signed_on": STOPPED}
    story.tell("file_document", STOPPED, document=outline)
    assert Moment.OUTLINE_SENT not in past_of(story).marks

    story.tell("file_document", STOPPED, document=paper(K.REPORT_OUTLINE, STOPPED))
    assert [mark.on for mark in past_of(story).marks[Moment.OUTLINE_SENT]] == [STOPPED]


def test_an_act_is_of_the_day_on_which_its_paper_was_signed_where_that_counts() -> None:
    story = onsite()
    outline = paper(K.REPORT_OUTLINE, STOPPED)
    story.tell("file_document", RESUMED, document=outline)
    story.tell("file_document", RESUMED, document={**outline, "number": ""})
    story.tell("note", RESUMED, text="Đã nhận")

    assert [dated(each) for each in story.events[-3:]] == [STOPPED, RESUMED, RESUMED]
