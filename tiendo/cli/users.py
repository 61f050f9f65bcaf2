"""Commands about accounts: user add, change, list, disable, enable, reset-password, token.

They are the operator's, who can open the database anyway: without ``--by`` the door's log says
that it was done at the server. With it, that person's own powers are asked.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from states.roles import Role
from states.text import Text
from tiendo import asjson
from tiendo.bootstrap import open_desk
from tiendo.cli import rendering
from tiendo.cli.opening import look_first
from tiendo.cli.options import AsJson, PersonId
from tiendo.settings import Settings, read_settings

if TYPE_CHECKING:
    from tiendo.accounts import Doorkeeper
    from tiendo.identity import Account

AT_SERVER = "tiendo user"
By = Annotated[str, Parameter(help="Ai làm; bỏ trống: người vận hành máy chủ / who acts.")]
Name = Annotated[str, Parameter(help="Họ và tên / the name.")]
Title = Annotated[str, Parameter(help="Chức danh / the title.")]
Room = Annotated[str, Parameter(help="Phòng / the room, for room_head and member.")]
Block = Annotated[str, Parameter(help="Khối / the block, for deputy.")]

_ADDED = Text("Đã cấp tài khoản cho {id}.", "{id} has an account.")
_FIRST = Text(
    "Mật khẩu lần đầu (phải đổi khi đăng nhập): {password}",
    "First password (to be changed at sign-in): {password}",
)
_CHANGED = Text(
    "{name}: {title} ({role}), phòng «{room}», khối «{block}». «tiendo reproject» tính lại điểm "
    "nghẽn theo người hiện nay.",
    "{name}: {title} ({role}), room “{room}”, block “{block}”. “tiendo reproject” works the "
    "bottlenecks out for those there now.",
)
_SHUT = Text("Đã khóa tài khoản của {id}.", "The account of {id} is shut.")
_OPENED = Text("Đã mở lại tài khoản của {id}.", "The account of {id} is open again.")
_TOKEN = Text("Mã truy cập, chỉ hiện một lần này: {token}", "Token, shown this once: {token}")

user = App(name="user")


@contextmanager
def _door(by: str = "", *, begins: bool = False) -> Iterator[tuple[Doorkeeper, Settings]]:
    """Who lets people in; ``begins`` where there may be no office yet, which is made then."""
    from tiendo.accounts import open_door
    from tiendo.users import ACT

    settings = read_settings()
    if not begins:
        look_first(settings)
    desk = open_desk(settings)
    try:
        if by:
            desk.check_office(ACT, by)
        yield open_door(desk.store, settings), settings
    finally:
        desk.store.close()


@user.command
def add(
    person: PersonId,
    /,
    *,
    name: Name = "",
    title: Title = "",
    role: str = "",
    room: Room = "",
    block: Block = "",
    admin: bool = False,
    password_stdin: bool = False,
    by: By = "",
) -> None:
    """Cấp tài khoản; người chưa có trong cơ quan thì thêm vào / give somebody an account.

    Parameters
    ----------
    role
        chief_inspector, deputy, room_head, member, office, administrator.
    admin
        Người quản trị (role administrator) / an administrator.
    password_stdin
        Đọc mật khẩu từ dòng nhập thay vì tự đặt / read the password instead of making one up.
    """
    from tiendo.users import add_user

    post = Role.ADMINISTRATOR.value if admin else role
    fields = {"id": person, "title": title, "role": post, "room": room, "block": block}
    fields["name"] = name or (person if admin else "")
    given = _password() if password_stdin else ""
    with _door(by, begins=True) as (door, settings):
        if any(each.id == person for each in door.store.people()):
            fields["name"] = name
        first = add_user(door, fields, by or AT_SERVER, given)
        print(_ADDED.fill(id=person).say(settings.lang))
        if not given:
            print(_FIRST.fill(password=first).say(settings.lang))


@user.command
def change(
    person: PersonId,
    /,
    *,
    name: str | None = None,
    title: str | None = None,
    role: str | None = None,
    room: str | None = None,
    block: str | None = None,
    by: By = "",
) -> None:
    """Đổi chức vụ, nơi công tác, tên của một người / give somebody another post or name.

    Mục không nêu thì giữ nguyên; "" là bỏ trống / what is not said stays; "" empties it.

    Parameters
    ----------
    name
        Họ và tên / the name.
    title
        Chức danh; đổi chức vụ mà không nêu thì theo chức vụ mới / the title.
    role
        chief_inspector, deputy, room_head, member, office, administrator.
    room
        Phòng / the room.
    block
        Khối / the block.
    """
    from tiendo.users import change as changed

    said = {"name": name, "title": title, "role": role, "room": room, "block": block}
    given = {key: value for key, value in said.items() if value is not None}
    with _door(by) as (door, settings):
        after = changed(door, person, given, by or AT_SERVER)
        shown = {key: getattr(after, key) for key in said}
        print(_CHANGED.fill(**shown).say(settings.lang))


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Mật khẩu / password: ")
    return sys.stdin.readline(2000).rstrip("\n")


@user.command(name="list")
def list_(*, as_json: AsJson = False) -> None:
    """Ai có tài khoản, ai bị khóa / who has an account, who is shut out."""
    from tiendo.users import users

    with _door() as (door, settings):
        rows: list[dict[str, asjson.Json]] = [
            {
                "id": each.officer.id,
                "name": each.officer.name,
                "role": each.officer.role,
                "account": _state(each.account),
                "second_factor": bool(each.account and each.account.totp_secret),
            }
            for each in users(door.store)
        ]
    if as_json:
        rendering.print_json(rows)
        return
    del settings
    for row in rows:
        print(f"{row['id']:<16} {row['role']:<16} {row['account']:<9} {row['name']}")


def _state(account: Account | None) -> str:
    if account is None:
        return "none"
    if account.disabled_at is not None:
        return "shut"
    return "first" if account.must_change else "open"


@user.command
def disable(person: PersonId, /, *, by: By = "") -> None:
    """Khóa tài khoản ngay; mọi phiên và mã truy cập kết thúc / shut an account at once."""
    from tiendo.users import shut

    with _door(by) as (door, settings):
        shut(door, person, by or AT_SERVER)
        print(_SHUT.fill(id=person).say(settings.lang))


@user.command
def enable(person: PersonId, /, *, by: By = "") -> None:
    """Mở lại tài khoản / open an account again."""
    with _door(by) as (door, settings):
        door.set_disabled(person, by or AT_SERVER, shut=False)
        print(_OPENED.fill(id=person).say(settings.lang))


@user.command(name="reset-password")
def reset_password(person: PersonId, /, *, by: By = "") -> None:
    """Cấp lại mật khẩu lần đầu; lớp xác thực thứ hai bị gỡ / a new first password."""
    with _door(by) as (door, settings):
        first = door.reset(person, by or AT_SERVER)
        print(_FIRST.fill(password=first).say(settings.lang))


@user.command
def token(
    person: PersonId,
    /,
    *,
    name: str,
    scope: str = "read",
    days: str = "90",
    by: By = "",
) -> None:
    """Tạo mã truy cập API nhân danh một người / make an API token in somebody's name.

    Parameters
    ----------
    name
        Chương trình nào dùng / which program uses it.
    scope
        read: chỉ xem / may only read; write: ghi được như người ấy / may record as that person.
    days
        Còn hạn bao nhiêu ngày / for how many days.
    """
    from tiendo.api_tokens import make

    with _door(by) as (door, settings):
        made = make(door, person, name, scope, days)
        print(_TOKEN.fill(token=made).say(settings.lang))
