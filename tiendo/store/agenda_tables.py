"""The tables of directives, reports and meetings, and of the papers that were taken in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table, text

from tiendo.store.columns import AsGiven, Composed, DerivedDay, Moment
from tiendo.store.metadata import METADATA

AGENDA = Table(
    "agenda",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Composed, nullable=False),
    Column("state", Composed, nullable=False),
    Column("title", Composed, nullable=False),
    Column("folded", Composed, nullable=False),
    Column("room", Composed, nullable=False),
    Column("block", Composed, nullable=False),
    Column("owner", Composed, nullable=False),
    Column("meeting", Composed, nullable=False),
    Column("period", Composed, nullable=False),
    Column("due_on", DerivedDay),
    Column("attention_on", DerivedDay),
    Column("stuck_from", DerivedDay),
    sqlite_strict=True,
)
Index(
    "agenda_attention",
    AGENDA.c.attention_on,
    AGENDA.c.stream,
    sqlite_where=text("attention_on IS NOT NULL"),
    postgresql_where=text("attention_on IS NOT NULL"),
)

# Files by the hash of their bytes; what the record names must stay what it was.
PAPER = Table(
    "paper",
    METADATA,
    Column("hash", AsGiven, primary_key=True),
    Column("name", Composed, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("taken_at", Moment, nullable=False),
    CheckConstraint("length(hash) = 64", name="paper_hash_is_sha256"),
    sqlite_strict=True,
)

PAPER_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": ("paper_refuses_delete", "paper_refuses_update"),
    "postgresql": ("paper_refuses_delete", "paper_refuses_truncate", "paper_refuses_update"),
}
