"""The tables, as the program sees them; the migrations make them.

No foreign keys: the projection may be thrown away and recomputed at any time, and nothing
may hang on it. Migrations are written by hand and compared with this file in a test.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    text,
)

from tiendo.store.account_tables import ACCOUNT as ACCOUNT
from tiendo.store.agenda_tables import AGENDA as AGENDA
from tiendo.store.agenda_tables import PAPER as PAPER
from tiendo.store.agenda_tables import PAPER_GUARDS as PAPER_GUARDS
from tiendo.store.columns import AsGiven, Composed, Day, Flag, Moment
from tiendo.store.metadata import METADATA as METADATA
from tiendo.store.projections import BREACH as BREACH
from tiendo.store.projections import BURDEN as BURDEN
from tiendo.store.projections import INSPECTION as INSPECTION
from tiendo.store.projections import INVOLVED as INVOLVED
from tiendo.store.projections import LOST as LOST
from tiendo.store.projections import SAVED_VIEW as SAVED_VIEW
from tiendo.store.projections import STALL as STALL
from tiendo.store.projections import STAY as STAY

# Clustered by its key in SQLite: a stream is read in one piece, and without a rowid there is
# no second key through which INSERT OR REPLACE could push a row out past the guards.
EVENT = Table(
    "event",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Composed, nullable=False),
    Column("occurred_on", Day, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("actor", Composed, nullable=False),
    Column("body", AsGiven, nullable=False),
    Column("prev_hash", AsGiven, nullable=False),
    Column("hash", AsGiven, nullable=False),
    CheckConstraint("version >= 1", name="event_version_counts_from_one"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("event_recorded", EVENT.c.recorded_at)  # the last moment, whatever the size of the record

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("key", Composed, primary_key=True),
    Column("stream", Composed, nullable=False),
    Column("recipient", Composed, nullable=False),
    Column("subject", Composed, nullable=False),
    Column("body", Composed, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("created_at", Moment, nullable=False),  # recorded_at of the event it came with
    Column("urgent", Flag, nullable=False, server_default=text("1")),
    Column("routed_at", Moment),  # when it was given to deliveries or to a digest
    Column("read_at", Moment),
    sqlite_strict=True,
)
Index(
    "outbox_unrouted",
    OUTBOX.c.urgent,
    OUTBOX.c.due_on,
    OUTBOX.c.key,
    sqlite_where=text("routed_at IS NULL"),
    postgresql_where=text("routed_at IS NULL"),
)
Index("outbox_recipient", OUTBOX.c.recipient, OUTBOX.c.read_at)

CONTACT = Table(
    "contact",
    METADATA,
    Column("person", Composed, primary_key=True),
    Column("channel", Composed, primary_key=True),
    Column("address", AsGiven, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("set_by", Composed, nullable=False),
    CheckConstraint("channel IN ('email', 'webhook', 'chat')", name="contact_channel_is_known"),
    sqlite_strict=True,
)

DELIVERY = Table(
    "delivery",
    METADATA,
    Column("key", Composed, primary_key=True),  # of the notice
    Column("channel", Composed, primary_key=True),
    Column("address", AsGiven, primary_key=True),
    Column("message_id", AsGiven, nullable=False),
    Column("state", Composed, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Moment, nullable=False),
    Column("claimed_until", Moment),
    Column("last_error", Composed, nullable=False),
    Column("sent_at", Moment),
    CheckConstraint("state IN ('owed', 'sent', 'dead')", name="delivery_state_is_known"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="delivery_sent_says_when"),
    sqlite_strict=True,
)
Index(
    "delivery_owed",
    DELIVERY.c.channel,
    DELIVERY.c.next_try_at,
    DELIVERY.c.key,
    sqlite_where=text("state = 'owed'"),
    postgresql_where=text("state = 'owed'"),
)
Index(
    "delivery_dead",
    DELIVERY.c.key,
    sqlite_where=text("state = 'dead'"),
    postgresql_where=text("state = 'dead'"),
)

PERSON = Table(
    "person",
    METADATA,
    Column("id", Composed, primary_key=True),
    Column("name", Composed, nullable=False),
    Column("title", Composed, nullable=False),
    Column("role", Composed, nullable=False),
    Column("room", Composed, nullable=False),
    Column("block", Composed, nullable=False),
    sqlite_strict=True,
)

# What was announced about days off and worked; the last entry about a day is the one that holds.
CALENDAR_DAY = Table(
    "calendar_day",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("day", Day, nullable=False),
    Column("kind", Composed, nullable=False),
    Column("name", Composed, nullable=False),
    Column("number", Composed, nullable=False),
    Column("signed_on", Day, nullable=False),
    Column("signed_by", Composed, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("actor", Composed, nullable=False),
    CheckConstraint("entry >= 1", name="calendar_day_entry_counts_from_one"),
    CheckConstraint("kind IN ('off', 'swapped_off', 'worked')", name="calendar_day_kind_is_known"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# The last beats of each flow.
PULSE = Table(
    "pulse",
    METADATA,
    Column("flow", Composed, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("outcome", Composed, nullable=False),
    Column("said", Composed, nullable=False),
    CheckConstraint("outcome IN ('running', 'done', 'failed')", name="pulse_outcome_is_known"),
    sqlite_strict=True,
)

# The head up to which each stream was verified.
SEAL = Table(
    "seal",
    METADATA,
    Column("stream", Composed, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("hash", AsGiven, nullable=False),
    sqlite_strict=True,
)

# Working every projection out again: what for, and the parts in which it is done.
REPROJECTION = Table(
    "reprojection",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("calendar_entry", Integer, nullable=False),
    Column("policy", Composed, nullable=False),
    Column("law", Composed, nullable=False),
    Column("program", Composed, nullable=False),
    Column("because", Composed, nullable=False),
    Column("asked_at", Moment, nullable=False),
    CheckConstraint("number >= 1", name="reprojection_counts_from_one"),
    sqlite_strict=True,
)

REPROJECTION_PART = Table(
    "reprojection_part",
    METADATA,
    Column("job", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("after_stream", Composed, nullable=False),
    Column("until_stream", Composed, nullable=False),
    Column("size", Integer, nullable=False),
    Column("last_stream", Composed, nullable=False),
    Column("done", Integer, nullable=False, server_default=text("0")),
    Column("moved", Integer, nullable=False, server_default=text("0")),
    Column("failed", Integer, nullable=False, server_default=text("0")),
    Column("state", Composed, nullable=False),
    Column("worker", Composed, nullable=False, server_default=text("''")),
    Column("held_until", Moment),
    CheckConstraint(
        "state IN ('open', 'done', 'superseded')", name="reprojection_part_state_is_known"
    ),
    sqlite_strict=True,
)

# The triggers that refuse any change of the record, by database.
GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": ("event_refuses_delete", "event_refuses_replace", "event_refuses_update"),
    "postgresql": ("event_refuses_delete", "event_refuses_truncate", "event_refuses_update"),
}

# Those that refuse any change of what was announced.
CALENDAR_GUARDS: dict[str, tuple[str, ...]] = {
    dialect: tuple(guard.replace("event", "calendar_day") for guard in guards)
    for dialect, guards in GUARDS.items()
}

# A key once claimed stays claimed, and what was sent is never owed again.
POST_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "outbox_refuses_delete",
        "delivery_refuses_delete",
        "delivery_refuses_unsending",
    ),
    "postgresql": (
        "outbox_refuses_delete",
        "outbox_refuses_truncate",
        "delivery_refuses_delete",
        "delivery_refuses_truncate",
        "delivery_refuses_unsending",
    ),
}
