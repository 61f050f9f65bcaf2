"""What the machine read, as it is recorded: proposals of a conclusion, findings of a report.

The reader's own values (`proposals.py`, `report.py`) may change with its rules; these are
stored, and stay.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from states.model import Day, Frozen, Line, Name, Prose


class ProposedItem(Frozen):
    """One proposal as the machine read it: the sentence and its place, who, by when, what about.

    ``owners`` are codes of the word lists, with the name where there is one (``room:Phòng 1``);
    ``due`` is day, review, recurring, event or missing.
    """

    kind: Literal["task", "recurring", "reminder", "shortcoming"]
    words: Prose
    place: Name
    under: Name = ""
    owners: tuple[Name, ...] = ()
    due: Literal["day", "review", "recurring", "event", "missing"] = "missing"
    due_on: Day | None = None
    every: Name = ""
    due_words: Name = ""
    about: tuple[Name, ...] = ()
    shortcomings: tuple[Name, ...] = ()


class Said(Frozen):
    """One finding of the checks of a report: which, where, in which words, about what.

    ``then`` are the sentences that stood in an earlier report, beside those ``now`` copied from
    them; ``changed`` what did change in the data meanwhile.
    """

    fault: Line
    sentence: Prose = Field(description="The finding in Vietnamese, as it was told.")
    place: Name = ""
    words: Prose = ""
    about: Name = ""
    then: tuple[Prose, ...] = ()
    now: tuple[Prose, ...] = ()
    changed: tuple[Prose, ...] = ()
