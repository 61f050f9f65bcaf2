"""Accounts, sessions, tokens and delegations, on every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.contracts.builders import NOON, a_row, an_event
from tiendo.identity import Account, ApiToken, Claim, Delegation, DoorEntry, Passed, Scope, Session
from tiendo.ports import AlreadyClaimed, Store
from tiendo.store import accounts

AN = Account("an", "hash of an", NOON, NOON, "khanh", must_change=True)
LATER = NOON + timedelta(hours=2)


def a_session(token: str = "t1", person: str = "an", hours: int = 12) -> Session:
    return Session(token, person, NOON, NOON, NOON + timedelta(hours=hours), "10.0.0.7", "Firefox")


def come_in(store: Store, *sessions: Session) -> None:
    for each in sessions:
        entry = DoorEntry(each.created_at, each.person, Passed.IN, each.address)
        store.accounts.open_session(each, entry)


def a_token(person: str = "an") -> ApiToken:
    return ApiToken("tok1", "hash", person, "Báo cáo tuần", Scope.READ, NOON, LATER)


def a_delegation() -> Delegation:
    return Delegation(
        number=0,
        giver="kieu",
        taker="hoa",
        paper="12/QĐ-TTr",
        signed_on=date(2021, 9, 1),
        signed_by="Võ Kiều",
        starts_on=date(2021, 9, 6),
        ends_on=date(2021, 9, 10),
        recorded_at=NOON,
        recorded_by="vanphong",
    )


def fill_accounts(store: Store) -> None:
    """Something in every table of signing in."""
    store.accounts.add([AN])
    store.accounts.set_totp("an", "secret", "", ["r1"])
    come_in(store, a_session())
    store.tokens.add(a_token())
    store.delegations.add(a_delegation())
    store.append("YC", 0, [an_event()], a_row("YC", 1), claim=Claim("an", "k1", "print"))


def test_a_request_is_recorded_once_with_what_it_asked_for(store: Store) -> None:
    claim = Claim("an", "k1", "print")
    store.append("YC", 0, [an_event()], a_row("YC", 1), claim=claim)
    with pytest.raises(AlreadyClaimed):
        store.append("YC", 1, [an_event()], a_row("YC", 2), claim=claim)
    store.append("YC", 1, [an_event()], a_row("YC", 2), claim=replace(claim, person="binh"))

    assert store.tokens.claimed("an", "k1") == replace(claim, stream="YC", version=1)
    assert store.tokens.claimed("an", "k2") is None
    assert len(store.events("YC")) == 2


def test_an_account_is_added_once(store: Store) -> None:
    assert store.accounts.add([AN]) == ("an",)
    assert store.accounts.add([replace(AN, password_hash="another")]) == ()

    assert store.accounts.account("an") == AN
    assert store.accounts.every() == (AN,)
    assert store.accounts.account("binh") is None


def test_a_new_password_is_public_no_more(store: Store) -> None:
    store.accounts.add([replace(AN, demonstration=True)])
    store.accounts.set_password("an", "new", LATER, must_change=False)

    found = store.accounts.account("an")
    assert found == replace(AN, password_hash="new", password_set_at=LATER, must_change=False)


def test_a_session_is_found_with_its_account_until_it_is_ended(store: Store) -> None:
    store.accounts.add([AN])
    come_in(store, a_session("t1"), a_session("t2"), a_session("t3"))
    store.accounts.touch("t2", LATER)

    assert store.accounts.session("t1") == (a_session("t1"), AN)
    assert [each.token_hash for each in store.accounts.sessions("an")] == ["t2", "t1", "t3"]
    assert store.accounts.close_sessions("binh") == 0
    assert store.accounts.close_sessions("an", only="t1") == 1
    assert store.accounts.close_sessions("an", but="t2") == 1
    assert store.accounts.session("t3") is None
    assert store.accounts.close_sessions("an") == 1


def test_sessions_that_are_over_go_when_the_next_begins(store: Store) -> None:
    come_in(store, a_session("old", hours=-1), a_session("new"))

    assert [each.token_hash for each in store.accounts.sessions("an")] == ["new"]


def test_a_shut_account_loses_its_sessions_and_tokens(store: Store) -> None:
    store.accounts.add([AN])
    come_in(store, a_session())
    store.tokens.add(a_token())
    store.accounts.set_disabled("an", LATER)

    assert store.accounts.session("t1") is None
    assert store.accounts.account("an") == replace(AN, disabled_at=LATER)
    assert [each.revoked_at for each in store.tokens.of("an")] == [LATER]
    store.accounts.set_disabled("an", None)
    assert store.accounts.account("an") == AN


def test_a_code_and_a_recovery_code_are_taken_once(store: Store) -> None:
    store.accounts.add([AN])
    store.accounts.set_totp("an", "secret", "", ["r1", "r2"])

    assert [store.accounts.take_step("an", step) for step in (5, 5, 4, 6)] == [
        *(True, False, False, True)
    ]
    assert [store.accounts.take_recovery("an", code) for code in ("r1", "r1", "r3")] == [
        *(True, False, False)
    ]
    store.accounts.set_totp("an", "", "", ())
    assert not store.accounts.take_recovery("an", "r2")


def test_the_door_is_logged_in_order_whoever_writes_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "KEPT", 5)

    def knock(person: str) -> None:
        for _ in range(4):
            store.accounts.note(DoorEntry(NOON, person, Passed.WRONG, "10.0.0.7"))

    threads = [Thread(target=knock, args=(person,)) for person in ("an", "binh")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(store.accounts.log(100)) == 5
    assert {each.person for each in store.accounts.log(100, "an")} <= {"an"}


def test_a_token_is_used_and_revoked_by_its_owner(store: Store) -> None:
    store.accounts.add([AN])
    store.tokens.add(a_token())

    assert store.tokens.token("hash") == (a_token(), AN)
    assert store.tokens.token("other") is None
    store.tokens.used("tok1", LATER)
    assert not store.tokens.revoke("binh", "tok1", LATER)
    assert store.tokens.revoke("an", "tok1", LATER)
    assert not store.tokens.revoke("an", "tok1", LATER)
    assert store.tokens.of("an") == (replace(a_token(), last_used_at=LATER, revoked_at=LATER),)


def test_a_delegation_is_kept_and_ended_once(store: Store) -> None:
    number = store.delegations.add(a_delegation())

    assert store.delegations.every() == (replace(a_delegation(), number=number),)
    assert store.delegations.end(number, LATER, "kieu")
    assert not store.delegations.end(number, NOON, "hoa")
    (ended,) = store.delegations.every()
    assert (ended.ended_at, ended.ended_by) == (LATER, "kieu")


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE api_token SET scope = 'everything'",
        "UPDATE delegation SET taker = giver",
        "UPDATE delegation SET ends_on = '2021-09-05'",
    ],
)
def test_what_cannot_be_is_refused_by_the_database(
    store: Store, shell: Engine, broken: str
) -> None:
    store.tokens.add(a_token())
    store.delegations.add(a_delegation())

    with pytest.raises(DBAPIError), shell.begin() as connection:
        connection.execute(text(broken))


def test_no_secret_is_shown_by_a_repr() -> None:
    an = replace(AN, totp_secret="SECRET", totp_pending="OFFERED")
    shown = repr((an, a_session("token-hash"), a_token()))

    for secret in ("hash of an", "SECRET", "OFFERED", "token-hash", "'hash'"):
        assert secret not in shown
