"""Random legal histories: the ledger sums to the calendar, whatever the order of recording."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from multiprocessing import get_context

import pytest
from builders import REGISTER, TO_PUBLISHED, K, paper
from reckonings import VIETNAM
from thorough import share

from states.clocks import Clock, Reckoning, clocks
from states.events import EVENT, Event
from states.ledger import Account, Ledger, ledger
from states.timeline import Timeline, trace
from tiendo.lawbook import lawbook

DAY = timedelta(days=1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
FIELD, CONCLUDE = range(1, 4), range(4, 9)  # how many steps of TO_PUBLISHED were taken
STARTS = (date(2020, 1, 6), date(2021, 1, 4), date(2021, 8, 9))
BLOCKED = ("announce", "open_fieldwork", "end_fieldwork")


PAPERS = {
    **dict(TO_PUBLISHED),
    "drop": K.PLAN_ADJUSTMENT,
    "discontinue": K.TERMINATION_DECISION,
    "pause_case": K.SUSPENSION_DECISION,
    "lift_hold": K.RESUME_DECISION,
    "send_request": K.DOCUMENT_REQUEST,
    "extend": K.EXTENSION_DECISION,
}
NEVER = date(2030, 1, 1)


def said(kind: str, flavour: str) -> dict[str, object]:
    """What an event of a kind says of its own."""
    match kind:
        case "register":
            return REGISTER
        case "pause_site" | "pause_case":
            return {"days_count": (None, True, False)[int(flavour) % 3]}
        case "defer_start":
            return {"review_on": NEVER}
        case "extend":
            return {"days": 10}
        case "draft_request":
            asked = {"addressee": f"Sở {flavour}", "items": ["Hồ sơ"], "due_on": NEVER}
            return {"request": flavour, **asked}
        case "send_request" | "receive_answer" | "accept_answer":
            return {"request": flavour}
        case _:
            return {}


@cache
def template(kind: str, flavour: str) -> Event:
    """One validated event of a kind, on no particular day; copies of it are cheap."""
    needed = PAPERS.get(kind)
    return EVENT.validate_python(
        {
            "reason": "lý do",
            "document": paper(needed, number=f"{kind}-{flavour}") if needed else None,
            **said(kind, flavour),
            "kind": kind,
            "occurred_on": STARTS[0],
            "recorded_at": MOMENT,
            "version": 1,
            "actor": {"kind": "person", "id": "binh"},
        }
    )


class History:
    """A legal history made step by step; what it did is noted beside, for the count by hand."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - a seed, so that a failure can be told
        self.day = self.dice.choice(STARTS) + self.dice.randrange(60) * DAY
        self.first, self.ended = self.day, False
        self.events: list[Event] = []
        self.taken, self.hold, self.since = 0, "", self.day
        self.suspended, self.asked, self.awaited = 0, 0, ""
        self.add("register")
        for _ in range(self.dice.randrange(2, 16)):
            if not self.ended:
                self.day += self.dice.choice((0, 0, 1, 1, 2, 3, 5, 9)) * DAY
                self.step()
        self.as_of = self.day + self.dice.randrange(12) * DAY
        self.leave(self.day if self.ended else self.as_of + DAY)

    def add(self, kind: str, flavour: object = "") -> None:
        """One more event, today."""
        known = {"occurred_on": self.day, "version": len(self.events) + 1}
        self.events.append(template(kind, str(flavour)).model_copy(update=known))

    def leave(self, on: date) -> None:
        """Count the days of a suspension that ends before a day."""
        if self.hold == "pause_case":
            self.suspended += (on - self.since).days

    def step(self) -> None:
        """Something that may happen now."""
        pick = self.dice.random()
        if pick < 0.04 and self.taken < 9:
            self.add("drop" if self.taken == 0 else "discontinue")
            self.ended = True
        elif pick < 0.30 and self.taken < 9:
            self.hold_or_lift()
        elif pick < 0.50 and self.taken in (*FIELD, *CONCLUDE):
            self.ask_or_answer()
        elif pick < 0.54 and self.taken in (2, 3):
            self.add("extend", len(self.events))
        else:
            self.go_on()

    def hold_or_lift(self) -> None:
        """Deferred, paused, suspended or resumed."""
        if self.hold and (self.hold != "pause_site" or self.dice.random() < 0.7):
            self.leave(self.day)
            self.add("lift_hold", len(self.events))
            self.hold = ""
            return
        kinds = ("defer_start",) if self.taken == 0 else ("pause_site", "pause_case")
        kind = "pause_case" if self.hold else self.dice.choice(kinds)
        self.add(kind, len(self.events))
        self.hold, self.since = kind, self.day

    def ask_or_answer(self) -> None:
        """A request is sent, answered, returned or settled."""
        if self.awaited:
            self.add("receive_answer", self.awaited)
            self.add("accept_answer", self.awaited)
            self.awaited = ""
        elif self.hold != "pause_case":
            self.asked += 1
            self.awaited = f"YC{self.asked}"
            self.add("draft_request", self.awaited)
            self.add("send_request", self.awaited)

    def go_on(self) -> None:
        """The next step of the course, if nothing stands in its way."""
        if self.taken == len(TO_PUBLISHED):
            return
        kind = TO_PUBLISHED[self.taken][0]
        waits = kind in ("end_fieldwork", "submit_appraisal", "issue_conclusion")
        suspended = self.hold == "pause_case" and kind == "issue_conclusion"
        if (self.hold and kind in BLOCKED) or (self.awaited and waits) or suspended:
            return
        self.add(kind)
        self.taken += 1

    def recorded_anyhow(self) -> list[Event]:
        """The same events in another order of recording; those of one day keep theirs."""
        slots = [event.occurred_on for event in self.events]
        self.dice.shuffle(slots)
        by_day: dict[date, list[Event]] = {}
        for event in self.events:
            by_day.setdefault(event.occurred_on, []).append(event)
        later = (by_day[on].pop(0) for on in slots)
        return [event.model_copy(update={"version": n}) for n, event in enumerate(later, start=1)]


