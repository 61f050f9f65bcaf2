"""An urging that the machine drafted, as an official letter."""

from __future__ import annotations

from states.letters import Sheet, sheet
from tiendo.papers.paper import AdminPaper, Line, Part, Signature


def letter_paper(text: str) -> AdminPaper:
    """The paper of a drafted letter. Raises ValueError on any other text."""
    parts = sheet(text)
    above, issuer, number, about = _issuer(parts)
    *capacity, _, name = parts.signature.split("\n")
    return AdminPaper(
        above=above,
        issuer=issuer,
        number=number,
        dated=parts.motto.split("\n")[-1],
        about=about,
        addressees=(parts.addressee.removeprefix("Kính gửi: "),),
        grounds=tuple(line for block in parts.body[:1] for line in _grounds(block)),
        body=tuple(_body(parts)),
        copies=tuple(parts.copies.split("\n")[1:]),
        signature=Signature(tuple(capacity), name),
        draft="(Dự thảo)",
    )


def _issuer(parts: Sheet) -> tuple[str, str, str, str]:
    """The body above the issuer, the issuer, the number, and what the letter is about."""
    *above, issuer, number, about = parts.issuer.split("\n")
    return "\n".join(above), issuer, number.removeprefix("Số: "), about


def _grounds(block: str) -> list[str]:
    return block.split("\n") if block.startswith("Căn cứ ") else []


def _body(parts: Sheet) -> list[Part]:
    blocks = parts.body[1:] if _grounds(parts.body[0] if parts.body else "") else parts.body
    return [Line(line) for block in blocks for line in block.split("\n")]
