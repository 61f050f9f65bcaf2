"""Passwords, tokens and one-time codes: made, hashed and checked, never kept as they are."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import datetime
from threading import BoundedSemaphore

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from states.text import Text
from tiendo.errors import BadInput

SHORTEST, LONGEST = 12, 256
AT_ONCE = 2
"""How many passwords are hashed at a time: each takes its memory and a whole core."""
STEP_SECONDS = 30
_RECOVERY_CODES = 8

_TOO_SHORT = Text(
    "Mật khẩu mới phải có ít nhất {n} ký tự; một câu dễ nhớ là tốt nhất.",
    "The new password needs at least {n} characters; a sentence you remember is best.",
)
_TOO_LONG = Text("Mật khẩu mới dài quá {n} ký tự.", "The new password is longer than {n}.")
_GUESSABLE = Text(
    "Mật khẩu mới dễ đoán quá: không dùng mã, họ tên, hay một ký tự lặp lại.",
    "The new password is too easy to guess: not the id, the name, or one character repeated.",
)


def normal(password: str) -> str:
    """A password as it is hashed: what looks the same is the same, however it was typed."""
    return unicodedata.normalize("NFC", password)


def check_new(password: str, person: str, name: str) -> str:
    """A password somebody may have from now on, normalised. Raises BadInput with the reason.

    Length is asked for and what everybody would try first is refused; no rules on signs.
    """
    chosen = normal(password)
    if len(chosen) < SHORTEST:
        raise BadInput(_TOO_SHORT.fill(n=SHORTEST))
    if len(chosen) > LONGEST:
        raise BadInput(_TOO_LONG.fill(n=LONGEST))
    bare = chosen.casefold().replace(" ", "")
    known = (person.casefold(), name.casefold().replace(" ", ""))
    if len(set(bare)) < 4 or any(each and not bare.replace(each, "") for each in known):
        raise BadInput(_GUESSABLE)
    return chosen


class Passwords:
    """Hashes with Argon2id, few at a time; safe to use from every thread."""

    def __init__(self, rounds: int, memory_kib: int) -> None:
        self._hasher = PasswordHasher(rounds, memory_kib, parallelism=1)
        self._gate = BoundedSemaphore(AT_ONCE)
        self._nobodys = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """The hash of a password that `check_new` let through."""
        with self._gate:
            return self._hasher.hash(normal(password))

    def holds(self, hashed: str, password: str) -> bool:
        """Whether a password is the one; with no hash it takes as long, and is not."""
        if len(password) > LONGEST:
            return False
        with self._gate:
            try:
                self._hasher.verify(hashed or self._nobodys, normal(password))
            except (VerificationError, InvalidHashError):
                return False
        return bool(hashed)


def new_token() -> str:
    """A secret nobody can guess, to be shown once."""
    return secrets.token_urlsafe(32)


def new_password() -> str:
    """A password for the first sign-in, to be read out and typed."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def fingerprint(secret: str) -> str:
    """The hash by which a random secret is known again: too long to be guessed from it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def new_totp() -> str:
    """The secret of a new second factor."""
    return pyotp.random_base32()


def totp_step(secret: str, code: str, now: datetime) -> int | None:
    """Which half minute a code is of, this one or a neighbour; None if it is of none."""
    totp = pyotp.TOTP(secret)
    step = int(now.timestamp()) // STEP_SECONDS
    for each in (step, step - 1, step + 1):
        if secrets.compare_digest(totp.generate_otp(each).encode(), code.encode("utf-8")):
            return each
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Codes that stand in for the second factor, each once."""
    return tuple(new_password()[:11] for _ in range(_RECOVERY_CODES))
