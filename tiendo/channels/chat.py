"""Chat: Telegram, Teams, Mattermost and many more, each by its Apprise address."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

from tiendo.channels.message import Message, Refused, Unreachable, footer
from tiendo.channels.secrecy import redacted, secrets_in
from tiendo.postbox import Channel


@dataclass(frozen=True)
class Chat:
    """The chat services of this office's people."""

    channel: ClassVar[Channel] = Channel.CHAT
    one_server: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        """Send one letter to one chat. Raises SendFailed."""
        import apprise  # slow to load, and most offices have no chat

        service = apprise.Apprise()
        hidden = secrets_in(Channel.CHAT, message.address)
        if not service.add(message.address):
            raise Refused("Apprise không hiểu địa chỉ này")
        text = f"{message.text}\n\n{footer(message)}"
        heard = apprise.LogCapture(level=logging.WARNING, fmt="%(message)s")  # type: ignore[no-untyped-call]
        with heard as said:
            taken = service.notify(body=text, title=message.subject)
            why = said.getvalue()
        if not taken:
            raise Unreachable(redacted(why, hidden) or "dịch vụ không nhận")
