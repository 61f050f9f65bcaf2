"""The papers' files over the API: listed, handed out, handed in with the act they belong to."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from states.papers import Scan
from states.text import Text
from tiendo.asjson import Json
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.record import read_event
from tiendo.scans import hash_of
from tiendo.web.api_writing import Asked, object_in, recorded, version_seen_by, whose
from tiendo.web.handing_in import NO_PAPER, NOWHERE, keep_file
from tiendo.web.posted import NotAForm, Upload, parts_of, type_of
from tiendo.web.routes import OfDesk, readable
from tiendo.web.scan_routes import handed_out

API_FILES = APIRouter(prefix="/api/inspections/{stream}/files")
_NOT_PARTS = Text(
    "Cần multipart/form-data với hai phần: «act» (JSON) và «file».",
    "multipart/form-data is wanted, with two parts: “act” (JSON) and “file”.",
)
_TWO_PARTS = Text(
    "Thiếu phần «act» (JSON của việc, có «document») hoặc phần «file» có tên tệp.",
    "The part “act” (the act as JSON, with its “document”) or “file”, with its name, is missing.",
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A request to record an act, and the file of its paper."""

    asked: Asked
    upload: Upload


async def handed(
    request: Request, idempotency_key: Annotated[str, Header()] = ""
) -> AsyncGenerator[Handed, None]:
    """The act and the file in a body, until it is answered.

    Raises BadInput, TooLarge or NotAForm.
    """
    if type_of(request) != "multipart/form-data":
        raise NotAForm(_NOT_PARTS)
    async with parts_of(request) as form:
        act, file = form.get("act"), form.get("file")
        if not isinstance(act, str) or not isinstance(file, UploadFile):
            raise BadInput(_TWO_PARTS)
        body = object_in(act.encode())
        asked = whose(request, idempotency_key, body, hash_of(file.file))
        yield Handed(asked, Upload(file.filename or "", file.file))


OfHanded = Annotated[Handed, Depends(handed)]


@API_FILES.get("")
def its_files(stream: str, desk: OfDesk) -> Response:
    """Every paper of an inspection that was handed in as a file, the first one first."""
    desk.history(readable(stream))
    events = (read_event(each) for each in desk.store.events(stream))
    found = ((e.version, e.document) for e in events if e.document and e.document.scan)
    listed: list[Json] = [
        {
            "entry": version,
            "document": document.bare.model_dump(mode="json", exclude={"scan"}),
            "file": _file(stream, document.scan),
        }
        for version, document in found
        if document.scan
    ]
    return JSONResponse(listed)


def _file(stream: str, scan: Scan) -> Json:
    where = f"/api/inspections/{stream}/files/{scan.hash}"
    return {"sha256": scan.hash, "name": scan.name, "kind": scan.kind, "at": where}


@API_FILES.get("/{scan_hash}")
def one_file(stream: str, scan_hash: str, desk: OfDesk) -> Response:
    """One paper as it was handed in."""
    return handed_out(desk, stream, scan_hash)


@API_FILES.post("", status_code=201)
def hand_in(
    request: Request,
    stream: str,
    it: OfHanded,
    desk: OfDesk,
    if_match: Annotated[str, Header()] = "",
) -> Response:
    """Record an act with the file of its paper; without a kind, that the paper was filed."""
    asked = it.asked
    seen = version_seen_by(asked.body.pop("seen", None), if_match)
    act = _with_scan(desk, {"kind": "file_document", **asked.body}, it.upload)

    def keep() -> None:
        keep_file(desk, readable(stream), act, it.upload, by=asked.person, seen=seen)

    return recorded(request, desk, asked, readable(stream), act, seen, first=keep)


def _with_scan(desk: Desk, act: Mapping[str, object], upload: Upload) -> dict[str, object]:
    """The act with its file known by its hash. Raises BadInput."""
    paper = act.get("document")
    if not isinstance(paper, Mapping):
        raise BadInput(NO_PAPER)
    if desk.scans is None:
        raise BadInput(NOWHERE)
    return {**act, "document": {**paper, "scan": desk.scans.look(upload.file, upload.name)}}
