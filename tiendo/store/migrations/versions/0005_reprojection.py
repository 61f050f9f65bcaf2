"""The jobs of working every projection out again, and their parts.

Revision ID: 0005
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "reprojection",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("calendar_entry", sa.Integer, nullable=False),
        *(_text(name) for name in ("policy", "law", "program", "because", "asked_at")),
        sa.PrimaryKeyConstraint("number"),
        sa.CheckConstraint("number >= 1", name="reprojection_counts_from_one"),
        sqlite_strict=True,
    )
    op.create_table(
        "reprojection_part",
        sa.Column("job", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        *(_text(name) for name in ("after_stream", "until_stream")),
        sa.Column("size", sa.Integer, nullable=False),
        _text("last_stream"),
        *(
            sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))
            for name in ("done", "moved", "failed")
        ),
        _text("state"),
        sa.Column("worker", TEXT, nullable=False, server_default=sa.text("''")),
        sa.Column("held_until", TEXT),
        sa.PrimaryKeyConstraint("job", "number"),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'superseded')", name="reprojection_part_state_is_known"
        ),
        sqlite_strict=True,
    )


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)
