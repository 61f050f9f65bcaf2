"""Accounts, sessions and the door's log at rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from tiendo.identity import Account, DoorEntry, Passed, Session
from tiendo.store.account_tables import ACCOUNT, API_TOKEN, DOOR, RECOVERY_CODE, SESSION
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_into
from tiendo.store.prepared import Prepared
from tiendo.store.turns import in_turn

KEPT = 50_000
"""How many lines of the door's log are kept."""
_ONE_WRITER = 0x6375_61  # "cua": any number does that nobody else uses
_ACCOUNT = tuple(each.name for each in fields(Account))
OF_ACCOUNT = tuple(ACCOUNT.c[name].label(f"account_{name}") for name in _ACCOUNT)
"""The columns of an account, to be read beside those of what belongs to it."""


_ADD = Prepared(
    lambda dialect: insert_into(dialect, ACCOUNT).on_conflict_do_nothing(), ACCOUNT.c.keys()
)


def account_in(row: Mapping[str, Any]) -> Account:
    """The account in a row that was read with `OF_ACCOUNT`."""
    return Account(**{name: row[f"account_{name}"] for name in _ACCOUNT})


class SqlAccounts:
    """The accounts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def account(self, person: str) -> Account | None:
        """The account of a person, if there is one."""
        with self._database.reading() as connection:
            found = connection.execute(select(ACCOUNT).where(ACCOUNT.c.person == person))
            row = found.mappings().one_or_none()
            return None if row is None else Account(**row)

    def every(self) -> tuple[Account, ...]:
        """All accounts, by person."""
        with self._database.reading() as connection:
            found = connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.person))
            return tuple(Account(**row) for row in found.mappings())

    def add(self, accounts: Collection[Account]) -> tuple[str, ...]:
        """Add accounts; those that are there already stay. Whose were added."""
        with self._database.writing() as connection:
            return tuple(each.person for each in accounts if _ADD.run(connection, asdict(each)))

    def set_password(self, person: str, hashed: str, at: datetime, *, must_change: bool) -> None:
        """Replace a password; a public one is public no more."""
        self._set(
            person,
            password_hash=hashed,
            password_set_at=at,
            must_change=must_change,
            demonstration=False,
        )

    def set_disabled(self, person: str, at: datetime | None) -> None:
        """Shut an account from a moment on, or open it again; its sessions and tokens end."""
        theirs = (API_TOKEN.c.person == person) & API_TOKEN.c.revoked_at.is_(None)
        with self._database.writing() as connection:
            its = update(ACCOUNT).where(ACCOUNT.c.person == person)
            connection.execute(its.values(disabled_at=at))
            if at is not None:
                connection.execute(delete(SESSION).where(SESSION.c.person == person))
                connection.execute(update(API_TOKEN).where(theirs).values(revoked_at=at))

    def set_totp(self, person: str, secret: str, pending: str, recovery: Collection[str]) -> None:
        """Set the second factor and the hashes of its recovery codes, in place of those before."""
        rows = [{"person": person, "code_hash": each} for each in sorted(set(recovery))]
        with self._database.writing() as connection:
            its = update(ACCOUNT).where(ACCOUNT.c.person == person)
            connection.execute(its.values(totp_secret=secret, totp_pending=pending))
            connection.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.person == person))
            if rows:
                connection.execute(insert(RECOVERY_CODE), rows)

    def take_step(self, person: str, step: int) -> bool:
        """Whether a code's step was not taken before; it is from now on."""
        fresh = (ACCOUNT.c.person == person) & (ACCOUNT.c.totp_step < step)
        with self._database.writing() as connection:
            taken = connection.execute(update(ACCOUNT).where(fresh).values(totp_step=step))
            return taken.rowcount == 1

    def take_recovery(self, person: str, hashed: str) -> bool:
        """Whether a recovery code was there; it is not any more."""
        its = (RECOVERY_CODE.c.person == person) & (RECOVERY_CODE.c.code_hash == hashed)
        with self._database.writing() as connection:
            return connection.execute(delete(RECOVERY_CODE).where(its)).rowcount == 1

    def open_session(self, session: Session, entry: DoorEntry) -> None:
        """Keep a new session, with its line of the log; those that are over are dropped."""
        over = SESSION.c.expires_at <= session.created_at
        with self._database.writing() as connection:
            connection.execute(delete(SESSION).where(SESSION.c.person == session.person, over))
            connection.execute(insert(SESSION), asdict(session))
            self._note(connection, entry)

    def session(self, token_hash: str) -> tuple[Session, Account] | None:
        """A session with its account."""
        wanted = (
            select(SESSION, *OF_ACCOUNT)
            .join(ACCOUNT, ACCOUNT.c.person == SESSION.c.person)
            .where(SESSION.c.token_hash == token_hash)
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        if row is None:
            return None
        return Session(**{c.name: row[c.name] for c in SESSION.c}), account_in(dict(row))

    def sessions(self, person: str) -> tuple[Session, ...]:
        """The sessions of a person, last seen first."""
        wanted = select(SESSION).where(SESSION.c.person == person)
        wanted = wanted.order_by(SESSION.c.seen_at.desc(), SESSION.c.token_hash)
        with self._database.reading() as connection:
            return tuple(Session(**row) for row in connection.execute(wanted).mappings())

    def touch(self, token_hash: str, at: datetime) -> None:
        """Note that a session was used."""
        its = update(SESSION).where(SESSION.c.token_hash == token_hash)
        with self._database.writing() as connection:
            connection.execute(its.values(seen_at=at))

    def close_sessions(self, person: str, *, only: str = "", but: str = "") -> int:
        """End sessions of a person: all, ``only`` one id, all ``but`` one hash; how many."""
        ended: list[ColumnElement[bool]] = [SESSION.c.person == person]
        if only:
            ended.append(SESSION.c.token_hash.startswith(only, autoescape=True))
        if but:
            ended.append(SESSION.c.token_hash != but)
        with self._database.writing() as connection:
            return connection.execute(delete(SESSION).where(*ended)).rowcount

    def note(self, entry: DoorEntry) -> None:
        """Write a line of the door's log."""
        with self._database.writing() as connection:
            self._note(connection, entry)

    def log(self, limit: int, person: str = "") -> tuple[DoorEntry, ...]:
        """The newest lines of the door's log, of everybody or of one person."""
        wanted = select(DOOR).order_by(DOOR.c.entry.desc()).limit(limit)
        if person:
            wanted = wanted.where(DOOR.c.person == person)
        with self._database.reading() as connection:
            return tuple(
                DoorEntry(row["at"], row["person"], Passed(row["what"]), row["address"], row["by"])
                for row in connection.execute(wanted).mappings()
            )

    def _note(self, connection: Connection, entry: DoorEntry) -> None:
        in_turn(connection, _ONE_WRITER)
        number = _last(connection) + 1
        connection.execute(insert(DOOR), {"entry": number, **asdict(entry)})
        connection.execute(delete(DOOR).where(DOOR.c.entry <= number - KEPT))

    def _set(self, person: str, **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(update(ACCOUNT).where(ACCOUNT.c.person == person).values(values))


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(DOOR.c.entry), 0))).scalar_one())
