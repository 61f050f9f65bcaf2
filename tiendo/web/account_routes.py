"""The addresses of one's own account: password, second factor, sessions, keys for programs."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated

import segno
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.text import Text
from tiendo import api_tokens, second_factor
from tiendo.accounts import Doorkeeper
from tiendo.errors import BadInput, NotFound
from tiendo.identity import Passed
from tiendo.tries import TooManyTries
from tiendo.web.gate import OWN_PASSWORD
from tiendo.web.known import keep_mark
from tiendo.web.posted import Posted
from tiendo.web.routes import OfDesk, OfForm, pages_of
from tiendo.web.sign_in_routes import OfDoor, first_page
from tiendo.web.statuses import answered, status_of
from tiendo.web.visitor import Guest, guest_of, visitor_of

ACCOUNT_ROUTES = APIRouter()
ACCOUNT = "/account"
SECOND_FACTOR = "/account/second-factor"
PASSED_NAMES: dict[Passed, Text] = {
    Passed.IN: Text("Đăng nhập", "Signed in"),
    Passed.OUT: Text("Đăng xuất", "Signed out"),
    Passed.WRONG: Text("Nhập sai", "Wrong password or code"),
    Passed.LIMITED: Text("Thử quá nhiều lần", "Too many attempts"),
    Passed.DISABLED: Text("Tài khoản đã khóa", "Account shut"),
    Passed.PASSWORD: Text("Đổi mật khẩu", "Password changed"),
    Passed.RESET: Text("Được cấp lại mật khẩu", "Password reset"),
    Passed.SECOND_FACTOR: Text("Đổi lớp xác thực thứ hai", "Second factor changed"),
    Passed.REVOKED: Text("Thu hồi phiên hoặc mã truy cập", "Session or token revoked"),
    Passed.ADDED: Text("Được cấp tài khoản", "Account given"),
    Passed.ENABLED: Text("Mở lại tài khoản", "Account opened again"),
    Passed.SHUT: Text("Khóa tài khoản", "Account shut"),
    Passed.TOKEN: Text("Tạo mã truy cập", "Token made"),
    Passed.DELEGATED: Text("Ủy quyền", "Delegation"),
    Passed.MOVED: Text("Đổi chức vụ, nơi công tác", "Post or place changed"),
}
_ONLY_PEOPLE = Text(
    "Tài khoản chỉ đổi được sau khi đăng nhập bằng mật khẩu.",
    "An account is changed only by who signed in with the password.",
)
_SIGNS = 20
_LONGEST_SHOWN = 200
_NEW_TOKEN = {"name": "", "scope": "read", "days": "90"}


def in_person(request: Request) -> Guest:
    """Whoever signed in with a password; a program may not. Raises BadInput."""
    guest = guest_of(request)
    if guest is None or guest.session is None:
        raise BadInput(_ONLY_PEOPLE)
    return guest


OfGuest = Annotated[Guest, Depends(in_person)]


@ACCOUNT_ROUTES.get(ACCOUNT)
def account(request: Request, guest: OfGuest, desk: OfDesk, door: OfDoor) -> Response:
    """One's own account."""
    return _page(request, guest, desk, door)


def _page(
    request: Request, guest: Guest, desk: OfDesk, door: OfDoor, status: int = 200, **view: object
) -> Response:
    defaults: dict[str, object] = {"said": None, "token": "", "asked": _NEW_TOKEN}
    book = door.store
    return pages_of(request).respond(
        "account.html",
        visitor_of(request, desk.store.people(), ACCOUNT),
        status,
        account=door.account(guest.person),
        here=guest.session,
        sessions=book.accounts.sessions(guest.person),
        tokens=[each for each in book.tokens.of(guest.person) if each.revoked_at is None],
        now=door.clock.now(),
        log=book.accounts.log(_SIGNS, guest.person),
        passed=PASSED_NAMES.__getitem__,
        **(defaults | view),
    )


@ACCOUNT_ROUTES.get(OWN_PASSWORD)
def password_page(request: Request, guest: OfGuest, desk: OfDesk) -> Response:
    """Where one's password is changed."""
    return _password_page(request, guest, desk, 200, None)


@ACCOUNT_ROUTES.post(OWN_PASSWORD)
def change_password(
    request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor
) -> Response:
    """Change one's password; every other session of the account ends."""
    assert guest.session is not None  # noqa: S101 - in_person
    present, chosen, again = (_typed(posted, each) for each in ("present", "chosen", "again"))
    officer = desk.officer(guest.person)
    try:
        if chosen != again:
            raise BadInput(Text("Hai lần gõ không giống nhau.", "The two are not the same."))
        door.change_password(guest.session, officer, present, chosen)
    except (BadInput, TooManyTries) as refused:
        page = _password_page(request, guest, desk, status_of(refused), refused.text)
        return answered(page, refused)
    first = first_page(request, officer)
    response = RedirectResponse(first if guest.account.must_change else ACCOUNT, 303)
    keep_mark(request, response, guest.person)
    return response


