"""What the outside looks like to a test: a clock it moves, a mail server, a webhook's receiver."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from builders import at

from tests.ports import free_port
from tiendo.channels.mail import Mail, MailServer
from tiendo.channels.message import Sender
from tiendo.clock import office_day
from tiendo.deliver import Post
from tiendo.ports import Notice, Store
from tiendo.postbox import Channel, Contact

PAGE = "https://tiendo.example/"
DAY = date(2021, 9, 8)


@dataclass
class HandClock:
    """A clock that stands where it was set."""

    moment: datetime = field(default_factory=lambda: at(DAY))

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return office_day(self.moment)

    def on(self, **later: float) -> None:
        """Let some time go by."""
        self.moment += timedelta(**later)


@dataclass
class Mailbox:
    """Keeps every letter that a mail server took; ``answer`` may refuse one instead."""

    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[str] = field(default_factory=list)
    to_recipient: Callable[[str], str] = lambda _: "250 OK"
    to_letter: Callable[[EmailMessage], str] = lambda _: "250 OK"

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if (said := self.to_recipient(address)).startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)
        said = self.to_letter(letter)
        if said.startswith("250"):
            self.letters.append(letter)
            self.envelopes.append(envelope.rcpt_tos[0])
        return said

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every letter taken."""
        return [str(letter["message-id"]) for letter in self.letters]


@contextmanager
def mail_server(box: Mailbox) -> Iterator[int]:
    """A real SMTP server in a thread; answers its port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), ready_timeout=60)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def mail_to(port: int, timeout_seconds: float = 60.0) -> Mail:
    """The e-mail channel of a server on this machine."""
    sender = "tiendo@tt.example"
    return Mail(MailServer("127.0.0.1", port, sender, tls="none", timeout_seconds=timeout_seconds))


def post(*senders: Sender, tries: int = 5) -> Post:
    """A way to deliver over these channels."""
    return Post(senders, PAGE, "tt.example", tries)


def text_of(letter: EmailMessage) -> str:
    """The text of a letter as its reader sees it."""
    return str(letter.get_content())


@dataclass(frozen=True)
class Request:
    """One request that a receiver got."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """An HTTP server that keeps what it is sent and answers as told."""

    answer: tuple[int, dict[str, str]] = (200, {})
    got: list[Request] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?t=abcd1234"


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver of webhooks in a thread."""
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.got.append(Request(self.path, headers, self.rfile.read(length)))
            status, extra = found.answer
            self.send_response(status)
            for name, value in extra.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"khong nhan abcd1234")

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def notice(key: str, to: str = "binh", *, urgent: bool = True, stream: str = "ba-du-an") -> Notice:
    """A message owed to somebody, with every kind of Vietnamese letter in it."""
    return Notice(
        key=key,
        stream=stream,
        recipient=to,
        subject="Đường cầu Bến Đình: Yêu cầu quá hạn trả lời",
        body="Đề nghị đồng chí rà soát, nêu rõ có hay không nội dung cần yêu cầu.",
        due_on=DAY,
        urgent=urgent,
    )


def reach(store: Store, person: str, address: str, channel: Channel = Channel.EMAIL) -> None:
    """Give somebody an address."""
    store.deliveries.put_contact(Contact(person, channel, address), at(DAY), "vanphong")
