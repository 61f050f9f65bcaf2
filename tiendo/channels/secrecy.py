"""What may be shown: addresses without what they hide, and errors without our secrets."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from tiendo.postbox import Channel

HIDDEN = "***"
_LONGEST = 300
_SHORTEST_SECRET = 4  # anything shorter is no secret, and would be found everywhere


def shown_address(channel: Channel, address: str) -> str:
    """An address as people may see it: of a webhook its server, of a chat its service alone."""
    if channel is Channel.EMAIL:
        return address
    parts = urlsplit(address)
    if channel is Channel.CHAT:
        return f"{parts.scheme}://…"
    return f"{parts.scheme}://{parts.hostname or '?'}/…"


def redacted(text: str, secrets: Iterable[str]) -> str:
    """An error on one short line, every secret in it hidden, plain or encoded."""
    found = {form for secret in secrets for form in _forms(secret)}
    for form in sorted(found, key=len, reverse=True):
        text = text.replace(form, HIDDEN)
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def secrets_in(channel: Channel, address: str) -> tuple[str, ...]:
    """What an address hides: everything but the server of a webhook, all of a chat's address."""
    if channel is Channel.EMAIL:
        return ()
    parts = urlsplit(address)
    values = [value for _, value in parse_qsl(parts.query)]
    own = [parts.query, *values, *parts.path.split("/"), parts.password or ""]
    if channel is Channel.CHAT:
        own += [parts.netloc, parts.username or "", parts.hostname or ""]
    return (address, *own, *(unquote(each) for each in own))


def _forms(secret: str) -> tuple[str, ...]:
    if len(secret) < _SHORTEST_SECRET:
        return ()
    return secret, b64encode(secret.encode()).decode()
