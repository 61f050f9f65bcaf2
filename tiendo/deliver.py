"""Delivering: every urgent notice to every address of its reader, at least once.

A notice is routed once: it is given one delivery for each address its reader has at that
moment. A delivery is claimed for a while, sent, and recorded. Killed between sending and
recording, it is sent again once the claim has run out, under the very same id and code, so
that the reader can tell. Where the clock was set back, or its day begins again, nothing waits
longer than a lease or the longest wait by the clock there is now. Each channel works in a
thread of its own: one that hangs holds up nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from states.roles import Officer
from states.text import Text, joined
from tiendo.channels.message import Message, Refused, Sender, SendFailed, Unreachable
from tiendo.channels.secrecy import redacted, secrets_in
from tiendo.desk import Desk
from tiendo.notices import code_of, path_of, readers
from tiendo.postbox import Channel, Contact, Delivery, Letter, Routed, Tally

PAGE = 200
LEASE = timedelta(minutes=10)
"""For how long a delivery is its claimer's; longer than any send may take."""
BUDGET = timedelta(minutes=4)
"""After how long a run stops claiming; the next one goes on."""
LONGEST_WAIT = timedelta(hours=4)


@dataclass(frozen=True)
class Post:
    """How this office delivers: its channels, its page, the name its ids end in, and how often."""

    senders: Sequence[Sender]
    page: str
    domain: str
    tries: int


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """What one run did: notices routed, letters sent, put off, given up (by code and reason).

    ``tally`` is what is left; ``idle`` says how many wait for a channel that is not set up.
    """

    routed: int
    sent: int
    put_off: int
    died: tuple[tuple[str, str], ...]
    tally: Tally
    idle: Mapping[Channel, int]

    @property
    def text(self) -> Text:
        """The same in words."""
        done = _DONE.fill(sent=self.sent, put_off=self.put_off)
        parts = [done]
        if self.died:
            parts.append(_DIED.fill(n=len(self.died)))
        if self.tally.owed:
            parts.append(_OWED.fill(n=self.tally.owed))
        if self.tally.dead:
            parts.append(_DEAD.fill(n=self.tally.dead))
        parts += [_IDLE.fill(n=n, channel=CHANNEL_NAMES[c]) for c, n in self.idle.items()]
        return joined(tuple(parts), "; ", "; ")


CHANNEL_NAMES: dict[Channel, Text] = {
    Channel.EMAIL: Text("thư điện tử", "e-mail"),
    Channel.WEBHOOK: Text("webhook", "webhook"),
    Channel.CHAT: Text("chat", "chat"),
}
_DONE = Text("đã gửi {sent}, hẹn gửi lại {put_off}", "{sent} sent, {put_off} put off")
_DIED = Text("vừa thôi gửi {n}", "{n} given up just now")
_OWED = Text("còn chờ gửi {n}", "{n} still owed")
_DEAD = Text("không gửi được {n} (xem «tiendo outbox»)", "{n} dead (see “tiendo outbox”)")
_IDLE = Text("{n} chờ vì chưa cấu hình {channel}", "{n} wait: {channel} is not set up")


@dataclass
class _Outcome:
    """What one channel has done in this run, and where it found nobody at home."""

    sent: int = 0
    put_off: int = 0
    died: list[tuple[str, str]] = field(default_factory=list)
    away: set[str] = field(default_factory=set)
    all_away: bool = False


def deliver(desk: Desk, post: Post) -> DeliverReport:
    """Route what is new, then send what is due on every channel that is set up."""
    routed, now = route(desk, post.domain), desk.clock.now()
    desk.store.deliveries.bring_back(now, now + LEASE, now + LONGEST_WAIT)
    with ThreadPoolExecutor(max(1, len(post.senders))) as threads:
        working = [threads.submit(_drain, desk, post, sender) for sender in post.senders]
        done = [each.result() for each in working]
    open_channels = {sender.channel for sender in post.senders}
    waiting = desk.store.deliveries.owed()
    return DeliverReport(
        routed=routed,
        sent=sum(each.sent for each in done),
        put_off=sum(each.put_off for each in done),
        died=tuple(death for each in done for death in each.died),
        tally=desk.store.deliveries.tally(),
        idle={c: n for c in Channel if c not in open_channels and (n := waiting.get(c))},
    )


def route(desk: Desk, domain: str) -> int:
    """Give every urgent notice that is new to the addresses of its readers; how many."""
    routed, people = 0, desk.store.people()
    by_person: dict[str, list[Contact]] = {}
    for contact in desk.store.deliveries.contacts():
        by_person.setdefault(contact.person, []).append(contact)
    while letters := desk.store.deliveries.unrouted(desk.clock.today(), PAGE):
        routed += desk.store.deliveries.route(
            [letter.key for letter in letters],
            [each for letter in letters for each in _roads(letter, people, by_person, domain)],
            desk.clock.now(),
        )
    return routed


def _roads(
    letter: Letter, people: Sequence[Officer], contacts: dict[str, list[Contact]], domain: str
) -> list[Routed]:
    addresses = {
        (contact.channel, contact.address)
        for person in readers(letter.recipient, people)
        for contact in contacts.get(person.id, ())
    }
    return [
        Routed(letter.key, channel, address, message_id(letter.key, address, domain))
        for channel, address in sorted(addresses)
    ]


def message_id(key: str, address: str, domain: str) -> str:
    """The id of one notice to one address, without angle brackets; the same whoever asks."""
    return f"{sha256(f'{key} {address}'.encode()).hexdigest()[:32]}@{domain}"


def _drain(desk: Desk, post: Post, sender: Sender) -> _Outcome:
    """Send what is due on one channel, one by one, until nothing is or the time is up."""
    done, store = _Outcome(), desk.store.deliveries
    started = desk.clock.now()
    while not done.all_away and (now := desk.clock.now()) - started < BUDGET:
        delivery = store.claim(sender.channel, now, now + LEASE, passing_by=done.away)
        if delivery is None:
            break
        try:
            sender.send(to_message(delivery, post, now))
        except Exception as error:  # the edge of the loop: one letter's failure is its own
            _failed(desk, post, delivery, error, done)
            if isinstance(error, Unreachable):
                done.away.add(delivery.address)
                done.all_away = sender.one_server
        else:
            store.sent(delivery, desk.clock.now())
            done.sent += 1
    return done


def _failed(desk: Desk, post: Post, delivery: Delivery, error: Exception, done: _Outcome) -> None:
    said = str(error) if isinstance(error, SendFailed) else f"{type(error).__name__}: {error}"
    why = redacted(said, secrets_in(delivery.channel, delivery.address))
    if isinstance(error, Refused) or delivery.attempts >= post.tries:
        desk.store.deliveries.died(delivery, why)
        done.died.append((code_of(delivery.key), why))
    else:
        later = desk.clock.now() + wait_after(delivery.attempts)
        desk.store.deliveries.put_off(delivery, why, later)
        done.put_off += 1


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4 … minutes, never more than four hours."""
    return min(LONGEST_WAIT, timedelta(minutes=2 ** min(attempts - 1, 10)))


def to_message(delivery: Delivery, post: Post, now: datetime) -> Message:
    """What a channel is handed for one delivery."""
    letter = delivery.letter
    return Message(
        id=delivery.message_id,
        code=code_of(letter.key),
        address=delivery.address,
        subject=letter.subject,
        text=letter.body,
        link=post.page + path_of(letter.stream),
        key=letter.key,
        stream=letter.stream,
        recipient=letter.recipient,
        due_on=letter.due_on,
        at=now,
    )
