"""One round of the watch: is the record whole, is everything alive, and is somebody told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from states.roles import Officer, Role
from states.text import Text
from tiendo.clock import clock_face
from tiendo.desk import Desk
from tiendo.health import Finding, Health, health
from tiendo.integrity import check
from tiendo.limits import Limits
from tiendo.ports import Notice

_SUBJECT = Text("Máy báo: {what}", "The machine reports: {what}")
_LONGEST_SUBJECT = 120
_FIRST_TOLD = (Role.ADMINISTRATOR, Role.OFFICE)


def watch(desk: Desk, limits: Limits, seen: Sequence[Finding] = ()) -> Health:
    """Look at everything, with what was ``seen`` elsewhere, and queue a notice of each finding.

    The notice of a finding is queued once a day, whoever runs this and however often.
    """
    check(desk, limits)
    own = health(desk, limits)
    found = sorted((*own.findings, *seen), key=lambda each: (each.severity, each.key))
    desk.store.queue(_notices(found, desk.store.people(), desk.clock.today()), desk.clock.now())
    return Health(tuple(found), own.swept_at)


def _notices(
    found: Sequence[Finding], officers: Sequence[Officer], today: date
) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            key=f"watch:{finding.key}:{today.isoformat()}:{recipient}",
            stream="",
            recipient=recipient,
            subject=_SUBJECT.fill(what=finding.text.vi[:_LONGEST_SUBJECT]).vi,
            body=f"{finding.text.vi} (Từ {clock_face(finding.since)}.)",
            due_on=today,
        )
        for finding in found
        for recipient in recipients(officers)
    )


def recipients(officers: Sequence[Officer]) -> tuple[str, ...]:
    """Who is told: the administrators, else the Office, else whoever holds that role later."""
    for role in _FIRST_TOLD:
        if held := tuple(each.id for each in officers if each.role == role.value):
            return held
    return (Role.OFFICE.value,)
