"""Prefect: one flow run a transition, on its own server; its own record and nothing beside it.

Run: python -m benchmarks.by_prefect COUNT; the server is started by Prefect for the program.
"""

from __future__ import annotations

import sys

from prefect import flow

from benchmarks.peers.course import STEPS, measure


@flow(name="transition")
def transition(stream: str, trigger: str, target: str) -> str:
    """One transition."""
    return target if stream and trigger else ""


def live(stream: str) -> None:
    """One inspection from its plan to its end."""
    state = transition(stream, "register", "planned")
    for trigger, source, target in STEPS:
        if state != source:
            raise ValueError(trigger)
        state = transition(stream, trigger, target)


if __name__ == "__main__":
    measure(live, int(sys.argv[1]))
