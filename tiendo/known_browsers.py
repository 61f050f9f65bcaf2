"""Browsers in which somebody has come in before: a mark by which their tries are counted apart.

Whoever tries an account on and on uses up the tries of everybody that cannot be told from him. A
browser its owner has come in by can be told: it keeps a mark, made of a number nobody else has and
signed with the hash of the account's present password, which a new password replaces. The mark is
no right to anything. (After the "device cookies" that OWASP describes.)
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from tiendo.identity import Account

MOST = 4
"""How many people's marks a browser keeps: of those who came in there last."""
_BETWEEN = "~"
_MARK = re.compile(r"([\w-]{22})\.[0-9a-f]{64}", re.ASCII)


def mark_of(account: Account | None, shown: str) -> str:
    """Which of the marks shown is of this account and its present password; empty if none is."""
    own = [each for each in _marks(shown) if _is_of(each, account)]
    return own[0] if own and account is not None else ""


def marks_with(account: Account, shown: str) -> str:
    """What a browser keeps once somebody came in: a new mark, and those of others before."""
    others = [each for each in _marks(shown) if not _is_of(each, account)]
    return _BETWEEN.join([_signed(secrets.token_urlsafe(16), account), *others][:MOST])


def _marks(shown: str) -> list[str]:
    return [each for each in shown.split(_BETWEEN, MOST) if _MARK.fullmatch(each)]


def _is_of(mark: str, account: Account | None) -> bool:
    """As much work for an account that does not exist."""
    return hmac.compare_digest(mark, _signed(mark.partition(".")[0], account))


def _signed(number: str, account: Account | None) -> str:
    key, person = (account.password_hash, account.person) if account else ("", "")
    message = f"tiendo known browser\n{person}\n{number}"
    return f"{number}.{hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()}"
