"""What a form sent: read with a limit, checked, and made into an act for the desk."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from states.papers import DocumentKind
from states.text import Text
from tiendo.acts import Field, act_of, kinds
from tiendo.errors import BadInput, ShellError
from tiendo.settings import Settings

BODY_LIMIT = 256 * 1024
_MOST_FIELDS = 400
_DOCUMENT = ("document_kind", "document_number", "document_signed_on", "document_signed_by")
FILE_FIELD = "paper_file"
_ALWAYS = frozenset({"kind", "seen", "occurred_on", "reason", "target", FILE_FIELD, *_DOCUMENT})


class TooLarge(ShellError):
    """More was sent than any form holds."""


class NotAForm(ShellError):
    """What was sent is no form of ours."""


_TOO_LARGE = Text(
    "Nội dung gửi lên quá dài (nhiều nhất 256 KiB); chưa ghi gì cả. Hãy quay lại và rút ngắn.",
    "What was sent is too long (256 KiB at most); nothing was recorded. Go back and shorten it.",
)
_FILE_TOO_LARGE = Text(
    "Tệp gửi kèm quá lớn; chưa ghi gì.", "The file is too large; nothing was recorded."
)
_NOT_A_FORM = Text("Không đọc được nội dung gửi lên.", "What was sent cannot be read.")
_TWICE = Text("Mục «{field}» được gửi nhiều lần.", "The field “{field}” was sent several times.")
_UNKNOWN_FIELD = Text("Việc này không có mục «{field}».", "This act has no field “{field}”.")
_UNKNOWN_KIND = Text("Không có việc nào tên «{kind}».", "There is no act named “{kind}”.")
_NO_VERSION = Text(
    "Không rõ biểu mẫu này lập từ bản ghi nào; hãy mở lại trang.",
    "It is unclear which record this form was made from; open the page again.",
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form, under the name it had there."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a form as typed, and the file that came with it."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    upload: Upload | None = None

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.fields.get(name, ())

    def one(self, name: str) -> str:
        """The value of a field, trimmed; empty if it is not there. Raises BadInput if repeated."""
        values = self.all(name)
        if len(values) > 1:
            raise BadInput(_TWICE.fill(field=name[:40]))
        return values[0].strip() if values else ""


async def read_posted(request: Request) -> AsyncGenerator[Posted, None]:
    """The form in a request, with a file until it is answered. Raises TooLarge or NotAForm."""
    if type_of(request) != "multipart/form-data":
        yield await read_words(request)
        return
    async with parts_of(request) as form:
        found = form.multi_items()
        files = (v for name, v in found if name == FILE_FIELD and isinstance(v, UploadFile))
        chosen = next((each for each in files if each.filename), None)
        upload = Upload(chosen.filename or "", chosen.file) if chosen else None
        yield Posted(_gathered((n, v) for n, v in found if isinstance(v, str)), upload)


def type_of(request: Request) -> str:
    """The type of what a request sends, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_words(request: Request) -> Posted:
    """The form in a request, which brings no file: what a stranger may send.

    Raises TooLarge or NotAForm.
    """
    if type_of(request) != "application/x-www-form-urlencoded":
        raise NotAForm(_NOT_A_FORM)
    try:
        body = b"".join([part async for part in _within(request, BODY_LIMIT)])
    except _Over:
        raise TooLarge(_TOO_LARGE) from None
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise NotAForm(_NOT_A_FORM) from None
    return Posted(_gathered(pairs))


class _Over(MultiPartException):
    """More came in than is taken; raised so that the parser lets go of its files."""


async def _within(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The body of a request as it comes in, up to a limit."""
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise _Over("too large")
        yield part


@asynccontextmanager
async def parts_of(request: Request) -> AsyncGenerator[FormData, None]:
    """The parts of a body, with at most one file. Raises TooLarge or NotAForm."""
    settings: Settings = request.app.state.settings
    parser = MultiPartParser(
        request.headers,
        _within(request, settings.scan_mb * 1024 * 1024 + BODY_LIMIT),
        max_files=1,
        max_fields=_MOST_FIELDS,
        max_part_size=BODY_LIMIT,
    )
    try:
        form = await parser.parse()
    except _Over:
        raise TooLarge(_FILE_TOO_LARGE) from None
    except (MultiPartException, KeyError, ValueError):
        raise NotAForm(_NOT_A_FORM) from None
    try:
        yield form
    finally:
        await form.close()


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields


def version_seen(posted: Posted) -> int:
    """The version of the inspection that the form was made from. Raises BadInput."""
    written = posted.one("seen")
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise BadInput(_NO_VERSION)
    return int(written)


def to_act(posted: Posted) -> dict[str, object]:
    """The act that a form asks to record, empty fields left out. Raises BadInput."""
    kind = posted.one("kind")
    if kind not in kinds():
        raise BadInput(_UNKNOWN_KIND.fill(kind=kind[:40]))
    own = {each.name: each for each in act_of(kind).fields}
    for name in posted.fields:
        if name not in own and name not in _ALWAYS:
            raise BadInput(_UNKNOWN_FIELD.fill(field=name[:40]))
    act: dict[str, object] = {
        "kind": kind,
        "occurred_on": posted.one("occurred_on"),
        "reason": posted.one("reason"),
        "document": _document(posted, kind),
    }
    act |= {name: _value(posted, each) for name, each in own.items()}
    return {name: value for name, value in act.items() if value not in ("", None, ())}


def _document(posted: Posted, kind: str) -> dict[str, str] | None:
    wanted, *rest = _DOCUMENT
    parts = {name.removeprefix("document_"): posted.one(name) for name in rest}
    given = {name: value for name, value in parts.items() if value}
    if not given and kind != "file_document":
        return None
    paper = posted.one(wanted)
    return {"kind": paper or DocumentKind.OTHER.value, **given}


def _value(posted: Posted, wanted: Field) -> object:
    match wanted.kind:
        case "lines":
            lines = (line.strip() for line in posted.one(wanted.name).splitlines())
            return tuple(line for line in lines if line)
        case "officers":
            return tuple(value for value in posted.all(wanted.name) if value)
        case _:
            return posted.one(wanted.name)
