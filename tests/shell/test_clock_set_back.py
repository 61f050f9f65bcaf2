"""A clock that is set back, or whose day stands still past midnight, holds nothing up for long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import at
from offices import open_office, sqlite
from post import DAY, HandClock, Mailbox, mail_server, mail_to, notice, post, reach

from tiendo.deliver import LEASE, LONGEST_WAIT, deliver, route
from tiendo.desk import Desk
from tiendo.partitions import Basis
from tiendo.postbox import Channel


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(DAY, 23) + timedelta(minutes=50))


@pytest.fixture
def owing(tmp_path_factory: pytest.TempPathFactory, clock: HandClock) -> Iterator[Desk]:
    """An office that owes one letter to binh, routed already."""
    desk = replace(open_office(sqlite(tmp_path_factory.mktemp("office")), DAY), clock=clock)
    reach(desk.store, "binh", "binh@tt.example")
    desk.store.queue([notice("k")], clock.now())
    route(desk, "tt.example")
    yield desk
    desk.store.close()


def sent(desk: Desk) -> int:
    with mail_server(Mailbox()) as port:
        return deliver(desk, post(mail_to(port))).sent


def claim(desk: Desk) -> None:
    now = desk.clock.now()
    assert desk.store.deliveries.claim(Channel.EMAIL, now, now + LEASE) is not None


def test_a_claim_made_before_the_clock_went_back_ends_one_lease_later(
    owing: Desk, clock: HandClock
) -> None:
    claim(owing)  # by somebody who is then killed
    clock.on(days=-1)

    soon = sent(owing)
    clock.on(minutes=10)
    later = sent(owing)

    assert (soon, later) == (0, 1), "held as long as ever a claim is, and no longer"


def test_a_letter_put_off_before_midnight_is_sent_though_the_day_begins_again(
    owing: Desk, clock: HandClock
) -> None:
    claimed = owing.store.deliveries.claim(Channel.EMAIL, clock.now(), clock.now() + LEASE)
    assert claimed is not None
    owing.store.deliveries.put_off(claimed, "away", clock.now() + timedelta(hours=1))
    clock.on(hours=-23, minutes=-45)  # 00:05 of the very same day

    assert sent(owing) == 1


def test_a_letter_that_was_routed_before_the_clock_went_back_is_sent_at_once(
    owing: Desk, clock: HandClock
) -> None:
    clock.on(hours=-2)

    assert sent(owing) == 1


def test_nothing_ever_waits_longer_than_the_longest_wait(owing: Desk, clock: HandClock) -> None:
    claimed = owing.store.deliveries.claim(Channel.EMAIL, clock.now(), clock.now() + LEASE)
    assert claimed is not None
    owing.store.deliveries.put_off(claimed, "away", clock.now() + LONGEST_WAIT)

    before = sent(owing)
    clock.on(minutes=239)
    nearly = sent(owing)
    clock.on(minutes=1)

    assert (before, nearly, sent(owing)) == (0, 0, 1)


def test_a_part_held_before_the_clock_went_back_is_anybodys(owing: Desk, clock: HandClock) -> None:
    parts, lease = owing.store.partitions, timedelta(seconds=15)
    job = parts.open(Basis(0, "", "", ""), "x", clock.now(), size=10, after=0)
    assert job is not None
    assert parts.claim(1, "dead", clock.now(), clock.now() + lease) is not None
    assert parts.claim(1, "other", clock.now(), clock.now() + lease) is None
    clock.on(minutes=-1)

    taken = parts.claim(1, "other", clock.now(), clock.now() + lease)

    assert taken is not None
    assert taken.worker == "other"
