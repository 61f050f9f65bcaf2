"""A paper filed before its act counts as if it had come with it: days, law, holds, clocks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from builders import TO_ONSITE, TO_SIGNING, K, Story, paper
from reckonings import clocks_of, ledger_of, runs, timeline_of

from states.law import Moment
from states.papers import DocumentKind

Steps = tuple[tuple[str, DocumentKind | None], ...]


def told(before: Steps, kind: str, needed: DocumentKind, *, first: bool, **said: Any) -> Story:
    """Walked up to an act, then the act with its paper, or with the paper filed before it."""
    story = Story().walk(before)
    story.day += timedelta(1)
    order = paper(needed, story.day, number="87/QĐ")
    # Another paper that counts is no reason for naming that one.
    other = paper(K.TEAM_PLAN, story.day - timedelta(1), number="9/KH")
    story.tell("file_document", document=order if first else other)
    story.day += timedelta(1)
    story.tell(kind, document=other if first else order, **said)
    return story


@pytest.mark.parametrize(
    ("before", "kind", "needed", "said"),
    [
        ((), "issue_decision", K.DECISION, {}),
        (TO_ONSITE[:1], "announce", K.ANNOUNCEMENT_MINUTES, {}),
        (TO_ONSITE, "extend", K.EXTENSION_DECISION, {"days": 10}),
        (TO_ONSITE, "pause_case", K.SUSPENSION_DECISION, {}),
        (TO_ONSITE, "end_fieldwork", K.ONSITE_END_NOTICE, {}),
        (TO_SIGNING, "issue_conclusion", K.CONCLUSION, {}),
    ],
)
def test_an_act_rests_on_its_paper_whenever_that_was_filed(
    before: Steps, kind: str, needed: DocumentKind, said: dict[str, Any]
) -> None:
    filed, brought = (told(before, kind, needed, first=first, **said) for first in (True, False))
    on = f"{filed.day + timedelta(30):%d/%m/%Y}"
    one, other = timeline_of(filed, on), timeline_of(brought, on)

    assert one.marks == other.marks
    assert one.holds == other.holds
    assert one.extensions == other.extensions
    assert one.inspection.hold == other.inspection.hold
    assert clocks_of(filed, on) == clocks_of(brought, on)
    assert ledger_of(filed, on) == ledger_of(brought, on)


def test_a_decision_filed_before_it_is_issued_fixes_the_law_and_starts_the_clocks() -> None:
    story = told((), "issue_decision", K.DECISION, first=True)
    line = timeline_of(story, "30/06/2021")

    signed = line.marks[Moment.DECISION_SIGNED][-1]
    assert line.signed_on == story.day - timedelta(1)
    assert signed.document is not None
    assert signed.document.number == "87/QĐ"
    assert "announce" in clocks_of(story, "30/06/2021")


def test_the_ledger_names_the_suspension_that_was_filed() -> None:
    story = told(TO_ONSITE, "pause_case", K.SUSPENSION_DECISION, first=True)

    assert runs(ledger_of(story, "14/06/2021"))[-1] == "06/06-14/06 suspended 87/QĐ"


def test_a_pause_on_site_asks_for_no_paper_and_takes_none_from_the_file() -> None:
    story = Story().walk(TO_ONSITE)
    story.tell("file_document", document=paper(K.SUSPENSION_DECISION, story.day))
    now = story.tell("pause_site", reason="Giãn cách")

    assert now.hold is not None
    assert now.hold.document is None


def test_of_two_papers_filed_the_later_is_the_one_and_one_that_does_not_count_is_none() -> None:
    story = Story().walk(TO_ONSITE)
    for number in ("1/QĐ", "2/QĐ", ""):
        order = paper(K.SUSPENSION_DECISION, story.day, number=number)
        story.tell("file_document", document=order)
    now = story.tell("pause_case", document=paper(K.SUSPENSION_DECISION, story.day, number=""))

    assert now.hold is not None
    assert now.hold.document is not None
    assert now.hold.document.number == "2/QĐ"
