"""What the outbox is to the outside: contacts, deliveries, letters as their readers see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Channel(StrEnum):
    """By which road a notice leaves the office. The values are stored."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    CHAT = "chat"


class DeliveryState(StrEnum):
    """Where a delivery stands. The values are stored; what is sent stays sent."""

    OWED = "owed"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Contact:
    """Where somebody is reached; one address a person and channel."""

    person: str
    channel: Channel
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice as its reader has it; ``read_at`` is None until he says that he read it."""

    key: str
    stream: str
    recipient: str
    subject: str
    body: str
    due_on: date
    urgent: bool
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Routed:
    """One delivery that a notice is given to; ``message_id`` is the same at every try."""

    key: str
    channel: Channel
    address: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter on its way to one address; ``attempts`` counts the tries begun."""

    letter: Letter
    channel: Channel
    address: str
    message_id: str
    state: DeliveryState
    attempts: int
    next_try_at: datetime
    last_error: str

    @property
    def key(self) -> str:
        """The key of its notice."""
        return self.letter.key


@dataclass(frozen=True, slots=True)
class Digest:
    """The one letter of a morning to one person; ``tells``: keys of the notices it passes on."""

    key: str
    recipient: str
    subject: str
    body: str
    due_on: date
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How much is under way: notices not routed yet, deliveries owed and dead.

    ``oldest``: when the oldest notice that is unrouted or owed to an address was written.
    """

    unrouted: int
    owed: int
    dead: int
    oldest: datetime | None


class Deliveries(Protocol):
    """Contacts, and each notice on its way to each of them."""

    def contacts(self) -> tuple[Contact, ...]:
        """Every contact, by person and channel."""

    def put_contact(self, contact: Contact, at: datetime, by: str) -> None:
        """Set the address of a person on a channel; the one before is replaced."""

    def remove_contact(self, person: str, channel: Channel) -> bool:
        """Forget an address; whether there was one."""

    def unrouted(self, today: date, limit: int) -> tuple[Letter, ...]:
        """Urgent notices due by a day that were given to no delivery yet, oldest due first."""

    def route(self, keys: Sequence[str], deliveries: Sequence[Routed], at: datetime) -> int:
        """Give notices to their deliveries, each notice once for ever; how many were given."""

    def claim(
        self, channel: Channel, now: datetime, until: datetime, passing_by: Collection[str] = ()
    ) -> Delivery | None:
        """The next delivery due on a channel, taken by nobody else until then; counts the try.

        Those to the addresses in ``passing_by`` are left alone.
        """

    def bring_back(self, now: datetime, claimed_until: datetime, next_try: datetime) -> int:
        """Bring back what lies ahead of these: the clock was set back since. How many there were.

        A claim then lasts that long once more, so that whoever holds it has time to end; what
        is owed is due now.
        """

    def sent(self, delivery: Delivery, at: datetime) -> None:
        """Record that a delivery was sent."""

    def put_off(self, delivery: Delivery, error: str, next_try_at: datetime) -> None:
        """Record why a claimed delivery failed and when it is tried again, if it is still ours."""

    def died(self, delivery: Delivery, error: str) -> None:
        """Record that a claimed delivery is given up, and why, if it is still ours."""

    def retry(self, key: str, now: datetime) -> int:
        """Owe the dead deliveries of a notice again; how many there were."""

    def unsent(self) -> tuple[Delivery, ...]:
        """Every delivery that is owed or dead, dead ones first."""

    def owed(self) -> Mapping[Channel, int]:
        """How many deliveries are owed on each channel on which any is."""

    def unaddressed(self) -> tuple[Letter, ...]:
        """Urgent unread notices that stand on the page only: nobody had an address for them."""

    def tally(self) -> Tally:
        """How much is under way."""


class Letters(Protocol):
    """The notices as their readers see them, and the digests that pass some of them on."""

    def inbox(self, readers: Collection[str], limit: int) -> tuple[Letter, ...]:
        """The letters to any of these recipients: unread ones first, then newest first."""

    def unread(self, readers: Collection[str]) -> int:
        """How many letters to these recipients nobody has read."""

    def mark_read(self, readers: Collection[str], keys: Collection[str], at: datetime) -> int:
        """Mark letters of these recipients as read; how many were not before."""

    def last_written(self, recipient: str, keys_from: str) -> datetime | None:
        """When the newest letter to somebody was written whose key begins like this."""

    def for_digest(self, today: date) -> tuple[Letter, ...]:
        """Notices that are not urgent, due by a day, and were in no digest yet."""

    def put_digests(self, digests: Sequence[Digest], at: datetime) -> tuple[str, ...]:
        """Queue digests, each key once for ever, and mark what they pass on; the keys queued."""
