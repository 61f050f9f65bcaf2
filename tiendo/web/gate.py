"""The gate: nobody sees or does anything before signing in, whatever the address.

Open to strangers are only the sign-in page, the style sheets and the health of the machine. A new
address is behind the gate without being told so.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from states.text import Text
from tiendo.accounts import Doorkeeper
from tiendo.api_tokens import known
from tiendo.identity import Scope as Reach
from tiendo.ports import StoreError
from tiendo.settings import Settings
from tiendo.web.guard import SAFE_METHODS, bearer
from tiendo.web.visitor import Guest

LIVE = "/live"
SIGN_IN, SIGN_OUT, OWN_PASSWORD = "/sign-in", "/sign-out", "/account/password"
OPEN = frozenset({SIGN_IN, "/health"})
OPEN_BELOW = "/static/"
WITH_FIRST_PASSWORD = frozenset({OWN_PASSWORD, SIGN_OUT})
"""What somebody may do whose password was made up by another."""
_LONGEST_WAY_BACK = 500

NOT_SIGNED_IN = Text(
    "Chưa đăng nhập, hoặc phiên đăng nhập đã hết; chưa ghi gì cả. Hãy đăng nhập rồi làm lại: "
    "phần vừa gõ thường còn đó, đăng nhập xong bấm Quay lại hai lần.",
    "You are not signed in, or the session is over; nothing was recorded. Sign in and do it "
    "again: what you typed is mostly still there, go Back twice once you are in.",
)
_NO_TOKEN = Text(
    "Cần đăng nhập hoặc có mã truy cập còn hạn (Authorization: Bearer …).",
    "Sign in, or send a token that is still good (Authorization: Bearer …).",
)
_CHANGE_FIRST = Text(
    "Hãy đổi mật khẩu lần đầu trước đã.", "Change the password you were given first."
)
_READS_ONLY = Text("Mã truy cập này chỉ được xem.", "This token may only read.")
Page = Callable[[Request, int, Text], Response]
Failed = Callable[[Request, StoreError], Response]


def cookie_of(settings: Settings) -> str:
    """The name of the session's cookie; the prefix binds it to this host and to TLS."""
    return "__Host-tiendo" if is_secure(settings) else "tiendo_session"


def is_secure(settings: Settings) -> bool:
    """Whether readers come over TLS."""
    return urlsplit(settings.public_url).scheme == "https"


class Gate:
    """Lets in whoever is signed in; everybody else is sent to the sign-in page."""

    def __init__(
        self, app: ASGIApp, door: Doorkeeper, cookie: str, closed: Page, failed: Failed
    ) -> None:
        self._app, self._door, self._cookie = app, door, cookie
        self._closed, self._failed = closed, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = await run_in_threadpool(self._refused, request)
        await (answer or self._app)(scope, receive, send)

    def _refused(self, request: Request) -> Response | None:
        """The answer to whoever is not let in; else the request knows who it is."""
        try:
            guest = self._guest(request)
        except StoreError as error:
            return self._failed(request, error)
        if guest is None:
            return self._stranger(request)
        request.state.guest = guest
        path = request.url.path
        if guest.scope is Reach.READ and request.method not in SAFE_METHODS:
            return self._closed(request, 403, _READS_ONLY)
        if guest.account.must_change and path not in WITH_FIRST_PASSWORD:
            if path.startswith("/api/"):
                return self._closed(request, 403, _CHANGE_FIRST)
            return RedirectResponse(OWN_PASSWORD, 303)
        return None

    def _guest(self, request: Request) -> Guest | None:
        if (token := bearer(request.headers, request.url.path)) is not None:
            kept = known(self._door, token)
            return None if kept is None else Guest(kept[1], kept[0].scope)
        asks = self._door.glanced if by_itself(request) else self._door.session
        found = asks(request.cookies.get(self._cookie, ""))
        if found is None:
            return None
        session, account = found
        return Guest(account, Reach.WRITE, session)

    def _stranger(self, request: Request) -> Response:
        if request.url.path.startswith("/api/"):
            error = {"vi": _NO_TOKEN.vi, "en": _NO_TOKEN.en}
            return JSONResponse({"error": error}, 401, {"www-authenticate": "Bearer"})
        if request.method in SAFE_METHODS:
            return RedirectResponse(sign_in_and_back(request), 303)
        return self._closed(request, 401, NOT_SIGNED_IN)


def by_itself(request: Request) -> bool:
    """Whether an open page asks, with nobody at it: that keeps no idle session alive."""
    return request.url.path == LIVE or "x-live" in request.headers


def is_open(path: str) -> bool:
    """Whether strangers may ask for an address."""
    return path in OPEN or path.startswith(OPEN_BELOW)


def sign_in_and_back(request: Request) -> str:
    """The sign-in page, which leads back to what was asked for."""
    path, query = request.url.path, request.url.query
    wanted = path + (f"?{query}" if query else "")
    short = wanted if len(wanted) <= _LONGEST_WAY_BACK else path[:_LONGEST_WAY_BACK]
    return SIGN_IN if short == "/" else f"{SIGN_IN}?back={quote(short, safe='/')}"
