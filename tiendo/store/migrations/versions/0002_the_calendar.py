"""What was announced about days off and days worked, append-only with its own guards.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SQLITE_GUARDS = (
    # A row pushed out by INSERT OR REPLACE fires no DELETE trigger: refuse the insert itself.
    """
    CREATE TRIGGER calendar_day_refuses_replace BEFORE INSERT ON calendar_day
    WHEN EXISTS (SELECT 1 FROM calendar_day WHERE entry = NEW.entry)
    BEGIN SELECT RAISE(ABORT, 'calendar_day is append-only: this entry is written'); END
    """,
    """
    CREATE TRIGGER calendar_day_refuses_update BEFORE UPDATE ON calendar_day
    BEGIN SELECT RAISE(ABORT, 'calendar_day is append-only: UPDATE refused'); END
    """,
    """
    CREATE TRIGGER calendar_day_refuses_delete BEFORE DELETE ON calendar_day
    BEGIN SELECT RAISE(ABORT, 'calendar_day is append-only: DELETE refused'); END
    """,
)

POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION calendar_day_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'calendar_day is append-only: % refused', TG_OP; END $$
    """,
    *(
        f"""
        CREATE TRIGGER calendar_day_refuses_{act} BEFORE {act} ON calendar_day
        FOR EACH STATEMENT EXECUTE FUNCTION calendar_day_is_append_only()
        """
        for act in ("update", "delete", "truncate")
    ),
    *(
        f"ALTER TABLE calendar_day ENABLE ALWAYS TRIGGER calendar_day_refuses_{act}"
        for act in ("update", "delete", "truncate")
    ),
)


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("entry", sa.Integer, nullable=False, autoincrement=False),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in (
                *("day", "kind", "name", "number", "signed_on", "signed_by"),
                *("recorded_at", "actor"),
            )
        ),
        sa.PrimaryKeyConstraint("entry"),
        sa.CheckConstraint("entry >= 1", name="calendar_day_entry_counts_from_one"),
        sa.CheckConstraint(
            "kind IN ('off', 'swapped_off', 'worked')", name="calendar_day_kind_is_known"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")
