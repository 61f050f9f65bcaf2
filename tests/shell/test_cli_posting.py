"""Contacts and the outbox on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import at
from commands import Tiendo, told
from post import DAY, Mailbox, mail_server, notice, receiver

from tiendo.clock import FixedDayClock
from tiendo.notices import code_of
from tiendo.store.opening import open_store


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command runs at nine: what is put off stays put off while a test lasts."""
    monkeypatch.setattr(FixedDayClock, "now", lambda clock: at(clock.day))


def owe(home: Path, *keys: str, to: str = "binh") -> None:
    store = open_store(f"sqlite:///{home / 'tiendo.db'}")
    store.queue([notice(key, to) for key in keys], at(DAY))
    store.close()


def test_an_address_is_set_listed_and_removed(tiendo: Tiendo) -> None:
    assert tiendo("contact", "set", "binh", "email", " binh@tt.example ") == (
        0,
        "Đã đặt: Trần Văn Bình, email, binh@tt.example.\n",
        "",
    )
    hook = "https://hook.example/secret-path"
    assert tiendo("contact", "set", "an", "webhook", hook, "--by", "vanphong")[0] == 0

    assert told(tiendo, "contact", "list") == [
        {"person": "an", "channel": "webhook", "address": "https://hook.example/…"},
        {"person": "binh", "channel": "email", "address": "binh@tt.example"},
    ]
    listed = tiendo("contact", "list")[1]
    assert "secret-path" not in listed
    assert "7 người chưa có địa chỉ" in listed
    assert tiendo("contact", "remove", "binh", "email")[0] == 0
    assert len(told(tiendo, "contact", "list")) == 1
    assert tiendo("contact", "remove", "binh", "email")[0] == 3


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("binh", "email", "binh"), 2, "«binh» không phải địa chỉ thư điện tử"),
        (("binh", "fax", "1"), 2, "Không có kênh «fax»; các kênh: email, webhook, chat."),
        (("ai", "email", "a@tt.example"), 3, "Không có ai trong cơ quan mang mã «ai»."),
        (("an", "email", "a@tt.example"), 1, "Việc này do Văn phòng hoặc Quản trị làm."),
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_is_written(
    tiendo: Tiendo, words: tuple[str, ...], code: int, sentence: str
) -> None:
    left, _, said = tiendo("contact", "set", *words)

    assert left == code
    assert sentence in said
    assert told(tiendo, "contact", "list") == []


def test_the_outbox_says_what_waits_for_what(tiendo: Tiendo, home: Path) -> None:
    tiendo("contact", "set", "binh", "email", "binh@tt.example")
    owe(home, "k")
    owe(home, "m", "n", to="dung")

    code, said, _ = tiendo("deliver")
    shown = tiendo("outbox")[1]

    assert (code, said) == (
        0,
        "đã gửi 0, hẹn gửi lại 0; còn chờ gửi 1; 1 chờ vì chưa cấu hình thư điện tử\n",
    )
    assert "Chờ gửi 1, không gửi được 0, chỉ có trên trang 2." in shown
    assert code_of("k") in shown
    assert "! Chưa cấu hình thư điện tử (TIENDO_SMTP_HOST, TIENDO_SMTP_SENDER): 1" in shown
    assert "! Lê Dũng (dung) chưa có địa chỉ: 2 thông báo chưa đọc" in shown


def test_a_dead_letter_is_seen_with_its_reason_and_sent_again_when_asked(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiendo("contact", "set", "binh", "email", "binh@tt.example")
    owe(home, "k")
    box = Mailbox(to_recipient=lambda _: "550 5.1.1 khong co nguoi nay")
    with mail_server(box) as port:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", str(port)), ("TLS", "none")):
            monkeypatch.setenv(f"TIENDO_SMTP_{name}", value)
        monkeypatch.setenv("TIENDO_SMTP_SENDER", "tiendo@tt.example")
        code, said, _ = tiendo("deliver")
        (dead,) = told(tiendo, "outbox")["unsent"]
        box.to_recipient = lambda _: "250 OK"
        again = tiendo("deliver")[1]
        retried = tiendo("outbox", "--retry", code_of("k"), "--by", "vanphong")
        sent = told(tiendo, "deliver")

    assert code == 1
    assert f"{code_of('k')}: 550 5.1.1 khong co nguoi nay" in said
    assert (dead["state"], dead["error"]) == ("dead", "550 5.1.1 khong co nguoi nay")
    assert "đã gửi 0" in again
    assert "Chờ gửi 1, không gửi được 0" in retried[1]
    assert (sent["sent"], sent["dead"], len(box.letters)) == (1, 0, 1)


def test_only_what_is_dead_can_be_retried_and_only_by_the_office(
    tiendo: Tiendo, home: Path
) -> None:
    owe(home, "k")

    assert tiendo("outbox", "--retry", "k", "--by", "vanphong")[0] == 3
    assert tiendo("outbox", "--retry", "k", "--by", "binh")[0] == 1


def test_no_secret_of_an_address_is_printed(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_WEBHOOK_SECRET", "bi-mat-cua-toi")
    with receiver() as hook:
        hook.answer = (400, {})
        tiendo("contact", "set", "binh", "webhook", hook.url)
        owe(home, "k")
        said = [tiendo("deliver"), tiendo("outbox"), tiendo("outbox", "--json")]

    assert "HTTP 400 khong nhan ***" in said[0][1]
    printed = "".join(out + err for _, out, err in said)
    assert "abcd1234" not in printed
    assert "bi-mat" not in printed
