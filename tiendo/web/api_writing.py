"""Recording over the API: the same desk, a key so that a request happens once, the version seen.

What a program sends again with the same key gets the same answer, also when the first answer was
lost on the way: the key is written with the event, in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from states.errors import RuleError
from states.text import Text
from tiendo.answers import AlreadyClaimed
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, ShellError
from tiendo.identity import Claim
from tiendo.nudge import nudge
from tiendo.record import read_event
from tiendo.web.posted import BODY_LIMIT, NotAForm, TooLarge
from tiendo.web.routes import OfDesk, readable
from tiendo.web.visitor import guest_of

API_WRITING = APIRouter(prefix="/api")
_KEY_LONGEST = 200
OURS = frozenset({"version", "actor", "recorded_at"})
"""What the desk itself puts into an event."""
_TOO_LARGE = Text("Nội dung gửi lên quá lớn (nhiều nhất 256 KiB).", "More than 256 KiB was sent.")
_NOT_JSON = Text(
    "Cần một đối tượng JSON (Content-Type: application/json).",
    "A JSON object is wanted (Content-Type: application/json).",
)
_NO_KEY = Text(
    "Thiếu Idempotency-Key (1 đến 200 ký tự ASCII): mỗi việc một khóa, gửi lại thì giữ nguyên.",
    "Idempotency-Key is missing (1 to 200 ASCII characters): one for each act, kept when resent.",
)
_OTHER_BODY = Text(
    "Khóa này đã dùng cho một yêu cầu khác; chưa ghi gì.",
    "This key was used for another request; nothing was recorded.",
)
_NO_VERSION = Text(
    "Thiếu phiên bản đã xem: gửi «seen» trong nội dung, hoặc tiêu đề If-Match.",
    "The version you saw is missing: send “seen” in the body, or If-Match.",
)
_TWO_VERSIONS = Text("«seen» và If-Match nói khác nhau.", "“seen” and If-Match disagree.")
_OURS = Text("{fields}: do máy chủ ghi, không gửi lên.", "{fields}: filled in by the server.")
_NO_ID = Text(
    "Thiếu «inspection»: mã của cuộc thanh tra mới.", "“inspection”, its id, is missing."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to record: who asks, under which key, and what."""

    person: str
    key: str
    body: dict[str, object]
    fingerprint: str

    @property
    def claim(self) -> Claim:
        """The claim that this happens once."""
        return Claim(self.person, self.key, self.fingerprint)


async def asked(request: Request, idempotency_key: Annotated[str, Header()] = "") -> Asked:
    """The request in a body. Raises BadInput, TooLarge or NotAForm."""
    return whose(request, idempotency_key, await json_of(request))


def whose(request: Request, given_key: str, found: dict[str, object], beside: str = "") -> Asked:
    """A request with its key, and a fingerprint of all it says. Raises BadInput.

    ``beside`` stands for what came with the object: the hash of a file.
    """
    key = given_key.strip()
    if not (key.isascii() and key.isprintable() and 1 <= len(key) <= _KEY_LONGEST):
        raise BadInput(_NO_KEY)
    guest = guest_of(request)
    said = json.dumps(found, sort_keys=True, ensure_ascii=True) + (beside and f"\n{beside}")
    seen = request.headers.get("if-match", "")
    shape = f"{request.url.path}\n{seen}\n{said}"
    person = guest.person if guest else ""
    return Asked(person, key, found, sha256(shape.encode("utf-8", "replace")).hexdigest())


