"""An act as it is typed at the command line: options and fields made into one act."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from states.papers import DocumentKind
from states.text import Text
from tiendo.acts import kinds
from tiendo.errors import BadInput

MAX_DATA = 2_000_000

By = Annotated[str, Parameter(help="Ai làm: mã trong «tiendo people» / who acts.")]
On = Annotated[
    str, Parameter(help="Ngày xảy ra trên giấy / the day it happened (default: today).")
]
Reason = Annotated[str, Parameter(help="Lý do, nội dung / the reason.")]
NewDue = Annotated[str, Parameter(help="Hạn mới khi yêu cầu bổ sung / new due date, for return.")]
DocKind = Annotated[str, Parameter(help="Loại văn bản, nếu khác thường lệ / kind of document.")]
DocNumber = Annotated[str, Parameter(help="Số văn bản / its number.")]
DocDate = Annotated[str, Parameter(help="Ngày ký / the day it was signed.")]
DocSigner = Annotated[str, Parameter(help="Người ký / who signed it.")]
AsJson = Annotated[bool, Parameter(name="--json", negative="", help="JSON for programs.")]


def document_of(
    kind: str, usual: DocumentKind | None, number: str, on: str, signer: str
) -> dict[str, object] | None:
    """The paper an act rests on, of the usual kind unless another is named; None if not given."""
    if not any((kind, number, on, signer)):
        return None
    given = kind or (usual.value if usual else DocumentKind.OTHER.value)
    return {"kind": given, "number": number, "signed_on": on or None, "signed_by": signer}


def data_of(text: str) -> dict[str, object]:
    """Own fields as JSON: the text itself, @FILE, or - for standard input. Raises BadInput."""
    if not text:
        return {}
    where = text if text == "-" or text.startswith("@") else "--data"
    try:
        if text == "-":
            text = sys.stdin.read(MAX_DATA + 1)
        elif text.startswith("@"):
            with Path(text[1:]).open(encoding="utf-8") as file:
                text = file.read(MAX_DATA + 1)
        if len(text) > MAX_DATA:
            raise ValueError(f"more than {MAX_DATA} characters")
        found = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        shape = Text("{where}: không đọc được JSON ({error}).", "{where}: no JSON ({error}).")
        raise BadInput(shape.fill(where=where, error=error)) from error
    if not isinstance(found, dict):
        shape = Text("{where}: cần một đối tượng JSON.", "{where}: a JSON object is needed.")
        raise BadInput(shape.fill(where=where))
    return found


def fields_of(pairs: tuple[str, ...]) -> dict[str, object]:
    """Fields given as name=value. Raises BadInput."""
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            shape = Text("--set «{pair}»: viết tên=giá_trị.", "--set “{pair}”: write name=value.")
            raise BadInput(shape.fill(pair=pair[:60]))
        found[name] = value
    return found


def check_kind(kind: str) -> None:
    """Refuse an act that does not exist. Raises BadInput."""
    if kind not in kinds():
        shape = Text(
            "Không có việc nào tên «{kind}». Xem «tiendo allowed».",
            "There is no act named “{kind}”. See “tiendo allowed”.",
        )
        raise BadInput(shape.fill(kind=kind[:60]))
