"""Contacts and deliveries at rest: each is routed once, claimed by one, and sent for good."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from tiendo.postbox import (
    Channel,
    Contact,
    Delivery,
    DeliveryState,
    Letter,
    Routed,
    Tally,
)
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_into, insert_or_replace
from tiendo.store.tables import CONTACT, DELIVERY, OUTBOX

LETTER = tuple(OUTBOX.c[name] for name in Letter.__dataclass_fields__)
"""The columns of a letter, in the order of its fields."""

_OWN = tuple(c for c in DELIVERY.c if c.name not in ("key", "claimed_until", "sent_at"))
_OWED = DELIVERY.c.state == DeliveryState.OWED.value
_DEAD = DELIVERY.c.state == DeliveryState.DEAD.value


class SqlDeliveries:
    """The deliveries of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def contacts(self) -> tuple[Contact, ...]:
        """Every contact, by person and channel."""
        wanted = select(CONTACT).order_by(CONTACT.c.person, CONTACT.c.channel)
        with self._database.reading() as connection:
            found = connection.execute(wanted).mappings()
            return tuple(
                Contact(row["person"], Channel(row["channel"]), row["address"]) for row in found
            )

    def put_contact(self, contact: Contact, at: datetime, by: str) -> None:
        """Set the address of a person on a channel; the one before is replaced."""
        row = {**asdict(contact), "channel": contact.channel.value, "set_at": at, "set_by": by}
        with self._database.writing() as connection:
            connection.execute(insert_or_replace(self._database.dialect, CONTACT), row)

    def remove_contact(self, person: str, channel: Channel) -> bool:
        """Forget an address; whether there was one."""
        its = and_(CONTACT.c.person == person, CONTACT.c.channel == channel.value)
        with self._database.writing() as connection:
            return connection.execute(delete(CONTACT).where(its)).rowcount > 0

    def unrouted(self, today: date, limit: int) -> tuple[Letter, ...]:
        """Urgent notices due by a day that were given to no delivery yet, oldest due first."""
        wanted = (
            select(*LETTER)
            .where(OUTBOX.c.routed_at.is_(None), OUTBOX.c.urgent == True)  # noqa: E712
            .where(OUTBOX.c.due_on <= today)
            .order_by(OUTBOX.c.due_on, OUTBOX.c.key)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(Letter(**row) for row in connection.execute(wanted).mappings())

    def route(self, keys: Sequence[str], deliveries: Sequence[Routed], at: datetime) -> int:
        """Give notices to their deliveries, each notice once for ever; how many were given."""
        given = set[str]()
        with self._database.writing() as connection:
            # In one order everywhere: two that route the same notices queue, and never cross.
            for key in sorted(keys):
                if _mark_routed(connection, key, at):
                    given.add(key)
            rows = [
                asdict(each) | {"channel": each.channel.value} | _fresh(at)
                for each in deliveries
                if each.key in given
            ]
            if rows:
                new = insert_into(self._database.dialect, DELIVERY).on_conflict_do_nothing()
                connection.execute(new, rows)
        return len(given)

    def claim(
        self, channel: Channel, now: datetime, until: datetime, passing_by: Collection[str] = ()
    ) -> Delivery | None:
        """The next delivery due on a channel, taken by nobody else until then; counts the try."""
        free = or_(DELIVERY.c.claimed_until.is_(None), DELIVERY.c.claimed_until <= now)
        wanted = (
            _joined()
            .where(_OWED, DELIVERY.c.channel == channel.value, DELIVERY.c.next_try_at <= now)
            .where(free, DELIVERY.c.address.not_in(tuple(passing_by)))
            .order_by(DELIVERY.c.next_try_at, DELIVERY.c.key, DELIVERY.c.address)
            .limit(1)
            .with_for_update(of=DELIVERY, skip_locked=True)  # SQLite's writer is alone anyway
        )
        with self._database.writing() as connection:
            found = connection.execute(wanted).mappings().first()
            if found is None:
                return None
            taken = _delivery({**found, "attempts": found["attempts"] + 1})
            values = {"claimed_until": until, "attempts": taken.attempts}
            connection.execute(update(DELIVERY).where(_its(taken)).values(values))
            return taken

    def bring_back(self, now: datetime, claimed_until: datetime, next_try: datetime) -> int:
        """Bring back what lies ahead of these: the clock was set back since. How many there were.

        A claim then lasts that long once more, so that whoever holds it has time to end; what
        is owed is due now.
        """
        held = and_(_OWED, DELIVERY.c.claimed_until > claimed_until)
        # One that was never tried waits for nothing.
        waits = or_(DELIVERY.c.next_try_at > next_try, DELIVERY.c.attempts == 0)
        put_off = and_(_OWED, DELIVERY.c.next_try_at > now, waits)
        found = self._set(held, {"claimed_until": claimed_until})
        return found + self._set(put_off, {"next_try_at": now})

    def sent(self, delivery: Delivery, at: datetime) -> None:
        """Record that a delivery was sent, whoever holds it now; once is enough."""
        not_yet = DELIVERY.c.state != DeliveryState.SENT.value
        values = {"state": DeliveryState.SENT.value, "sent_at": at, "claimed_until": None}
        self._set(and_(_its(delivery), not_yet), {**values, "last_error": ""})

    def put_off(self, delivery: Delivery, error: str, next_try_at: datetime) -> None:
        """Record why a claimed delivery failed and when it is tried again, if it is still ours."""
        values = {"next_try_at": next_try_at, "claimed_until": None, "last_error": error}
        self._set(_still_ours(delivery), values)

    def died(self, delivery: Delivery, error: str) -> None:
        """Record that a claimed delivery is given up, and why, if it is still ours."""
        values = {"state": DeliveryState.DEAD.value, "claimed_until": None, "last_error": error}
        self._set(_still_ours(delivery), values)

    def retry(self, key: str, now: datetime) -> int:
        """Owe the dead deliveries of a notice again; how many there were."""
        values = {"state": DeliveryState.OWED.value, "attempts": 0, "next_try_at": now}
        return self._set(and_(DELIVERY.c.key == key, _DEAD), values)

    def unsent(self) -> tuple[Delivery, ...]:
        """Every delivery that is owed or dead, dead ones first."""
        dead_first = case((_DEAD, 0), else_=1)
        order = (dead_first, DELIVERY.c.next_try_at, DELIVERY.c.key, DELIVERY.c.address)
        wanted = _joined().where(or_(_OWED, _DEAD)).order_by(*order)
        with self._database.reading() as connection:
            return tuple(_delivery(row) for row in connection.execute(wanted).mappings())

    def owed(self) -> Mapping[Channel, int]:
        """How many deliveries are owed on each channel on which any is."""
        by_channel = select(DELIVERY.c.channel, func.count()).group_by(DELIVERY.c.channel)
        with self._database.reading() as connection:
            found = connection.execute(by_channel.where(_OWED))
            return {Channel(channel): count for channel, count in found}

    def unaddressed(self) -> tuple[Letter, ...]:
        """Urgent unread notices that stand on the page only: nobody had an address for them."""
        its = select(DELIVERY.c.key).where(DELIVERY.c.key == OUTBOX.c.key)
        wanted = (
            select(*LETTER)
            .where(OUTBOX.c.urgent == True, OUTBOX.c.read_at.is_(None))  # noqa: E712
            .where(OUTBOX.c.routed_at.is_not(None), ~its.exists())
            .order_by(OUTBOX.c.recipient, OUTBOX.c.due_on, OUTBOX.c.key)
        )
        with self._database.reading() as connection:
            return tuple(Letter(**row) for row in connection.execute(wanted).mappings())

    def tally(self) -> Tally:
        """How much is under way."""
        owed = (
            select(func.count(), func.min(OUTBOX.c.created_at))
            .select_from(DELIVERY.join(OUTBOX, OUTBOX.c.key == DELIVERY.c.key))
            .where(_OWED)
        )
        dead = select(func.count()).select_from(DELIVERY).where(_DEAD)
        unrouted = select(func.count(), func.min(OUTBOX.c.created_at)).where(
            OUTBOX.c.routed_at.is_(None),
            OUTBOX.c.urgent == True,  # noqa: E712
        )
        with self._database.reading() as connection:
            owing, routed = connection.execute(owed).one()
            lying, written = connection.execute(unrouted).one()
            return Tally(
                unrouted=lying,
                owed=owing,
                dead=connection.execute(dead).scalar_one(),
                oldest=min((each for each in (routed, written) if each), default=None),
            )

    def _set(self, which: ColumnElement[bool], values: Mapping[str, object]) -> int:
        with self._database.writing() as connection:
            return connection.execute(update(DELIVERY).where(which).values(**values)).rowcount


def _mark_routed(connection: Connection, key: str, at: datetime) -> bool:
    """Whether the notice is given away here and now; False if it was before."""
    untouched = and_(OUTBOX.c.key == key, OUTBOX.c.routed_at.is_(None))
    done = connection.execute(update(OUTBOX).where(untouched).values(routed_at=at))
    return done.rowcount == 1


def _fresh(at: datetime) -> dict[str, object]:
    owed = DeliveryState.OWED.value
    return {"state": owed, "attempts": 0, "next_try_at": at, "last_error": ""}


def _joined() -> Select[Any]:
    """Deliveries with their letters."""
    return select(*LETTER, *_OWN).join_from(DELIVERY, OUTBOX, OUTBOX.c.key == DELIVERY.c.key)


def _delivery(row: RowMapping | Mapping[str, Any]) -> Delivery:
    own = {column.name: row[column.name] for column in _OWN}
    own |= {"channel": Channel(own["channel"]), "state": DeliveryState(own["state"])}
    return Delivery(letter=Letter(**{c.name: row[c.name] for c in LETTER}), **own)


def _its(delivery: Delivery) -> ColumnElement[bool]:
    return and_(
        DELIVERY.c.key == delivery.key,
        DELIVERY.c.channel == delivery.channel.value,
        DELIVERY.c.address == delivery.address,
    )


def _still_ours(delivery: Delivery) -> ColumnElement[bool]:
    """Nobody has claimed it since: every claim counts one more attempt."""
    return and_(_its(delivery), _OWED, DELIVERY.c.attempts == delivery.attempts)
