"""Delivering: each notice once to each address; a server that fails holds up nobody else."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from offices import open_office, sqlite
from post import (
    DAY,
    HandClock,
    Mailbox,
    mail_server,
    mail_to,
    notice,
    post,
    reach,
    receiver,
    text_of,
)

from tests.ports import free_port
from tiendo.channels.message import Message, NotNow
from tiendo.channels.webhook import Webhook
from tiendo.deliver import deliver, message_id, wait_after
from tiendo.desk import Desk
from tiendo.notices import code_of
from tiendo.postbox import Channel, DeliveryState


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """The small office, binh and an reached by mail, at nine in the morning."""
    opened = replace(open_office(sqlite(tmp_path), DAY), clock=clock)
    for person in ("binh", "an"):
        reach(opened.store, person, f"{person}@tt.example")
    yield opened
    opened.store.close()


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


def owe(desk: Desk, *keys: str, to: str = "binh") -> None:
    desk.store.queue([notice(key, to) for key in keys], desk.clock.now())


def test_each_notice_is_mailed_once_in_correct_vietnamese(desk: Desk, box: Mailbox) -> None:
    owe(desk, "ba-du-an:silent::2021-07-19:0")
    with mail_server(box) as port:
        report = deliver(desk, post(mail_to(port)))
        again = deliver(desk, post(mail_to(port)))

    (letter,) = box.letters
    assert (report.routed, report.sent, again.sent) == (1, 1, 0)
    assert letter["subject"] == "Đường cầu Bến Đình: Yêu cầu quá hạn trả lời"
    assert (letter["from"], letter["to"]) == ("Tiến độ <tiendo@tt.example>", "binh@tt.example")
    assert letter["date"] == "Wed, 08 Sep 2021 09:00:00 +0700"
    assert letter["auto-submitted"] == "auto-generated"
    assert text_of(letter).replace("\r\n", "\n") == (
        "Đề nghị đồng chí rà soát, nêu rõ có hay không nội dung cần yêu cầu.\n\n"
        "Xem và xử lý: https://tiendo.example/inspections/ba-du-an\n\n"
        f"Mã thông báo: {letter['x-ma-thong-bao']}. "
        "Nếu nhận hai thư cùng mã thì là một thông báo.\n"
    )
    key = "ba-du-an:silent::2021-07-19:0"
    assert letter["x-ma-thong-bao"] == code_of(key)
    assert box.ids == [f"<{message_id(key, 'binh@tt.example', 'tt.example')}>"]


def test_a_notice_to_a_post_reaches_everybody_who_holds_it(desk: Desk, box: Mailbox) -> None:
    reach(desk.store, "vanphong", "vp@tt.example")
    owe(desk, "k", to="office")

    with mail_server(box) as port:
        deliver(desk, post(mail_to(port)))

    assert box.envelopes == ["vp@tt.example"]


def test_without_an_address_a_notice_stays_on_the_page(desk: Desk, box: Mailbox) -> None:
    owe(desk, "k", to="dung")

    with mail_server(box) as port:
        report = deliver(desk, post(mail_to(port)))

    assert (report.routed, report.sent, box.letters) == (1, 0, [])
    assert [each.key for each in desk.store.deliveries.unaddressed()] == ["k"]


def test_what_nobody_knows_dies_at_once_and_the_others_arrive(desk: Desk, box: Mailbox) -> None:
    def answer(address: str) -> str:
        return "550 5.1.1 khong co nguoi nay" if address.startswith("binh") else "250 OK"

    box.to_recipient = answer
    owe(desk, "a", "b")
    owe(desk, "c", to="an")

    with mail_server(box) as port:
        report = deliver(desk, post(mail_to(port)))

    why = "550 5.1.1 khong co nguoi nay"
    assert set(report.died) == {(code_of("a"), why), (code_of("b"), why)}
    assert (report.sent, report.tally.dead, box.envelopes) == (1, 2, ["an@tt.example"])
    assert "vừa thôi gửi 2" in report.text.vi
    assert "không gửi được 2" in report.text.vi


def test_a_letter_refused_for_now_is_tried_again_after_one_two_four_minutes(
    desk: Desk, box: Mailbox, clock: HandClock
) -> None:
    box.to_letter = lambda _: "451 4.3.0 dang ban"
    owe(desk, "k")
    tried = []

    with mail_server(box) as port:
        for minute in range(20):
            report = deliver(desk, post(mail_to(port)))
            tried += [minute] if report.put_off or report.died else []
            clock.on(minutes=1)

    assert tried == [0, 1, 3, 7, 15]
    (dead,) = desk.store.deliveries.unsent()
    assert (dead.state, dead.last_error) == (DeliveryState.DEAD, "451 4.3.0 dang ban")


def test_the_wait_doubles_up_to_four_hours() -> None:
    minutes = [wait_after(n) / timedelta(minutes=1) for n in (1, 2, 3, 8, 9, 20, 99)]

    assert minutes == [1, 2, 4, 128, 240, 240, 240]


def test_twenty_tries_outlast_a_weekend_of_silence_by_their_waits() -> None:
    assert sum((wait_after(n) for n in range(1, 20)), timedelta()) > timedelta(hours=48)


def test_a_server_that_is_down_costs_one_try_and_everything_arrives_later(
    desk: Desk, box: Mailbox, clock: HandClock
) -> None:
    owe(desk, "a", "b")
    owe(desk, "c", to="an")

    down = deliver(desk, post(mail_to(free_port())))
    clock.on(minutes=5)
    with mail_server(box) as port:
        up = deliver(desk, post(mail_to(port)))

    assert (down.sent, down.put_off, down.tally.owed) == (0, 1, 3)
    assert (up.sent, len(box.letters)) == (3, 3)


@contextmanager
def mute_server() -> Iterator[int]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken: list[socket.socket] = []

        def take() -> None:
            with suppress(OSError):
                while True:
                    taken.append(listening.accept()[0])

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for each in taken:
                each.close()


def test_a_mail_server_that_hangs_stops_no_other_channel(desk: Desk) -> None:
    owe(desk, "a", "b")
    owe(desk, "c", to="an")
    with mute_server() as mute, receiver() as hook:
        for person in ("binh", "an"):
            reach(desk.store, person, hook.url, Channel.WEBHOOK)
        report = deliver(desk, post(mail_to(mute, timeout_seconds=0.2), Webhook("bi-mat")))

    assert (report.sent, len(hook.got)) == (3, 3)
    assert (report.put_off, report.tally.owed) == (1, 3)
    assert "timed out" in desk.store.deliveries.unsent()[-1].last_error


def test_a_webhook_that_fails_stops_no_other_webhook(desk: Desk) -> None:
    owe(desk, "a", "b")
    owe(desk, "c", to="an")
    with receiver() as broken, receiver() as well:
        broken.answer = (503, {})
        reach(desk.store, "binh", broken.url, Channel.WEBHOOK)
        reach(desk.store, "an", well.url, Channel.WEBHOOK)
        report = deliver(desk, post(Webhook("bi-mat")))

    assert (len(broken.got), len(well.got)) == (1, 1)
    assert (report.sent, report.put_off) == (1, 1)
    assert dict(report.idle) == {Channel.EMAIL: 3}


def test_a_channel_that_breaks_in_an_unknown_way_is_put_off_and_hides_its_address(
    desk: Desk,
) -> None:
    address = "https://hook.example/dich-vu/khoa-rat-dai"
    reach(desk.store, "binh", address, Channel.WEBHOOK)
    owe(desk, "k")

    report = deliver(desk, post(Broken()))

    assert report.put_off == 1
    hook = next(d for d in desk.store.deliveries.unsent() if d.channel is Channel.WEBHOOK)
    assert hook.last_error == "ZeroDivisionError: *** is odd"


class Broken:
    channel: ClassVar[Channel] = Channel.WEBHOOK
    one_server: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        raise ZeroDivisionError(f"{message.address} is odd")


def test_a_message_keeps_id_and_code_at_every_try(desk: Desk, clock: HandClock) -> None:
    reach(desk.store, "binh", "https://hook.example/x", Channel.WEBHOOK)
    owe(desk, "k")
    tried = Refusing()

    for _ in range(3):
        deliver(desk, post(tried))
        clock.on(hours=1)

    assert Counter((m.id, m.code) for m in tried.seen) == {
        (message_id("k", "https://hook.example/x", "tt.example"), code_of("k")): 3
    }


class Refusing:
    channel: ClassVar[Channel] = Channel.WEBHOOK
    one_server: ClassVar[bool] = False

    def __init__(self) -> None:
        self.seen: list[Message] = []

    def send(self, message: Message) -> None:
        self.seen.append(message)
        raise NotNow("bận")


def test_a_run_stops_when_its_time_is_up_and_the_next_goes_on(
    desk: Desk, clock: HandClock
) -> None:
    reach(desk.store, "binh", "https://hook.example/x", Channel.WEBHOOK)
    owe(desk, *"abcdef")
    slow = Slow(clock)

    runs = [deliver(desk, post(slow)).sent for _ in range(3)]

    assert runs == [4, 2, 0]


class Slow:
    channel: ClassVar[Channel] = Channel.WEBHOOK
    one_server: ClassVar[bool] = False

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock

    def send(self, message: Message) -> None:
        assert message.at <= self.clock.now()
        self.clock.on(minutes=1)


def test_a_notice_is_not_sent_before_its_day(desk: Desk, clock: HandClock, box: Mailbox) -> None:
    tomorrow = replace(notice("k"), due_on=DAY + timedelta(days=1))
    desk.store.queue([tomorrow], clock.now())

    with mail_server(box) as port:
        today = deliver(desk, post(mail_to(port)))
        clock.on(days=1)
        next_day = deliver(desk, post(mail_to(port)))

    assert (today.routed, next_day.sent) == (0, 1)
    assert isinstance(clock.now(), datetime)
    assert clock.today() == date(2021, 9, 9)
