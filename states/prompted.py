"""The event by which the machine does what needs no person."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from states.model import Name, Prose
from states.recorded import Recorded


class Prompted(Recorded):
    """The machine told somebody that it is his turn; ``key`` is claimed once for ever.

    ``number``: which urging it is, 0 for none; ``level``: how high its letter goes, 0 for no
    letter; ``letter``: a draft, which nobody signed or sent; ``reason``: what was told.
    """

    kind: Literal["prompt"] = "prompt"
    key: Name
    what: Name
    subject: Name = ""
    number: int = Field(default=0, ge=0)
    level: int = Field(default=0, ge=0, le=3)
    to: Name
    told: Name = Field(default="", description="The person in that role; empty if there is none.")
    letter: Prose = ""
