"""The beats of the flows at rest: the last few of each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, case, delete, func, insert, select, update

from tiendo.pulse import Beats, Outcome, Pulse
from tiendo.store.engine import Database
from tiendo.store.tables import PULSE
from tiendo.store.turns import in_turn

KEPT = 20
"""How many beats of a flow are kept."""
_ONE_WRITER = 0x6E68_6970  # "nhip": any number does that nobody else uses
_LONGEST = 2000  # characters of what a beat said


class SqlPulses:
    """The beats in a database that has been migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, flow: str, at: datetime) -> int:
        """Note that a flow starts; the number of its beat."""
        with self._database.writing() as connection:
            in_turn(connection, _ONE_WRITER)
            number = _highest(connection, flow) + 1
            row = {"flow": flow, "number": number, "started_at": at, "said": ""}
            connection.execute(insert(PULSE), row | {"outcome": Outcome.RUNNING.value})
            _let_go(connection, flow, number)
            return number

    def end(self, flow: str, number: int, at: datetime, outcome: Outcome, said: str) -> None:
        """Note how that beat ended."""
        ended = {"finished_at": at, "outcome": outcome.value, "said": said[:_LONGEST]}
        this = (PULSE.c.flow == flow) & (PULSE.c.number == number)
        with self._database.writing() as connection:
            connection.execute(update(PULSE).where(this).values(ended))

    def by_flow(self) -> dict[str, Beats]:
        """What is known of each flow that ever ran."""
        with self._database.reading() as connection:
            pulses = [
                Pulse(**{**row, "outcome": Outcome(row["outcome"])})
                for row in connection.execute(_THE_LAST).mappings()
            ]
        newest = {pulse.flow: pulse for pulse in pulses}
        done = {pulse.flow: pulse for pulse in pulses if pulse.outcome is Outcome.DONE}
        return {flow: Beats(pulse, done.get(flow)) for flow, pulse in newest.items()}

    def first(self) -> datetime | None:
        """The start of the oldest beat that is kept; None when nothing ever ran."""
        with self._database.reading() as connection:
            first: datetime | None = connection.execute(_FIRST).scalar_one()
            return first


_ENDED_WELL = case((PULSE.c.outcome == Outcome.DONE.value, PULSE.c.number))
_LAST_OF_EACH = (
    select(
        PULSE.c.flow,
        func.max(PULSE.c.number).label("newest"),
        func.max(_ENDED_WELL).label("done"),
    )
    .group_by(PULSE.c.flow)
    .subquery()
)
_THE_LAST = (
    select(PULSE)
    .join(
        _LAST_OF_EACH,
        and_(
            PULSE.c.flow == _LAST_OF_EACH.c.flow,
            PULSE.c.number.in_((_LAST_OF_EACH.c.newest, _LAST_OF_EACH.c.done)),
        ),
    )
    .order_by(PULSE.c.flow, PULSE.c.number)
)
_FIRST = select(func.min(PULSE.c.started_at))


def _highest(connection: Connection, flow: str, *, only: Outcome | None = None) -> int:
    wanted = select(func.coalesce(func.max(PULSE.c.number), 0)).where(PULSE.c.flow == flow)
    if only is not None:
        wanted = wanted.where(PULSE.c.outcome == only.value)
    return int(connection.execute(wanted).scalar_one())


def _let_go(connection: Connection, flow: str, number: int) -> None:
    ended_well = _highest(connection, flow, only=Outcome.DONE)
    old = (PULSE.c.flow == flow) & (PULSE.c.number <= number - KEPT)
    connection.execute(delete(PULSE).where(old, PULSE.c.number != ended_well))