def timeline(events: list[Event], as_of: date) -> Timeline:
    found = trace("TTR-1", events, as_of=as_of)
    assert found is not None
    return found


def check_sums(history: History, found: Ledger) -> None:
    """Gapless, in order, and as many days as lie between the registration and the end."""
    expected = (history.as_of - history.first).days + 1
    if history.ended:
        expected = (history.day - history.first).days
    day = history.first
    for run in found.runs:
        assert (run.first, run.days) == (day, (run.last - day).days + 1)
        assert run.days > 0
        day = run.last + DAY
    assert (day - history.first).days == expected == found.days
    assert sum(days for _, days in found.totals()) == expected
    assert sum(days for _, days in found.by_party()) == expected
    assert all(
        one.post != other.post for one, other in zip(found.runs, found.runs[1:], strict=False)
    )
    suspended = [days for post, days in found.totals() if post.account is Account.SUSPENDED]
    assert sum(suspended) == history.suspended


def what_it_says(clock: Clock) -> tuple[object, ...]:
    """A clock without the numbers of the entries behind it: those are the order of recording."""
    marks = [(mark.on, mark.document) if mark else None for mark in (clock.anchor, clock.stop)]
    dates = (clock.due_on, clock.other_due_on, clock.other_earliest)
    spans = [(span.start, span.end, span.state) for span in clock.excluded]
    said = (clock.rule.id, clock.state, clock.limit, clock.unit, clock.used, clock.warnings)
    return (*said, *dates, marks, spans)


def check_order(history: History, told: Timeline, found: Ledger) -> None:
    """The same ledger and clocks, in whatever order the same things were typed in."""
    again = timeline(history.recorded_anyhow(), history.as_of)
    assert ledger(again, VIETNAM, history.as_of) == found
    law = lawbook().regime_for(told.signed_on or history.first)
    one, other = (
        [what_it_says(c) for c in clocks(Reckoning(days, law, VIETNAM, history.as_of))]
        for days in (told, again)
    )
    assert one == other


def check(seeds: range, *, order_of_every: int = 1) -> int:
    """Checks the histories of some seeds; says how many days their ledgers held."""
    days = 0
    for seed in seeds:
        history = History(seed)
        told = timeline(history.events, history.as_of)
        found = ledger(told, VIETNAM, history.as_of)
        check_sums(history, found)
        if seed % order_of_every == 0:
            check_order(history, told, found)
        days += found.days
    return days


def test_the_ledger_sums_to_the_calendar_in_any_order_of_recording() -> None:
    assert check(range(300)) > 20 * 300


def test_the_random_histories_reach_every_account() -> None:
    reached = set()
    for seed in range(400):
        history = History(seed)
        found = ledger(timeline(history.events, history.as_of), VIETNAM, history.as_of)
        reached |= {run.post.account for run in found.runs}

    assert reached == set(Account)


@pytest.mark.slow
def test_the_ledger_sums_to_the_calendar_for_many_more() -> None:
    """100,000 take a minute on two cores; every fourth in another order of recording too."""
    count = share(100_000)
    parts = [range(n, n + 2_000) for n in range(2_000, 2_000 + count, 2_000)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        days = list(workers.map(partial(check, order_of_every=4), parts))

    assert sum(days) > 20 * count
