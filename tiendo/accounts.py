"""Signing in and out: who comes in, for how long, and what is refused without saying why.

Whoever is refused learns nothing of whether the account exists, is shut or has a second factor:
the sentence is one, and so is the work done. The moments are the machine's own, also where the
office's day stands still.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from states.roles import Officer
from states.text import Text
from tiendo.clock import Clock, SystemClock
from tiendo.errors import BadInput, NotFound, ShellError
from tiendo.identity import Account, DoorEntry, Passed, Session
from tiendo.known_browsers import mark_of, marks_with
from tiendo.passwords import (
    Passwords,
    check_new,
    fingerprint,
    new_password,
    new_token,
    totp_step,
)
from tiendo.ports import Store
from tiendo.settings import Settings
from tiendo.tries import TooManyTries, Tries

TOUCHED_EVERY = timedelta(minutes=1)
_LONGEST_ID = 80
_LONGEST_NOTED = 200

_WRONG = Text(
    "Sai mã cán bộ, mật khẩu hoặc mã xác thực (nếu có dùng).",
    "Wrong id, password or code (if you use one).",
)
_NOT_YOURS = Text("Mật khẩu hiện nay không đúng.", "The present password is not right.")
_NO_ACCOUNT = Text("«{id}» chưa có tài khoản.", "“{id}” has no account.")
_HAS_ACCOUNT = Text("«{id}» đã có tài khoản.", "“{id}” has an account already.")


class NotSignedIn(ShellError):
    """Somebody was not let in; the sentence does not say which part was wrong."""


@dataclass(frozen=True, slots=True)
class Knock:
    """What somebody at the door gave, and where from."""

    person: str
    password: str
    code: str = ""
    address: str = ""
    agent: str = ""
    marks: str = ""  # what the browser keeps of who came in by it before

    def __repr__(self) -> str:  # a secret must not reach a log by way of an error
        return f"Knock(address={self.address!r})"


class Doorkeeper:
    """Lets people of one office in and out; safe to use from every thread."""

    def __init__(
        self, store: Store, passwords: Passwords, *, idle: timedelta, longest: timedelta
    ) -> None:
        self.store, self.passwords = store, passwords
        self._idle, self._longest = idle, longest
        self._tries = Tries()
        self.clock: Clock = SystemClock()

    def sign_in(self, knock: Knock) -> str:
        """A new session's token, to be kept by the browser alone.

        Raises NotSignedIn with a sentence that tells nothing, or TooManyTries.
        """
        person = knock.person.strip()
        account = self._named(person)
        whose = account.person if account else ""
        own = mark_of(account, knock.marks)
        try:
            self._tries.begin(person, knock.address, own)
        except TooManyTries as refused:
            if refused.first:
                self.note(whose, Passed.LIMITED, knock.address)
            raise
        known = self.passwords.holds(account.password_hash if account else "", knock.password)
        if account is None or not known or not self._may_come(account, knock):
            self._tries.failed(knock.address)
            shut = known and account is not None and account.disabled_at is not None
            self.note(whose, Passed.DISABLED if shut else Passed.WRONG, knock.address)
            raise NotSignedIn(_WRONG)
        self._tries.passed(person, own)
        return self._opened(account, knock)

    def _named(self, person: str) -> Account | None:
        possible = person.isprintable() and len(person) <= _LONGEST_ID
        return self.store.accounts.account(person) if possible else None

    def _may_come(self, account: Account, knock: Knock) -> bool:
        if account.disabled_at is not None:
            return False
        return not account.totp_secret or self._code_holds(account, knock.code)

    def _code_holds(self, account: Account, code: str) -> bool:
        bare = code.strip().replace(" ", "").lower()
        step = totp_step(account.totp_secret, bare, self.clock.now())
        if step is not None:
            return self.store.accounts.take_step(account.person, step)
        return self.store.accounts.take_recovery(account.person, fingerprint(bare))

    def _opened(self, account: Account, knock: Knock) -> str:
        token, now = new_token(), self.clock.now()
        session = Session(
            fingerprint(token),
            account.person,
            created_at=now,
            seen_at=now,
            expires_at=now + self._longest,
            address=knock.address[:_LONGEST_NOTED],
            agent=knock.agent[:_LONGEST_NOTED],
        )
        entry = DoorEntry(now, account.person, Passed.IN, session.address)
        self.store.accounts.open_session(session, entry)
        return token

    def marks(self, person: str, shown: str) -> str:
        """What a browser keeps by which somebody came in. Raises NotFound."""
        return marks_with(self.account(person), shown)

    def session(self, token: str) -> tuple[Session, Account] | None:
        """Whose session a browser shows, unless it is over or its account shut; now it is used."""
        found = self.glanced(token)
        if found and (now := self.clock.now()) - found[0].seen_at >= TOUCHED_EVERY:
            self.store.accounts.touch(found[0].token_hash, now)
        return found

    def glanced(self, token: str) -> tuple[Session, Account] | None:
        """The same for a page that asks by itself: nobody is using the session by that."""
        found = self.store.accounts.session(fingerprint(token)) if token else None
        if found is None:
            return None
        session, account = found
        now = self.clock.now()
        over = session.expires_at <= now or session.seen_at + self._idle <= now
        if over or account.disabled_at is not None:
            return None
        return session, account

    def sign_out(self, session: Session) -> None:
        """End one session."""
        self.store.accounts.close_sessions(session.person, only=session.token_hash)
        self.note(session.person, Passed.OUT, session.address)

    def end_sessions(self, person: str, *, only: str = "", but: str = "") -> int:
        """End the sessions of a person: all of them, one by its id, or all but one."""
        ended = self.store.accounts.close_sessions(person, only=only, but=but)
        if ended:
            self.note(person, Passed.REVOKED)
        return ended

    def account(self, person: str) -> Account:
        """The account of a person. Raises NotFound."""
        found = self.store.accounts.account(person)
        if found is None:
            raise NotFound(_NO_ACCOUNT.fill(id=person[:80]))
        return found

    def add(self, officer: Officer, by: str, password: str = "") -> str:
        """Give somebody an account; the password for the first time, if none was given.

        Raises BadInput if there is an account already, or the password will not do.
        """
        first = check_new(password, officer.id, officer.name) if password else new_password()
        account = self.fresh(officer.id, first, by, must_change=not password)
        if not self.store.accounts.add([account]):
            raise BadInput(_HAS_ACCOUNT.fill(id=officer.id))
        self.note(officer.id, Passed.ADDED, by=by)
        return first

    def fresh(self, person: str, password: str, by: str, *, must_change: bool) -> Account:
        """A new account, not kept yet."""
        now = self.clock.now()
        hashed = self.passwords.hash(password)
        return Account(person, hashed, now, now, by, must_change=must_change)

    def reset(self, person: str, by: str) -> str:
        """A new first password for somebody who forgot his, or from whom it was stolen.

        The second factor goes with it, and every session and token.
        """
        account = self.account(person)
        password = new_password()
        book, now = self.store.accounts, self.clock.now()
        book.set_password(person, self.passwords.hash(password), now, must_change=True)
        book.set_totp(account.person, "", "", ())
        book.close_sessions(person)
        self.store.tokens.revoke_all(person, now)
        self.note(person, Passed.RESET, by=by)
        return password

    def change_password(
        self, session: Session, officer: Officer, present: str, chosen: str
    ) -> None:
        """Change one's own password; every other session ends. Raises BadInput."""
        account = self.account(session.person)
        self.confirm(account, present, session)
        hashed = self.passwords.hash(check_new(chosen, officer.id, officer.name))
        book = self.store.accounts
        book.set_password(account.person, hashed, self.clock.now(), must_change=False)
        book.close_sessions(account.person, but=session.token_hash)
        self.note(account.person, Passed.PASSWORD, session.address)

    def confirm(self, account: Account, password: str, session: Session) -> None:
        """Check once more that it is the owner. Raises BadInput or TooManyTries."""
        self._tries.begin(account.person, session.address, session.token_hash)
        if not self.passwords.holds(account.password_hash, password):
            self.note(account.person, Passed.WRONG, session.address)
            raise BadInput(_NOT_YOURS)
        self._tries.passed(account.person, session.token_hash)

    def set_disabled(self, person: str, by: str, *, shut: bool) -> None:
        """Shut an account at once, with its sessions and tokens; or open it again."""
        self.account(person)
        self.store.accounts.set_disabled(person, self.clock.now() if shut else None)
        self.note(person, Passed.SHUT if shut else Passed.ENABLED, by=by)

    def note(self, person: str, what: Passed, address: str = "", by: str = "") -> None:
        """Write a line of the door's log."""
        at: datetime = self.clock.now()
        self.store.accounts.note(DoorEntry(at, person, what, address[:_LONGEST_NOTED], by))


def open_door(store: Store, settings: Settings) -> Doorkeeper:
    """The doorkeeper of an office, by the settings of this installation."""
    return Doorkeeper(
        store,
        Passwords(settings.password_rounds, settings.password_memory),
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
    )
