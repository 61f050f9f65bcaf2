"""Who may act on the agenda: by his post, over what has no block, and not in a lent one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import CHIEF, DEPUTY, OFFICE, OTHER_DEPUTY, ROOM_HEAD

from states.meeting.powers import AGENDA_POWERS, held_by, not_theirs, own_by
from states.roles import Mandate, Place, Role
from states.streams import StreamKind
from states.terms import ROLE_NAMES

HERE, NOBODYS = Place("Phòng 1", "Khối 1", ""), Place("", "", "")


def test_what_has_no_block_is_every_leaders() -> None:
    assert own_by(DEPUTY, HERE) == {Role.DEPUTY}
    assert own_by(OTHER_DEPUTY, HERE) == set()
    assert own_by(OTHER_DEPUTY, NOBODYS) == {Role.DEPUTY}
    assert own_by(ROOM_HEAD, NOBODYS) == set()


def test_a_lent_post_is_held_and_is_not_ones_own() -> None:
    lent = Mandate(CHIEF, "12/QĐ", date(2021, 7, 1), date(2021, 8, 1))
    both = replace(OFFICE, mandates=(lent,))
    assert own_by(both, HERE) == {Role.OFFICE}
    assert held_by(both, HERE) == {Role.OFFICE, Role.CHIEF_INSPECTOR}
    leader = replace(OTHER_DEPUTY, mandates=(lent,))
    assert held_by(leader, NOBODYS) == {Role.DEPUTY, Role.CHIEF_INSPECTOR}


def test_an_act_of_others_is_refused_with_all_who_may_do_it() -> None:
    kind, act = StreamKind.REPORT, "submit"
    assert not_theirs(kind, act, frozenset({Role.OFFICE, Role.MEMBER})) == ()
    (reason,) = not_theirs(kind, act, frozenset({Role.MEMBER}))

    assert AGENDA_POWERS[kind][act] == {*reason.who}
    assert (reason.code, reason.who) == ("role", (Role.ROOM_HEAD, Role.OFFICE))
    head, office = ROLE_NAMES[Role.ROOM_HEAD], ROLE_NAMES[Role.OFFICE]
    assert reason.text.vi == f"Việc này do {head.vi} hoặc {office.vi} làm."
    assert reason.text.en == f"This is done by {head.en} or {office.en}."
    (nobody,) = not_theirs(kind, "dance", frozenset(Role))
    assert nobody.who == ()
