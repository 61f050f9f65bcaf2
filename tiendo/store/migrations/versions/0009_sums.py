"""What holds inspections up and whose days they lost, so that the whole office can be summed.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    summed = sa.Column("summed", sa.Integer, nullable=False, server_default=sa.text("0"))
    op.add_column("inspection", summed)
    stale = sa.text("summed <> version")
    op.create_index(
        "inspection_unsummed",
        "inspection",
        ["stream"],
        sqlite_where=stale,
        postgresql_where=stale,
    )
    op.create_table(
        "burden",
        *(_text(name) for name in ("stream", "sort", "key")),
        *(_number(name) for name in ("from_day", "since_day")),
        sa.PrimaryKeyConstraint("stream", "sort", "key"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("burden_key", "burden", ["sort", "key", "from_day", "since_day", "stream"])
    op.create_table(
        "lost",
        *(_text(name) for name in ("stream", "account", "party", "room")),
        *(_number(name) for name in ("year", "days")),
        sa.Column("after_day", sa.Integer),
        sa.Column("after_worked", sa.Integer),
        sa.PrimaryKeyConstraint("stream", "account", "party", "room", "year"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    kept = ["account", "party", "room", "year", "days", "after_day", "after_worked", "stream"]
    op.create_index("lost_party", "lost", kept)


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)
