"""The record with its guards, the projection, the outbox and the people.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SQLITE_GUARDS = (
    # A row pushed out by INSERT OR REPLACE fires no DELETE trigger: refuse the insert itself.
    """
    CREATE TRIGGER event_refuses_replace BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'event is append-only: this version is written'); END
    """,
    """
    CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'event is append-only: UPDATE refused'); END
    """,
    """
    CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'event is append-only: DELETE refused'); END
    """,
)

# One per statement, not per row: they answer even when no row would be touched.
# ALWAYS: also in sessions that switch ordinary triggers off.
POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'event is append-only: % refused', TG_OP; END $$
    """,
    *(
        f"""
        CREATE TRIGGER event_refuses_{act} BEFORE {act} ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
        """
        for act in ("update", "delete", "truncate")
    ),
    *(
        f"ALTER TABLE event ENABLE ALWAYS TRIGGER event_refuses_{act}"
        for act in ("update", "delete", "truncate")
    ),
)


def upgrade() -> None:
    _event()
    _inspection()
    _outbox()
    _person()
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=nullable)


def _event() -> None:
    op.create_table(
        "event",
        _text("stream"),
        sa.Column("version", sa.Integer, nullable=False),
        _text("kind"),
        _text("occurred_on"),
        _text("recorded_at"),
        _text("actor"),
        _text("body"),
        _text("prev_hash"),
        _text("hash"),
        sa.PrimaryKeyConstraint("stream", "version"),
        sa.CheckConstraint("version >= 1", name="event_version_counts_from_one"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _inspection() -> None:
    op.create_table(
        "inspection",
        _text("stream"),
        sa.Column("version", sa.Integer, nullable=False),
        *(
            _text(region)
            for region in ("course", "hold", "records", "oversight", "remedy", "complaint")
        ),
        *(_text(name) for name in ("name", "folded", "entity", "room", "block", "team_head")),
        sa.Column("year", sa.Integer, nullable=False),
        _text("attention_on", nullable=True),
        _text("stuck_from", nullable=True),
        sa.PrimaryKeyConstraint("stream"),
        sqlite_strict=True,
    )
    _partial_index(
        "inspection_attention",
        "inspection",
        ["attention_on", "stream"],
        "attention_on IS NOT NULL",
    )
    _partial_index("inspection_stuck", "inspection", ["stuck_from"], "stuck_from IS NOT NULL")


def _outbox() -> None:
    op.create_table(
        "outbox",
        *(_text(name) for name in ("key", "stream", "recipient", "subject", "body")),
        _text("due_on"),
        _text("created_at"),
        _text("sent_at", nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("key"),
        sqlite_strict=True,
    )
    _partial_index("outbox_unsent", "outbox", ["due_on", "key"], "sent_at IS NULL")


def _person() -> None:
    op.create_table(
        "person",
        *(_text(name) for name in ("id", "name", "title", "role", "room", "block")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
