"""What a run of the harness says: one line a scenario, and Wrong with the seed to repeat it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Wrong(Exception):
    """Something was lost, doubled or broken; the message says what."""


@dataclass
class Tally:
    """What one scenario did: rounds, processes killed, of those killed while at work, and more."""

    rounds: int = 0
    killed: int = 0
    at_work: int = 0
    more: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, count: int = 1) -> None:
        """Count something else that happened."""
        self.more[what] = self.more.get(what, 0) + count

    @property
    def line(self) -> str:
        """All of it, in one line."""
        parts = [f"{self.rounds} rounds"]
        if self.killed:
            parts.append(f"{self.killed} killed -9 ({self.at_work} at work)")
        parts += [f"{count} {what}" for what, count in self.more.items()]
        return ", ".join(parts)


def say(line: str) -> None:
    """One line of result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def scenario(name: str, seed: int) -> Iterator[Tally]:
    """A scenario told of when it ends; what is wrong names it, with its round and the seed."""
    tally, began = Tally(), time.monotonic()
    try:
        yield tally
    except (SystemExit, KeyboardInterrupt):
        say(f"{name}: stopped after {tally.line}; nothing lost, nothing twice so far")
        raise
    except Wrong as wrong:
        raise Wrong(f"{name}, round {tally.rounds + 1}, --seed {seed}: {wrong}") from wrong
    say(f"{name}: {tally.line}; nothing lost, nothing twice ({time.monotonic() - began:.0f} s)")
