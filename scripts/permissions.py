"""Prints docs/permissions.md: who may do what, from the tables that the desk enforces.

python scripts/permissions.py > docs/permissions.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from states.meeting.powers import AGENDA_POWERS
from states.powers import OFFICE_POWERS, POWERS
from states.roles import Role
from states.terms import ROLE_NAMES
from tiendo.acts import act_of, kinds

HEAD = """# Who may do what

Printed by `python scripts/permissions.py` from the tables that the desk enforces
(`states/powers.py`, `states/roles.py`, `states/meeting/powers.py`); a test holds it current, and
another asks the page, the API and the command line about every pair.

Everybody who is signed in may read everything but other people's notices, sessions and tokens. A
tick means that the capacity may do the act *if the rules allow it where the inspection stands*;
the rest is refused with the reason and who may (403).

| capacity | where it comes from, and over what |
|---|---|
"""
PREDICATES: Mapping[Role, str] = {
    Role.CHIEF_INSPECTOR: "the post; every inspection",
    Role.DEPUTY: "the post; inspections of the own block",
    Role.ROOM_HEAD: "the post; inspections of the own room",
    Role.TEAM_HEAD: "the decision on the team; from the survey's order or the decision to the end",
    Role.MEMBER: "the same decision, for the same time",
    Role.OVERSEER: "the paper that named the overseer; never of the team (refused by the rules)",
    Role.APPRAISER: "the paper that named the appraiser; never of the team",
    Role.OFFICE: "the post; every inspection",
    Role.ADMINISTRATOR: "the post; accounts and settings, no step of an inspection",
    Role.MACHINE: "the flows; what needs no person",
}
TAIL = """
A post (not a capacity given by a decision on one inspection) may be lent by a numbered decision,
from a day to a day (`/delegations`): the taker then has the giver's capacities, but none over an
inspection whose team, overseer or appraiser he is, nor over a directive or a report that he owes,
and lends them on to nobody. What is done in another's post says so in the history.
"""


def page() -> str:
    """The whole page."""
    rows = [
        f"| {ROLE_NAMES[role].vi} / {ROLE_NAMES[role].en} | {PREDICATES[role]} |" for role in Role
    ]
    acts = {kind: (_name(kind), who) for kind, who in POWERS.items()}
    office = {act: (act, who) for act, who in OFFICE_POWERS.items()}
    parts = [HEAD + "\n".join(rows), TAIL.strip("\n")]
    parts += ["## On an inspection", _table(acts), "## On the office as a whole", _table(office)]
    for kind, powers in AGENDA_POWERS.items():
        parts.append(f"## On a {kind.value} of the meetings")
        parts.append(_table({act: (act, who) for act, who in powers.items()}))
    return "\n\n".join(parts) + "\n"


def _name(kind: str) -> str:
    return act_of(kind).name.vi if kind in kinds() else kind


def _table(acts: Mapping[str, tuple[str, Iterable[Role]]]) -> str:
    shown = [role for role in Role if any(role in who for _, who in acts.values())]
    head = "| act | " + " | ".join(ROLE_NAMES[role].vi for role in shown) + " |"
    lines = [head, "|---|" + "---|" * len(shown)]
    for act, (name, who) in acts.items():
        told = f"`{act}`" if name == act else f"`{act}` {name}"
        ticks = " | ".join("✓" if role in who else "" for role in shown)
        lines.append(f"| {told} | {ticks} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page())
