from __future__ import annotations

from datetime import date

import pytest
from agenda import PAPER, directive

from states.errors import Contradiction, Refused, Unknown
from states.meeting.directive import DIRECTIVE, DirectiveState
from states.roles import Role

S = DirectiveState


OF_THE_OWNER = {
    "progress": None,
    "report": S.REPORTED,
    "set_due": None,
    "reassign": None,
    "defer": S.DEFERRED,
    "drop": S.DROPPED,
    "carry": None,
    "mention": None,
    "note_silence": None,
    "attend": S.ACCEPTED,
}
LEGAL = {
    S.ASSIGNED: OF_THE_OWNER,
    S.RETURNED: OF_THE_OWNER,
    S.REPORTED: {
        "accept": S.ACCEPTED,
        "return": S.RETURNED,
        "drop": S.DROPPED,
        "carry": None,
        "mention": None,
        "note_silence": None,
        "attend": S.ACCEPTED,
    },
    S.DEFERRED: {
        "progress": None,
        "report": S.REPORTED,
        "reassign": None,
        "defer": S.DEFERRED,
        "resume": S.ASSIGNED,
        "drop": S.DROPPED,
        "carry": None,
        "mention": None,
        "note_silence": None,
        "attend": S.ACCEPTED,
    },
    S.ACCEPTED: {},
    S.DROPPED: {},
}


@pytest.mark.parametrize("state", S)
def test_the_steps_of_a_directive_as_the_office_knows_them(state: DirectiveState) -> None:
    legal = {act: to for act in DIRECTIVE.steps if (to := DIRECTIVE.step(state, act)) is not None}

    assert legal == {act: to or state for act, to in LEGAL[state].items()}


def test_the_machine_of_a_directive_has_no_back_doors() -> None:
    assert set(DIRECTIVE.build().events) == set(DIRECTIVE.steps)


def test_a_directive_is_reported_with_evidence_returned_and_accepted() -> None:
    story = directive()
    story.on(date(2021, 8, 12)).act("report", by="nghia", text="Đã trình tờ trình 12/TTr.")
    story.act("return", by="hanh", due_on=date(2021, 8, 20), reason="Chưa rõ dự án thứ tư.")
    assert story.as_of().due_on == date(2021, 8, 20)

    story.on(date(2021, 8, 19)).act("report", by="nghia", text="Đã bổ sung.")
    done = story.on(date(2021, 8, 23)).act("accept", by="hanh")

    assert done.state is S.ACCEPTED
    assert [word.text for word in done.words] == ["Đã trình tờ trình 12/TTr.", "Đã bổ sung."]
    assert story.as_of(date(2021, 8, 22)).state is S.REPORTED


def test_a_refusal_says_where_it_stands_and_what_is_possible_instead() -> None:
    with pytest.raises(Refused, match="«Đã giao», không thể «Xác nhận hoàn thành»") as refused:
        directive().act("accept", by="hanh")

    assert "report" in refused.value.instead


def test_a_date_before_the_act_that_sets_it_is_refused() -> None:
    with pytest.raises(Refused, match="05/08/2021 sớm hơn"):
        directive(due_on=date(2021, 8, 5))


def test_a_matter_put_off_at_once_waits_for_its_review_date() -> None:
    story = directive(due_on=None, review_on=date(2021, 9, 30))
    assert story.as_of().state is S.DEFERRED

    went_on = story.on(date(2021, 9, 30)).act(
        "resume", by="tam", due_on=date(2021, 12, 15), reason="Dịch đã giảm."
    )

    assert (went_on.state, went_on.due_on, went_on.review_on) == (
        S.ASSIGNED,
        date(2021, 12, 15),
        None,
    )


def test_what_is_entered_late_takes_its_place_and_may_not_break_what_follows() -> None:
    story = directive()
    story.on(date(2021, 8, 20)).act("report", by="nghia", text="Xong.")
    with pytest.raises(Contradiction) as broken:
        story.on(date(2021, 8, 25)).act(
            "drop", by="tam", reason="Sở tự rút.", occurred_on=date(2021, 8, 10)
        )
    assert broken.value.version == 2

    moved = story.act(
        "set_due",
        by="hanh",
        occurred_on=date(2021, 8, 9),
        due_on=date(2021, 8, 31),
        reason="Sở xin gia hạn.",
    )
    assert (moved.state, moved.due_on) == (S.REPORTED, date(2021, 8, 31))


def test_a_wrong_entry_is_annulled_and_stays_readable() -> None:
    story = directive()
    story.act("report", by="nghia", text="Nhầm việc khác.")

    again = story.act("annul", target=2, reason="Nhầm việc.")

    assert (again.state, again.words) == (S.ASSIGNED, ())
    assert len(story.events) == 3
    with pytest.raises(Unknown, match="đã bị hủy"):
        story.act("annul", target=2, reason="Lần nữa.")


def test_a_silence_and_a_carry_over_are_noted_once() -> None:
    story = directive().on(date(2021, 9, 6))
    silent = {"report": "report:2021-09.phong-1", "paper": PAPER}
    noted = story.act("note_silence", machine=True, by="meet", **silent)
    assert noted.unmentioned is not None

    with pytest.raises(Refused, match="Đã ghi nhận"):
        story.act("note_silence", machine=True, by="meet", **silent)

    spoken = story.act("progress", by="nghia", text="Đang chờ Sở bổ sung.")
    assert spoken.unmentioned is None


def test_who_must_see_that_it_is_done() -> None:
    person = directive(owner={"kind": "person", "name": "son"}).as_of()
    office = directive(owner={"kind": "office"}, room="Văn phòng", block="").as_of()
    block = directive(owner={"kind": "block", "name": "Khối 1"}, room="").as_of()

    assert (person.holder, person.judge) == (Role.MEMBER, Role.DEPUTY)
    assert (office.holder, office.judge) == (Role.OFFICE, Role.CHIEF_INSPECTOR)
    assert (block.holder, block.judge) == (Role.DEPUTY, Role.CHIEF_INSPECTOR)


def test_a_duty_that_comes_back_is_reported_period_by_period() -> None:
    story = directive(due_on=None, every="month")

    with pytest.raises(Refused, match="từng kỳ"):
        story.act("report", by="nghia", text="Đã họp.")

    with pytest.raises(Refused, match="từng kỳ"):
        story.act("defer", by="tam", review_on=date(2021, 9, 30), reason="Chờ.")
