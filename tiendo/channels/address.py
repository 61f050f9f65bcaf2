"""Whether an address can be one at all, before anything is sent there."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from states.text import Text
from tiendo.errors import BadInput
from tiendo.postbox import Channel

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_LONGEST_EMAIL, _LONGEST = 254, 2000

_NO_CHANNEL = Text(
    "Không có kênh «{channel}»; các kênh: {known}.", "There is no channel “{channel}”: {known}."
)
_NO_EMAIL = Text(
    "«{address}» không phải địa chỉ thư điện tử (viết như an@thanhtra.example, không dấu).",
    "“{address}” is no e-mail address (write it like an@thanhtra.example, no diacritics).",
)
_NO_WEBHOOK = Text(
    "Địa chỉ webhook phải có dạng https://máy-chủ/đường-dẫn, không kèm tên và mật khẩu.",
    "A webhook's address is https://server/path, without a name and password in it.",
)
_NO_CHAT = Text(
    "Apprise không hiểu địa chỉ chat này (ví dụ tgram://mã-bot/mã-phòng).",
    "Apprise does not understand this chat address (for example tgram://bot/room).",
)


def read_channel(name: str) -> Channel:
    """The channel of that name. Raises BadInput listing those there are."""
    try:
        return Channel(name)
    except ValueError:
        known = ", ".join(Channel)
        raise BadInput(_NO_CHANNEL.fill(channel=name[:40], known=known)) from None


def checked_address(channel: Channel, written: str) -> str:
    """The address without blanks around it. Raises BadInput saying what is wrong with it."""
    address = written.strip()
    _CHECKS[channel](address)
    return address


def _check_email(address: str) -> None:
    if len(address) > _LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        raise BadInput(_NO_EMAIL.fill(address=ascii(address[:80])[1:-1]))


def _check_webhook(address: str) -> None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise BadInput(_NO_WEBHOOK) from None
    clean = address.isascii() and address.isprintable() and " " not in address
    plain = not (parts.username or parts.password or parts.fragment)
    known = parts.scheme in ("http", "https") and bool(parts.hostname)
    if not (clean and plain and known and len(address) <= _LONGEST):
        raise BadInput(_NO_WEBHOOK)


def _check_chat(address: str) -> None:
    import apprise  # slow to load: only who sets a chat needs it

    clean = address.isprintable() and len(address) <= _LONGEST
    if not clean or apprise.Apprise.instantiate(address, suppress_exceptions=True) is None:
        raise BadInput(_NO_CHAT)


_CHECKS: dict[Channel, Callable[[str], None]] = {
    Channel.EMAIL: _check_email,
    Channel.WEBHOOK: _check_webhook,
    Channel.CHAT: _check_chat,
}
