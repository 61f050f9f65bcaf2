"""The beats of the flows, and the heads up to which the record was verified.

Revision ID: 0004
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "pulse",
        sa.Column("flow", TEXT, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("started_at", TEXT, nullable=False),
        sa.Column("finished_at", TEXT, nullable=True),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("said", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("flow", "number"),
        sa.CheckConstraint(
            "outcome IN ('running', 'done', 'failed')", name="pulse_outcome_is_known"
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "seal",
        sa.Column("stream", TEXT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("stream"),
        sqlite_strict=True,
    )
    op.create_index("event_recorded", "event", ["recorded_at"])


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")