def _password_page(
    request: Request, guest: Guest, desk: OfDesk, status: int, said: Text | None
) -> Response:
    return pages_of(request).respond(
        "password.html",
        visitor_of(request, desk.store.people()),
        status,
        said=said,
        first=guest.account.must_change,
        person=guest.person,
    )


def _typed(posted: Posted, name: str) -> str:
    """A field as typed: the spaces of a password are its own."""
    return next(iter(posted.all(name)), "")


@ACCOUNT_ROUTES.get(SECOND_FACTOR)
def second_factor_page(request: Request, guest: OfGuest, desk: OfDesk, door: OfDoor) -> Response:
    """Where a second factor is begun, or given up."""
    return _factor(request, guest, desk, door)


def _factor(
    request: Request, guest: Guest, desk: OfDesk, door: OfDoor, status: int = 200, **view: object
) -> Response:
    defaults: dict[str, object] = {"said": None, "codes": ()}
    on = bool(door.account(guest.person).totp_secret)
    secret = "" if on else second_factor.offer(door, guest.person)
    return pages_of(request).respond(
        "second_factor.html",
        visitor_of(request, desk.store.people(), SECOND_FACTOR),
        status,
        on=on,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        **(defaults | view),
    )


@ACCOUNT_ROUTES.get(f"{SECOND_FACTOR}/picture.svg")
def picture(guest: OfGuest, door: OfDoor) -> Response:
    """What an authenticator reads; nothing once the second factor is on."""
    secret = door.account(guest.person).totp_pending
    if not secret:
        raise NotFound(Text("Không có trang này.", "There is no such page."))
    drawn = BytesIO()
    made = segno.make(second_factor.address_of(secret, guest.person), error="m")
    made.save(drawn, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    return Response(drawn.getvalue(), media_type="image/svg+xml")


def _owner(posted: Posted, guest: Guest, door: Doorkeeper) -> None:
    """Ask for the password once more for what outlasts the session: it may be a stolen one.

    Raises BadInput or TooManyTries.
    """
    assert guest.session is not None  # noqa: S101 - in_person
    present = _typed(posted, "present")
    door.confirm(door.account(guest.person), present, guest.session)


@ACCOUNT_ROUTES.post(SECOND_FACTOR)
def turn_on(
    request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor
) -> Response:
    """Begin to ask for a code; the recovery codes are shown this once."""
    try:
        _owner(posted, guest, door)
        codes = second_factor.confirm(door, guest.person, posted.one("code"))
    except (BadInput, TooManyTries) as refused:
        page = _factor(request, guest, desk, door, status_of(refused), said=refused.text)
        return answered(page, refused)
    return _factor(request, guest, desk, door, codes=codes)


@ACCOUNT_ROUTES.post(f"{SECOND_FACTOR}/off")
def turn_off(
    request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor
) -> Response:
    """Ask for no code any more."""
    assert guest.session is not None  # noqa: S101 - in_person
    own = door.account(guest.person)
    try:
        second_factor.drop(door, own, _typed(posted, "present"), guest.session)
    except (BadInput, TooManyTries) as refused:
        page = _factor(request, guest, desk, door, status_of(refused), said=refused.text)
        return answered(page, refused)
    return RedirectResponse(ACCOUNT, 303)


@ACCOUNT_ROUTES.post("/account/sessions/end")
def end_session(posted: OfForm, guest: OfGuest, door: OfDoor) -> Response:
    """End one of one's sessions, or all but this one."""
    assert guest.session is not None  # noqa: S101 - in_person
    if only := posted.one("session"):
        door.end_sessions(guest.person, only=only)
    else:
        door.end_sessions(guest.person, but=guest.session.token_hash)
    return RedirectResponse(ACCOUNT, 303)


@ACCOUNT_ROUTES.post("/account/tokens")
def make_token(
    request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor
) -> Response:
    """Make a key for a program; it is shown this once."""
    asked = {name: posted.one(name)[:_LONGEST_SHOWN] for name in _NEW_TOKEN}
    try:
        _owner(posted, guest, door)
        token = api_tokens.make(door, guest.person, **asked)
    except (BadInput, TooManyTries) as refused:
        status = status_of(refused)
        page = _page(request, guest, desk, door, status, said=refused.text, asked=asked)
        return answered(page, refused)
    return _page(request, guest, desk, door, token=token)


@ACCOUNT_ROUTES.post("/account/tokens/revoke")
def revoke_token(posted: OfForm, guest: OfGuest, door: OfDoor) -> Response:
    """Take a key back."""
    api_tokens.revoke(door, guest.person, posted.one("token"))
    return RedirectResponse(ACCOUNT, 303)


for _path in ("/account/sessions/end", "/account/tokens", "/account/tokens/revoke"):
    ACCOUNT_ROUTES.add_api_route(_path, lambda: RedirectResponse(ACCOUNT, 303), methods=["GET"])
