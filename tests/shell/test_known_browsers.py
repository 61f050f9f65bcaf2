"""Strangers who try an account shut it to strangers, not to the browsers its owner came in by."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

import pyotp
import pytest
from doors import PASSWORD, cheap, let_in

from states.roles import Officer
from tiendo import second_factor
from tiendo.accounts import Doorkeeper, Knock, NotSignedIn, open_door
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.identity import Passed, Session
from tiendo.known_browsers import MOST, mark_of
from tiendo.tries import TRIES_OF_ACCOUNT, TRIES_OF_ADDRESS, TooManyTries

NEW = "một câu khác dễ nhớ"
BINH = Officer("binh", "Trần Văn Bình", "Trưởng đoàn", "member")
OTHERS = ("an", "hoa", "dung", "long", "kieu")
Case = Callable[[Doorkeeper], str]


@pytest.fixture
def door(desk: Desk) -> Doorkeeper:
    opened = open_door(desk.store, cheap())
    let_in(opened, "binh", *OTHERS)
    return opened


def knock(person: str = "binh", password: str = PASSWORD, marks: str = "", **more: str) -> Knock:
    return Knock(person, password, marks=marks, **{"address": "10.0.0.7", **more})


def strangers_try(door: Doorkeeper, person: str = "binh") -> None:
    """Strangers all over the world try an account until nobody may any more."""
    for attempt in range(TRIES_OF_ACCOUNT):
        with pytest.raises(NotSignedIn):
            door.sign_in(knock(person, "sai", address=f"10.0.1.{attempt}"))
    with pytest.raises(TooManyTries):
        door.sign_in(knock(person, address="10.0.2.1"))


def session_in(door: Doorkeeper, password: str = PASSWORD) -> Session:
    found = door.session(door.sign_in(knock(password=password)))
    assert found is not None
    return found[0]


def made_up(key: str, person: str) -> str:
    """A mark by whoever read how it is made and has not the key."""
    message = f"tiendo known browser\n{person}\n{'a' * 22}"
    return f"{'a' * 22}.{hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()}"


def on_a_shared_machine(door: Doorkeeper, *later: str) -> str:
    marks = door.marks("binh", "")
    for person in later:
        marks = door.marks(person, marks)
    return marks


def before_a_change(door: Doorkeeper) -> str:
    marks = door.marks("binh", "")
    door.change_password(session_in(door), BINH, PASSWORD, NEW)
    door.change_password(session_in(door, NEW), BINH, NEW, PASSWORD)
    return marks


LET_IN: dict[str, Case] = {
    "came in here before": lambda door: door.marks("binh", ""),
    "came in here again and again": lambda door: door.marks("binh", door.marks("binh", "")),
    "others came in here too": lambda door: on_a_shared_machine(door, *OTHERS[: MOST - 1]),
    "something else beside it": lambda door: "~~x~" + door.marks("binh", ""),
}
NO_HELP: dict[str, Case] = {
    "never here": lambda _: "",
    "nothing of ours": lambda _: "a" * 22 + "." + "0" * 64,
    "made up without a key": lambda _: made_up("", "binh"),
    "made up with the id as the key": lambda _: made_up("binh", "binh"),
    "of another account": lambda door: door.marks("an", ""),
    "of an earlier password, though it is the same words again": before_a_change,
    "cut short": lambda door: door.marks("binh", "")[:-1],
    "too many came in here since": lambda door: on_a_shared_machine(door, *OTHERS[:MOST]),
    "very long": lambda door: "x~" * 100_000 + door.marks("binh", ""),
}


@pytest.mark.parametrize("case", LET_IN)
def test_strangers_do_not_shut_out_a_browser_that_its_owner_came_in_by(
    door: Doorkeeper, case: str
) -> None:
    marks = LET_IN[case](door)
    strangers_try(door)

    assert door.sign_in(knock(marks=marks))


@pytest.mark.parametrize("case", NO_HELP)
def test_no_other_browser_is_let_past_what_strangers_used_up(door: Doorkeeper, case: str) -> None:
    marks = NO_HELP[case](door)
    strangers_try(door)

    with pytest.raises(TooManyTries):
        door.sign_in(knock(marks=marks))


def test_a_mark_is_worth_nothing_after_the_administrator_reset_the_password(
    door: Doorkeeper,
) -> None:
    marks = door.marks("binh", "")
    first = door.reset("binh", "lan")
    strangers_try(door)

    with pytest.raises(TooManyTries):
        door.sign_in(knock(password=first, marks=marks))


def test_a_stolen_mark_gives_no_right_and_has_its_own_limit(door: Doorkeeper) -> None:
    stolen = door.marks("binh", "")
    for attempt in range(TRIES_OF_ACCOUNT):
        with pytest.raises(NotSignedIn):
            door.sign_in(knock(password="sai", marks=stolen, address=f"10.0.1.{attempt}"))
    with pytest.raises(TooManyTries) as refused:
        door.sign_in(knock(marks=stolen))
    assert refused.value.first

    assert door.session(stolen) is None
    assert door.sign_in(knock())  # and whoever tries by it takes no tries from others
    strangers_try(door)
    with pytest.raises(TooManyTries) as again:
        door.sign_in(knock(marks=stolen))  # nor are theirs added to it
    assert not again.value.first


def test_coming_in_by_a_mark_gives_strangers_no_new_tries(door: Doorkeeper) -> None:
    marks = door.marks("binh", "")
    strangers_try(door)

    for _ in range(2 * TRIES_OF_ACCOUNT):
        assert door.sign_in(knock(marks=marks))

    with pytest.raises(TooManyTries):
        door.sign_in(knock(address="10.0.2.2"))


def test_whoever_sprays_from_the_offices_own_address_shuts_out_no_known_browser(
    door: Doorkeeper,
) -> None:
    marks = door.marks("binh", "")
    for number in range(TRIES_OF_ADDRESS):
        with pytest.raises(NotSignedIn):
            door.sign_in(knock(f"can-bo-{number}"))
    with pytest.raises(TooManyTries):
        door.sign_in(knock())

    assert door.sign_in(knock(marks=marks))


def test_a_mark_stands_in_for_no_second_factor(door: Doorkeeper) -> None:
    session_in(door)
    secret = second_factor.offer(door, "binh")
    second_factor.confirm(door, "binh", pyotp.TOTP(secret).at(door.clock.now()))
    marks = door.marks("binh", "")

    for code in ("", "000000") * (TRIES_OF_ACCOUNT // 2):
        with pytest.raises(NotSignedIn):
            door.sign_in(knock(marks=marks, code=code))
    with pytest.raises(TooManyTries):
        door.sign_in(knock(marks=marks, code="000000"))


def test_a_mark_opens_no_account_that_was_shut(door: Doorkeeper) -> None:
    marks = door.marks("binh", "")
    door.set_disabled("binh", "lan", shut=True)

    with pytest.raises(NotSignedIn):
        door.sign_in(knock(marks=marks))


def test_nobody_learns_by_a_mark_who_has_an_account(door: Doorkeeper) -> None:
    """The same answers and the same lines, whatever is shown, for an account and for none."""
    told = list[list[object]]()
    for person in ("an", "khong-co"):
        said = list[object]()
        for marks in ("", door.marks("binh", ""), made_up("", person)):
            for _ in range(TRIES_OF_ACCOUNT // 2):
                with pytest.raises((NotSignedIn, TooManyTries)) as refused:
                    door.sign_in(knock(person, "sai", marks=marks))
                said.append((type(refused.value), getattr(refused.value, "first", None)))
        told.append(said)

    assert told[0] == told[1]
    assert mark_of(None, made_up("", "")) == ""
    lines = [(each.person, each.what) for each in door.store.accounts.log(500)]
    for what in (Passed.WRONG, Passed.LIMITED):
        assert lines.count(("an", what)) == lines.count(("", what)) > 0


def test_strangers_do_not_keep_whoever_is_in_from_changing_the_password(
    door: Doorkeeper,
) -> None:
    session = session_in(door)
    strangers_try(door)

    door.change_password(session, BINH, PASSWORD, NEW)

    with pytest.raises(TooManyTries):  # and that gives the strangers no new tries
        door.sign_in(knock(password=NEW, address="10.0.2.2"))
    assert door.sign_in(knock(password=NEW, marks=door.marks("binh", "")))


def test_a_stolen_session_is_tried_only_so_often_and_shuts_out_no_other(
    door: Doorkeeper,
) -> None:
    stolen, own = session_in(door), session_in(door)
    for _ in range(TRIES_OF_ACCOUNT):
        with pytest.raises(BadInput):
            door.change_password(stolen, BINH, "đoán mò thôi", NEW)
    with pytest.raises(TooManyTries):
        door.change_password(stolen, BINH, PASSWORD, NEW)

    door.change_password(own, BINH, PASSWORD, NEW)


def test_a_mark_names_nobody_and_is_another_each_time(door: Doorkeeper, desk: Desk) -> None:
    first, second = door.marks("binh", ""), door.marks("binh", "")
    account = desk.store.accounts.account("binh")
    assert account is not None

    assert first != second
    assert "binh" not in first
    assert account.password_hash not in first
    assert mark_of(account, first) == first
    assert first not in door.marks("binh", first)  # one of each person
    assert len(on_a_shared_machine(door, *OTHERS)) < 400
