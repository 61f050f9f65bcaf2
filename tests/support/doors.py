"""Signing in for tests: for real, with hashing made cheap."""

from __future__ import annotations

from typing import Any

from tiendo.accounts import Doorkeeper
from tiendo.desk import Desk
from tiendo.settings import Settings

PASSWORD = "một câu dễ nhớ để thử"


def cheap(**given: Any) -> Settings:
    """Settings in which a password costs nothing to check."""
    return Settings(**{"password_rounds": 1, "password_memory": 8, **given})


def let_in(door: Doorkeeper, *people: str) -> None:
    """Give these people accounts with the one password of the tests, unless they have one."""
    known = {each.person for each in door.store.accounts.every()}
    wanted = [each for each in people if each not in known]
    door.store.accounts.add(
        [door.fresh(each, PASSWORD, "test", must_change=False) for each in wanted]
    )


def everybody(desk: Desk) -> tuple[str, ...]:
    """The ids of the whole office."""
    return tuple(each.id for each in desk.store.people())
