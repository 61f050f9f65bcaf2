"""What every channel is handed, and the three ways in which one may fail to send it.

SendFailed
├── Refused       for good: trying again would change nothing
├── NotNow        this message, this time
└── Unreachable   the server behind it: nothing more for it now
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Protocol

from tiendo.postbox import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """One letter for one address; ``id`` and ``code`` are the same at every try."""

    id: str
    code: str
    address: str
    subject: str
    text: str
    link: str
    key: str
    stream: str
    recipient: str
    due_on: date
    at: datetime


class SendFailed(Exception):
    """A message was not taken; says why, in words an operator can act on."""


class Refused(SendFailed):
    """For good: trying again would change nothing."""


class NotNow(SendFailed):
    """This message was not taken this time."""


class Unreachable(SendFailed):
    """The server behind the address does not answer or takes nothing now."""


class Sender(Protocol):
    """One channel that is set up."""

    channel: ClassVar[Channel]
    one_server: ClassVar[bool]
    """Whether one server stands behind every address of the channel."""

    def send(self, message: Message) -> None:
        """Hand the message over, or raise SendFailed."""


def footer(message: Message) -> str:
    """What stands under every letter: where it leads, and how to tell a second copy."""
    return (
        f"Xem và xử lý: {message.link}\n\n"
        f"Mã thông báo: {message.code}. Nếu nhận hai thư cùng mã thì là một thông báo."
    )
