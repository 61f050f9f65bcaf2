"""Contacts and deliveries; the outbox says what is urgent, routed and read.

The columns sent_at and attempts of the outbox give way to the deliveries; what had been sent
counts as routed.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SQLITE_GUARDS = (
    """
    CREATE TRIGGER outbox_refuses_delete BEFORE DELETE ON outbox
    BEGIN SELECT RAISE(ABORT, 'outbox keeps every key: DELETE refused'); END
    """,
    """
    CREATE TRIGGER delivery_refuses_delete BEFORE DELETE ON delivery
    BEGIN SELECT RAISE(ABORT, 'delivery keeps every key: DELETE refused'); END
    """,
    """
    CREATE TRIGGER delivery_refuses_unsending BEFORE UPDATE ON delivery WHEN OLD.state = 'sent'
    BEGIN SELECT RAISE(ABORT, 'delivery: what was sent stays sent'); END
    """,
)

POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION post_keeps_every_key() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% keeps every key: % refused', TG_TABLE_NAME, TG_OP; END $$
    """,
    """
    CREATE FUNCTION delivery_stays_sent() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'delivery: what was sent stays sent'; END $$
    """,
    *(
        f"""
        CREATE TRIGGER {table}_refuses_{act} BEFORE {act} ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION post_keeps_every_key()
        """
        for table in ("outbox", "delivery")
        for act in ("delete", "truncate")
    ),
    """
    CREATE TRIGGER delivery_refuses_unsending BEFORE UPDATE ON delivery
    FOR EACH ROW WHEN (OLD.state = 'sent') EXECUTE FUNCTION delivery_stays_sent()
    """,
    *(
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_refuses_{act}"
        for table, act in (
            *(("outbox", "delete"), ("outbox", "truncate")),
            *(("delivery", "delete"), ("delivery", "truncate"), ("delivery", "unsending")),
        )
    ),
)


def upgrade() -> None:
    _outbox()
    _contact()
    _delivery()
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _outbox() -> None:
    op.drop_index("outbox_unsent", "outbox")
    op.add_column(
        "outbox",
        sa.Column("urgent", sa.Integer, nullable=False, server_default=sa.text("1")),
    )
    op.add_column("outbox", sa.Column("routed_at", TEXT))
    op.add_column("outbox", sa.Column("read_at", TEXT))
    op.execute("UPDATE outbox SET routed_at = sent_at WHERE sent_at IS NOT NULL")
    op.execute("ALTER TABLE outbox DROP COLUMN sent_at")
    op.execute("ALTER TABLE outbox DROP COLUMN attempts")
    _partial_index("outbox_unrouted", "outbox", ["urgent", "due_on", "key"], "routed_at IS NULL")
    op.create_index("outbox_recipient", "outbox", ["recipient", "read_at"])


def _contact() -> None:
    op.create_table(
        "contact",
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("person", "channel", "address", "set_at", "set_by")
        ),
        sa.PrimaryKeyConstraint("person", "channel"),
        sa.CheckConstraint(
            "channel IN ('email', 'webhook', 'chat')", name="contact_channel_is_known"
        ),
        sqlite_strict=True,
    )


def _delivery() -> None:
    op.create_table(
        "delivery",
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("key", "channel", "address", "message_id", "state")
        ),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try_at", TEXT, nullable=False),
        sa.Column("claimed_until", TEXT),
        sa.Column("last_error", TEXT, nullable=False),
        sa.Column("sent_at", TEXT),
        sa.PrimaryKeyConstraint("key", "channel", "address"),
        sa.CheckConstraint("state IN ('owed', 'sent', 'dead')", name="delivery_state_is_known"),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name="delivery_sent_says_when"
        ),
        sqlite_strict=True,
    )
    _partial_index("delivery_owed", "delivery", ["channel", "next_try_at", "key"], _OWED)
    _partial_index("delivery_dead", "delivery", ["key"], "state = 'dead'")


_OWED = "state = 'owed'"


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
