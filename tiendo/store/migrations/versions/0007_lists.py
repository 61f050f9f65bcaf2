"""What lists read: more of each inspection, its stalls, who is involved; saved views.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
FACETS = ("block", "room", "locality", "year", "regime", "hold")


def upgrade() -> None:
    for name in ("short_name", "locality", "phase", "regime"):
        op.add_column("inspection", sa.Column(name, TEXT, nullable=False, server_default=""))
    op.add_column("inspection", sa.Column("course_since", TEXT))
    lost = sa.Column("lost_days", sa.Integer, nullable=False, server_default=sa.text("0"))
    op.add_column("inspection", lost)
    op.add_column("inspection", sa.Column("held_from", sa.Integer))
    tally = ["course", "stuck_from", "course_since", "lost_days", "held_from"]
    op.create_index("inspection_tally", "inspection", [*tally, *FACETS])
    op.create_index("inspection_phase", "inspection", ["phase", "course_since", "stream"])
    op.create_index("inspection_since", "inspection", ["course_since", "stream"])
    op.create_index("inspection_course", "inspection", ["course", "course_since", "stream"])
    for facet in FACETS:
        op.create_index(f"inspection_{facet}", "inspection", [facet, "stream"])
    _stalls()
    op.create_table(
        "involved",
        *(_text(name) for name in ("person", "stream", "role")),
        sa.PrimaryKeyConstraint("person", "stream", "role"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("involved_stream", "involved", ["stream"])
    op.create_table(
        "saved_view",
        *(_text(name) for name in ("person", "name", "query", "saved_at")),
        sa.PrimaryKeyConstraint("person", "name"),
        sqlite_strict=True,
    )


def _stalls() -> None:
    op.create_table(
        "stall",
        _text("stream"),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("rank", sa.Integer, nullable=False),
        *(_text(name) for name in ("stuck_from", "due_on", "kind", "subject", "holder")),
        sa.PrimaryKeyConstraint("stream", "number"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("stall_rank", "stall", ["rank", "stuck_from", "stream", "subject"])
    op.create_index("stall_holder", "stall", ["holder", "stuck_from", "stream"])


def downgrade() -> None:
    raise NotImplementedError("The record is not thrown away; restore a backup instead.")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)
