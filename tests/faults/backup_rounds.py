"""A backup taken while everything writes, killed or not, and brought back in a new place."""

from __future__ import annotations

import random
from pathlib import Path

from builders import at

from tests.faults import checker
from tests.faults.actors import Actor, Tell, driver, kill_some, start, sweeper, writer
from tests.faults.place import DAY, rebuilt
from tests.faults.report import Tally, Wrong
from tests.faults.rounds import ACTS, Harness
from tiendo.backup import back_up, backups
from tiendo.moving import restore
from tiendo.settings import Settings


def backup(harness: Harness) -> None:
    """Two backups under load, the first killed at a random moment; the second is restored."""
    place = harness.place

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        folder = place.folder / f"backups{tally.rounds}"
        before = writer(url, "a", chance.randrange(10**6), acts=6)
        before.end()
        working = [writer(url, "b", chance.randrange(10**6), acts=3 * ACTS)]
        working += [sweeper(url), driver(url)]
        kill_some([_backup(url, folder)], chance, 0.5, tally)
        _backup(url, folder).end()
        for each in working:
            each.end()
        newest = backups(folder)[0]
        home = folder / "elsewhere"
        start("restore", lambda _: _restore(home, newest)).end()
        restored = f"sqlite:///{home / 'tiendo.db'}"
        checker.record(restored)
        rebuilt(restored)
        told = [token for token in working[0].said if token.startswith("w:")]
        _is_beginning(url, restored)
        kept = {"a": before.said, "b": []}
        tally.add("acts kept", checker.acts(restored, kept, (), beside="b"))
        checker.acts(url, {"a": before.said, "b": told}, ())

    harness.each("backup under load, restored elsewhere", one, share=0.1)


def _backup(url: str, folder: Path) -> Actor:
    def work(_tell: Tell) -> None:
        back_up(url, folder, now=at(DAY, 12), keep=3)

    return start("backup", work)


def _restore(home: Path, file: Path) -> None:
    restore(Settings(home=home, today=DAY), file, lambda _table, _rows: None)


def _is_beginning(url: str, restored: str) -> None:
    """Every stream is there up to some entry, each entry to the letter. Raises Wrong."""
    query = "SELECT stream, version, body, hash FROM event ORDER BY stream, version"
    whole = set(checker.ask(url, query))
    kept = checker.ask(restored, query)
    if strange := [row[:2] for row in kept if row not in whole]:
        raise Wrong(f"restored otherwise than it was: {strange[:3]}")
    first = {stream for stream, version, *_ in checker.ask(url, query) if version == 1}
    if first != {stream for stream, *_ in kept}:
        raise Wrong("an inspection is not in the backup")
