"""Delivering and the morning letters as flows: what they say, and when they are red."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from builders import at
from offices import open_office, sqlite
from post import DAY, HandClock, Mailbox, mail_server, notice, reach

from flows import deliver as deliver_file
from flows import digest as digest_file
from flows.deliver import deliver
from flows.digest import digest
from flows.serve import read_deployments
from tiendo.desk import Desk
from tiendo.notices import code_of

Opened = Callable[[], Desk]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(DAY, 8))


@pytest.fixture
def opened(tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens the office's desk; each flow opens and closes its own."""

    def opened() -> Desk:
        return replace(open_office(sqlite(tmp_path), DAY), clock=clock)

    monkeypatch.setattr("flows.office.open_desk", opened)
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_PUBLIC_URL", "https://tiendo.example")
    return opened


@contextmanager
def mail(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with mail_server(box) as port:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", str(port)), ("TLS", "none")):
            monkeypatch.setenv(f"TIENDO_SMTP_{name}", value)
        monkeypatch.setenv("TIENDO_SMTP_SENDER", "tiendo@tt.example")
        yield


def test_what_was_sent_is_said_in_words_and_a_second_run_sends_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, box = opened().store, Mailbox()
    reach(store, "binh", "binh@tt.example")
    store.queue([notice("k", urgent=False)], at(DAY, 7))

    with mail(box, monkeypatch):
        letters = asyncio.run(digest.fn())
        states = [asyncio.run(deliver.fn()) for _ in range(2)]
        again = asyncio.run(digest.fn())

    assert (letters.message, again.message) == ("08/09/2021: 1 thư sáng", "08/09/2021: 0 thư sáng")
    assert [state.message for state in states] == [
        "đã gửi 1, hẹn gửi lại 0",
        "đã gửi 0, hẹn gửi lại 0",
    ]
    assert all(state.is_completed() for state in states)
    (letter,) = box.letters
    assert letter["subject"] == "Tiến độ sáng 08/09/2021: 1 việc cần làm"
    assert "https://tiendo.example/inspections/ba-du-an" in letter.get_content()
    store.close()


def test_a_letter_given_up_makes_the_run_red_by_its_code_without_any_address(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened().store
    reach(store, "binh", "binh@tt.example")
    store.queue([notice("k")], at(DAY, 7))

    with mail(Mailbox(to_recipient=lambda to: f"550 khong co {to}"), monkeypatch):
        red, after = asyncio.run(deliver.fn()), asyncio.run(deliver.fn())

    assert red.is_failed()
    assert red.message == (
        "đã gửi 0, hẹn gửi lại 0; vừa thôi gửi 1; không gửi được 1 (xem «tiendo outbox»): "
        + code_of("k")
    )
    assert after.is_completed()
    assert after.message == "đã gửi 0, hẹn gửi lại 0; không gửi được 1 (xem «tiendo outbox»)"
    store.close()


def test_at_night_no_letter_is_written(opened: Opened, clock: HandClock) -> None:
    opened().store.close()
    clock.moment = at(DAY, 3)

    assert asyncio.run(digest.fn()).message == (
        "08/09/2021: ngoài giờ làm việc, không gửi thư sáng"
    )


def test_the_runs_are_named_by_day_and_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")

    assert deliver_file.run_name().startswith("Gửi thông báo 08/09/2021 lúc ")
    assert digest_file.run_name().startswith("Thư sáng 08/09/2021 lúc ")


def test_letters_leave_every_five_minutes_and_are_written_at_half_past_seven() -> None:
    crons = {
        each.entrypoint: [schedule.cron for schedule in each.schedules]
        for each in read_deployments()
    }

    assert crons["flows.deliver:deliver"] == ["*/5 * * * *"]
    assert crons["flows.digest:digest"] == ["30 7 * * *"]
