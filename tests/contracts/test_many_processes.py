"""Several processes at one record: nothing lost, nothing doubled, nobody turned away."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.contracts.builders import a_notice, a_row, an_event, grow, renamed
from tiendo.ports import AlreadyClaimed, Store
from tiendo.store.opening import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EACH = 500


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def go(writers: list[subprocess.Popen[str]]) -> list[str]:
    """Waits until all are ready, lets them run at once, and answers what they said."""
    for writer in writers:
        assert writer.stdout is not None
        if writer.stdout.readline() != "ready\n":
            pytest.fail(writer.communicate()[1])
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate(timeout=100) for writer in writers]
    for writer, (_, complaints) in zip(writers, said, strict=True):
        assert writer.returncode == 0, complaints
    return [out for out, _ in said]


def test_two_processes_share_a_stream_without_losing_or_doubling(url: str) -> None:
    script = "tests/contracts/append_many.py"

    said = go([start(script, url, "TB", name, str(EACH)) for name in ("an", "binh")])

    store = open_store(url)
    events = store.events("TB")
    actors = [event.actor for event in events]
    assert [event.version for event in events] == list(range(1, 2 * EACH + 1))
    assert Counter(actors) == {"person:an": EACH, "person:binh": EACH}
    assert len({event.body for event in events}) == 2 * EACH
    assert store.rows() == (a_row("TB", 2 * EACH),)
    assert store.verify() == ()
    assert sum(int(conflicts) for conflicts in said) > 0, "the two never met: nothing was proved"
    store.close()


def test_a_writer_killed_at_any_moment_leaves_the_record_whole(url: str) -> None:
    writer = start("tests/contracts/append_many.py", url, "TB", "an", "1000000")
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()
    store = open_store(url)
    while len(store.events("TB")) < 20 and writer.poll() is None:
        time.sleep(0.01)

    writer.kill()
    writer.communicate(timeout=100)

    go([start("tests/contracts/append_many.py", url, "TB", "binh", "1")])
    events = store.events("TB")
    assert (len(events) > 20, events[-1].actor) == (True, "person:binh")
    assert store.rows() == (a_row("TB", len(events)),)
    assert store.verify() == ()
    store.close()


CLAIM = """
import sys
from tests.contracts.builders import a_notice, a_row, an_event
from tiendo.ports import AlreadyClaimed
from tiendo.store.opening import open_store

store, name, won = open_store(sys.argv[1]), sys.argv[2], 0
print("ready", flush=True)
sys.stdin.readline()
for number in range(100):
    stream = f"{name}-{number}"
    keys = [f"{number}-{part}" for part in ("ab" if name == "an" else "ba")]
    try:
        store.append(stream, 0, [an_event()], a_row(stream, 1), [a_notice(k) for k in keys])
        won += 1
    except AlreadyClaimed:
        pass
print(won)
"""


def test_each_notice_is_claimed_by_one_of_two_processes(url: str) -> None:
    said = go([start("-c", CLAIM, url, name) for name in ("an", "binh")])

    store = open_store(url)
    assert sum(int(won) for won in said) == 100
    assert len(store.notices()) == 200
    assert len(store.rows()) == 100
    with pytest.raises(AlreadyClaimed):
        store.append("last", 0, [an_event()], a_row("last", 1), [a_notice("0-a")])
    store.close()


def test_two_writers_of_the_same_notices_wait_and_never_cross(store: Store, shell: Engine) -> None:
    claim = text(
        "INSERT INTO outbox (key, stream, recipient, subject, body, due_on, created_at)"
        " VALUES (:key, '', '', '', '', '', '')"
    )
    with ThreadPoolExecutor() as threads:
        with shell.begin() as first:
            first.execute(claim, {"key": "a"})
            notices = [a_notice("b"), a_notice("a")]
            second = threads.submit(store.append, "TB", 0, [an_event()], a_row("TB", 1), notices)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
            first.execute(claim, {"key": "b"})

        with pytest.raises(AlreadyClaimed):
            second.result(timeout=60)
    assert store.events("TB") == ()


def test_a_recomputed_projection_never_overtakes_a_write_under_way(
    store: Store, shell: Engine
) -> None:
    grow(store, "TB", 1)
    with ThreadPoolExecutor() as threads:
        with shell.begin() as writer:
            writer.exec_driver_sql(
                "INSERT INTO event SELECT stream, 2, kind, occurred_on, recorded_at, actor, body,"
                " prev_hash, hash FROM event"
            )
            writer.exec_driver_sql("UPDATE inspection SET version = 2")
            stale = threads.submit(store.reproject, renamed(a_row("TB", 1), "cũ"))
            with pytest.raises(TimeoutError):
                stale.result(timeout=0.3)

        stale.result(timeout=60)
    assert store.rows() == (a_row("TB", 2),)


OPEN = """
import sys
from tiendo.store.engine import open_database
from tiendo.store.migrate import migrate

database = open_database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrate(database)
"""


def test_processes_that_start_at_once_on_an_empty_database_all_open_it(empty_url: str) -> None:
    go([start("-c", OPEN, empty_url) for _ in range(4)])

    store = open_store(empty_url)
    assert store.verify() == ()
    store.close()


def test_threads_of_one_process_share_a_store(store: Store) -> None:
    def write(number: int) -> int:
        grow(store, f"I-{number}", 5)
        return len(store.events(f"I-{number}"))

    with ThreadPoolExecutor(max_workers=40) as threads:
        found = list(threads.map(write, range(40)))

    assert found == [5] * 40
    assert store.verify() == ()
