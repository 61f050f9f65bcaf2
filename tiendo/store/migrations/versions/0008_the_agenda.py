"""Directives, reports and meetings; and the papers that were taken in.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SQLITE_GUARDS = tuple(
    f"""
    CREATE TRIGGER paper_refuses_{act} BEFORE {act} ON paper
    BEGIN SELECT RAISE(ABORT, 'paper keeps every file: {act} refused'); END
    """
    for act in ("delete", "update")
)

POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION paper_keeps_every_file() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'paper keeps every file: % refused', TG_OP; END $$
    """,
    *(
        f"""
        CREATE TRIGGER paper_refuses_{act} BEFORE {act} ON paper
        FOR EACH STATEMENT EXECUTE FUNCTION paper_keeps_every_file()
        """
        for act in ("update", "delete", "truncate")
    ),
    *(
        f"ALTER TABLE paper ENABLE ALWAYS TRIGGER paper_refuses_{act}"
        for act in ("update", "delete", "truncate")
    ),
)


def upgrade() -> None:
    op.create_table(
        "agenda",
        _text("stream"),
        sa.Column("version", sa.Integer, nullable=False),
        *(_text(name) for name in ("kind", "state", "title", "folded", "room", "block")),
        *(_text(name) for name in ("owner", "meeting", "period")),
        *(sa.Column(name, TEXT) for name in ("due_on", "attention_on", "stuck_from")),
        sa.PrimaryKeyConstraint("stream"),
        sqlite_strict=True,
    )
    due = sa.text("attention_on IS NOT NULL")
    op.create_index(
        "agenda_attention",
        "agenda",
        ["attention_on", "stream"],
        sqlite_where=due,
        postgresql_where=due,
    )
    op.create_table(
        "paper",
        _text("hash"),
        _text("name"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _text("taken_at"),
        sa.PrimaryKeyConstraint("hash"),
        sa.CheckConstraint("length(hash) = 64", name="paper_hash_is_sha256"),
        sqlite_strict=True,
    )
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)
