"""Whose days: where days were lost across the office, summed from the day ledgers.

Lost is a day on which the inspection waited: at a desk, for somebody's answer, paused, suspended
or put off. Work on site, days off, waiting in the plan and follow-up are none. A desk of a room
is told with its room, not with a person: who had it then may have it no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from states.ledger import ACCOUNT_NAMES, Account, Ledger, Post
from states.roles import Role
from states.terms import ROLE_NAMES
from states.text import Text, same

_LOST = (
    Account.DESK,
    Account.ENTITY,
    Account.SITE_PAUSED,
    Account.SUSPENDED,
    Account.DEFERRED,
)
_OF_A_ROOM = frozenset({Role.TEAM_HEAD, Role.ROOM_HEAD})
_WITH = Text("{account} {party}", "{account} {party}")
_IN_ROOM = Text("{desk}, {room}", "{desk}, {room}")


@dataclass(frozen=True, slots=True)
class Loss:
    """Days lost to one party across the office; ``streams`` with theirs, the most first.

    ``party``: the body that owes an answer or the role whose desk it is; "" where it is nobody's,
    as in a pause. ``room``: where the desk stands, if it is one of a room.
    """

    account: Account
    party: str
    room: str
    streams: tuple[tuple[str, int], ...]

    @property
    def days(self) -> int:
        """How many days in all."""
        return sum(days for _, days in self.streams)

    @property
    def name(self) -> Text:
        """The party in words."""
        account = ACCOUNT_NAMES[self.account]
        if not self.party:
            return account
        desk = self.account is Account.DESK
        party = ROLE_NAMES[Role(self.party)] if desk else same(self.party)
        said = _WITH.fill(account=account, party=party)
        return _IN_ROOM.fill(desk=said, room=self.room) if self.room else said


_Key = tuple[Account, str, str]


@dataclass(frozen=True)
class Losses:
    """The losses of the office, summed inspection by inspection."""

    _days: dict[_Key, dict[str, int]] = field(default_factory=dict)

    def add(self, stream: str, room: str, book: Ledger) -> None:
        """Count the ledger of one inspection, which is in the hands of a room."""
        for run in book.runs:
            if run.post.account in _LOST:
                streams = self._days.setdefault(_key(run.post, room), {})
                streams[stream] = streams.get(stream, 0) + run.days

    @property
    def found(self) -> tuple[Loss, ...]:
        """What was lost so far, the most days first."""
        losses = (
            Loss(*key, tuple(sorted(streams.items(), key=lambda one: (-one[1], one[0]))))
            for key, streams in self._days.items()
        )
        return tuple(sorted(losses, key=lambda loss: (-loss.days, loss.name.vi)))


def _key(post: Post, room: str) -> _Key:
    of_nobody = post.account is Account.SUSPENDED  # its decision's number is no party
    party = "" if of_nobody else post.party
    return post.account, party, room if party in _OF_A_ROOM else ""
