"""Which duties each inspection breached or will, so that the whole office can be counted.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "breach",
        sa.Column("stream", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("due_day", sa.Integer, nullable=False),
        sa.Column("late", sa.Integer),
        sa.Column("met", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("stream", "rule"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("breach_rule", "breach", ["rule", "late", "due_day", "stream", "met"])
    op.execute("UPDATE inspection SET summed = 0")


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")
