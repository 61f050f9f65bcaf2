"""A single request for documents or an explanation: its small flat machine and its value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from states.events import AnswerReturned, RequestActed, RequestDrafted, RequestEvent
from states.flat import Flat, refuse
from states.papers import Document, DocumentKind
from states.text import Text


class RequestState(StrEnum):
    """Where one request stands. The values are stored: add to them, never rename."""

    DRAFTED = "drafted"
    SENT = "sent"
    RECEIVED = "received"
    INSUFFICIENT = "insufficient"
    ACCEPTED = "accepted"
    WAIVED = "waived"
    REFUSED = "refused"


S = RequestState
OUTSTANDING = frozenset({S.SENT, S.RECEIVED, S.INSUFFICIENT})
"""Asked, and not yet settled: what keeps `records` open."""
AWAITED = frozenset({S.SENT, S.INSUFFICIENT})
"""The addressee's turn: what can pass its due date."""

REQUEST_STATE_NAMES: dict[RequestState, Text] = {
    S.DRAFTED: Text("Dự thảo", "Drafted"),
    S.SENT: Text("Đã gửi, chờ trả lời", "Sent"),
    S.RECEIVED: Text("Đã nhận trả lời, chờ xử lý", "Answer received"),
    S.INSUFFICIENT: Text("Trả lời chưa đủ, yêu cầu bổ sung", "Insufficient"),
    S.ACCEPTED: Text("Đạt yêu cầu", "Accepted"),
    S.WAIVED: Text("Thôi yêu cầu", "Waived"),
    S.REFUSED: Text("Đối tượng từ chối", "Refused by the addressee"),
}

STEPS: dict[str, tuple[tuple[RequestState, ...], RequestState | None]] = {
    "send_request": ((S.DRAFTED, S.INSUFFICIENT), S.SENT),
    "remind_request": ((S.SENT, S.INSUFFICIENT), None),
    "receive_answer": ((S.SENT, S.INSUFFICIENT), S.RECEIVED),
    "accept_answer": ((S.RECEIVED,), S.ACCEPTED),
    "return_answer": ((S.RECEIVED,), S.INSUFFICIENT),
    "waive_request": ((S.DRAFTED, S.SENT, S.RECEIVED, S.INSUFFICIENT), S.WAIVED),
    "refuse_request": ((S.SENT, S.INSUFFICIENT), S.REFUSED),
}
"""Each act on a request: the states it is legal in, and where it leads (None: stays)."""
REQUEST = Flat(RequestState, STEPS, REQUEST_STATE_NAMES)

STEP_NAMES: dict[str, Text] = {
    "draft_request": Text("Soạn yêu cầu", "Draft a request"),
    "send_request": Text("Gửi yêu cầu", "Send"),
    "remind_request": Text("Đôn đốc", "Remind"),
    "receive_answer": Text("Tiếp nhận trả lời", "Receive the answer"),
    "accept_answer": Text("Xác nhận đạt yêu cầu", "Accept"),
    "return_answer": Text("Yêu cầu bổ sung", "Return as insufficient"),
    "waive_request": Text("Thôi yêu cầu", "Waive"),
    "refuse_request": Text("Ghi nhận đối tượng từ chối", "Record a refusal"),
}

_PAPER = {
    "documents": DocumentKind.DOCUMENT_REQUEST,
    "explanation": DocumentKind.EXPLANATION_REQUEST,
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it stands: what is asked of whom by when, and how far it is.

    ``lacking``: why an answer was returned; ``letters``: those that reminded of the present date.
    """

    id: str
    asks: str
    addressee: str
    items: tuple[str, ...]
    due_on: date
    state: RequestState
    since: date
    rounds: int = 0
    reminders: int = 0
    document: Document | None = None
    lacking: str = ""
    letters: tuple[Document, ...] = ()
    version: int = 0  # the entry that brought it where it stands

    @property
    def outstanding(self) -> bool:
        """Whether it was asked and is not yet settled."""
        return self.state in OUTSTANDING

    @property
    def paper(self) -> DocumentKind:
        """The kind of document that sends it."""
        return _PAPER[self.asks]


def _draft(event: RequestDrafted, known: dict[str, Request]) -> Request:
    if event.request in known:
        raise refuse(
            event.kind,
            "Đã có yêu cầu mang mã {id}.",
            "There is a request {id} already.",
            id=event.request,
        )
    return Request(
        id=event.request,
        asks=event.asks,
        addressee=event.addressee,
        items=event.items,
        due_on=event.due_on,
        state=S.DRAFTED,
        since=event.occurred_on,
        version=event.version,
    )


def _due_after(event: RequestEvent, due_on: date) -> None:
    if due_on < event.occurred_on:
        raise refuse(
            event.kind,
            "Hạn trả lời {due:%d/%m/%Y} sớm hơn ngày của việc này {on:%d/%m/%Y}.",
            "The due date {due:%d/%m/%Y} is before the day of this act {on:%d/%m/%Y}.",
            due=due_on,
            on=event.occurred_on,
        )


def _acted(event: RequestActed | AnswerReturned, request: Request) -> Request:
    after = REQUEST.step(request.state, event.kind)
    if after is None:
        raise refuse(
            event.kind,
            "Yêu cầu {id} đang ở «{state}», không thể «{act}».",
            "Request {id} is “{state}”: cannot “{act}”.",
            id=request.id,
            state=REQUEST_STATE_NAMES[request.state],
            act=STEP_NAMES[event.kind],
        )
    moved = request
    if after is not request.state:
        moved = replace(request, state=after, since=event.occurred_on, version=event.version)
    match event:
        case AnswerReturned():
            return replace(moved, due_on=event.due_on, lacking=event.reason, letters=())
        case RequestActed(kind="send_request"):
            return replace(moved, rounds=request.rounds + 1, document=event.document)
        case RequestActed(kind="remind_request"):
            letters = (*request.letters, *((event.document,) if event.document else ()))
            return replace(moved, reminders=request.reminders + 1, letters=letters)
        case RequestActed():
            return moved
        case _:
            assert_never(event)


def advance(requests: tuple[Request, ...], event: RequestEvent) -> tuple[Request, ...]:
    """The requests after one event; raises Refused where the step is not legal."""
    known = {request.id: request for request in requests}
    if isinstance(event, RequestDrafted):
        _due_after(event, event.due_on)
        return (*requests, _draft(event, known))
    if isinstance(event, AnswerReturned):
        _due_after(event, event.due_on)
    if event.request not in known:
        raise refuse(
            event.kind,
            "Không có yêu cầu mã {id}.",
            "There is no request {id}.",
            id=event.request,
        )
    known[event.request] = _acted(event, known[event.request])
    return tuple(known.values())
