"""Webhooks: a signed JSON letter posted to an address, after the Standard Webhooks convention.

The signature covers id, time and body: ``v1,`` and the base64 of HMAC-SHA256 over
``{webhook-id}.{webhook-timestamp}.{body}``. The id is the same at every try.
"""

from __future__ import annotations

import hmac
import json
import ssl
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

from tiendo.channels.message import Message, NotNow, Refused, Unreachable
from tiendo.channels.secrecy import redacted, secrets_in
from tiendo.postbox import Channel

_ENOUGH_OF_AN_ANSWER = 300
_TRY_AGAIN = frozenset({408, 409, 425})
_TOO_MANY = 429


@dataclass(frozen=True)
class Webhook:
    """The signed webhooks of this office."""

    secret: str = field(repr=False)
    timeout_seconds: float = 10.0
    channel: ClassVar[Channel] = Channel.WEBHOOK
    one_server: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        """Post one letter; any 2xx is a yes, a redirect is not followed. Raises SendFailed."""
        body = json_of(message)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "tiendo",
            **signed(self.secret, message.id, int(message.at.timestamp()), body),
        }
        hidden = (self.secret, *secrets_in(Channel.WEBHOOK, message.address))
        try:
            status, said = self._post(urlsplit(message.address), body, headers)
        except (OSError, HTTPException) as error:
            why = redacted(str(error) or type(error).__name__, hidden)
            raise Unreachable(why) from error
        _judge(status, redacted(f"HTTP {status} {said}", hidden))

    def _post(self, address: SplitResult, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        line = self._line(address)
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        try:
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            said = b"" if answer.status < 300 else answer.read(_ENOUGH_OF_AN_ANSWER)
            return answer.status, said.decode("utf-8", "replace")
        finally:
            line.close()

    def _line(self, address: SplitResult) -> HTTPConnection:
        host = address.hostname or ""
        if address.scheme == "https":
            safe = ssl.create_default_context()
            return HTTPSConnection(host, address.port, timeout=self.timeout_seconds, context=safe)
        return HTTPConnection(host, address.port, timeout=self.timeout_seconds)


def json_of(message: Message) -> bytes:
    """The body of a webhook: the same at every try."""
    said = {
        "id": message.id,
        "code": message.code,
        "notice": message.key,
        "inspection": message.stream,
        "recipient": message.recipient,
        "subject": message.subject,
        "text": message.text,
        "url": message.link,
        "due_on": message.due_on.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False).encode()


def signed(secret: str, id_: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers by which a receiver knows who sent this, and when."""
    told = f"{id_}.{timestamp}.".encode() + body
    seal = hmac.new(key_of(secret), told, sha256).digest()
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{b64encode(seal).decode()}",
    }


def key_of(secret: str) -> bytes:
    """The bytes of a secret: those it encodes where it is written whsec_…, else its letters.

    Raises ValueError where what follows whsec_ is no base64.
    """
    if secret.startswith("whsec_"):
        return b64decode(secret.removeprefix("whsec_"), validate=True)
    return secret.encode()


def _judge(status: int, why: str) -> None:
    if 200 <= status < 300:
        return
    if status >= 500 or status == _TOO_MANY:
        raise Unreachable(why)
    raise NotNow(why) if status in _TRY_AGAIN else Refused(why)
