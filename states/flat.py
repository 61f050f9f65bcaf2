"""A small flat machine: acts, the states each is legal in, and where it leads."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from transitions import Machine, MachineError

from states.errors import Reason, Refused
from states.text import Text

S = TypeVar("S", bound=StrEnum)
Steps = Mapping[str, tuple[tuple[S, ...], S | None]]


class _Scratch:
    __slots__ = ("state",)
    state: str


class Flat(Generic[S]):
    """The machine of a request or of one kind of stream: asked, handed nothing; one a thread."""

    def __init__(self, states: type[S], steps: Steps[S], names: Mapping[S, Text]) -> None:
        self.states, self.steps, self._names = states, steps, names
        self._thread = threading.local()
        self._known: dict[tuple[S, str], S | None] = {}

    def build(self) -> Machine:
        """A fresh machine of these steps."""
        rows = [
            {"trigger": act, "source": source.value, "dest": dest and dest.value}
            for act, (sources, dest) in self.steps.items()
            for source in sources
        ]
        return Machine(
            model=None,
            states=[state.value for state in self.states],
            transitions=rows,
            initial=None,
            auto_transitions=False,
        )

    def step(self, state: S, act: str) -> S | None:
        """Where an act leads from a state, or None where it is not legal."""
        if (state, act) not in self._known:
            self._known[state, act] = self._asked(state, act)
        return self._known[state, act]

    def _asked(self, state: S, act: str) -> S | None:
        if not hasattr(self._thread, "machine"):
            self._thread.machine = self.build()
        scratch = _Scratch()
        scratch.state = state.value
        try:
            self._thread.machine.events[act].trigger(scratch)
        except MachineError:
            return None
        return self.states(scratch.state)

    def allowed(self, state: S) -> tuple[str, ...]:
        """The acts that are legal in a state."""
        return tuple(act for act in self.steps if self.step(state, act) is not None)

    def moved(self, state: S, act: str, name: Text) -> S:
        """Where an act leads. Raises Refused where it is not legal, saying where it is."""
        after = self.step(state, act)
        if after is not None:
            return after
        there = [self._names[source] for source in self.steps[act][0]]
        text = Text(
            "Đang ở «{here}», không thể «{act}»; chỉ làm được khi ở {there}.",
            "It is “{here}”: cannot “{act}”; possible only at {wanted}.",
        ).fill(
            here=self._names[state],
            act=name,
            there=" hoặc ".join(f"«{each.vi}»" for each in there),
            wanted=" or ".join(f"“{each.en}”" for each in there),
        )
        raise Refused(act, (Reason("state", text),), self.allowed(state))


def refuse(act: str, vi: str, en: str, /, **values: object) -> Refused:
    """A refusal for one reason, its named places filled."""
    return Refused(act, (Reason("state", Text(vi, en).fill(**values)),))
