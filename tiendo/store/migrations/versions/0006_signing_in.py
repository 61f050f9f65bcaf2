"""Accounts, sessions, the door's log, API tokens, requests that happen once, delegations.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _accounts()
    _sessions()
    _tokens()
    _delegations()


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _accounts() -> None:
    op.create_table(
        "account",
        *_texts("person password_hash password_set_at created_at created_by"),
        *_numbers("must_change demonstration"),
        *_texts("totp_secret totp_pending"),
        *_numbers("totp_step"),
        sa.Column("disabled_at", TEXT),
        sa.PrimaryKeyConstraint("person"),
        sqlite_strict=True,
    )
    op.create_table(
        "recovery_code",
        *_texts("person code_hash"),
        sa.PrimaryKeyConstraint("person", "code_hash"),
        sqlite_strict=True,
    )


def _sessions() -> None:
    op.create_table(
        "session",
        *_texts("token_hash person created_at seen_at expires_at address agent"),
        sa.PrimaryKeyConstraint("token_hash"),
        sqlite_strict=True,
    )
    op.create_index("session_person", "session", ["person"])
    op.create_table(
        "door",
        sa.Column("entry", sa.Integer, nullable=False, autoincrement=False),
        *_texts("at person what address by"),
        sa.PrimaryKeyConstraint("entry"),
        sqlite_strict=True,
    )
    op.create_index("door_person", "door", ["person", "entry"])


def _tokens() -> None:
    op.create_table(
        "api_token",
        *_texts("id token_hash person name scope created_at expires_at"),
        sa.Column("last_used_at", TEXT),
        sa.Column("revoked_at", TEXT),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("scope IN ('read', 'write')", name="api_token_scope_is_known"),
        sqlite_strict=True,
    )
    op.create_index("api_token_hash", "api_token", ["token_hash"], unique=True)
    op.create_table(
        "idempotency",
        *_texts("person key fingerprint stream"),
        *_numbers("version"),
        *_texts("recorded_at"),
        sa.PrimaryKeyConstraint("person", "key"),
        sqlite_strict=True,
    )


def _delegations() -> None:
    op.create_table(
        "delegation",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        *_texts("giver taker paper signed_on signed_by starts_on ends_on recorded_at recorded_by"),
        sa.Column("ended_at", TEXT),
        sa.Column("ended_by", TEXT, nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("number"),
        sa.CheckConstraint("starts_on <= ends_on", name="delegation_ends_after_it_starts"),
        sa.CheckConstraint("giver <> taker", name="delegation_is_to_somebody_else"),
        sqlite_strict=True,
    )


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names.split()]


def _numbers(names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names.split()]
