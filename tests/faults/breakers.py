"""What breaks without a kill: a disk, a clock, a record, the outside; and days without a sweep."""

from __future__ import annotations

import random
import shutil
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from builders import at

from tests.faults import checker
from tests.faults.actors import (
    Actor,
    at_most,
    deliverer,
    driver,
    how_many_seconds,
    kill_some,
    later,
    refused_by_store,
    sweeper,
    writer,
)
from tests.faults.outside import dead_end, small_disk
from tests.faults.place import DAY, poison, rebuilt
from tests.faults.report import Tally, Wrong
from tests.faults.rounds import Harness, quiet
from tests.ports import free_port
from tiendo.channels.webhook import Webhook
from tiendo.deliver import LEASE, LONGEST_WAIT
from tiendo.postbox import Channel, Contact
from tiendo.store.opening import open_store


def disk_full(harness: Harness) -> None:
    """The disk is full while a writer and a sweep are at work; then there is room again.

    The disk is a small tmpfs; where none may be mounted, SQLite is told how many pages there are.
    """
    place = harness.place

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        file = Path(url.removeprefix("sqlite:///"))
        room, seed = chance.randrange(100, 900), chance.randrange(10**6)
        with small_disk(place.folder, file.stat().st_size // 1024 + room) as (disk, mounted):
            cramped = disk / file.name
            shutil.copy(file, cramped)
            with nullcontext() if mounted else at_most(file.stat().st_size // 4096 + room // 30):
                working = [writer(f"sqlite:///{cramped}", "a", seed, acts=400)]
                working += [sweeper(f"sqlite:///{cramped}")]
            for each in working:
                each.end(well=False)
            for end in ("", "-wal"):
                if (left := Path(f"{cramped}{end}")).exists():
                    shutil.move(left, f"{file}{end}")
        refused = [each for each in working if each.status]
        if strange := [each for each in refused if not refused_by_store(each)]:
            raise Wrong(f"not refused by name: {strange[0].said[-1:]}")
        where = "tmpfs" if mounted else "max_page_count"
        tally.add(f"processes refused by a full disk ({where})", len(refused))
        checker.record(url)
        tally.add("acts", checker.acts(url, {"a": _acts_of(working[0])}, ()))
        quiet(url)

    harness.each("disk full", one, share=0.1)


def _acts_of(actor: Actor) -> list[str]:
    return [line for line in actor.said if line.startswith("w:")]


def clock_back(harness: Harness) -> None:
    """The clock goes back a day while everything is at work, and stays there."""
    place, box = harness.place, harness.box

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        box.empty()
        first = writer(url, "a", chance.randrange(10**6), acts=8)
        first.end()
        before = deliverer(url, box.port, later())
        hit = kill_some([before], chance, 0.4, tally)
        yesterday = DAY - timedelta(days=1)
        working = [
            writer(url, "b", chance.randrange(10**6), acts=8),
            driver(url, yesterday),
            sweeper(url, yesterday, 8),
        ]
        for each in working:
            each.end()
        deliverer(url, box.port, later(hours=-24)).end()
        after = later(hours=-24, minutes=1) + LEASE
        deliverer(url, box.port, after).end()
        tally.add("letters", checker.post(url, box.ids, kills=len(hit)))
        checker.acts(url, {"a": first.said, "b": _acts_of(working[0])}, ())
        quiet(url)

    harness.each("clock set back a day", one, template=place.told, share=0.1)


def three_days(harness: Harness) -> None:
    """An office swept each day, and one not swept for three, have told the same in the end."""

    def one(url: str, chance: random.Random, _tally: Tally) -> None:
        daily, first = harness.place.office(), DAY - timedelta(days=chance.randrange(4, 12))
        for number in range(5):
            day = first + timedelta(days=number)
            for each in (daily, url) if number in (0, 4) else (daily,):
                driver(each, day).end()
                sweeper(each, day).end()
        checker.same_keys(url, checker.machine_keys(daily), checker.notice_keys(url))
        harness.place.drop(daily)

    harness.each("no sweep for three days", one, share=0.1)


def poisoned(harness: Harness) -> None:
    """One inspection is broken; sweeps and drives are killed; everybody else's alerts go out."""
    place = harness.place
    measured = place.office()
    within = how_many_seconds(lambda: sweeper(measured))
    streams = [stream for (stream,) in checker.ask(measured, "SELECT stream FROM inspection")]

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        bad = chance.choice(streams)
        poison(url, bad)
        kill_some([sweeper(url), driver(url)], chance, within, tally)
        driver(url).end()
        last = sweeper(url)
        last.end()
        sweeper(url).end()
        if f"failed {bad}" not in last.said:
            raise Wrong(f"{bad} is broken, and no sweep said so")
        alerts = [key for key in checker.notice_keys(url) if ":unreadable:" in key]
        if len(alerts) != 1 or not alerts[0].startswith(bad):
            raise Wrong(f"alerts of {bad}: {alerts}")
        entries = {key for key in place.entries if not key.startswith(f"{bad}:")}
        notices = {key for key in place.notices if not key.startswith(f"{bad}:")}
        checker.same_keys(url, entries, {*notices, *alerts})
        checker.record(url, poisoned=(bad,))
        rebuilt(url, but=bad)

    harness.each("poisoned inspection", one, share=0.1, whole=False)


def dead_mail(harness: Harness) -> None:
    """No mail server is there, a deliverer is killed waiting; later one is, and all goes out."""
    place, box = harness.place, harness.box

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        box.empty()
        nobody = free_port()
        working = [deliverer(url, nobody, later()), deliverer(url, nobody, later(minutes=1))]
        kill_some(working[:1], chance, 0.4, tally)
        working[1].end()
        checker.post(url, box.ids, kills=0, owed=True)
        if box.ids:
            raise Wrong("letters came from nowhere")
        deliverer(url, box.port, later(minutes=1) + LEASE + LONGEST_WAIT).end()
        tally.add("letters", checker.post(url, box.ids, kills=0))

    harness.each("dead mail server", one, template=place.told, share=0.1)


def hanging_channel(harness: Harness) -> None:
    """A webhook takes the call and never answers: the mail goes out all the same."""
    place, box = harness.place, harness.box

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        box.empty()
        with dead_end() as port:
            store = open_store(url)
            address = f"http://127.0.0.1:{port}/hook"
            store.deliveries.put_contact(Contact("binh", Channel.WEBHOOK, address), at(DAY), "x")
            store.close()
            hook = Webhook("a secret of at least some length", timeout_seconds=0.5)
            working = [deliverer(url, box.port, later(), hook) for _ in range(2)]
            hit = kill_some(working[:1], chance, 0.6, tally)
            working[1].end()
            deliverer(url, box.port, later(minutes=1) + LEASE, hook).end()
        checker.post(url, box.ids, kills=len(hit), owed=True)
        left = checker.ask(
            url, "SELECT channel, count(*) FROM delivery WHERE state <> 'sent' GROUP BY channel"
        )
        if [channel for channel, _ in left] != ["webhook"]:
            raise Wrong(f"not sent: {left}")
        tally.add("letters", len(set(box.ids)))
        tally.add("owed to the channel that hangs", left[0][1])

    harness.each("channel that hangs", one, template=place.told, share=0.05)


BROKEN = (disk_full, clock_back, three_days, poisoned, dead_mail, hanging_channel)
