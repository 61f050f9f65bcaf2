"""An act as it is typed at the command line: options and fields made into one act."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from states.papers import DocumentKind, Scan
from states.text import Text
from tiendo.acts import kinds
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.given_files import open_given, read_given

MAX_DATA = 2_000_000

On = Annotated[
    str, Parameter(help="Ngày xảy ra trên giấy / the day it happened (default: today).")
]
Reason = Annotated[str, Parameter(help="Lý do, nội dung / the reason.")]
Fields = Annotated[
    tuple[str, ...],
    Parameter(
        name="--set",
        help="Mục riêng của việc / a field of the act, as name=value; may be repeated.",
    ),
]
Data = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True,
        help="Các mục riêng bằng JSON / the same as JSON: the text, @FILE, or - for standard "
        "input.",
    ),
]
NewDue = Annotated[str, Parameter(help="Hạn mới khi yêu cầu bổ sung / new due date, for return.")]
DocKind = Annotated[str, Parameter(help="Loại văn bản, nếu khác thường lệ / kind of document.")]
DocNumber = Annotated[str, Parameter(help="Số văn bản / its number.")]
DocDate = Annotated[str, Parameter(help="Ngày ký / the day it was signed.")]
DocSigner = Annotated[str, Parameter(help="Người ký / who signed it.")]
DocFile = Annotated[
    Path | None, Parameter(help="Tệp của văn bản (PDF, DOCX, ảnh) / the paper itself.")
]
DryRun = Annotated[
    bool,
    Parameter(help="Chỉ xem sẽ thay đổi gì / only tell what would change."),
]


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
            text = read_given(Path(text[1:]), "--data", MAX_DATA).decode("utf-8")
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


def check_kind(kind: str, stream: str = "") -> None:
    """Refuse an act that does not exist, or that stands where its inspection should. BadInput."""
    if kind not in kinds() and stream in kinds():
        raise BadInput(_TURNED.fill(kind=stream, stream=kind[:60]))
    if kind not in kinds():
        shape = Text(
            "Không có việc nào tên «{kind}». Xem «tiendo allowed».",
            "There is no act named “{kind}”. See “tiendo allowed”.",
        )
        raise BadInput(shape.fill(kind=kind[:60]))


def with_file(
    document: dict[str, object] | None, file: Path | None, desk: Desk
) -> dict[str, object]:
    """The part of an act that is its paper, with the file it was given as. Raises BadInput."""
    if file is None:
        return {"document": document} if document else {}
    if document is None or desk.scans is None:
        raise BadInput(_FILE_ALONE)
    with open_given(file, "--file") as given:
        return {"document": {**document, "scan": desk.scans.look(given, file.name)}}


def keep_file(act: Mapping[str, object], file: Path | None, desk: Desk) -> None:
    """Keep the file of an act about to be recorded."""
    document = act.get("document")
    scan = document.get("scan") if isinstance(document, Mapping) else None
    if file is not None and isinstance(scan, Scan) and desk.scans is not None:
        with open_given(file, "--file") as given:
            desk.scans.put(given, scan)


_TURNED = Text(
    "Viết mã cuộc thanh tra trước, tên việc sau: tiendo do {stream} {kind} …",
    "The inspection comes first, then the act: tiendo do {stream} {kind} …",
)
_FILE_ALONE = Text(
    "--file: cần thêm số, ngày ký, người ký của văn bản.",
    "--file: needs the number, date and signer of the paper too.",
)
