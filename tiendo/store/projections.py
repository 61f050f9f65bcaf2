"""The tables that lists read: the projection of each inspection, and lists people saved."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, text

from tiendo.store.columns import AsGiven, Composed, DerivedDay, Flag, Moment
from tiendo.store.metadata import METADATA

APART = {"apart": True}
"""What marks a column that is not written with the rest of its row."""

INSPECTION = Table(
    "inspection",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("course", Composed, nullable=False),
    Column("hold", Composed, nullable=False),
    Column("records", Composed, nullable=False),
    Column("oversight", Composed, nullable=False),
    Column("remedy", Composed, nullable=False),
    Column("complaint", Composed, nullable=False),
    Column("name", Composed, nullable=False),
    Column("folded", Composed, nullable=False),
    Column("entity", Composed, nullable=False),
    Column("room", Composed, nullable=False),
    Column("block", Composed, nullable=False),
    Column("team_head", Composed, nullable=False),
    Column("year", Integer, nullable=False),
    Column("attention_on", DerivedDay),
    Column("stuck_from", DerivedDay),
    Column("short_name", Composed, nullable=False, server_default=text("''")),
    Column("locality", Composed, nullable=False, server_default=text("''")),
    Column("phase", Composed, nullable=False, server_default=text("''")),
    Column("regime", Composed, nullable=False, server_default=text("''")),
    Column("course_since", DerivedDay),
    Column("lost_days", Integer, nullable=False, server_default=text("0")),
    Column("held_from", Integer),
    # Up to which version it is summed; what an act writes leaves it alone.
    Column("summed", Integer, nullable=False, server_default=text("0"), info=APART),
    sqlite_strict=True,
)

# With the stream beside the day the sweep reads nothing but the index.
Index(
    "inspection_attention",
    INSPECTION.c.attention_on,
    INSPECTION.c.stream,
    sqlite_where=text("attention_on IS NOT NULL"),
    postgresql_where=text("attention_on IS NOT NULL"),
)
Index(
    "inspection_stuck",
    INSPECTION.c.stuck_from,
    sqlite_where=text("stuck_from IS NOT NULL"),
    postgresql_where=text("stuck_from IS NOT NULL"),
)

_FACETS = ("block", "room", "locality", "year", "regime", "hold")
_COUNTED = ("course", "stuck_from", "course_since", "lost_days", "held_from", *_FACETS)

# The board counts from the first alone, narrowed or not; a list walks one of the others and stops
# at its page.
Index("inspection_tally", *(INSPECTION.c[name] for name in _COUNTED))
Index("inspection_phase", INSPECTION.c.phase, INSPECTION.c.course_since, INSPECTION.c.stream)
Index("inspection_since", INSPECTION.c.course_since, INSPECTION.c.stream)
Index("inspection_course", INSPECTION.c.course, INSPECTION.c.course_since, INSPECTION.c.stream)
for _facet in _FACETS:
    Index(f"inspection_{_facet}", INSPECTION.c[_facet], INSPECTION.c.stream)

# The stalls of each inspection, part of its projection.
STALL = Table(
    "stall",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, nullable=False),
    Column("stuck_from", DerivedDay, nullable=False),
    Column("due_on", DerivedDay, nullable=False),
    Column("kind", Composed, nullable=False),
    Column("subject", Composed, nullable=False),
    Column("holder", Composed, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("stall_rank", *(STALL.c[name] for name in ("rank", "stuck_from", "stream", "subject")))
Index("stall_holder", *(STALL.c[name] for name in ("holder", "stuck_from", "stream")))

# Who has which open inspection on his own list, part of its projection.
INVOLVED = Table(
    "involved",
    METADATA,
    Column("person", Composed, primary_key=True),
    Column("stream", Composed, primary_key=True),
    Column("role", Composed, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("involved_stream", INVOLVED.c.stream)

Index(
    "inspection_unsummed",
    INSPECTION.c.stream,
    sqlite_where=text("summed <> version"),
    postgresql_where=text("summed <> version"),
)

# What holds each inspection up, from which day on: worked out behind the act, not with it.
BURDEN = Table(
    "burden",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("sort", Composed, primary_key=True),
    Column("key", Composed, primary_key=True),
    Column("from_day", Integer, nullable=False),
    Column("since_day", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
_BURDEN = ("sort", "key", "from_day", "since_day", "stream")
Index("burden_key", *(BURDEN.c[name] for name in _BURDEN))

# Days each inspection lost to each party in each year, and since when it is losing more.
LOST = Table(
    "lost",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("account", Composed, primary_key=True),
    Column("party", Composed, primary_key=True),
    Column("room", Composed, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("days", Integer, nullable=False),
    Column("after_day", Integer),
    Column("after_worked", Integer),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
_PARTY = ("account", "party", "room", "year", "days", "after_day", "after_worked", "stream")
Index("lost_party", *(LOST.c[name] for name in _PARTY))

# How long each inspection stayed in each phase; without days while it is there.
STAY = Table(
    "stay",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("phase", Composed, primary_key=True),
    Column("since_day", Integer, nullable=False),
    Column("days", Integer),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("stay_phase", STAY.c.phase, STAY.c.days)

# Which duties each inspection breached, or will: late behind its last day, or by settled days.
BREACH = Table(
    "breach",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("rule", Composed, primary_key=True),
    Column("due_day", Integer, nullable=False),
    Column("late", Integer),
    Column("met", Flag, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("breach_rule", *(BREACH.c[name] for name in ("rule", "late", "due_day", "stream", "met")))

# A list somebody named, as the query that opens it.
SAVED_VIEW = Table(
    "saved_view",
    METADATA,
    Column("person", Composed, primary_key=True),
    Column("name", Composed, primary_key=True),
    Column("query", AsGiven, nullable=False),
    Column("saved_at", Moment, nullable=False),
    sqlite_strict=True,
)
