"""An administrative paper as a value: its parts by the names the decree gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

TO_FILL = "[…]"
"""What stands where the record holds nothing: for a person to fill."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; level 1 stands highest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``mark`` is the number or dash before it, ``strong`` its opening words."""

    text: str
    mark: str = ""
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the text; ``widths`` are shares of the line, one a column."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]

    def __post_init__(self) -> None:
        if not self.heads or {len(self.heads)} != {len(self.widths), *map(len, self.rows)}:
            raise ValueError("a table's rows, heads and widths must be of one length")


Part: TypeAlias = Heading | Line | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines of the capacity, and the name."""

    capacity: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPaper:
    """One paper. Without ``kind`` (thông báo, báo cáo …) it is a công văn; names are in capitals.

    ``issuer`` is who issues it, ``above`` the body above that, not in bold; ``dated`` replaces the
    day where it is not known yet; ``draft`` is said above the title. Empty parts are left out.
    """

    issuer: str
    above: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    on: date | None = None
    dated: str = ""
    kind: str = ""
    about: str = ""
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    body: Sequence[Part] = field(default_factory=tuple)
    copies: tuple[str, ...] = ()
    signature: Signature | None = None
    draft: str = ""

    @property
    def number_line(self) -> str:
        """Số and ký hiệu; a number below 10 has a zero before it."""
        number = f"0{self.number}" if self.number.isdigit() and len(self.number) == 1 else ""
        return f"Số: {number or self.number or '      '}{self.symbol and f'/{self.symbol}'}"

    @property
    def day_line(self) -> str:
        """Địa danh and day, as the decree writes days."""
        return self.dated or f"{self.place or TO_FILL}, {official_day(self.on)}"


def official_day(on: date | None) -> str:
    """A day as papers write it: a zero before days below 10 and before January and February."""
    if on is None:
        return "ngày       tháng       năm"
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"
