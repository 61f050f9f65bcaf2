"""E-mail: plain text in UTF-8, one connection a letter."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import ClassVar

from tiendo.channels.message import Message, NotNow, Refused, Unreachable, footer
from tiendo.channels.secrecy import redacted
from tiendo.clock import OFFICE_ZONE
from tiendo.postbox import Channel

NAME = "Tiến độ"
CODE_HEADER = "X-Ma-thong-bao"
_NOT_THE_LETTER = frozenset({421, 530, 534, 535, 538})
"""The server closes the line, or wants us to sign in: true of every letter."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in; ``timeout_seconds`` is the longest wait for any one answer."""

    host: str
    port: int
    sender: str
    tls: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 10.0


@dataclass(frozen=True)
class Mail:
    """The e-mail of this office."""

    server: MailServer
    channel: ClassVar[Channel] = Channel.EMAIL
    one_server: ClassVar[bool] = True

    def send(self, message: Message) -> None:
        """Hand one letter to the mail server. Raises SendFailed.

        Once the server has taken the letter nothing counts as a failure any more.
        """
        letter = composed_letter(message, self.server.sender)
        try:
            line = self._open()
        except (OSError, smtplib.SMTPException, UnicodeError) as error:  # a password beyond ASCII
            raise Unreachable(self._why(error)) from error
        try:
            self._hand_over(line, letter)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
            line.close()

    def _open(self) -> smtplib.SMTP:
        own = self.server
        # Our own name is told: asking the network for it may take longer than sending.
        name = own.sender.rpartition("@")[2]
        line: smtplib.SMTP
        if own.tls == "tls":
            line = smtplib.SMTP_SSL(
                own.host,
                own.port,
                local_hostname=name,
                timeout=own.timeout_seconds,
                context=ssl.create_default_context(),
            )
        else:
            line = smtplib.SMTP(own.host, own.port, name, own.timeout_seconds)
        try:
            if own.tls == "starttls":
                line.starttls(context=ssl.create_default_context())
            if own.user:
                line.login(own.user, own.password)
        except BaseException:
            line.close()
            raise
        return line

    def _hand_over(self, line: smtplib.SMTP, letter: EmailMessage) -> None:
        try:
            line.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise self._answered(code, said) from error
        except smtplib.SMTPDataError as error:
            raise self._answered(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(self._why(error)) from error

    def _answered(self, code: int, said: bytes | str) -> Exception:
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        why = self._hide(f"{code} {words}")
        if code in _NOT_THE_LETTER:
            return Unreachable(why)
        return Refused(why) if code >= 500 else NotNow(why)

    def _why(self, error: Exception) -> str:
        if isinstance(error, smtplib.SMTPResponseException):
            said = error.smtp_error
            words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
            return self._hide(f"{error.smtp_code} {words}")
        if isinstance(error, TimeoutError):
            return f"{self.server.host}: không trả lời trong {self.server.timeout_seconds:g} giây"
        return self._hide(f"{self.server.host}: {str(error) or type(error).__name__}")

    def _hide(self, text: str) -> str:
        own = self.server
        return redacted(text, (own.password, f"\0{own.user}\0{own.password}"))


def composed_letter(message: Message, sender: str) -> EmailMessage:
    """The letter as it goes over the line; the same at every try but for its date."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Address(NAME, addr_spec=sender)
    letter["To"] = Address(addr_spec=message.address)
    letter["Subject"] = " ".join(message.subject.split())
    letter["Date"] = format_datetime(message.at.astimezone(OFFICE_ZONE))
    letter["Message-ID"] = f"<{message.id}>"
    letter[CODE_HEADER] = message.code
    letter["Auto-Submitted"] = "auto-generated"  # no machine need answer it
    # base64 passes through every server, also those that know seven bits only
    letter.set_content(f"{message.text}\n\n{footer(message)}\n", charset="utf-8", cte="base64")
    return letter
