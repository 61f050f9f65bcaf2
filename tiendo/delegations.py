"""Recording and ending delegations, at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from states.allowed import office_reason
from states.errors import Refused
from tiendo.delegating import ACT, no_such, read_delegation
from tiendo.desk import Desk
from tiendo.identity import Delegation


def delegate(desk: Desk, fields: Mapping[str, str], by: str) -> int:
    """Record a delegation; its number. Raises BadInput, NotFound or Refused."""
    desk.check_office(ACT, by)
    found = read_delegation(fields, desk.store.people(), desk.clock.today())
    kept = replace(found, recorded_at=desk.clock.now(), recorded_by=by)
    return desk.store.delegations.add(kept)


def end_delegation(desk: Desk, number: str, by: str) -> None:
    """End a delegation today: for whoever may record one, and for the giver.

    Raises NotFound or Refused.
    """
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    found = next((each for each in desk.store.delegations.every() if each.number == wanted), None)
    officer = desk.officer(by)
    if found is None:
        raise no_such(number)
    if found.giver != by and (reasons := office_reason(ACT, officer)):
        raise Refused(ACT, reasons)
    if not desk.store.delegations.end(wanted, desk.clock.now(), by):
        raise no_such(number)


def delegations(desk: Desk) -> tuple[Delegation, ...]:
    """Everything ever handed over, newest first."""
    return desk.store.delegations.every()
