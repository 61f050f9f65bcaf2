"""How long each inspection stayed in each phase, to be set beside those that are there now.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "stay",
        sa.Column("stream", TEXT, nullable=False),
        sa.Column("phase", TEXT, nullable=False),
        sa.Column("since_day", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer),
        sa.PrimaryKeyConstraint("stream", "phase"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("stay_phase", "stay", ["phase", "days"])
    op.execute("UPDATE inspection SET summed = 0")


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")
