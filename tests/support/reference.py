"""A way out found by blind search: nothing of ``states.wayout`` is asked, only the rules.

Every act that leads forward is tried in every order, breadth first; what two orders leave alike
is looked at once. Slow and plain: the judge of the quick search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from states.inspection import Inspection
from states.papers import DocumentKind
from states.rules import Trigger
from states.steps import Step, about, filing, new_request, step_of, tried

STEPS_BACK = frozenset(
    {
        *(Trigger.DROP, Trigger.DISCONTINUE, Trigger.DEFER_START, Trigger.PAUSE_SITE),
        *(Trigger.PAUSE_CASE, Trigger.RETURN_DRAFT, Trigger.FLAG_TEAM, Trigger.LODGE_COMPLAINT),
    }
)
"""What is never a way out, though it may end a stall."""
BY_REQUESTS = frozenset(trigger for trigger in Trigger if trigger.value.endswith("_records"))
BY_REQUESTS |= {Trigger.REQUEST_RECORDS_IN_PAUSE}
"""What happens to the chart through acts on single requests."""
ENDINGS = frozenset(
    {
        *(Trigger.EXTEND, Trigger.REOPEN_CONCLUSION, Trigger.UPHOLD_COMPLAINT),
        Trigger.FIND_SHORTFALL,
    }
)
"""What ends a stall of its own and is no condition of anything that follows."""
MOVES = tuple(step_of(trigger) for trigger in Trigger if trigger not in STEPS_BACK | BY_REQUESTS)
WAYS_ON = tuple(step for step in MOVES if Trigger(step.kind) not in ENDINGS)
ON_REQUESTS = ("send_request", "receive_answer", "accept_answer", "waive_request")


@dataclass(frozen=True)
class Blind:
    """A search on a day among these moves, these papers to file and these acts besides."""

    on: date
    moves: tuple[Step, ...] = WAYS_ON
    papers: tuple[DocumentKind, ...] = ()
    besides: tuple[Step, ...] = ()
    requests: tuple[str, ...] = field(default=ON_REQUESTS)

    def acts(self, inspection: Inspection, asked: frozenset[str]) -> Iterable[Step]:
        """Everything that somebody could try next, most of it refused.

        Let go is only what was ``asked`` to begin with: nobody asks in order to let it go.
        """
        yield from (*self.moves, *map(filing, self.papers), *self.besides, *new_request())
        for request in inspection.requests:
            for kind in self.requests:
                if kind != "waive_request" or request.id in asked:
                    yield about(request, kind)

    def alike(self, inspection: Inspection) -> tuple[object, ...]:
        """What of an inspection the rules could still ask."""
        kinds = (p.kind for p in inspection.available if p.counts and p.kind in self.papers)
        return (
            inspection.configuration,
            tuple((request.id, request.state) for request in inspection.requests),
            frozenset(kinds),
            inspection.draft_was_sent,
            inspection.hold and inspection.hold.review_on,
            len(inspection.past.extensions),
            frozenset(inspection.past.typed),
        )

    def fewest(
        self, inspection: Inspection, done: Callable[[Inspection], bool], deepest: int
    ) -> int | None:
        """The fewest acts after which it is done; None where no ``deepest`` acts do it."""
        asked = frozenset(request.id for request in inspection.requests if request.outstanding)
        seen, level = {self.alike(inspection)}, [inspection]
        for count in range(deepest + 1):
            if any(done(stood) for stood in level):
                return count
            following: list[Inspection] = []
            for stood in level if count < deepest else ():
                for step in self.acts(stood, asked):
                    moved = tried(stood, step, self.on)
                    if moved is not None and (key := self.alike(moved)) not in seen:
                        seen.add(key)
                        following.append(moved)
            level = following
        return None
