"""Keeping the office's people and accounts: who is added, moved, shut, given a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from states.model import Key
from states.roles import Officer, Role
from states.terms import ROLE_NAMES
from states.text import Text
from tiendo.accounts import Doorkeeper
from tiendo.errors import BadInput, NotFound
from tiendo.identity import Account, Passed
from tiendo.ports import Store

ACT = "manage_users"
POSTS = (
    Role.CHIEF_INSPECTOR,
    Role.DEPUTY,
    Role.ROOM_HEAD,
    Role.MEMBER,
    Role.OFFICE,
    Role.ADMINISTRATOR,
)
"""The posts somebody may hold; the other capacities come from a decision on an inspection."""
_LONGEST = 120
_KEY = TypeAdapter(Key)

_ID = Text(
    "Mã cán bộ «{id}» chỉ được gồm chữ không dấu, số, dấu chấm, gạch (tối đa 80).",
    "An officer's id has plain letters, digits, dots, dashes only, at most 80: “{id}”.",
)
_A_POST = Text(
    "Mã cán bộ không được là «{id}»: đó là tên một chức vụ.",
    "An officer's id must not be “{id}”: that is the name of a post.",
)
_NAME = Text("Thiếu họ tên, hoặc dài quá {n} ký tự.", "The name is missing or longer than {n}.")
_LONG = Text(
    "Họ tên, chức danh, phòng, khối: nhiều nhất {n} ký tự, không có ký tự ẩn.",
    "Name, title, room, block: {n} characters at most, none of them hidden.",
)
_POST = Text(
    "Không có chức vụ «{role}»; có: {all}.", "There is no post “{role}”; there are: {all}."
)
_ONLY_ONE = Text(
    "Đây là tài khoản quản trị duy nhất còn dùng được; hãy tạo tài khoản quản trị khác trước.",
    "This is the only administrator's account that works; make another one first.",
)
_OTHER = Text(
    "«{id}» đã là {name} trong cơ quan; không sửa được ở đây.",
    "“{id}” is {name} in this office already and is not changed here.",
)
_NOBODY = Text("Không có ai mang mã «{id}».", "There is nobody with the id “{id}”.")
_OWN_POST = Text(
    "Không ai tự đổi chức vụ của mình; người quản trị khác phải làm việc này.",
    "Nobody changes his own post; another administrator has to.",
)
_MOVABLE = ("name", "title", "role", "room", "block")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody of the office, with the account if there is one."""

    officer: Officer
    account: Account | None

    @property
    def still_posted(self) -> bool:
        """Whether letters to a post still go to somebody who is shut out."""
        out = self.account is not None and self.account.disabled_at is not None
        return out and self.officer.role not in (Role.MEMBER, Role.ADMINISTRATOR)


def users(store: Store) -> tuple[User, ...]:
    """Everybody of the office with their accounts; accounts without a person come last."""
    accounts = {each.person: each for each in store.accounts.every()}
    people = [User(each, accounts.pop(each.id, None)) for each in store.people()]
    left = [
        User(Officer(each.person, each.person, "", "member"), each) for each in accounts.values()
    ]
    return (*people, *left)


def new_officer(fields: Mapping[str, str]) -> Officer:
    """Somebody new from what was typed. Raises BadInput naming what is wrong."""
    given = {
        name: fields.get(name, "").strip() for name in ("id", "name", "title", "room", "block")
    }
    post = fields.get("role", "") or Role.MEMBER.value
    try:
        _KEY.validate_python(given["id"])
    except ValidationError as error:
        raise BadInput(_ID.fill(id=given["id"][:80])) from error
    if given["id"] in set(Role):  # letters to a post would go to whoever bears its name
        raise BadInput(_A_POST.fill(id=given["id"]))
    if not given["name"] or len(given["name"]) > _LONGEST:
        raise BadInput(_NAME.fill(n=_LONGEST))
    if any(len(each) > _LONGEST or not each.isprintable() for each in given.values()):
        raise BadInput(_LONG.fill(n=_LONGEST))
    if post not in {each.value for each in POSTS}:
        shown = ", ".join(each.value for each in POSTS)
        raise BadInput(_POST.fill(role=post[:40], all=shown))
    title = given["title"] or ROLE_NAMES[Role(post)].vi
    return Officer(given["id"], given["name"], title, post, given["room"], given["block"])


def add_user(door: Doorkeeper, fields: Mapping[str, str], by: str, password: str = "") -> str:
    """Give somebody an account, who joins the office if not there; the first password.

    Raises BadInput.
    """
    known = {each.id: each for each in door.store.people()}
    wanted = fields.get("id", "").strip()
    if wanted in known and not fields.get("name", "").strip():
        return door.add(known[wanted], by, password)
    officer = new_officer(fields)
    if wanted in known and known[wanted] != officer:
        raise BadInput(_OTHER.fill(id=wanted, name=known[wanted].name))
    if wanted not in known:
        door.store.put_people([officer])
    return door.add(officer, by, password)


def change(door: Doorkeeper, person: str, said: Mapping[str, str], by: str) -> Officer:
    """Give somebody of the office another name, title, post, room or block, from now on.

    ``said``: what becomes different. The title of a post goes with it, unless another one is said.
    What was recorded stands under the person's id, and stays. Raises NotFound, and BadInput, also
    for one's own post and where nobody would keep the accounts any more.
    """
    before = next((each for each in door.store.people() if each.id == person), None)
    if before is None:
        raise NotFound(_NOBODY.fill(id=person[:80]))
    kept = {name: getattr(before, name) for name in _MOVABLE} | {"id": person}
    fields = {**kept, **{name: said[name].strip() for name in _MOVABLE if name in said}}
    if fields["role"] != before.role and fields["title"] == before.title:
        fields["title"] = ""
    after = new_officer(fields)
    if before.role == Role.ADMINISTRATOR and after.role != Role.ADMINISTRATOR:
        _not_the_last(door, person)
    if person == by and after.role != before.role:
        raise BadInput(_OWN_POST)
    if any(getattr(before, name) != getattr(after, name) for name in _MOVABLE):
        door.store.put_people([after])
        door.note(person, Passed.MOVED, by=by)
    return after


def shut(door: Doorkeeper, person: str, by: str) -> None:
    """Shut an account at once. Raises BadInput for the last administrator, NotFound."""
    door.account(person)
    _not_the_last(door, person)
    door.set_disabled(person, by, shut=True)


def _not_the_last(door: Doorkeeper, person: str) -> None:
    posts = {each.id: each.role for each in door.store.people()}
    working = [
        each.person
        for each in door.store.accounts.every()
        if each.disabled_at is None and posts.get(each.person) == Role.ADMINISTRATOR.value
    ]
    if working == [person]:
        raise BadInput(_ONLY_ONE)
