"""A refusal on the page: every reason, who can supply what is missing, what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from states.errors import Refused, RuleError
from states.terms import name_of
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput, ShellError
from tiendo.web.choices import Told, told
from tiendo.web.dossier import typed_form
from tiendo.web.forms import Basis, Form
from tiendo.web.posted import Posted
from tiendo.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Against:
    """Why an act would not go through: every reason with who may help, and what may be done."""

    text: Text
    reasons: tuple[Told, ...] = ()
    instead: tuple[Text, ...] = ()


def against(error: RuleError | ShellError, desk: Desk, stream: str) -> Against:
    """A refusal taken apart for the page. Raises NotFound if there is no such inspection."""
    if not isinstance(error, Refused):
        return Against(error.text)
    basis = Basis(desk.clock.today(), desk.store.people(), desk.inspection(stream))
    return Against(
        text=error.text,
        reasons=tuple(told(reason, basis) for reason in error.reasons),
        instead=tuple(name_of(kind) for kind in error.instead if kind != error.act),
    )


def again(desk: Desk, stream: str, posted: Posted, visitor: Visitor) -> Form | None:
    """The form as it was filled in; None if it is no act of ours."""
    try:
        return typed_form(desk, stream, posted, desk.clock.today(), visitor.people)
    except (KeyError, BadInput):
        return None
