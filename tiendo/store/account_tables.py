"""The tables of signing in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, text

from tiendo.store.columns import AsGiven, Composed, Day, Flag, Moment
from tiendo.store.metadata import METADATA

ACCOUNT = Table(
    "account",
    METADATA,
    Column("person", Composed, primary_key=True),
    Column("password_hash", AsGiven, nullable=False),
    Column("password_set_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Composed, nullable=False),
    Column("must_change", Flag, nullable=False),
    Column("demonstration", Flag, nullable=False),
    Column("totp_secret", AsGiven, nullable=False),
    Column("totp_pending", AsGiven, nullable=False),
    Column("totp_step", Integer, nullable=False),
    Column("disabled_at", Moment),
    sqlite_strict=True,
)

RECOVERY_CODE = Table(
    "recovery_code",
    METADATA,
    Column("person", Composed, primary_key=True),
    Column("code_hash", AsGiven, primary_key=True),
    sqlite_strict=True,
)

SESSION = Table(
    "session",
    METADATA,
    Column("token_hash", AsGiven, primary_key=True),
    Column("person", Composed, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("address", AsGiven, nullable=False),
    Column("agent", AsGiven, nullable=False),
    sqlite_strict=True,
)
Index("session_person", SESSION.c.person)

# Who came in, who did not, and what was done to an account.
DOOR = Table(
    "door",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("person", Composed, nullable=False),
    Column("what", Composed, nullable=False),
    Column("address", AsGiven, nullable=False),
    Column("by", Composed, nullable=False),
    sqlite_strict=True,
)
Index("door_person", DOOR.c.person, DOOR.c.entry)

API_TOKEN = Table(
    "api_token",
    METADATA,
    Column("id", AsGiven, primary_key=True),
    Column("token_hash", AsGiven, nullable=False),
    Column("person", Composed, nullable=False),
    Column("name", Composed, nullable=False),
    Column("scope", Composed, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    Column("revoked_at", Moment),
    CheckConstraint("scope IN ('read', 'write')", name="api_token_scope_is_known"),
    sqlite_strict=True,
)
Index("api_token_hash", API_TOKEN.c.token_hash, unique=True)

# A program's request that must happen once, written together with what it recorded.
IDEMPOTENCY = Table(
    "idempotency",
    METADATA,
    Column("person", Composed, primary_key=True),
    Column("key", AsGiven, primary_key=True),
    Column("fingerprint", AsGiven, nullable=False),
    Column("stream", Composed, nullable=False),
    Column("version", Integer, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    sqlite_strict=True,
)

DELEGATION = Table(
    "delegation",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("giver", Composed, nullable=False),
    Column("taker", Composed, nullable=False),
    Column("paper", Composed, nullable=False),
    Column("signed_on", Day, nullable=False),
    Column("signed_by", Composed, nullable=False),
    Column("starts_on", Day, nullable=False),
    Column("ends_on", Day, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Composed, nullable=False),
    Column("ended_at", Moment),
    Column("ended_by", Composed, nullable=False, server_default=text("''")),
    CheckConstraint("starts_on <= ends_on", name="delegation_ends_after_it_starts"),
    CheckConstraint("giver <> taker", name="delegation_is_to_somebody_else"),
    sqlite_strict=True,
)
