"""What many commands take, told once; and how the help shows a default."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def _told(default: object) -> str | None:
    """A default as the help shows it: of what is left empty or off there is nothing to show."""
    return str(default) if default else None


EVERYWHERE = Parameter(negative=(), show_default=_told)
"""Of every parameter: no word that switches it off, and no empty default in the help."""

AsJson = Annotated[bool, Parameter(name="--json", help="JSON cho chương trình / for programs.")]
AsOf = Annotated[str, Parameter(help="Như ngày nào / as of which day (default: today).")]
KnownBy = Annotated[
    str, Parameter(help="Theo những gì đã biết đến hết ngày / as known by the end of.")
]
By = Annotated[str, Parameter(help="Ai làm: mã trong «tiendo people» / who acts.")]
CaseId = Annotated[str, Parameter(help="Mã cuộc thanh tra, xem «tiendo list» / its id.")]
PersonId = Annotated[str, Parameter(help="Mã cán bộ, xem «tiendo people» / id of the person.")]
MeetingName = Annotated[str, Parameter(help="Cuộc họp, ví dụ 2021-08-06 / the meeting.")]
ItemNumber = Annotated[int, Parameter(help="Đề xuất số mấy / the number of the proposal.")]
PaperFile = Annotated[
    Path, Parameter(help="Tệp .txt, .docx hoặc .pdf có chữ / a .txt, .docx or .pdf with text.")
]
