"""What no request gets past: whose host name it used, where it was sent from; safe headers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from states.text import Text

LOG = logging.getLogger(__name__)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, never listened on
PART_SECONDS, BODY_SECONDS = 20.0, 300.0
"""How long the next part of a body is waited for, and the whole of it."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_WRONG_HOST = Text(
    "Trang này không trả lời ở địa chỉ ấy.", "This page does not answer at that address."
)
_FAILED = Text(
    "Lỗi đã được lưu vào nhật ký máy, số {number}. Nếu vừa ghi một việc, hãy mở lại cuộc thanh "
    "tra để xem đã ghi được chưa; xin báo Văn phòng số ấy nếu lỗi lặp lại.",
    "The failure is in the log, number {number}. If you were recording something, open the "
    "inspection again to see whether it is there; tell the Office that number if this comes back.",
)
_SLOW = Text(
    "Nội dung gửi lên đến quá chậm; chưa ghi gì cả. Hãy gửi lại.",
    "What was sent came in too slowly; nothing was recorded. Send it again.",
)
_FOREIGN = Text(
    "Yêu cầu này được gửi từ một trang khác nên không được nhận. Hãy mở trang Tiến độ và "
    "làm lại từ đó.",
    "This request was sent from another site and was not taken. Open Tiến độ and do it there.",
)

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then send Origin "null" with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

OVER_TLS = {"strict-transport-security": "max-age=31536000"}
"""Whoever came over TLS once comes over it again: nobody in between can lead him past it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that is not let in: the status and the sentence for it."""

    status: int
    text: Text


def hosts_for(listening_on: str, public_url: str = "") -> frozenset[str] | None:
    """The host names we answer to: the one our readers were given, and where we listen.

    None, any name, when the operator has opened us to every network and gave readers no address.
    """
    public = host_name(urlsplit(public_url).netloc)
    if listening_on in EVERYWHERE:
        return LOOPBACK | {public} if public else None
    return LOOPBACK | {listening_on.strip("[]").lower()} | ({public} if public else set())


def host_name(netloc: str) -> str:
    """The host of a host:port pair, in lower case, without brackets or a final dot."""
    netloc = netloc.strip().lower()
    if netloc.startswith("["):
        return netloc[1:].partition("]")[0]
    return netloc.partition(":")[0].rstrip(".")


def bearer(headers: Headers, path: str) -> str | None:
    """The token that a program sent to the API, which no page can make a browser send."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and path.startswith("/api/") else None


def refusal(
    method: str, headers: Headers, hosts: frozenset[str] | None, path: str = ""
) -> Refusal | None:
    """Why a request is not let in, if it is not."""
    host = headers.get("host", "")
    if hosts is not None and host_name(host) not in hosts:
        return Refusal(400, _WRONG_HOST)
    if (
        method in SAFE_METHODS
        or bearer(headers, path) is not None
        or _from_our_page(headers, host)
    ):
        return None
    return Refusal(403, _FOREIGN)


def _from_our_page(headers: Headers, host: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:  # "same-site" is another port of this machine: not us
        return site in {"same-origin", "none"}
    _, found, sender = headers.get("origin", "").partition("://")
    return bool(found) and sender.lower() == host.strip().lower()


class TooSlow(Exception):
    """A body came in so slowly that it is no longer waited for."""


def patient(receive: Receive) -> Receive:
    """Waits for a body only so long: for each part of it, and for all of it."""
    until, whole = asyncio.get_running_loop().time() + BODY_SECONDS, False

    async def next_part() -> Message:
        nonlocal whole
        if whole:  # what comes now is that the reader has gone
            return await receive()
        left = until - asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(min(PART_SECONDS, left)):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return next_part


def _failed(error: Exception, path: str) -> Refusal:
    """What is told of a request that failed; what is our fault is logged, by path and number."""
    if isinstance(error, TooSlow):
        return Refusal(408, _SLOW)
    number = token_hex(4)  # leads whoever reads the log from the page to the line
    LOG.error("event=failed path=%r number=%s", path, number, exc_info=error)
    return Refusal(500, _FAILED.fill(number=number))


class Guard:
    """Checks every request before the application sees it, and marks every answer."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str] | None,
        page: Callable[[Request, Refusal], Response],
        *,
        secure: bool = False,
    ) -> None:
        self._app, self._hosts, self._page = app, hosts, page
        self._headers = {**HEADERS, **(OVER_TLS if secure else {}), "cache-control": "no-store"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        started = False

        async def marked(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)  # a file handed out has a stricter policy
            await send(message)

        refused = refusal(scope["method"], Headers(scope=scope), self._hosts, scope["path"])
        app = self._app if refused is None else self._page(Request(scope), refused)
        try:
            await app(scope, patient(receive), marked)
        except Exception as error:  # the edge of the loop: one request's failure is its own
            failed = _failed(error, scope["path"])
            if started:
                raise
            await self._page(Request(scope), failed)(scope, receive, marked)
