"""The channels by themselves: what goes over the line, what comes back, what is never said."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from hashlib import sha256
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from builders import at
from post import Mailbox, mail_server, mail_to, receiver, text_of

from tests.ports import free_port
from tiendo.channels.address import checked_address, read_channel
from tiendo.channels.chat import Chat
from tiendo.channels.mail import Mail, MailServer, composed_letter
from tiendo.channels.message import Message, NotNow, Refused, SendFailed, Unreachable
from tiendo.channels.opening import open_senders
from tiendo.channels.secrecy import redacted, shown_address
from tiendo.channels.webhook import Webhook
from tiendo.errors import BadInput
from tiendo.postbox import Channel
from tiendo.settings import Settings
from tiendo.up import environment

DAY = date(2021, 9, 8)
LETTER = Message(
    id="7f3a@tt.example",
    code="7F3A0-21BC9",
    address="binh@tt.example",
    subject="Đường cầu\nBến Đình: nghiệm thu",
    text="Đề nghị đồng chí rà soát.",
    link="https://tiendo.example/inspections/ben-dinh",
    key="ben-dinh:silent::2021-07-19:0",
    stream="ben-dinh",
    recipient="binh",
    due_on=DAY,
    at=at(DAY),
)


def test_a_line_break_in_a_subject_cannot_add_a_header() -> None:
    letter = composed_letter(LETTER, "tiendo@tt.example")

    assert letter["subject"] == "Đường cầu Bến Đình: nghiệm thu"
    assert bytes(letter).isascii()


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("550 5.1.1 unknown", Refused),
        ("552 5.2.2 full", Refused),
        ("452 4.2.2 full", NotNow),
        ("421 4.3.2 closing", Unreachable),
        ("530 5.7.0 sign in first", Unreachable),
    ],
)
def test_a_mail_servers_no_is_for_good_or_for_now(answer: str, failure: type[SendFailed]) -> None:
    for box in (Mailbox(to_recipient=lambda _: answer), Mailbox(to_letter=lambda _: answer)):
        with mail_server(box) as port, pytest.raises(failure, match=answer[:3]):
            mail_to(port).send(LETTER)


def test_a_server_that_closes_badly_after_taking_the_letter_has_taken_it() -> None:
    class Rude(Mailbox):
        async def handle_QUIT(self, server: Any, *_: Any) -> str:  # noqa: N802
            server.transport.abort()
            return "221 bye"

    box = Rude()
    with mail_server(box) as port:
        mail_to(port).send(LETTER)

    assert len(box.letters) == 1


def test_the_password_is_used_and_never_told() -> None:
    seen: list[bytes] = []

    def sign_in(_s: Any, _session: Any, _e: Any, _mechanism: str, data: Any) -> AuthResult:
        seen.append(data.password)
        said = f"535 no {data.password.decode()} for you"
        return AuthResult(success=False, handled=False, message=said)

    controller = Controller(
        Mailbox(),
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=sign_in,
        auth_require_tls=False,
        ready_timeout=60,
    )
    controller.start()
    own = MailServer("127.0.0.1", controller.port, "t@tt.example", "none", "t", "Mat-khau-9!")
    with pytest.raises(Unreachable) as failure:
        Mail(own).send(LETTER)
    controller.stop()

    assert seen
    assert set(seen) == {b"Mat-khau-9!"}
    assert "***" in str(failure.value)
    assert "Mat-khau" not in f"{failure.value} {own!r}"


def test_a_server_without_encryption_gets_neither_letter_nor_password() -> None:
    box = Mailbox()
    with mail_server(box) as port, pytest.raises(Unreachable):
        Mail(replace(mail_to(port).server, tls="starttls")).send(LETTER)

    assert box.letters == []


def test_a_receiver_can_check_a_webhook_by_the_common_convention() -> None:
    """Written from the text of Standard Webhooks, not from our code."""
    for secret, key in (("bí mật", "bí mật".encode()), ("whsec_MfKQ9r8G", b64decode("MfKQ9r8G"))):
        with receiver() as hook:
            Webhook(secret).send(replace(LETTER, address=hook.url))
        (got,) = hook.got

        told = got.headers["webhook-id"] + "." + got.headers["webhook-timestamp"] + "."
        seal = hmac.new(key, told.encode() + got.body, sha256).digest()
        version, _, signature = got.headers["webhook-signature"].partition(",")
        assert (version, b64decode(signature)) == ("v1", seal)
        assert got.path == "/hook?t=abcd1234"
        assert (got.headers["webhook-id"], got.headers["webhook-timestamp"]) == (
            "7f3a@tt.example",
            "1631066400",  # 08/09/2021 09:00 in Vietnam
        )
        assert json.loads(got.body)["subject"] == LETTER.subject
        assert json.loads(got.body)["code"] == LETTER.code


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ((302, {"location": "/elsewhere"}), Refused),
        ((404, {}), Refused),
        ((409, {}), NotNow),
        ((429, {}), Unreachable),
        ((500, {}), Unreachable),
    ],
)
def test_a_webhooks_no_is_for_good_or_for_now_and_no_redirect_is_followed(
    answer: tuple[int, dict[str, str]], failure: type[SendFailed]
) -> None:
    with receiver() as hook:
        hook.answer = answer
        with pytest.raises(failure) as refusal:
            Webhook("bi-mat").send(replace(LETTER, address=hook.url))

    assert len(hook.got) == 1
    assert str(refusal.value) == f"HTTP {answer[0]} khong nhan ***"


def test_a_chat_gets_the_letter_with_its_code() -> None:
    with receiver() as hook:
        address = f"json://127.0.0.1:{hook.port}/phong"
        Chat().send(replace(LETTER, address=address))
        hook.answer = (500, {})
        with pytest.raises(Unreachable) as failure:
            Chat().send(replace(LETTER, address=address))

    said = json.loads(hook.got[0].body)
    assert said["title"] == LETTER.subject
    assert "Mã thông báo: 7F3A0-21BC9" in said["message"]
    assert "127.0.0.1" not in str(failure.value)


def test_a_chat_address_that_is_none_is_refused_for_good() -> None:
    with pytest.raises(Refused):
        Chat().send(replace(LETTER, address="nope://x"))


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", "an@tt.example"),
        ("email", "nguyen.an+tt@sub.tayninh.example"),
        ("webhook", "https://hook.example:8443/x?y=1"),
        ("webhook", "http://127.0.0.1/x"),
        ("chat", "json://127.0.0.1/x"),
    ],
)
def test_an_address_is_taken_as_written(channel: str, address: str) -> None:
    assert checked_address(read_channel(channel), f" {address}\n") == address


@pytest.mark.parametrize(
    ("channel", "address", "sentence"),
    [
        ("email", "an", "không phải địa chỉ thư"),
        ("email", "ân@tt.example", "không phải địa chỉ thư"),
        ("email", "an@tt..example", "không phải địa chỉ thư"),
        ("email", "an@tt.example\nBcc: x@y.example", "không phải địa chỉ thư"),
        ("email", f"{'a' * 250}@tt.example", "không phải địa chỉ thư"),
        ("webhook", "hook.example/x", "https://"),
        ("webhook", "ftp://hook.example", "https://"),
        ("webhook", "https://an:mk@hook.example", "https://"),
        ("webhook", "https://hook.example:99999/", "https://"),
        ("webhook", "https://hook.example/a b", "https://"),
        ("chat", "nope://x", "Apprise"),
        ("chat", "tgram://", "Apprise"),
        ("fax", "123", "email, webhook, chat"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_by_name(
    channel: str, address: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        checked_address(read_channel(channel), address)


def test_what_an_address_hides_is_not_shown() -> None:
    assert shown_address(Channel.EMAIL, "an@tt.example") == "an@tt.example"
    assert shown_address(Channel.WEBHOOK, "https://h.example:1/a?t=1") == "https://h.example/…"
    assert shown_address(Channel.CHAT, "tgram://123:token/456") == "tgram://…"


def test_a_secret_is_hidden_plain_and_encoded_and_a_short_word_is_not() -> None:
    encoded = b64encode(b"mat-khau").decode()

    assert redacted(f"a mat-khau\n b {encoded} c", ["mat-khau", "c", ""]) == "a *** b *** c"
    assert len(redacted("x" * 1000, [])) == 300


Open = Callable[..., set[Channel]]


@pytest.fixture
def opened() -> Open:
    def opened(**values: Any) -> set[Channel]:
        return {sender.channel for sender in open_senders(Settings(**values))}

    return opened


def test_a_channel_is_open_once_it_is_set_up(opened: Open) -> None:
    assert opened() == {Channel.CHAT}
    assert opened(smtp_host="mail.example") == {Channel.CHAT}
    mail = {"smtp_host": "mail.example", "smtp_sender": "t@tt.example"}
    assert opened(**mail) == {Channel.CHAT, Channel.EMAIL}
    hook = {"webhook_secret": "bi-mat"}
    assert opened(**hook) == {Channel.CHAT, Channel.WEBHOOK}


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"smtp_host": "m", "smtp_sender": "Tiến độ"}, "không phải địa chỉ thư"),
        ({"webhook_secret": "whsec_không"}, "TIENDO_WEBHOOK_SECRET"),
    ],
)
def test_settings_that_cannot_be_right_are_named(
    opened: Open, values: dict[str, str], named: str
) -> None:
    with pytest.raises(BadInput, match=named):
        opened(**values)


def test_children_get_the_secrets_and_a_listing_of_the_settings_does_not() -> None:
    settings = Settings.model_validate({"smtp_password": "mk-1", "webhook_secret": "bm-2"})

    variables = environment(settings)

    assert variables["TIENDO_SMTP_PASSWORD"] == "mk-1"
    assert variables["TIENDO_WEBHOOK_SECRET"] == "bm-2"
    assert "mk-1" not in f"{settings!r} {settings}"
    assert Settings.model_validate({"public_url": "https://x.example/t"}).page == (
        "https://x.example/t/"
    )


def test_the_letter_is_text_that_a_phone_reads() -> None:
    letter: EmailMessage = composed_letter(LETTER, "tiendo@tt.example")

    assert (letter.get_content_type(), letter.get_content_charset()) == ("text/plain", "utf-8")
    assert text_of(letter).startswith(LETTER.text)
