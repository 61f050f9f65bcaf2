"""The channels that this installation has set up."""

from __future__ import annotations

from states.text import Text
from tiendo.channels.address import checked_address
from tiendo.channels.chat import Chat
from tiendo.channels.mail import Mail, MailServer
from tiendo.channels.message import Sender
from tiendo.channels.webhook import Webhook, key_of
from tiendo.errors import BadInput
from tiendo.postbox import Channel
from tiendo.settings import Settings

LACKING: dict[Channel, str] = {
    Channel.EMAIL: "TIENDO_SMTP_HOST, TIENDO_SMTP_SENDER",
    Channel.WEBHOOK: "TIENDO_WEBHOOK_SECRET",
}
"""What must be set before a channel sends."""


def open_senders(settings: Settings) -> tuple[Sender, ...]:
    """Every channel that is set up. Raises BadInput where its settings cannot be right."""
    found: list[Sender] = [Chat()]
    if settings.smtp_host and settings.smtp_sender:
        found.append(Mail(_server(settings)))
    if secret := settings.webhook_secret.get_secret_value():
        found.append(_webhook(secret))
    return tuple(found)


def _webhook(secret: str) -> Webhook:
    try:
        key_of(secret)
    except ValueError:
        raise BadInput(_NO_SECRET) from None
    return Webhook(secret)


_NO_SECRET = Text(
    "TIENDO_WEBHOOK_SECRET: sau «whsec_» phải là base64.",
    "TIENDO_WEBHOOK_SECRET: what follows “whsec_” must be base64.",
)


def _server(settings: Settings) -> MailServer:
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=checked_address(Channel.EMAIL, settings.smtp_sender),
        tls=settings.smtp_tls,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
    )
