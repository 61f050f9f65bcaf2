"""The accounts of the demonstration office: one a role, with a password that all may know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from states.text import Text
from tiendo.identity import Account
from tiendo.passwords import Passwords
from tiendo.ports import Store

PASSWORD = "tien do minh hoa"  # noqa: S105 - printed on the sign-in page of that office
_CHEAP = Passwords(1, 8)  # nobody is kept out by it


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of the demonstration office whom a visitor may sign in as."""

    person: str
    role: Text


GUESTS = (
    Guest("hai", Text("Trưởng đoàn", "Team head")),
    Guest("yen", Text("Thành viên Đoàn", "Team member")),
    Guest("nhung", Text("Người giám sát Đoàn", "Overseer of the team")),
    Guest("khoa", Text("Trưởng phòng giám sát, thẩm định", "Head of oversight and appraisal")),
    Guest("phuc", Text("Trưởng phòng", "Head of room")),
    Guest("hanh", Text("Phó Chánh Thanh tra phụ trách khối", "Deputy in charge of a block")),
    Guest("tam", Text("Chánh Thanh tra", "Chief Inspector")),
    Guest("lan", Text("Văn phòng", "Office")),
    Guest("khanh", Text("Quản trị", "Administrator")),
)


def open_accounts(store: Store, at: datetime) -> None:
    """Give the demonstration office its accounts, in a store that holds nothing else."""
    there = {each.person for each in store.accounts.every()}
    wanted = [each.person for each in GUESTS if each.person not in there]
    store.accounts.add([_account(person, at) for person in wanted])


def guests_of(store: Store) -> tuple[Guest, ...]:
    """Those whose password is still the public one; nobody in any other office."""
    public = {each.person for each in store.accounts.every() if _is_public(each)}
    return tuple(each for each in GUESTS if each.person in public)


def _is_public(account: Account) -> bool:
    return account.demonstration and account.disabled_at is None


def _account(person: str, at: datetime) -> Account:
    account = Account(person, _CHEAP.hash(PASSWORD), at, at, "tiendo demo")
    return replace(account, demonstration=True)
