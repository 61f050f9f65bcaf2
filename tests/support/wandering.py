"""Inspections to which anything legal has happened, the same for the same seed."""

from __future__ import annotations

import random
from datetime import timedelta

from builders import D0, TO_ONSITE, TO_PUBLISHED, TO_SIGNING, Story

from states.inspection import Inspection
from states.papers import DocumentKind
from states.rules import Trigger
from states.steps import Step, about, filing, new_request, step_of, tried

ON = D0 + timedelta(days=100)
ANY_MOVE = [
    step_of(trigger)
    for trigger in Trigger
    if not trigger.value.endswith("_records") and trigger is not Trigger.REQUEST_RECORDS_IN_PAUSE
]
SEEN = (Trigger.DROP, Trigger.DISCONTINUE, Trigger.CLOSE_CASE)


def wandered(seed: int, length: int) -> Inspection:
    """An inspection to which anything that is legal has happened."""
    chance = random.Random(seed)  # noqa: S311 histories, not secrets
    story = Story().walk(chance.choice([(), TO_ONSITE, TO_SIGNING, TO_PUBLISHED]))
    now = story.now
    assert now is not None
    for _ in range(length):
        steps = [s for s in ANY_MOVE if s.kind not in SEEN] * 2
        steps += [about(r, kind) for r in now.requests for kind in REQUEST_KINDS]
        steps += [*new_request()] if len(now.requests) < 3 else []
        steps += [filing(chance.choice(list(DocumentKind)))]
        chance.shuffle(steps)
        for step in steps:
            named = step
            if step.kind == "draft_request":
                named = Step("draft_request", f"YC{len(now.requests) + 1}")
            after = tried(now, named, ON)
            if after is not None:
                now = after
                break
    return now


REQUEST_KINDS = ("send_request", "receive_answer", "accept_answer", "return_answer")
