"""The web application: routes, errors as pages in words, guarded headers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from states.errors import Refused, RuleError
from states.text import Text
from tiendo.accounts import open_door
from tiendo.asjson import refusal_json
from tiendo.desk import Desk
from tiendo.errors import ShellError, Working
from tiendo.health import Health, health
from tiendo.limits import load_limits
from tiendo.ports import StoreError
from tiendo.settings import Settings
from tiendo.web.account_routes import ACCOUNT_ROUTES
from tiendo.web.agenda_api import AGENDA_API
from tiendo.web.agenda_routes import AGENDA_ROUTES
from tiendo.web.aging_routes import AGING_ROUTES
from tiendo.web.api import API_ROUTES
from tiendo.web.api_files import API_FILES
from tiendo.web.api_lists import API_LISTS
from tiendo.web.api_preview import API_PREVIEW
from tiendo.web.api_writing import API_WRITING
from tiendo.web.breach_routes import BREACH_ROUTES
from tiendo.web.conclusion_routes import CONCLUSION_ROUTES
from tiendo.web.delegation_routes import DELEGATION_ROUTES
from tiendo.web.gate import Gate, cookie_of, is_secure
from tiendo.web.guard import Guard, Refusal, hosts_for
from tiendo.web.heads import Heads
from tiendo.web.inbox_routes import INBOX_ROUTES
from tiendo.web.law_routes import LAW_ROUTES
from tiendo.web.letter_routes import LETTER_ROUTES
from tiendo.web.live import LIVE_ROUTES
from tiendo.web.lost_routes import LOST_ROUTES
from tiendo.web.many_routes import MANY_ROUTES
from tiendo.web.methods import allowed
from tiendo.web.my_routes import MY_ROUTES
from tiendo.web.office_routes import OFFICE_ROUTES
from tiendo.web.openapi import OPENAPI_ROUTES
from tiendo.web.pack_routes import PACK_ROUTES
from tiendo.web.pages import Pages
from tiendo.web.plan_routes import PLAN_ROUTES
from tiendo.web.previewing import PREVIEW_ROUTES
from tiendo.web.register_routes import REGISTER_ROUTES
from tiendo.web.report_routes import REPORT_ROUTES
from tiendo.web.routes import ROUTES, pages_of
from tiendo.web.scan_routes import SCAN_ROUTES
from tiendo.web.sign_in_routes import SIGN_IN_ROUTES, sign_in_form
from tiendo.web.statuses import status_of
from tiendo.web.user_routes import USER_ROUTES
from tiendo.web.visitor import guest_of, visitor_of
from tiendo.web.working import still_working

LOG = logging.getLogger(__name__)

TITLES: dict[int, Text] = {
    400: Text("Địa chỉ không đúng", "Wrong address"),
    401: Text("Chưa đăng nhập", "Not signed in"),
    403: Text("Không được phép", "Not allowed"),
    404: Text("Không tìm thấy", "Not found"),
    405: Text("Không làm được ở địa chỉ này", "Not possible at this address"),
    408: Text("Gửi quá chậm", "Too slow"),
    409: Text("Không ghi được", "Not recorded"),
    413: Text("Gửi lên quá lớn", "Too large"),
    415: Text("Không đọc được", "Cannot be read"),
    422: Text("Cần sửa lại", "Needs correcting"),
    429: Text("Thử quá nhiều lần", "Too many attempts"),
    500: Text("Có lỗi trong chương trình", "The program failed"),
    503: Text("Chưa mở được dữ liệu", "The data cannot be reached"),
}
_SENTENCES: dict[int, Text] = {
    404: Text(
        "Không có trang này. Có thể địa chỉ gõ chưa đúng.",
        "There is no such page. The address may be mistyped.",
    ),
    405: Text("Địa chỉ này không nhận yêu cầu như vậy.", "This address takes no such request."),
    503: Text(
        "Dữ liệu đang bận hoặc không mở được; hãy thử lại sau ít phút. Nếu vừa ghi một việc, hãy "
        "mở lại cuộc thanh tra để xem đã ghi được chưa.",
        "The data is busy or cannot be opened; try again in a few minutes. If you were recording "
        "something, open the inspection again to see whether it is there.",
    ),
}
_FAILED = frozenset({408, 500, 503})
"""A store that failed is not asked again, nor for whoever was not waited for."""


_EVERY_ROUTE = (
    OFFICE_ROUTES,
    MY_ROUTES,
    REGISTER_ROUTES,
    PLAN_ROUTES,
    LIVE_ROUTES,
    ROUTES,
    PREVIEW_ROUTES,
    SCAN_ROUTES,
    SIGN_IN_ROUTES,
    ACCOUNT_ROUTES,
    USER_ROUTES,
    DELEGATION_ROUTES,
    LAW_ROUTES,
    INBOX_ROUTES,
    LETTER_ROUTES,
    LOST_ROUTES,
    AGING_ROUTES,
    MANY_ROUTES,
    BREACH_ROUTES,
    CONCLUSION_ROUTES,
    PACK_ROUTES,
    REPORT_ROUTES,
    AGENDA_ROUTES,
    API_LISTS,
    API_ROUTES,
    AGENDA_API,
    API_WRITING,
    API_PREVIEW,
    API_FILES,
    OPENAPI_ROUTES,
)


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Every route with what it asks for, worked out once a process."""
    together = APIRouter()
    for routes in _EVERY_ROUTE:
        together.include_router(routes)
    return tuple(together.routes)


