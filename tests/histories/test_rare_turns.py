"""Turns of a history that chance seldom finds: walked in every run, all invariants asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders import TO_ONSITE
from hypothesis.stateful import INVARIANT_MARKER

from tests.histories.test_any_history import AnyHistory

SENT = len(TO_ONSITE) + 3  # registered, brought on site, drafted, and then
RARE: dict[str, list[Callable[[AnyHistory], object]]] = {
    "a pause entered late on the machine's prompts, which yield, and lifted on its own day": [
        lambda it: it.time_goes_by(2),
        lambda it: it.the_machine_does_what_is_owed(60),
        lambda it: it.somebody_holds(ago=12, whole=True, may_ask=False, wait=5),
        lambda it: it.the_machine_does_what_is_owed(30),
        lambda it: it.somebody_resumes(ago=0),
    ],
    "the latest entry annulled: what comes next is earlier than it": [
        lambda it: it.somebody_holds(ago=0, whole=False, may_ask=True, wait=9),
        lambda it: it.time_goes_by(10),
        lambda it: it.somebody_resumes(ago=0),
        lambda it: it.attempt("annul", 0, target=len(it.story.events), reason="ghi nhầm"),
        lambda it: it.somebody_resumes(ago=5),
        lambda it: it.somebody_drafts("YC1", ago=7, wait=8),
    ],
    "an act of the machine under which its ground is annulled": [
        lambda it: it.somebody_drafts("YC1", ago=0, wait=3),
        lambda it: it.somebody_acts_on_a_request("YC1", "send_request", ago=0),
        lambda it: it.the_machine_does_what_is_owed(40),
        lambda it: it.attempt("annul", 0, target=SENT, reason="chưa gửi"),
        lambda it: it.somebody_acts_on_a_request("YC1", "send_request", ago=12),
        lambda it: it.the_machine_does_what_is_owed(40),
    ],
    "letters entered in no order: the third falls between the first and the second": [
        *(
            lambda it, yc=yc: it.somebody_drafts(yc, ago=0, wait=30)
            for yc in ("YC1", "YC2", "YC3")
        ),
        lambda it: it.time_goes_by(12),
        lambda it: it.somebody_acts_on_a_request("YC1", "send_request", ago=0),
        lambda it: it.somebody_acts_on_a_request("YC2", "send_request", ago=12),
        lambda it: it.somebody_acts_on_a_request("YC3", "send_request", ago=6),
    ],
    "known then and now: remembered, changed behind, told": [
        lambda it: it.somebody_holds(ago=0, whole=False, may_ask=True, wait=9),
        lambda it: it.time_goes_by(30),
        lambda it: it.the_sweep_tells_what_is_due(),
        lambda it: it.somebody_remembers_what_is_known(),
        lambda it: it.somebody_resumes(ago=12),
        lambda it: it.somebody_answers(0, "snooze", ago=0),
    ],
}


@pytest.mark.parametrize("acts", RARE.values(), ids=RARE)
def test_turns_that_chance_seldom_finds_are_walked_in_every_run(
    acts: list[Callable[[AnyHistory], object]],
) -> None:
    holds = [each for each in vars(AnyHistory).values() if hasattr(each, INVARIANT_MARKER)]
    assert len(holds) >= 10
    it = AnyHistory()
    it.begin(TO_ONSITE)
    for act in acts:
        act(it)
        for invariant_ in holds:
            invariant_(it)
        assert it.refused is None
