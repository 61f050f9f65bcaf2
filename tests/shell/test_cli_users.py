"""`tiendo user`: the first administrator, and what the operator of the machine may mend."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from commands import Tiendo, told
from doors import cheap

from tiendo.accounts import Doorkeeper, Knock, NotSignedIn, open_door
from tiendo.api_tokens import known
from tiendo.store.opening import open_store


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_PASSWORD_ROUNDS", "1")
    monkeypatch.setenv("TIENDO_PASSWORD_MEMORY", "8")


def door_in(home: Path) -> Doorkeeper:
    return open_door(open_store(f"sqlite:///{home / 'tiendo.db'}"), cheap())


def password_in(out: str) -> str:
    found = re.search(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", out)
    assert found, out
    return found[0]


def test_an_empty_office_gets_its_administrator(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = home / "moi"
    monkeypatch.setenv("TIENDO_HOME", str(empty))

    code, out, err = tiendo("user", "add", "quantri", "--admin", "--name", "Bùi Quốc Khánh")

    assert (code, err) == (0, "")
    assert door_in(empty).sign_in(Knock("quantri", password_in(out)))
    (row,) = told(tiendo, "user", "list")
    assert (row["role"], row["account"]) == ("administrator", "first")


def test_an_office_nobody_can_enter_is_told_how(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiendo.up.up", lambda _settings: 0)
    assert "tiendo user add" in tiendo("up")[1]

    tiendo("user", "add", "binh")

    assert home.is_dir()
    assert "tiendo user add" not in tiendo("up")[1]


def test_somebody_of_the_office_gets_an_account_once(tiendo: Tiendo, home: Path) -> None:
    code, out, _ = tiendo("user", "add", "binh")
    assert code == 0
    token = door_in(home).sign_in(Knock("binh", password_in(out)))
    assert tiendo("user", "add", "binh")[0] == 2

    code, out, _ = tiendo("user", "reset-password", "binh")
    assert code == 0
    assert door_in(home).session(token) is None
    assert tiendo("user", "disable", "binh")[0] == 0
    with pytest.raises(NotSignedIn):
        door_in(home).sign_in(Knock("binh", password_in(out)))
    assert tiendo("user", "enable", "binh")[0] == 0
    assert door_in(home).sign_in(Knock("binh", password_in(out)))


def test_a_password_is_read_and_not_told_again(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("một câu dễ nhớ\n"))

    code, out, _ = tiendo("user", "add", "binh", "--password-stdin")

    assert code == 0
    assert "một câu" not in out
    assert door_in(home).sign_in(Knock("binh", "một câu dễ nhớ"))


def test_a_token_is_made_for_a_program(tiendo: Tiendo, home: Path) -> None:
    tiendo("user", "add", "binh")
    code, out, _ = tiendo("user", "token", "binh", "--name", "Báo cáo", "--days", "30")

    assert code == 0
    found = known(door_in(home), out.split()[-1])
    assert found is not None
    assert (found[0].scope, found[1].person) == ("read", "binh")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "binh", "--by", "kieu"), 1),
        (("add", "khong-co"), 2),
        (("disable", "binh"), 3),
        (("change", "khong-co", "--room", "Phòng 1"), 3),
        (("change", "binh", "--role", "vua"), 2),
        (("change", "binh", "--name", ""), 2),
        (("reset-password", "khong-co"), 3),
        (("token", "binh", "--name", "x"), 3),
    ],
)
def test_what_cannot_be_is_a_sentence(tiendo: Tiendo, words: tuple[str, ...], code: int) -> None:
    answered, out, err = tiendo("user", *words)

    assert (answered, out) == (code, "")
    assert err


def test_somebody_moves_to_another_post(tiendo: Tiendo, home: Path) -> None:
    tiendo("user", "change", "binh", "--role", "room_head", "--room", "Phòng 9")
    code, out, _ = tiendo("user", "change", "binh", "--block", "Khối 3")

    assert code == 0
    assert "Trưởng phòng (room_head), phòng «Phòng 9», khối «Khối 3»" in out
    binh = next(each for each in door_in(home).store.people() if each.id == "binh")
    assert (binh.title, binh.role) == ("Trưởng phòng", "room_head")
    assert (binh.room, binh.block) == ("Phòng 9", "Khối 3")
    assert binh.name
    assert tiendo("verify")[0] == 0
    tiendo("user", "change", "binh", "--role", "member", "--title", "Đã nghỉ hưu", "--room", "")
    binh = next(each for each in door_in(home).store.people() if each.id == "binh")
    assert (binh.title, binh.role, binh.room) == ("Đã nghỉ hưu", "member", "")
