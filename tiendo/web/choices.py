"""What the reader may do on an inspection, what others may, and why the rest is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from states.allowed import IMPLIED, Answer, allowed, role_reason, within_reach
from states.errors import Reason
from states.inspection import Inspection
from states.powers import POWERS
from states.request import AWAITED, REQUEST, STEPS, Request
from states.requesting import sending_reasons
from states.roles import Officer, Role, roles_of
from states.text import Text, joined
from tiendo.stuck import holder_name
from tiendo.web.duties import typed_duties
from tiendo.web.forms import Basis, Form, form_of

_PLAIN = ("note", "file_document", "set_review", "set_deadline", "change_team", "move_regime")


@dataclass(frozen=True, slots=True)
class Told:
    """One reason against an act, and who may supply what is missing."""

    text: Text
    who: Text | None


@dataclass(frozen=True, slots=True)
class Barred:
    """An act that is not to be had now, with every reason."""

    name: Text
    reasons: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Every act sorted: ready for the reader, for others, lacking something, not here."""

    ready: tuple[Form, ...]
    others: tuple[Barred, ...]
    lacking: tuple[Barred, ...]
    elsewhere: tuple[Barred, ...]

    @property
    def barred(self) -> int:
        """How many acts are not to be had."""
        return len(self.lacking) + len(self.elsewhere)


def choices(basis: Basis, person: Officer | None) -> Choices:
    """Every trigger of the chart, and the plain acts, sorted for one reader."""
    roles = roles_of(person, basis.inspection.place) if person else frozenset[Role]()
    ready, others, lacking, elsewhere = (
        list[Form](),
        list[Barred](),
        list[Barred](),
        list[Barred](),
    )
    for answer in allowed(basis.inspection, roles):
        if answer.trigger in IMPLIED:
            continue
        rest = tuple(reason for reason in answer.reasons if reason.code != "role")
        reachable = within_reach(rest)
        if reachable and rest == answer.reasons:
            ready.append(form_of(answer.trigger.value, basis, reasons=rest))
        elif reachable:
            others.append(Barred(answer.name, (_doers(answer, basis),)))
        elif any(reason.code == "state" for reason in rest):
            elsewhere.append(_barred(answer, basis))
        else:
            lacking.append(_barred(answer, basis))
    ready += [form_of(kind, basis) for kind in _plain_acts(basis, roles)]
    return Choices(tuple(ready), tuple(others), tuple(lacking), tuple(elsewhere))


def given_with(kind: str, inspection: Inspection) -> tuple[Reason, ...]:
    """What is missing for an act and may be given together with it."""
    answers = allowed(inspection, frozenset(Role))
    reasons = (reason for a in answers if a.trigger == kind for reason in a.reasons)
    return tuple(reason for reason in reasons if reason.with_act)


def _plain_acts(basis: Basis, roles: frozenset[Role]) -> list[str]:
    useful = {
        "set_review": basis.inspection.hold is not None,
        "set_deadline": bool(typed_duties(basis.law)),
        "move_regime": basis.law is not None,
    }
    return [kind for kind in _PLAIN if useful.get(kind, True) and not role_reason(kind, roles)]


def _barred(answer: Answer, basis: Basis) -> Barred:
    return Barred(answer.name, tuple(told(reason, basis) for reason in answer.reasons))


def told(reason: Reason, basis: Basis) -> Told:
    """A reason with the people who may help."""
    who = () if reason.code == "role" else reason.who
    return Told(reason.text, _named(who, basis) if who else None)


def _named(roles: Sequence[Role], basis: Basis) -> Text:
    people = (holder_name(role, basis.inspection, basis.people) for role in roles)
    return joined(tuple(people), " hoặc ", " or ")


def _doers(answer: Answer, basis: Basis) -> Told:
    """Who may do what is ready but not for the reader."""
    may = POWERS[answer.trigger.value]
    roles = tuple(role for role in Role if role in may and role is not Role.MACHINE)
    held = tuple(role for role in roles if _is_held(role, basis))
    who = _named(held or roles, basis)
    return Told(Text(f"{who.vi} làm.", f"For {who.en}."), None)


def _is_held(role: Role, basis: Basis) -> bool:
    place = basis.inspection.place
    return any(role in roles_of(each, place) for each in basis.people)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request, the forms of the steps that the reader may take, what bars the others.

    ``late`` is how many days the addressee is past the due date (negative: days left).
    """

    request: Request
    late: int
    forms: tuple[Form, ...]
    barred: tuple[Told, ...]


def request_rows(basis: Basis, person: Officer | None) -> tuple[RequestRow, ...]:
    """Every request of an inspection, newest first."""
    roles = roles_of(person, basis.inspection.place) if person else frozenset[Role]()
    return tuple(_request_row(each, basis, roles) for each in basis.inspection.requests[::-1])


def _request_row(request: Request, basis: Basis, roles: frozenset[Role]) -> RequestRow:
    late = (basis.today - request.due_on).days if request.state in AWAITED else 0
    if basis.inspection.ended:
        return RequestRow(request, late, (), ())
    forms, barred = list[Form](), list[Told]()
    for kind in STEPS:
        if REQUEST.step(request.state, kind) is None or role_reason(kind, roles):
            continue
        against = sending_reasons(basis.inspection) if kind == "send_request" else ()
        if against:
            barred += [told(reason, basis) for reason in against]
        else:
            forms.append(form_of(kind, basis, request=request))
    return RequestRow(request, late, tuple(forms), tuple(barred))


def draft_form(basis: Basis, person: Officer | None) -> Form | None:
    """The form to draft a request, if the reader may."""
    inspection = basis.inspection
    if person is None or role_reason("draft_request", roles_of(person, inspection.place)):
        return None
    if inspection.ended:
        return None
    return form_of("draft_request", basis)
