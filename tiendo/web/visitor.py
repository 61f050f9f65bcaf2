"""Who is looking, in which language: whoever the gate let in, and a choice kept in a cookie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from states.roles import Officer
from tiendo.delegating import mandated
from tiendo.desk import Desk
from tiendo.identity import Account, Scope, Session
from tiendo.notices import recipients_read_by
from tiendo.web.words import LANGUAGES

LANG = "tiendo_lang"
_A_MOMENT = timedelta(seconds=2)  # what was read lies a little behind what is written
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom the gate let in: by a session of the page, or by a token of the API."""

    account: Account
    scope: Scope
    session: Session | None = None

    @property
    def person(self) -> str:
        """The id of who it is."""
        return self.account.person


def guest_of(request: Request) -> Guest | None:
    """Whom the gate let in with this request; None where it lets everybody in."""
    found: Guest | None = getattr(request.state, "guest", None)
    return found


@dataclass(frozen=True, slots=True)
class Visitor:
    """The reader of a page: ``person`` is who signed in."""

    lang: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    people: tuple[Officer, ...] = ()
    person: Officer | None = None
    unread: int = 0  # letters in the person's inbox that nobody has read
    since: str = ""  # the moment from which others' changes are news to this page
    signed_in: bool = False  # also where it is not asked who that is

    @property
    def here(self) -> str:
        """The address of this page, in the language it is read in."""
        return self._address({})

    def opens(self, form: str) -> bool:
        """Whether the address asks for this form to be open."""
        return ("open", form) in self.query

    def in_language(self, lang: str) -> str:
        """The address of this page in a language."""
        return self._address({"lang": lang})

    def name_of(self, person: str) -> str:
        """What somebody is called; the id itself for somebody no longer there."""
        return next((each.name for each in self.people if each.id == person), person)

    def _address(self, changes: dict[str, str]) -> str:
        query = {key: value for key, value in self.query if key != "lang"} | changes
        return self.path + (f"?{urlencode(query)}" if query else "")


def language_of(request: Request) -> str:
    """The language asked for in the address, else in the cookie, else Vietnamese."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANG)):
        if asked in LANGUAGES:
            return asked
    return LANGUAGES[0]


def visitor_of(request: Request, people: Sequence[Officer] = (), path: str = "") -> Visitor:
    """The reader of this request; ``path`` is where the page itself lives if not here."""
    guest = guest_of(request)
    person = next((each for each in people if guest and each.id == guest.person), None)
    desk: Desk = request.app.state.desk
    if person is not None:
        person = mandated(desk.store, person, desk.clock.today())
    return Visitor(
        since=(desk.clock.now() - _A_MOMENT).isoformat(),
        lang=language_of(request),
        path=path or request.url.path,
        query=tuple(request.query_params.multi_items()) if request.method == "GET" else (),
        people=tuple(sorted(people, key=_by_rank)),
        person=person,
        unread=_unread(request, person) if person else 0,
        signed_in=guest is not None,
    )


def _unread(request: Request, person: Officer) -> int:
    desk: Desk = request.app.state.desk
    return desk.store.letters.unread(recipients_read_by(person))


_RANKS = ("chief_inspector", "deputy", "office", "administrator", "room_head")


def _by_rank(officer: Officer) -> tuple[int, str, str]:
    rank = _RANKS.index(officer.role) if officer.role in _RANKS else len(_RANKS)
    return rank, officer.room, officer.name


def remember(response: Response, cookie: str, value: str) -> None:
    """Keep a choice of the reader's in his browser."""
    response.set_cookie(cookie, value, max_age=A_YEAR, httponly=True, samesite="lax")


def local_path(written: str) -> str:
    """A place to go back to if it is on this site, else the first page."""
    harmless = written.isprintable() and "\\" not in written and len(written) <= 500
    return written if harmless and written.startswith("/") and written[1:2] != "/" else "/"
