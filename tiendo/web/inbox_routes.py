"""The addresses of the inbox: what one person was told, and saying that it was read."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from states.roles import Officer
from states.text import Text
from tiendo import asjson
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.notices import code_of, path_of, recipients_read_by
from tiendo.postbox import Letter
from tiendo.web.routes import OfDesk, OfForm, OfPages
from tiendo.web.visitor import visitor_of

INBOX_ROUTES = APIRouter()
MOST = 200
_NOBODY = Text(
    "Tài khoản này không còn thuộc người nào trong cơ quan.",
    "This account belongs to nobody of the office any more.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter as the inbox shows it; ``path`` is empty where it leads nowhere else."""

    letter: Letter
    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Somebody's letters, newest first: those to read, and those that were read."""

    unread: tuple[Entry, ...]
    read: tuple[Entry, ...]


def inbox_of(desk: Desk, reader: Officer) -> Inbox:
    """The inbox of one person: what was sent to the person, or to the post."""
    found = [_entry(each) for each in _letters(desk, reader)]
    return Inbox(
        unread=tuple(each for each in found if each.letter.read_at is None),
        read=tuple(each for each in found if each.letter.read_at is not None),
    )


def _letters(desk: Desk, reader: Officer) -> tuple[Letter, ...]:
    return desk.store.letters.inbox(recipients_read_by(reader), MOST)


def _entry(letter: Letter) -> Entry:
    path = f"/{path_of(letter.stream)}" if letter.stream else ""
    return Entry(letter, code_of(letter.key), path)


@INBOX_ROUTES.get("/inbox")
def inbox(request: Request, desk: OfDesk, pages: OfPages) -> Response:
    """The notices of the person who acts from this browser."""
    visitor = visitor_of(request, desk.store.people())
    view = inbox_of(desk, visitor.person) if visitor.person else None
    return pages.respond("inbox.html", visitor, inbox=view)


@INBOX_ROUTES.post("/inbox/read")
def mark_read(request: Request, posted: OfForm, desk: OfDesk) -> Response:
    """Mark the letters named in the form as read; those of others are left alone."""
    person = _reader(request, desk)
    desk.store.letters.mark_read(recipients_read_by(person), posted.all("key"), desk.clock.now())
    return RedirectResponse("/inbox", 303)


@INBOX_ROUTES.get("/inbox/read")
def back_to_inbox() -> Response:
    """Where a copied address leads."""
    return RedirectResponse("/inbox", 303)


@INBOX_ROUTES.get("/api/inbox")
def inbox_json(request: Request, desk: OfDesk) -> Response:
    """The same for programs, newest first."""
    person = _reader(request, desk)
    return JSONResponse([asjson.letter_json(each) for each in _letters(desk, person)])


def _reader(request: Request, desk: Desk) -> Officer:
    person = visitor_of(request, desk.store.people()).person
    if person is None:
        raise BadInput(_NOBODY)
    return person
