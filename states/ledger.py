"""The day ledger: every elapsed day of an inspection in exactly one account.

A day on which something changes belongs to what begins on it. A hold outranks a day off,
because nobody's work was lost to the weekend while the whole was paused; a day off outranks
work and desks; an answer that is owed outranks the pause or the desk that waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from states.chart import TERMINAL, is_in
from states.papers import cited
from states.roles import Role
from states.terms import ROLE_NAMES
from states.text import Text
from states.timeline import CourseSpan, HoldSpan, Timeline, Wait
from states.workdays import WORKED, DayKind, Workdays

_DAY = timedelta(days=1)


class Account(StrEnum):
    """What a day was spent on."""

    PLANNED = "planned"
    DEFERRED = "deferred"
    WORKED = "worked"
    DESK = "desk"
    ENTITY = "entity"
    SITE_PAUSED = "site_paused"
    SUSPENDED = "suspended"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    FOLLOW_UP = "follow_up"


ACCOUNT_NAMES: dict[Account, Text] = {
    Account.PLANNED: Text("Chờ triển khai theo kế hoạch", "Waiting in the plan"),
    Account.DEFERRED: Text("Hoãn triển khai", "Start deferred"),
    Account.WORKED: Text("Thanh tra trực tiếp", "Worked on site"),
    Account.DESK: Text("Tại bàn của", "At the desk of"),
    Account.ENTITY: Text("Chờ", "Waiting for"),
    Account.SITE_PAUSED: Text("Tạm dừng thanh tra trực tiếp", "On-site work paused"),
    Account.SUSPENDED: Text("Tạm dừng cuộc thanh tra", "Inspection suspended"),
    Account.WEEKEND: Text("Nghỉ hằng tuần", "Weekend"),
    Account.HOLIDAY: Text("Nghỉ lễ, nghỉ bù, hoán đổi", "Holiday"),
    Account.FOLLOW_UP: Text("Theo dõi thực hiện kết luận", "Follow-up of the conclusion"),
}

DESKS: dict[str, Role] = {
    "course.prep.surveying": Role.ROOM_HEAD,
    "course.field.decided": Role.TEAM_HEAD,
    "course.field.announced": Role.TEAM_HEAD,
    "course.field.ended": Role.TEAM_HEAD,
    "course.conclude.reported": Role.CHIEF_INSPECTOR,
    "course.conclude.drafting": Role.TEAM_HEAD,
    "course.conclude.consulting": Role.TEAM_HEAD,
    "course.conclude.appraising": Role.APPRAISER,
    "course.conclude.signing": Role.CHIEF_INSPECTOR,
    "course.after.issued": Role.OFFICE,
}
"""Whose desk the inspection lies on in each leaf where nobody is on site."""


@dataclass(frozen=True, slots=True)
class Post:
    """An account with whom or what it names: a role, an addressee, a decision."""

    account: Account
    party: str
    name: Text


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row in one account; ``first`` and ``last`` both belong to it."""

    post: Post
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it is."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Ledger:
    """All runs of an inspection from its registration to a day, in order, without a gap."""

    runs: tuple[Run, ...]

    @property
    def days(self) -> int:
        """How many days there are in all."""
        return sum(run.days for run in self.runs)

    def totals(self) -> tuple[tuple[Post, int], ...]:
        """Days by account and party, most first."""
        found: Counter[Post] = Counter()
        for run in self.runs:
            found[run.post] += run.days
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0].name)))

    def by_party(self) -> tuple[tuple[str, int], ...]:
        """Days by party alone, most first; days that nobody spent belong to ""."""
        found: Counter[str] = Counter()
        for post, count in self.totals():
            # A decision that suspends is nobody's desk: its days belong to nobody.
            found["" if post.account is Account.SUSPENDED else post.party] += count
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _held(hold: HoldSpan, leaf: str, wait: Wait | None) -> Post:
    if hold.state == "hold.case_paused":
        assert hold.document is not None  # refused without its decision
        paper = cited(hold.document)
        return Post(Account.SUSPENDED, hold.document.number, _named(Account.SUSPENDED, paper))
    if is_in((leaf,), "course.prep"):
        return Post(Account.DEFERRED, "", ACCOUNT_NAMES[Account.DEFERRED])
    if wait is not None:
        return _owed(wait)
    return Post(Account.SITE_PAUSED, "", ACCOUNT_NAMES[Account.SITE_PAUSED])


def _named(account: Account, party: Text) -> Text:
    name = ACCOUNT_NAMES[account]
    return Text(f"{name.vi} {party.vi}".strip(), f"{name.en} {party.en}".strip())


def _owed(wait: Wait) -> Post:
    who = Text(f"{wait.addressee} (yêu cầu {wait.request})", f"{wait.addressee} ({wait.request})")
    return Post(Account.ENTITY, wait.addressee, _named(Account.ENTITY, who))


def _at_work(leaf: str, wait: Wait | None) -> Post:
    if leaf == "course.field.onsite":
        return Post(Account.WORKED, Role.TEAM_HEAD, ACCOUNT_NAMES[Account.WORKED])
    if wait is not None:
        return _owed(wait)
    role = DESKS.get(leaf)
    if role is not None:
        return Post(Account.DESK, role, _named(Account.DESK, ROLE_NAMES[role]))
    if leaf == "course.after.published":
        return Post(Account.FOLLOW_UP, Role.OFFICE, ACCOUNT_NAMES[Account.FOLLOW_UP])
    return Post(Account.PLANNED, "", ACCOUNT_NAMES[Account.PLANNED])


def post_on(day: date, timeline: Timeline, days: Workdays) -> Post:
    """The account of one day, which is not before the registration."""
    leaf = _course(timeline, day).leaf
    waits = [w for w in timeline.waits if w.start <= day and (w.end is None or day < w.end)]
    wait = min(waits, key=lambda w: (w.start, w.request)) if waits else None
    for hold in timeline.holds:
        if hold.start <= day and (hold.end is None or day < hold.end):
            return _held(hold, leaf, wait)
    kind = days.kind_of(day)
    if kind not in WORKED:
        account = Account.WEEKEND if kind is DayKind.WEEKEND else Account.HOLIDAY
        return Post(account, "", ACCOUNT_NAMES[account])
    return _at_work(leaf, wait)


def _course(timeline: Timeline, day: date) -> CourseSpan:
    return next(span for span in reversed(timeline.course) if span.start <= day)


def _all_days(timeline: Timeline, as_of: date, since: date) -> Iterator[date]:
    first, last = max(timeline.course[0].start, since), as_of
    ended = timeline.course[-1]
    if ended.leaf in TERMINAL:
        last = min(as_of, ended.start - _DAY)
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def ledger(timeline: Timeline, days: Workdays, as_of: date, since: date = date.min) -> Ledger:
    """The ledger from the registration to ``as_of`` (included), or to the day before it ended.

    Only of the days from ``since`` on, where one is given.
    """
    posted = ((day, post_on(day, timeline, days)) for day in _all_days(timeline, as_of, since))
    runs = []
    for post, group in groupby(posted, key=lambda pair: pair[1]):
        inside = [day for day, _ in group]
        runs.append(Run(post, inside[0], inside[-1]))
    return Ledger(tuple(runs))