async def json_of(request: Request) -> dict[str, object]:
    """The object in a body. Raises BadInput, TooLarge or NotAForm."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotAForm(_NOT_JSON)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise TooLarge(_TOO_LARGE)
    return object_in(bytes(body))


def object_in(body: bytes) -> dict[str, object]:
    """The object that was sent as JSON. Raises BadInput."""
    try:
        found = json.loads(body.decode("utf-8"))
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half characters cannot be kept
    except (ValueError, RecursionError):
        raise BadInput(_NOT_JSON) from None
    if not isinstance(found, dict):
        raise BadInput(_NOT_JSON)
    return found


OfAsked = Annotated[Asked, Depends(asked)]


@API_WRITING.post("/inspections", status_code=201)
def register(request: Request, it: OfAsked, desk: OfDesk) -> Response:
    """Put a new inspection into the plan."""
    stream = it.body.pop("inspection", None)
    if not isinstance(stream, str) or not stream:
        raise BadInput(_NO_ID)
    return recorded(request, desk, it, stream, {**it.body, "kind": "register"}, 0)


@API_WRITING.post("/inspections/{stream}/acts", status_code=201)
def record(
    request: Request,
    stream: str,
    it: OfAsked,
    desk: OfDesk,
    if_match: Annotated[str, Header()] = "",
) -> Response:
    """Record one act on an inspection, as the page would."""
    seen = version_seen_by(it.body.pop("seen", None), if_match)
    return recorded(request, desk, it, readable(stream), it.body, seen)


def version_seen_by(seen: object, if_match: str) -> int:
    """The version that a program looked at. Raises BadInput."""
    tag = if_match.strip().removeprefix("W/").strip('"')
    named = int(tag) if tag.isascii() and tag.isdigit() and len(tag) < 10 else None
    if (if_match.strip() and named is None) or isinstance(seen, bool):
        raise BadInput(_NO_VERSION)
    if isinstance(seen, int) and named is not None and seen != named:
        raise BadInput(_TWO_VERSIONS)
    found = seen if isinstance(seen, int) else named
    if found is None or (seen is not None and not isinstance(seen, int)):
        raise BadInput(_NO_VERSION)
    return found


def recorded(
    request: Request,
    desk: Desk,
    it: Asked,
    stream: str,
    act: Mapping[str, object],
    seen: int,
    first: Callable[[], None] = lambda: None,
) -> Response:
    """Record an act once and tell what was recorded; ``first`` is done before, if it is new.

    Raises as ``Desk.record`` does.
    """
    if kept := desk.store.tokens.claimed(it.person, it.key):
        return _again(desk, it, kept)
    check_own(act)
    try:
        first()
        desk.record(stream, act, by=it.person, seen=seen, claim=it.claim)
    except (AlreadyClaimed, RuleError, ShellError):
        # The same request may have come twice at once: then the other one's answer is ours.
        if kept := desk.store.tokens.claimed(it.person, it.key):
            return _again(desk, it, kept)
        raise
    nudge(stream, request.app.state.settings)
    return _told(desk, stream, seen + 1)


def check_own(act: Mapping[str, object]) -> None:
    """Refuse an act that says what only the desk says. Raises BadInput."""
    if ours := sorted(OURS & act.keys()):
        raise BadInput(_OURS.fill(fields=", ".join(ours)))


def _again(desk: Desk, it: Asked, kept: Claim) -> Response:
    if kept.fingerprint != it.fingerprint:
        raise BadInput(_OTHER_BODY)
    answer = _told(desk, kept.stream, kept.version)
    answer.headers["idempotent-replayed"] = "true"
    return answer


def _told(desk: Desk, stream: str, version: int) -> Response:
    """What was recorded, told from the record itself: the same however often."""
    found = next((e for e in desk.store.events(stream) if e.version == version), None)
    if found is None:
        raise NotFound(Text("Không còn mục này.", "That entry is gone."))
    event = read_event(found)
    body = {
        "inspection": stream,
        "version": version,
        "kind": event.kind,
        "occurred_on": event.occurred_on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "by": event.actor.id,
    }
    if event.document and event.document.scan:
        body["file"] = event.document.scan.hash
    where = f"/api/inspections/{stream}"
    return JSONResponse(body, 201, {"location": where, "etag": f'"{version}"'})
