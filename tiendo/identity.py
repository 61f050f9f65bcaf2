"""Who may come in, as facts at rest: accounts, sessions, tokens, and the port to them.

No secret is among these facts but a second factor's, and none is shown by ``repr``: passwords,
session tokens and API tokens are kept as hashes only.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Account:
    """How one person of the office signs in.

    ``demonstration``: its password is public and stands on the sign-in page. ``totp_pending`` is
    a second factor that was shown and not confirmed; ``totp_step`` the last code that was taken.
    """

    person: str
    password_hash: str = field(repr=False)
    password_set_at: datetime
    created_at: datetime
    created_by: str
    must_change: bool = False
    demonstration: bool = False
    totp_secret: str = field(default="", repr=False)
    totp_pending: str = field(default="", repr=False)
    totp_step: int = 0
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that somebody signed in from; it is known by the hash of its token."""

    token_hash: str = field(repr=False)
    person: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str

    @property
    def id(self) -> str:
        """What its owner calls it by: no use to anybody who would take it over."""
        return self.token_hash[:12]


class Scope(StrEnum):
    """What a program may do with a token. The values are stored."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A program's key to the API, in the name of a person; known by the hash of what it shows."""

    id: str
    token_hash: str = field(repr=False)
    person: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class Passed(StrEnum):
    """What happened at the door. The values are stored."""

    IN = "in"
    OUT = "out"
    WRONG = "wrong"
    LIMITED = "limited"
    DISABLED = "disabled"
    PASSWORD = "password"  # noqa: S105 - the name of an event
    RESET = "reset"
    SECOND_FACTOR = "second_factor"
    REVOKED = "revoked"
    ADDED = "added"
    ENABLED = "enabled"
    SHUT = "shut"
    TOKEN = "token"  # noqa: S105 - the name of an event
    DELEGATED = "delegated"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class DoorEntry:
    """One line of the door's own log; ``person`` is empty where no account of ours was named."""

    at: datetime
    person: str
    what: Passed
    address: str
    by: str = ""  # who did it, if somebody else


@dataclass(frozen=True, slots=True)
class Delegation:
    """A post's powers handed to somebody for a time, by a numbered decision."""

    number: int
    giver: str
    taker: str
    paper: str
    signed_on: date
    signed_by: str
    starts_on: date
    ends_on: date
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A request of a program that must happen once, and the fingerprint of what it asked.

    ``stream`` and ``version``: what was recorded for it, from which its answer is told again.
    """

    person: str
    key: str
    fingerprint: str
    stream: str = ""
    version: int = 0


class Accounts(Protocol):
    """Accounts, their sessions and the door's log, at rest."""

    def account(self, person: str) -> Account | None:
        """The account of a person, if there is one."""

    def every(self) -> tuple[Account, ...]:
        """All accounts, by person."""

    def add(self, accounts: Collection[Account]) -> tuple[str, ...]:
        """Add accounts; those that are there already stay. Whose were added."""

    def set_password(self, person: str, hashed: str, at: datetime, *, must_change: bool) -> None:
        """Replace a password; a public one is public no more."""

    def set_disabled(self, person: str, at: datetime | None) -> None:
        """Shut an account from a moment on, or open it again; its sessions and tokens end."""

    def set_totp(self, person: str, secret: str, pending: str, recovery: Collection[str]) -> None:
        """Set the second factor and the hashes of its recovery codes, in place of those before."""

    def take_step(self, person: str, step: int) -> bool:
        """Whether a code's step was not taken before; it is from now on."""

    def take_recovery(self, person: str, hashed: str) -> bool:
        """Whether a recovery code was there; it is not any more."""

    def open_session(self, session: Session, entry: DoorEntry) -> None:
        """Keep a new session, with its line of the log; those that are over are dropped."""

    def session(self, token_hash: str) -> tuple[Session, Account] | None:
        """A session with its account."""

    def sessions(self, person: str) -> tuple[Session, ...]:
        """The sessions of a person, last seen first."""

    def touch(self, token_hash: str, at: datetime) -> None:
        """Note that a session was used."""

    def close_sessions(self, person: str, *, only: str = "", but: str = "") -> int:
        """End sessions of a person: all, ``only`` one id, all ``but`` one hash; how many."""

    def note(self, entry: DoorEntry) -> None:
        """Write a line of the door's log."""

    def log(self, limit: int, person: str = "") -> tuple[DoorEntry, ...]:
        """The newest lines of the door's log, of everybody or of one person."""


class Tokens(Protocol):
    """The API's tokens and the requests that must happen once, at rest."""

    def add(self, token: ApiToken) -> None:
        """Keep a new token."""

    def token(self, token_hash: str) -> tuple[ApiToken, Account] | None:
        """A token with the account it acts for."""

    def of(self, person: str) -> tuple[ApiToken, ...]:
        """The tokens of a person, newest first, revoked ones too."""

    def used(self, token_id: str, at: datetime) -> None:
        """Note that a token was used."""

    def revoke(self, person: str, token_id: str, at: datetime) -> bool:
        """Revoke a token of a person; whether there was one to revoke."""

    def revoke_all(self, person: str, at: datetime) -> None:
        """Revoke every token of a person."""

    def claimed(self, person: str, key: str) -> Claim | None:
        """What was recorded for a key, if it was used before."""


class Delegations(Protocol):
    """Which post was handed to whom, at rest; nothing is ever taken out."""

    def add(self, delegation: Delegation) -> int:
        """Keep a new delegation; its number."""

    def every(self) -> tuple[Delegation, ...]:
        """All delegations, newest first."""

    def end(self, number: int, at: datetime, by: str) -> bool:
        """End a delegation before its time; whether there was one to end."""


class DoorStore(Protocol):
    """What a store keeps of who may come in."""

    @property
    def accounts(self) -> Accounts:
        """Who may come in, and who did."""

    @property
    def tokens(self) -> Tokens:
        """The API's tokens, and what was recorded for them."""

    @property
    def delegations(self) -> Delegations:
        """Which post was handed to whom."""
