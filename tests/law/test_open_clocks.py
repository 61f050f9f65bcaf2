"""The clocks that alarms ask for: dated as on the receipt, and no more than dated."""

from __future__ import annotations

import pytest
from builders import Story
from reckonings import VIETNAM, at_work, day, ended, suspended, timeline_of

from states.clocks import Reckoning, clocks, open_clocks
from states.law import Moment
from tiendo.lawbook import lawbook

STORIES = {
    "at work": at_work("07/06/2021"),
    "ended in time": ended(at_work("07/06/2021"), "25/06/2021"),
    "suspended, and nobody ruled": suspended(at_work("07/06/2021"), "14/06/2021", "25/06/2021"),
    "still suspended so": suspended(at_work("07/06/2021"), "14/06/2021"),
    "suspended, days not counted": suspended(
        at_work("07/06/2021"), "14/06/2021", "25/06/2021", days_count=False
    ),
}


@pytest.mark.parametrize("as_of", ["28/06/2021", "30/12/2021"])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_nothing_has_met_is_dated_as_everywhere_and_nothing_else_is_reckoned(
    story: Story, as_of: str
) -> None:
    at = Reckoning(timeline_of(story, as_of), lawbook().pack("VN-2010-A"), VIETNAM, day(as_of))
    whole = [clock for clock in clocks(at) if clock.stop is None]
    found = open_clocks(at, frozenset(Moment))

    dates = [(c.rule.id, c.state, c.due_on, c.other_due_on, c.disputed) for c in whole]
    assert [(c.rule.id, c.state, c.due_on, c.other_due_on, c.disputed) for c in found] == dates
    assert any(clock.used for clock in whole)
    assert not any(clock.used or clock.excluded for clock in found)
