"""Who may act on an inspection, in which capacity: by post, by the team's decision, lent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import CHIEF, DEPUTY, HEAD, MEMBER, OFFICE, OFFICERS, OVERSEER, ROOM_HEAD, STRANGER

from states.powers import POWERS
from states.roles import SUPERIORS, Mandate, Officer, Place, Role, holder_of, roles_of

R = Role
HERE = Place("Phòng 1", "Khối 1", "binh", ("an",), "giamsat", "khach")
ADMIN = Officer("admin", "Quản Trị", "Quản trị", "administrator")


def lent(giver: Officer, taker: Officer) -> Officer:
    paper = Mandate(giver, "12/QĐ-TTr", date(2021, 7, 1), date(2021, 8, 1))
    return replace(taker, mandates=(*taker.mandates, paper))


@pytest.mark.parametrize(
    ("officer", "roles"),
    [
        (HEAD, {R.TEAM_HEAD}),
        (MEMBER, {R.MEMBER}),
        (OVERSEER, {R.OVERSEER}),
        (STRANGER, {R.APPRAISER}),
        (ROOM_HEAD, {R.ROOM_HEAD}),
        (replace(ROOM_HEAD, room="Phòng 2"), set()),
        (DEPUTY, {R.DEPUTY}),
        (replace(DEPUTY, block="Khối 2"), set()),
        (CHIEF, {R.CHIEF_INSPECTOR}),
        (OFFICE, {R.OFFICE}),
        (ADMIN, {R.ADMINISTRATOR}),
        (replace(ROOM_HEAD, id="binh"), {R.ROOM_HEAD, R.TEAM_HEAD}),
    ],
    ids=lambda value: value.id if isinstance(value, Officer) else "",
)
def test_a_post_counts_for_its_room_or_block_and_a_decision_for_whom_it_names(
    officer: Officer, roles: set[Role]
) -> None:
    assert roles_of(officer, HERE) == roles
    ended = roles & {R.ROOM_HEAD, R.DEPUTY, R.CHIEF_INSPECTOR, R.OFFICE, R.ADMINISTRATOR}
    assert roles_of(officer, replace(HERE, stands=False)) == ended
    named = replace(HERE, overseer="", appraiser="")
    assert roles_of(replace(STRANGER, id=""), named) == set(), "nobody is not somebody"


@pytest.mark.parametrize(
    ("officer", "roles"),
    [
        (lent(CHIEF, DEPUTY), {R.DEPUTY, R.CHIEF_INSPECTOR}),
        (lent(ROOM_HEAD, lent(DEPUTY, OFFICE)), {R.OFFICE, R.DEPUTY, R.ROOM_HEAD}),
        (lent(HEAD, ROOM_HEAD), {R.ROOM_HEAD}),  # what a decision gave is not lent
        (lent(CHIEF, HEAD), {R.TEAM_HEAD}),
        (lent(CHIEF, MEMBER), {R.MEMBER}),
        (lent(CHIEF, OVERSEER), {R.OVERSEER}),
        (lent(CHIEF, STRANGER), {R.APPRAISER}),
    ],
)
def test_a_lent_post_adds_to_ones_own_but_never_over_oneself(
    officer: Officer, roles: set[Role]
) -> None:
    assert roles_of(officer, HERE) == roles


def test_whoever_owes_a_report_does_not_judge_it_in_a_lent_post() -> None:
    owed = replace(HERE, owed_by=R.ROOM_HEAD)

    assert roles_of(lent(DEPUTY, ROOM_HEAD), owed) == {R.ROOM_HEAD}
    assert roles_of(lent(CHIEF, DEPUTY), owed) == {R.DEPUTY, R.CHIEF_INSPECTOR}


def test_of_every_capacity_it_is_said_who_stands_above_it_and_nobody_above_himself() -> None:
    assert set(SUPERIORS) == set(Role)
    assert all(role not in above for role, above in SUPERIORS.items())


def test_a_place_has_the_first_who_holds_it_also_before_the_decision_is_signed() -> None:
    early = replace(HERE, stands=False)

    assert holder_of(R.TEAM_HEAD, early, OFFICERS) == HEAD
    assert holder_of(R.DEPUTY, early, OFFICERS) == DEPUTY
    assert holder_of(R.ADMINISTRATOR, early, OFFICERS) is None


def test_whoever_keeps_the_accounts_has_no_act_on_any_inspection() -> None:
    assert [kind for kind, who in POWERS.items() if Role.ADMINISTRATOR in who] == []
