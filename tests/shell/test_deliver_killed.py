"""A deliverer killed at the worst moment: the letter arrives, and a second copy is known as one.

At least once is what a mail server allows: it cannot be asked whether it took a letter. What
is promised is at most one letter more a kill, under the same id and code.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import at
from offices import open_office
from post import DAY, Mailbox, mail_server, notice, reach

from tiendo.deliver import LEASE
from tiendo.ports import Store
from tiendo.postbox import Tally
from tiendo.store.opening import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def start(url: str, port: int, minutes: int, *rest: str) -> subprocess.Popen[str]:
    words = [sys.executable, "tests/support/deliver_once.py", url, str(port), str(minutes), *rest]
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "support")))
    started = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    if started.stdout.readline() != "ready\n":
        pytest.fail(started.communicate()[1])
    return started


def go(*started: subprocess.Popen[str]) -> None:
    for each in started:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()


def finished(started: subprocess.Popen[str]) -> int:
    out, complaints = started.communicate(timeout=100)
    assert started.returncode == 0, complaints
    return int(out)


def office(url: str, count: int) -> Store:
    """A store that owes so many letters to binh."""
    open_office(url, date(2021, 9, 8)).store.close()
    store = open_store(url)
    reach(store, "binh", "binh@tt.example")
    store.queue([notice(f"k{n}") for n in range(count)], at(DAY))
    return store


def test_killed_between_sending_and_recording_it_is_sent_once_more_under_the_same_id(
    url: str,
) -> None:
    store, box = office(url, 1), Mailbox()
    with mail_server(box) as port:
        victim = start(url, port, 0, "hang")
        go(victim)
        assert victim.stdout is not None
        assert victim.stdout.readline().startswith("sent ")
        victim.send_signal(signal.SIGKILL)
        victim.communicate(timeout=100)
        soon = start(url, port, 1)
        go(soon)
        assert finished(soon) == 0, "the lease of the dead one holds for a while"
        after_lease = LEASE // timedelta(minutes=1)
        second, third = start(url, port, after_lease), start(url, port, after_lease + 30)
        go(second)
        assert finished(second) == 1
        go(third)
        assert finished(third) == 0

    assert len(box.letters) == 2
    assert len(set(box.ids)) == 1
    assert len({str(letter["x-ma-thong-bao"]) for letter in box.letters}) == 1
    assert store.deliveries.tally() == Tally(0, 0, 0, None)
    store.close()
