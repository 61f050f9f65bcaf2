"""The lifecycle that every peer goes through, and how each is timed. Standard library only."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

STEPS: tuple[tuple[str, str, str], ...] = (
    ("survey", "planned", "surveying"),
    ("issue_decision", "surveying", "decided"),
    ("announce", "decided", "announced"),
    ("open_fieldwork", "announced", "onsite"),
    ("end_fieldwork", "onsite", "ended"),
    ("submit_team_report", "ended", "reported"),
    ("start_draft", "reported", "drafting"),
    ("submit_appraisal", "drafting", "appraising"),
    ("submit_for_signature", "appraising", "signing"),
    ("issue_conclusion", "signing", "issued"),
    ("publish", "issued", "published"),
    ("verify", "published", "verifying"),
    ("confirm_fulfilled", "verifying", "fulfilled"),
    ("close_case", "fulfilled", "closed"),
)
"""Trigger, source and target of each step after the first, which registers the inspection."""
SAID = "Thanh tra việc quản lý đầu tư xây dựng tại 03 dự án, Phòng 1, Khối 1, do binh ghi."
"""What goes into the journal with each step."""


def measure(live: Callable[[str], object], count: int, steps: int = 1 + len(STEPS)) -> None:
    """Run one lifecycle unmeasured, then ``count`` of them; tell the figures as JSON."""
    live("warm")
    wall, cpu = perf_counter(), _cpu()
    for number in range(count):
        live(f"tt-{number:06}")
    wall, cpu = perf_counter() - wall, _cpu() - cpu
    sys.stdout.write(json.dumps({"steps": count * steps, "wall": wall, "cpu": cpu}) + "\n")


def _cpu() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