def create_app(desk: Desk, settings: Settings) -> FastAPI:
    """The page on a desk."""
    app = FastAPI(
        title="Tiến độ", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.state.desk = desk
    app.state.settings = settings
    app.state.door = open_door(desk.store, settings)
    app.state.vitals = _vitals(app, settings)
    app.state.pages = Pages(f"http://127.0.0.1:{settings.prefect_port}/", app.state.vitals)
    app.router.routes.extend(_routes())
    app.mount("/static", StaticFiles(directory=str(files("tiendo.web").joinpath("static"))))
    app.add_exception_handler(Working, still_working)
    app.add_exception_handler(ShellError, _mendable)
    app.add_exception_handler(RuleError, _mendable)
    app.add_exception_handler(StoreError, _store_failed)
    app.add_exception_handler(HTTPException, _by_status)
    app.add_exception_handler(RequestValidationError, _no_such_address)
    app.add_middleware(
        Gate,
        door=app.state.door,
        cookie=cookie_of(settings),
        closed=_closed(app),
        failed=_gate_failed(app),
    )
    app.add_middleware(
        Guard,
        hosts=hosts_for(settings.host, settings.public_url),
        page=_not_let_in(app),
        secure=is_secure(settings),
    )
    app.add_middleware(Heads)  # the last one added is the first to be asked
    return app


def _vitals(app: FastAPI, settings: Settings) -> Callable[[], Health | None]:
    """Asks how the machine is; None where the store does not answer."""
    limits, since = load_limits(settings.watch_file), app.state.desk.clock.now()

    def ask() -> Health | None:
        try:
            return health(app.state.desk, limits, since=since)
        except StoreError:
            return None

    return ask


def message(request: Request, status: int, text: Text) -> Response:
    """A page that says one thing, or the same as JSON."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"vi": text.vi, "en": text.en}}, status)
    # Nobody who was not let in makes the store work; whoever was keeps his way around.
    asks = guest_of(request) is not None and status not in _FAILED
    desk: Desk = request.app.state.desk
    visitor = visitor_of(request, desk.store.people() if asks else ())
    view: dict[str, object] = {"title": TITLES.get(status, TITLES[500]), "text": text}
    if not asks:
        view["health"] = None
    return pages_of(request).respond("message.html", visitor, status, **view)


def _not_let_in(app: FastAPI) -> Callable[[Request, Refusal], Response]:
    def page(request: Request, refused: Refusal) -> Response:
        request.scope["app"] = app
        return message(request, refused.status, refused.text)

    return page


def _closed(app: FastAPI) -> Callable[[Request, int, Text], Response]:
    """What whoever is not let in is told: where it can be mended, on the sign-in page."""

    def page(request: Request, status: int, text: Text) -> Response:
        request.scope["app"] = app
        if status != 401 or request.url.path.startswith("/api/"):
            return message(request, status, text)
        return sign_in_form(request, status, text, request.url.path)

    return page


def _gate_failed(app: FastAPI) -> Callable[[Request, StoreError], Response]:
    def page(request: Request, error: StoreError) -> Response:
        request.scope["app"] = app
        return _store_failed(request, error)

    return page


def _no_such_address(request: Request, _error: Exception) -> Response:
    return message(request, 404, _SENTENCES[404])


def _mendable(request: Request, error: Exception) -> Response:
    assert isinstance(error, ShellError | RuleError)  # noqa: S101 - registered for these
    if isinstance(error, Refused) and request.url.path.startswith("/api/"):
        return JSONResponse(refusal_json(error), status_of(error))
    return message(request, status_of(error), error.text)


def _store_failed(request: Request, error: Exception) -> Response:
    LOG.error("event=store_failed path=%r error=%r", request.url.path, str(error))
    return message(request, 503, _SENTENCES[503])


def _by_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for these
    text = _SENTENCES.get(error.status_code, _SENTENCES[404])
    response = message(request, error.status_code, text)
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        response.headers["allow"] = allowed(request)
    return response
