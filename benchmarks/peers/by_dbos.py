"""DBOS: one workflow an inspection, one step a transition; its own record and nothing beside it.

Run: by_dbos.py URL COUNT
"""

from __future__ import annotations

import sys

from course import SAID, STEPS, measure
from dbos import DBOS, DBOSConfig, SetWorkflowID


@DBOS.step()
def step(stream: str, trigger: str, target: str) -> dict[str, str]:
    """One transition, checkpointed."""
    return {"stream": stream, "trigger": trigger, "state": target, "said": SAID}


@DBOS.workflow()
def life(stream: str) -> str:
    """One inspection from its plan to its end."""
    state = step(stream, "register", "planned")["state"]
    for trigger, source, target in STEPS:
        if state != source:
            raise ValueError(trigger)
        state = step(stream, trigger, target)["state"]
    return state


def told(stream: str) -> None:
    """Run it under its own id."""
    with SetWorkflowID(stream):
        life(stream)


if __name__ == "__main__":
    config: DBOSConfig = {
        "name": "peer",
        "system_database_url": sys.argv[1],
        "run_admin_server": False,
        "log_level": "ERROR",
    }
    DBOS(config=config)
    DBOS.launch()
    measure(told, int(sys.argv[2]))
    DBOS.destroy()
