"""What a notice is to its readers: the code they can compare, its page, and who they are."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import quote

from states.roles import Officer
from states.streams import AGENDA, kind_of


def code_of(key: str) -> str:
    """The short code of a notice, the same in every letter that carries it: 4F0A9-1C37B."""
    digits = sha256(key.encode()).hexdigest()[:10].upper()
    return f"{digits[:5]}-{digits[5:]}"


def path_of(stream: str) -> str:
    """Where on our page a notice leads, from the root: what it is about, or else the inbox."""
    if kind_of(stream) in AGENDA:
        return f"meeting/{quote(stream, safe=':')}"
    return f"inspections/{quote(stream, safe='')}" if stream else "inbox"


def readers(recipient: str, people: Iterable[Officer]) -> tuple[Officer, ...]:
    """Who reads what is sent to a recipient: that person, or all who hold the post named."""
    everybody = tuple(people)
    named = tuple(person for person in everybody if person.id == recipient)
    return named or tuple(person for person in everybody if person.role == recipient)


def recipients_read_by(reader: Officer) -> tuple[str, str]:
    """The recipients whose letters are in somebody's inbox: the person, and the post."""
    return reader.id, reader.role
