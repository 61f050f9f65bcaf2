"""How the office names itself on its papers."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from states.model import Frozen, clean

_Name = Annotated[
    str, BeforeValidator(clean), StringConstraints(max_length=120, pattern=r"^[^\n\t\[\]]*$")
]


class Office(Frozen):
    """The issuer of the office's papers, in the parts of Decree 30/2020/NĐ-CP, annex I.

    ``name``: the office ("Thanh tra tỉnh …"); ``under``: the body right above it ("Ủy ban nhân
    dân tỉnh …"); ``place``: the place that stands before the day. What is empty stays on papers
    as a place to fill, in square brackets.
    """

    name: _Name = ""
    under: _Name = ""
    place: _Name = ""

    @property
    def issuer(self) -> str:
        """The office as the head of a paper names it."""
        return self.name.upper() or "THANH TRA TỈNH [TÊN TỈNH]"

    @property
    def above(self) -> str:
        """The body above it as the head of a paper names it; empty where it is not known."""
        return self.under.upper()

    @property
    def chairman(self) -> str:
        """The head of the body above it."""
        return f"Chủ tịch {self.under or 'Ủy ban nhân dân tỉnh [tên tỉnh]'}"
