"""Acts on directives and meetings done in a post that was lent say so, as those on inspections."""

from __future__ import annotations

from datetime import date

import pytest
from conclusions import SILENT, TODAY, confirmed

from states.errors import Refused
from states.meeting.directive import Directive, DirectiveState
from states.meeting.gathering import Gathering
from states.meeting.periods import Period
from tiendo.delegations import delegate
from tiendo.desk import Desk
from tiendo.meeting.lapsing import tell
from tiendo.meeting.packing import prepare
from tiendo.meeting.reporting import submit
from tiendo.meeting.secretary import history, record, thing

FIELDS = {
    "giver": "hoa",
    "taker": "khach",
    "paper": "12/QĐ-TTr",
    "signed_on": "03/09/2021",
    "signed_by": "Võ Kiều",
    "starts_on": "06/09/2021",
    "ends_on": "10/09/2021",
}
UNDER = {"giver": "hoa", "paper": "12/QĐ-TTr"}


def under(desk: Desk, stream: str) -> object:
    return history(desk, stream)[-1].actor.model_dump().get("under")


def test_a_directive_accepted_in_a_lent_post_says_so(desk: Desk) -> None:
    found = confirmed(desk)
    record(desk, found.id, {"kind": "report", "text": "Đã trình."}, by="dung")
    assert under(desk, found.id) is None
    with pytest.raises(Refused, match="Việc này do"):
        record(desk, found.id, {"kind": "accept"}, by="khach")

    delegate(desk, FIELDS, "vanphong")
    record(desk, found.id, {"kind": "accept"}, by="khach")

    assert under(desk, found.id) == UNDER
    assert desk.verify() == ()


def test_whoever_owes_a_directive_does_not_judge_it_in_anothers_post(desk: Desk) -> None:
    found = confirmed(desk)
    record(desk, found.id, {"kind": "report", "text": "Đã trình."}, by="dung")
    delegate(desk, FIELDS | {"taker": "dung"}, "vanphong")

    for act in ({"kind": "accept"}, {"kind": "drop", "reason": "Không cần nữa."}):
        with pytest.raises(Refused, match="Việc này do"):
            record(desk, found.id, act, by="dung")

    assert thing(desk, found.id, Directive).state == DirectiveState.REPORTED


def test_whoever_owes_a_report_does_not_judge_it_in_anothers_post(desk: Desk) -> None:
    period = Period(2021, 9)
    report = submit(desk, SILENT, "bc.txt", room="Phòng 1", period=period, by="dung")
    delegate(desk, FIELDS | {"taker": "dung"}, "vanphong")

    with pytest.raises(Refused, match="Việc này do"):
        record(desk, report.id, {"kind": "accept"}, by="dung")
    record(desk, report.id, {"kind": "accept"}, by="hoa")


def test_ones_own_powers_come_first(desk: Desk) -> None:
    found = confirmed(desk)
    delegate(desk, FIELDS | {"taker": "dung"}, "vanphong")

    record(desk, found.id, {"kind": "progress", "text": "Đang làm."}, by="dung")

    assert under(desk, found.id) is None


def test_an_alarm_told_to_the_giver_is_answered_in_his_name(desk: Desk) -> None:
    found = confirmed(desk)
    tell(desk, found.id, as_of=TODAY, now=desk.clock.now())
    told = thing(desk, found.id, Directive).alerts
    answer = {"kind": "acknowledge", "alarm": told[0].alarm}
    with pytest.raises(Refused, match="người đã được báo"):
        record(desk, found.id, answer, by="khach")

    delegate(desk, FIELDS, "vanphong")
    record(desk, found.id, answer, by="khach")

    assert under(desk, found.id) == UNDER


def test_an_opinion_in_the_post_of_the_blocks_leader_breaks_his_silence(desk: Desk) -> None:
    found = confirmed(desk)
    meeting = "meeting:2021-09-08"
    call = {"kind": "call", "title": "Giao ban", "planned_on": TODAY}
    record(desk, meeting, call, by="vanphong")
    prepare(desk, as_of=date(2021, 9, 8), now=desk.clock.now())
    assert [each.about for each in thing(desk, meeting, Gathering).unheard] == [found.id]

    delegate(desk, FIELDS, "vanphong")
    opinion = {"kind": "opine", "about": found.id, "text": "Trình trước ngày 10/9."}
    record(desk, meeting, opinion, by="khach")

    assert under(desk, meeting) == UNDER
    assert thing(desk, meeting, Gathering).unheard == ()
