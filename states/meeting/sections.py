"""What a section is about, by its headings: what was done, what went wrong, what is to do."""

from __future__ import annotations

from collections.abc import Sequence

from states.meeting.paper import plain
from states.meeting.wording import DutyWords, Mode


def mode_of(headings: Sequence[str], duties: DutyWords) -> Mode | None:
    """What the nearest heading that says so says of what stands under it."""
    for heading in reversed(headings):
        words = plain(heading)
        if duties.results_first.match(words):
            return "results"
        for row in duties.modes:
            if row.pattern.search(words):
                return row.mode
    return None
