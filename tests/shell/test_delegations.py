"""A post lent by a numbered decision: for its days, never over oneself, said in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import CHIEF, OVERSEER, PAUSE_NOTICE, at
from offices import CASE, Told

from states.errors import Refused
from states.roles import Mandate, Place, Role, lent_roles
from tiendo.clock import FixedDayClock
from tiendo.delegations import delegate, delegations, end_delegation
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound

FIELDS = {
    "giver": "hoa",
    "taker": "dung",
    "paper": "12/QĐ-TTr",
    "signed_on": "03/09/2021",
    "signed_by": "Võ Kiều",
    "starts_on": "06/09/2021",
    "ends_on": "10/09/2021",
}
CAPACITIES = ("overseer", "appraiser")
PAUSE = {"kind": "pause_site", "occurred_on": date(2021, 9, 8), "document": PAUSE_NOTICE}


@pytest.fixture
def lent(told: Told) -> Desk:
    """The deputy's post is lent to the head of the room for five days."""
    delegate(told.desk, FIELDS, "vanphong")
    return told.desk


def on(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=FixedDayClock(day))


def test_an_act_in_anothers_post_says_so(lent: Desk) -> None:
    lent.record(CASE, PAUSE, by="dung")

    actor = lent.history(CASE)[-1].actor
    assert (actor.id, actor.acts_as) == ("dung", "hoa")
    assert actor.model_dump()["under"] == {"giver": "hoa", "paper": "12/QĐ-TTr"}
    assert lent.verify() == ()


def test_an_act_by_ones_own_powers_says_nothing_of_it(lent: Desk) -> None:
    lent.record(CASE, PAUSE, by="dung")
    lent.record(CASE, {"kind": "declare_none", "occurred_on": date(2021, 9, 8)}, by="dung")
    lent.record(CASE, {"kind": "note", "occurred_on": date(2021, 9, 8), "text": "x"}, by="binh")

    dumped = [event.actor.model_dump() for event in lent.history(CASE)[-2:]]
    assert dumped == [{"kind": "person", "id": "dung"}, {"kind": "person", "id": "binh"}]


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2021, 9, 5), False),
        (date(2021, 9, 6), True),
        (date(2021, 9, 10), True),
        (date(2021, 9, 11), False),
    ],
)
def test_it_begins_and_ends_by_itself(lent: Desk, day: date, may: bool) -> None:
    desk = on(lent, day)
    assert (Role.DEPUTY in desk.roles("dung", desk.inspection(CASE))) is may
    if not may:
        with pytest.raises(Refused, match="Phó Chánh Thanh tra"):
            desk.record(CASE, {**PAUSE, "occurred_on": day}, by="dung", now=at(day))


def test_it_may_be_ended_early_by_the_giver_and_not_by_just_anybody(lent: Desk) -> None:
    (kept,) = delegations(lent)
    with pytest.raises(Refused):
        end_delegation(lent, str(kept.number), "dung")

    end_delegation(lent, str(kept.number), "hoa")

    assert Role.DEPUTY not in lent.roles("dung", lent.inspection(CASE))
    assert delegations(lent)[0].ended_by == "hoa"
    for number in (str(kept.number), "7", "x", "²"):
        with pytest.raises(NotFound):
            end_delegation(lent, number, "vanphong")


@pytest.mark.parametrize("taker", ["binh", "an"])
def test_nobody_decides_on_a_team_of_his_own_in_anothers_post(told: Told, taker: str) -> None:
    delegate(told.desk, FIELDS | {"giver": "kieu", "taker": taker}, "vanphong")

    roles = told.desk.roles(taker, told.desk.inspection(CASE))

    assert Role.CHIEF_INSPECTOR not in roles
    assert roles <= {Role.TEAM_HEAD, Role.MEMBER}


@pytest.mark.parametrize("capacity", CAPACITIES)
def test_nobody_decides_in_anothers_post_on_a_team_he_watches(capacity: str) -> None:
    mandate = Mandate(CHIEF, "12/QĐ-TTr", date(2021, 9, 3), date(2021, 9, 10))
    place = Place("Phòng 1", "Khối 1", "binh")

    assert lent_roles(mandate, OVERSEER, place) == {Role.CHIEF_INSPECTOR}
    overseer, appraiser = ((OVERSEER.id if capacity == name else "") for name in CAPACITIES)
    watched = replace(place, overseer=overseer, appraiser=appraiser)
    assert lent_roles(mandate, OVERSEER, watched) == frozenset()


def test_a_lent_post_reaches_no_further_than_its_block(told: Told) -> None:
    delegate(told.desk, FIELDS | {"giver": "long", "taker": "khach"}, "vanphong")

    assert told.desk.roles("khach", told.desk.inspection(CASE)) == frozenset()


def test_what_was_lent_is_not_lent_on(lent: Desk) -> None:
    delegate(lent, FIELDS | {"giver": "dung", "taker": "khach"}, "vanphong")

    roles = lent.roles("khach", lent.inspection(CASE))

    assert roles == {Role.ROOM_HEAD}


@pytest.mark.parametrize(
    "wrong",
    [
        {"giver": "an"},
        {"giver": "khong-co"},
        {"taker": "hoa"},
        {"paper": " "},
        {"paper": "x" * 200},
        {"signed_on": "31/02/2021"},
        {"signed_on": "09/09/2021"},
        {"starts_on": "11/09/2021"},
        {"ends_on": "06/09/2031"},
        {"signed_by": ""},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(told: Told, wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        delegate(told.desk, FIELDS | wrong, "vanphong")
    assert delegations(told.desk) == ()


@pytest.mark.parametrize("by", ["binh", "dung", "hoa"])
def test_only_the_chief_and_the_office_record_one(told: Told, by: str) -> None:
    with pytest.raises(Refused):
        delegate(told.desk, FIELDS, by)


def test_the_teams_powers_begin_with_the_decision_and_end_with_the_inspection(
    desk: Desk,
) -> None:
    told = Told(desk, date(2021, 6, 1)).walk(())
    assert desk.roles("binh", desk.inspection(CASE)) == frozenset()
    note = {"kind": "note", "text": "x"}
    with pytest.raises(Refused, match="Việc này do"):
        desk.record(CASE, {**note, "occurred_on": told.day}, by="binh")

    decision = {"kind": "decision", "number": "1", "signed_on": told.day, "signed_by": "Võ Kiều"}
    told.tell("issue_decision", told.day, document=decision)
    assert desk.roles("binh", desk.inspection(CASE)) == {Role.TEAM_HEAD}

    end = {"kind": "termination_decision", "number": "2", "signed_by": "Võ Kiều"}
    later = told.day + timedelta(days=9)
    told.tell("discontinue", later, by="kieu", document={**end, "signed_on": later})
    assert desk.roles("binh", desk.inspection(CASE)) == frozenset()


def test_who_leaves_the_team_has_no_powers_left(told: Told) -> None:
    paper = {"number": "9", "signed_on": date(2021, 9, 7), "signed_by": "Võ Kiều"}
    told.tell(
        "change_team",
        date(2021, 9, 7),
        by="kieu",
        team_head="an",
        members=["khach"],
        document={"kind": "team_change_decision", **paper},
    )

    roles = {who: told.desk.roles(who, told.desk.inspection(CASE)) for who in ("binh", "an")}
    assert roles == {"binh": frozenset(), "an": {Role.TEAM_HEAD}}
