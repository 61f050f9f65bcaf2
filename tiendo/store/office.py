"""The office itself at rest, apart from its streams: people, their accounts, the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from tiendo.ports import AnnouncedDay, CalendarDay, Person
from tiendo.store.accounts import SqlAccounts
from tiendo.store.announcements import announce, announced_days, last_announcement
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_or_replace
from tiendo.store.prepared import Prepared
from tiendo.store.sums import forget_sums
from tiendo.store.tables import PERSON
from tiendo.store.tokens import SqlDelegations, SqlTokens

_ONE = Prepared(select(PERSON).where(PERSON.c.id == bindparam("id")))
_EVERY = Prepared(select(PERSON).order_by(PERSON.c.id))
_NAMES = tuple(PERSON.c.keys())


class SqlOffice:
    """People, accounts and calendar of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.accounts = SqlAccounts(database)
        self.delegations = SqlDelegations(database)
        self.tokens = SqlTokens(database)

    def person(self, id: str) -> Person | None:
        """Somebody of the office by id, if there is such a person."""
        found = self._database.ask(_ONE, {"id": id})
        return Person(**dict(zip(_NAMES, found[0], strict=True))) if found else None

    def people(self) -> tuple[Person, ...]:
        """Everybody of the office, by id."""
        found = self._database.ask(_EVERY, {})
        return tuple(Person(**dict(zip(_NAMES, row, strict=True))) for row in found)

    def put_people(self, people: Sequence[Person]) -> None:
        """Add people, or replace those who are there."""
        if not people:
            return
        statement = insert_or_replace(self._database.dialect, PERSON)
        with self._database.writing() as connection:
            # In one order everywhere: two writers of the same people then queue, never cross.
            connection.execute(
                statement, [_columns(p) for p in sorted(people, key=lambda p: p.id)]
            )

    def calendar_days(self) -> tuple[AnnouncedDay, ...]:
        """Everything ever announced about days off and worked, oldest entry first."""
        with self._database.reading() as connection:
            return announced_days(connection)

    def calendar_entry(self) -> int:
        """The number of the last announced day; 0 when nothing was announced."""
        with self._database.reading() as connection:
            return last_announcement(connection)

    def put_calendar_days(
        self, days: Sequence[CalendarDay], at: datetime, actor: str, *, after: int | None = None
    ) -> None:
        """Add announced days behind those recorded before, all of them or none.

        Raises Conflict when ``after`` is given and is no longer the last entry.
        """
        if days:
            with self._database.writing() as connection:
                announce(connection, days, at, actor, after)
                forget_sums(connection)  # days are counted anew


def _columns(person: Person) -> dict[str, str]:
    """What is kept of a person; what is lent to him is kept elsewhere."""
    return {column.name: getattr(person, column.name) for column in PERSON.c}
