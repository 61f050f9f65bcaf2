"""The addresses of the administrator: who has an account, and who may not come in any more."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.roles import Role
from states.terms import ROLE_NAMES
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound
from tiendo.users import ACT, POSTS, add_user, change, shut, users
from tiendo.web.account_routes import PASSED_NAMES, OfGuest
from tiendo.web.posted import Posted
from tiendo.web.routes import OfDesk, OfForm, pages_of
from tiendo.web.sign_in_routes import OfDoor
from tiendo.web.visitor import visitor_of

USER_ROUTES = APIRouter()
USERS = "/users"
_SIGNS = 60
_POST_NAMES = {each.value: ROLE_NAMES[each] for each in POSTS} | {
    Role.MEMBER.value: Text("Thanh tra viên, chuyên viên", "Inspector, specialist")
}
_FIELDS = ("id", "name", "title", "role", "room", "block")


@USER_ROUTES.get(USERS)
def user_list(request: Request, guest: OfGuest, desk: OfDesk) -> Response:
    """Everybody of the office with their accounts; one of them opened to be changed."""
    desk.check_office(ACT, guest.person)
    asked = request.query_params.get("person", "")
    one = next((each for each in desk.store.people() if each.id == asked), None)
    return _page(request, desk, moved=one and {name: getattr(one, name) for name in _FIELDS})


@USER_ROUTES.post(USERS)
def add(request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor) -> Response:
    """Give somebody an account; the first password is shown this once."""
    desk.check_office(ACT, guest.person)
    fields = {name: posted.one(name) for name in _FIELDS}
    try:
        password = add_user(door, fields, guest.person)
    except BadInput as refused:
        return _page(request, desk, 422, said=refused.text, typed=posted)
    return _page(request, desk, shown=(fields["id"], password))


@USER_ROUTES.post("/users/change")
def move(request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor) -> Response:
    """Give somebody another name, post or place."""
    desk.check_office(ACT, guest.person)
    fields = {name: posted.one(name) for name in _FIELDS}
    try:
        change(door, fields["id"], fields, guest.person)
    except BadInput as refused:
        return _page(request, desk, 422, said=refused.text, moved=fields)
    return RedirectResponse(USERS, 303)


@USER_ROUTES.post("/users/reset")
def reset(
    request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor
) -> Response:
    """Give somebody a new first password, shown this once; the second factor goes."""
    desk.check_office(ACT, guest.person)
    person = posted.one("person")
    return _page(request, desk, shown=(person, door.reset(person, guest.person)))


@USER_ROUTES.post("/users/shut")
def shut_out(
    request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor
) -> Response:
    """Let somebody in no more, from this moment."""
    desk.check_office(ACT, guest.person)
    try:
        shut(door, posted.one("person"), guest.person)
    except BadInput as refused:
        return _page(request, desk, 422, said=refused.text)
    return RedirectResponse(USERS, 303)


@USER_ROUTES.post("/users/open")
def open_again(posted: OfForm, guest: OfGuest, desk: OfDesk, door: OfDoor) -> Response:
    """Let somebody in again."""
    desk.check_office(ACT, guest.person)
    door.set_disabled(posted.one("person"), guest.person, shut=False)
    return RedirectResponse(USERS, 303)


@USER_ROUTES.get("/users/{rest}")
def back_to_users(rest: str) -> Response:
    """Where a copied address leads. Raises NotFound."""
    if rest not in {"change", "reset", "shut", "open"}:
        raise NotFound(Text("Không có trang này.", "There is no such page."))
    return RedirectResponse(USERS, 303)


def _page(request: Request, desk: Desk, status: int = 200, **view: object) -> Response:
    defaults: dict[str, object] = {"said": None, "shown": None, "typed": Posted(), "moved": None}
    return pages_of(request).respond(
        "users.html",
        visitor_of(request, desk.store.people(), USERS),
        status,
        users=users(desk.store),
        posts=list(_POST_NAMES.items()),
        post_name=_POST_NAMES,
        log=desk.store.accounts.log(_SIGNS),
        passed=PASSED_NAMES.__getitem__,
        **(defaults | view),
    )
