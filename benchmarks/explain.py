"""Explaining what is stuck: explanations a CPU second, and how it grows with the history.

Run: python -m benchmarks.explain [--quick]. An explanation is the sentence, the chain of causes
and the ways out of one stall, worked out anew each time: what the office's page keeps of the
last ones is passed over. Each figure is CPU time of this process, given as a ratio to one replay
of the same history in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.said import say
from states.events import EVENT, Event
from states.history import replay
from states.inspection import Inspection
from states.stall import alarms
from tiendo.calendar import workdays
from tiendo.clock import FixedDayClock
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk, Unreadable
from tiendo.explain import worked_out
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.store.opening import open_store

LENGTHS = (10, 30, 100, 300)
BEGAN, PAUSED = date(2021, 3, 1), date(2021, 6, 1)
PEOPLE_OF = "04-du-an-chi-dinh-thau"


@contextmanager
def office() -> Iterator[Desk]:
    """The demonstration office, on a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        desk = Desk(store, FixedDayClock(DEMO_DAY), load_policy(), workdays(), law=lawbook())
        load_demo(desk)
        yield desk
        store.close()


def cpu(work: Callable[[], object], times: int) -> float:
    """CPU seconds of one call: the best of three runs of many."""
    found = []
    for _ in range(3):
        began = process_time()
        for _ in range(times):
            work()
        found.append((process_time() - began) / times)
    return min(found)


@dataclass
class Told:
    """A history being told, of a chosen length."""

    like: dict[str, Any]
    events: list[Event]

    def tell(self, kind: str, on: date, **fields: Any) -> None:
        """One more event."""
        said = {
            "kind": kind,
            "version": len(self.events) + 1,
            "occurred_on": on,
            "recorded_at": datetime.combine(on, time(9), UTC),
            "actor": {"kind": "person", "id": "somebody"},
            **fields,
        }
        self.events.append(EVENT.validate_python(said))

    def paper(self, kind: str, on: date) -> dict[str, object]:
        """A numbered, dated and signed paper."""
        number = f"{len(self.events)}/TTr"
        return {"kind": kind, "number": number, "signed_on": on, "signed_by": "Chánh Thanh tra"}


def paused(length: int, like: dict[str, Any]) -> list[Event]:
    """An inspection paused on site and reviewed by nobody, after a log of the wanted length."""
    told = Told(like, [])
    told.tell("register", BEGAN, **like)
    for kind, paper in (
        ("issue_decision", "decision"),
        ("announce", "announcement_minutes"),
        ("open_fieldwork", ""),
    ):
        told.tell(kind, BEGAN, **({"document": told.paper(paper, BEGAN)} if paper else {}))
    for number in range(length - 5):
        on = BEGAN + timedelta(days=1 + number * 80 // max(1, length - 5))
        told.tell("note", on, text="Đoàn làm việc tại đơn vị, kiểm tra hồ sơ.")
    told.tell("pause_site", PAUSED, reason="Giãn cách")
    return told.events


def growth(desk: Desk, times: int) -> None:
    """The same stalls at the end of ever longer histories."""
    officers = desk.store.people()
    (begun,) = (e for e in desk.history(PEOPLE_OF) if e.kind == "register")
    fields = {"version", "occurred_on", "recorded_at", "actor", "kind", "document"}
    like = begun.model_dump(mode="json", exclude=fields, exclude_none=True)
    for length in LENGTHS:
        events = paused(length, like)
        again = partial(replay, "x", events)
        stood = again()
        if stood is None:
            raise ValueError("a history without an inspection")
        explaining = partial(worked_out, desk, stood, DEMO_DAY, officers)
        found = len(explaining())
        ours, floor = cpu(explaining, times) / found, cpu(again, times)
        say(
            f"history of {length} events, {found} stalls: {1 / ours:,.0f} explanations a CPU "
            f"second, each {ours / floor:.1f} x one replay of it ({floor * 1000:.2f} ms)"
        )


def demonstration(desk: Desk, times: int) -> None:
    """Every stall of the demonstration office, as its page explains them."""
    officers = desk.store.people()
    standing = [
        each
        for each in desk.inspections(as_of=DEMO_DAY)
        if not isinstance(each, Unreadable) and is_stuck(desk, each)
    ]
    found = sum(len(worked_out(desk, each, DEMO_DAY, officers)) for each in standing)
    histories = [(each.id, desk.history(each.id)) for each in standing]

    def all_explained() -> None:
        for each in standing:
            worked_out(desk, each, DEMO_DAY, officers)

    def all_replayed() -> None:
        for stream, events in histories:
            replay(stream, events)

    ours, floor = cpu(all_explained, times) / found, cpu(all_replayed, times) / len(standing)
    say(
        f"demonstration office, {found} stalls of {len(standing)} inspections: {1 / ours:,.0f} "
        f"explanations a CPU second, each {ours / floor:.1f} x one replay of its history"
    )


def is_stuck(desk: Desk, inspection: Inspection) -> bool:
    """Whether anything about it stands on the day of the demonstration."""
    found = alarms(inspection, desk.policy, desk.days, desk.law)
    return any(alarm.on <= DEMO_DAY for alarm in found)


if __name__ == "__main__":
    count = 1 if "--quick" in sys.argv else 5
    with office() as ours:
        demonstration(ours, count)
        growth(ours, count)
