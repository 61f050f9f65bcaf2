"""API tokens, requests that happen once, and delegations at rest."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from tiendo.identity import Account, ApiToken, Claim, Delegation, Scope
from tiendo.ports import AlreadyClaimed
from tiendo.store.account_tables import ACCOUNT, API_TOKEN, DELEGATION, IDEMPOTENCY
from tiendo.store.accounts import OF_ACCOUNT, account_in
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_into
from tiendo.store.prepared import Prepared, Task
from tiendo.store.rows import fields_of
from tiendo.store.turns import in_turn

_ONE_WRITER = 0x7579_71  # "uyq": any number does that nobody else uses


class SqlTokens:
    """The tokens of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, token: ApiToken) -> None:
        """Keep a new token."""
        with self._database.writing() as connection:
            connection.execute(insert(API_TOKEN), asdict(token) | {"scope": token.scope.value})

    def token(self, token_hash: str) -> tuple[ApiToken, Account] | None:
        """A token with the account it acts for."""
        wanted = (
            select(API_TOKEN, *OF_ACCOUNT)
            .join(ACCOUNT, ACCOUNT.c.person == API_TOKEN.c.person)
            .where(API_TOKEN.c.token_hash == token_hash)
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        if row is None:
            return None
        return _token({c.name: row[c.name] for c in API_TOKEN.c}), account_in(dict(row))

    def of(self, person: str) -> tuple[ApiToken, ...]:
        """The tokens of a person, newest first, revoked ones too."""
        wanted = select(API_TOKEN).where(API_TOKEN.c.person == person)
        wanted = wanted.order_by(API_TOKEN.c.created_at.desc(), API_TOKEN.c.id)
        with self._database.reading() as connection:
            return tuple(_token(dict(row)) for row in connection.execute(wanted).mappings())

    def used(self, token_id: str, at: datetime) -> None:
        """Note that a token was used."""
        its = update(API_TOKEN).where(API_TOKEN.c.id == token_id)
        with self._database.writing() as connection:
            connection.execute(its.values(last_used_at=at))

    def revoke(self, person: str, token_id: str, at: datetime) -> bool:
        """Revoke a token of a person; whether there was one to revoke."""
        its = (API_TOKEN.c.person == person) & (API_TOKEN.c.id == token_id)
        standing = update(API_TOKEN).where(its, API_TOKEN.c.revoked_at.is_(None))
        with self._database.writing() as connection:
            return connection.execute(standing.values(revoked_at=at)).rowcount == 1

    def revoke_all(self, person: str, at: datetime) -> None:
        """Revoke every token of a person."""
        theirs = (API_TOKEN.c.person == person) & API_TOKEN.c.revoked_at.is_(None)
        with self._database.writing() as connection:
            connection.execute(update(API_TOKEN).where(theirs).values(revoked_at=at))

    def claimed(self, person: str, key: str) -> Claim | None:
        """What was recorded for a key, if it was used before."""
        its = (IDEMPOTENCY.c.person == person) & (IDEMPOTENCY.c.key == key)
        with self._database.reading() as connection:
            row = connection.execute(select(IDEMPOTENCY).where(its)).mappings().one_or_none()
        if row is None:
            return None
        return Claim(person, key, row["fingerprint"], row["stream"], row["version"])


def claim_request(connection: Connection, claim: Claim, at: datetime) -> None:
    """Write what was recorded for a request, beside it. Raises AlreadyClaimed."""
    fresh = insert_into(connection.dialect.name, IDEMPOTENCY).on_conflict_do_nothing()
    row = asdict(claim) | {"recorded_at": at}
    if connection.execute(fresh.returning(IDEMPOTENCY.c.key), row).first() is None:
        raise AlreadyClaimed(claim.key)


_CLAIM = Prepared(insert(IDEMPOTENCY), IDEMPOTENCY.c.keys())


def claiming(claim: Claim, at: datetime) -> Task:
    """The same as one of the tasks of an append."""
    return Task(_CLAIM, fields_of(claim) | {"recorded_at": at})


def _token(row: dict[str, object]) -> ApiToken:
    return ApiToken(**row | {"scope": Scope(str(row["scope"]))})  # type: ignore[arg-type]


class SqlDelegations:
    """The delegations of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, delegation: Delegation) -> int:
        """Keep a new delegation; its number."""
        with self._database.writing() as connection:
            in_turn(connection, _ONE_WRITER)
            number = _last(connection) + 1
            connection.execute(insert(DELEGATION), asdict(delegation) | {"number": number})
            return number

    def every(self) -> tuple[Delegation, ...]:
        """All delegations, newest first."""
        wanted = select(DELEGATION).order_by(DELEGATION.c.number.desc())
        with self._database.reading() as connection:
            return tuple(Delegation(**row) for row in connection.execute(wanted).mappings())

    def end(self, number: int, at: datetime, by: str) -> bool:
        """End a delegation before its time; whether there was one to end."""
        its = update(DELEGATION).where(
            DELEGATION.c.number == number, DELEGATION.c.ended_at.is_(None)
        )
        with self._database.writing() as connection:
            return connection.execute(its.values(ended_at=at, ended_by=by)).rowcount == 1


def _last(connection: Connection) -> int:
    highest = select(func.coalesce(func.max(DELEGATION.c.number), 0))
    return int(connection.execute(highest).scalar_one())
