"""Keys for programs: made in a person's name, shown once, good for a while, revocable."""

from __future__ import annotations

import secrets
from datetime import timedelta

from states.text import Text
from tiendo.accounts import Doorkeeper
from tiendo.errors import BadInput, NotFound
from tiendo.identity import Account, ApiToken, Passed, Scope
from tiendo.passwords import fingerprint, new_token

PREFIX = "tiendo_"
"""What every token begins with, so that a scanner of leaked secrets knows it."""
LONGEST_DAYS = 366
_LONGEST_NAME = 80
_NOTED_EVERY = timedelta(minutes=1)

_NAME = Text(
    "Đặt tên cho mã truy cập (chương trình nào dùng), nhiều nhất 80 ký tự, không ẩn.",
    "Name the token after the program that uses it, 80 characters at most, none hidden.",
)
_DAYS = Text(
    "Thời hạn của mã truy cập: từ 1 đến {most} ngày.", "A token is good for 1 to {most} days."
)
_SCOPE = Text("Phạm vi chỉ có: read, write.", "The scope is one of: read, write.")
_NONE = Text("Không có mã truy cập này, hoặc đã thu hồi.", "There is no such token any more.")


def make(door: Doorkeeper, person: str, name: str, scope: str, days: str) -> str:
    """A new token of somebody with an account, told once. Raises BadInput or NotFound."""
    account = door.account(person)
    chosen = name.strip()
    if not chosen or len(chosen) > _LONGEST_NAME or not chosen.isprintable():
        raise BadInput(_NAME)
    if scope not in {each.value for each in Scope}:
        raise BadInput(_SCOPE)
    good = days.strip()
    if not (good.isascii() and good.isdigit() and 1 <= int(good[:6]) <= LONGEST_DAYS):
        raise BadInput(_DAYS.fill(most=LONGEST_DAYS))
    now, token = door.clock.now(), PREFIX + new_token()
    door.store.tokens.add(
        ApiToken(
            id=secrets.token_hex(6),
            token_hash=fingerprint(token),
            person=account.person,
            name=chosen,
            scope=Scope(scope),
            created_at=now,
            expires_at=now + timedelta(days=int(good)),
        )
    )
    door.note(account.person, Passed.TOKEN)
    return token


def known(door: Doorkeeper, token: str) -> tuple[ApiToken, Account] | None:
    """Whose token a program shows, unless it is over, revoked, or the account is shut."""
    found = door.store.tokens.token(fingerprint(token)) if token.startswith(PREFIX) else None
    if found is None:
        return None
    kept, account = found
    now = door.clock.now()
    over = kept.revoked_at is not None or kept.expires_at <= now
    if over or account.disabled_at is not None:
        return None
    if kept.last_used_at is None or now - kept.last_used_at >= _NOTED_EVERY:
        door.store.tokens.used(kept.id, now)
    return kept, account


def revoke(door: Doorkeeper, person: str, token_id: str) -> None:
    """Take a token of somebody's back at once. Raises NotFound."""
    if not door.store.tokens.revoke(person, token_id, door.clock.now()):
        raise NotFound(_NONE)
    door.note(person, Passed.REVOKED)
