"""What each of the demonstration office must do on 08/09/2021, as its papers would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from states.roles import Mandate
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import Line, MyWork, my_work
from tiendo.sweep import sweep


def work(desk: Desk, person: str) -> MyWork:
    return my_work(desk, desk.officer(person), TODO, SIGNING, WAITING, as_of=DEMO_DAY)


def acts(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(line.task.stream, line.task.form) for line in lines]


def test_the_head_of_the_three_projects_must_say_whether_anything_is_requested(
    desk: Desk,
) -> None:
    first = work(desk, "hai").todo[0]

    assert (first.task.stream, first.task.form) == ("ba-du-an", "declare_none")
    assert first.task.days(DEMO_DAY) == -42
    assert "chưa ai nêu có hay không" in first.why.vi
    assert first.href == "/inspections/ba-du-an?open=declare_none#act-declare_none"


def test_the_chief_rules_on_the_complaint_and_signs_what_lies_before_him(desk: Desk) -> None:
    mine = work(desk, "tam")

    assert "«Giải quyết khiếu nại»" in [line.what.vi for line in mine.todo]
    assert ("so-khoa-hoc", "issue_conclusion") in acts(mine.signing)
    assert ("so-khoa-hoc", "issue_conclusion") not in acts(mine.todo)
    assert all(line.task.act in {"issue_conclusion", "issue_decision"} for line in mine.signing)
    # the start at Trảng Bàng was put off: nothing is to be signed there
    assert "trang-bang" not in {line.task.stream for line in mine.signing}


def test_an_article_is_told_only_where_the_pack_is_sure(desk: Desk) -> None:
    (conclusion,) = [x for x in work(desk, "tam").signing if x.task.stream == "so-khoa-hoc"]

    assert conclusion.source is not None
    assert conclusion.source.vi == "Luật Thanh tra 2010, Điều 50 khoản 1"


def test_the_head_of_the_four_projects_is_told_who_waits_for_him(desk: Desk) -> None:
    first = work(desk, "quan").todo[0]

    assert first.then is not None
    assert first.then.vi == "«Ban hành kết luận thanh tra» (Chánh Thanh tra Võ Minh Tâm)"
    assert first.task.form == "receive_answer-YC-02"


def test_an_act_that_two_stalls_call_for_is_one_line_with_both_sentences(desk: Desk) -> None:
    its = [x for x in work(desk, "quan").todo if x.task.form == "receive_answer-YC-02"]

    assert [x.task.due for x in its] == [date(2021, 6, 10)]  # of the two, the one that is later
    assert "Ban hành kết luận thanh tra" in its[0].why.vi
    assert "hạn trả lời 13/08/2021" in its[0].why.vi
    assert "13/08/2021" in its[0].why.en


def test_a_deputy_decides_where_the_review_date_has_passed(desk: Desk) -> None:
    mine = work(desk, "duc").todo

    assert acts(mine)[0] == ("tp-tay-ninh-xay-dung", "lift_hold")
    assert "hẹn đến 31/08/2021" in mine[0].why.vi
    assert "duong-minh-chau" in [line.task.stream for line in mine]


def test_the_office_follows_what_is_due_of_nobody_else(desk: Desk) -> None:
    assert ("khu-kinh-te", "file_document") in acts(work(desk, "lan").todo)


def test_a_member_sees_what_the_team_waits_for(desk: Desk) -> None:
    waiting = work(desk, "hai").waiting

    assert ("benh-vien-y-hoc-co-truyen", "receive_answer-YC-02") in acts(waiting)
    assert any(line.what.vi == "Chờ Trưởng đoàn Mai Hoàng Yến" for line in waiting)


def test_those_above_are_called_once_the_ladder_has_told_them(desk: Desk) -> None:
    before = work(desk, "nghia").called
    sweep(desk, as_of=DEMO_DAY, now=desk.clock.now())
    after = work(desk, "nghia").called

    assert before == ()
    assert "04-du-an-chi-dinh-thau" in {line.task.stream for line in after}


def test_a_lent_post_brings_its_turns_and_signatures(desk: Desk) -> None:
    mandate = Mandate(desk.officer("tam"), "15/QĐ-TTr", DEMO_DAY, DEMO_DAY)
    taker = replace(desk.officer("loan"), mandates=(mandate,))
    before = work(desk, "loan")
    lent = my_work(desk, taker, TODO, SIGNING, WAITING, as_of=DEMO_DAY)

    assert "so-khoa-hoc" not in {line.task.stream for line in (*before.todo, *before.signing)}
    assert ("so-khoa-hoc", "issue_conclusion") in acts(lent.signing)
    assert "«Giải quyết khiếu nại»" in [line.what.vi for line in lent.todo]


def test_whoever_is_of_the_team_decides_nothing_on_it_in_a_lent_post(desk: Desk) -> None:
    deputy = desk.officer("duc")
    head = desk.inspection("tp-tay-ninh-xay-dung").place.team_head
    taker = replace(desk.officer(head), mandates=(Mandate(deputy, "16/QĐ", DEMO_DAY, DEMO_DAY),))
    lent = my_work(desk, taker, TODO, SIGNING, WAITING, as_of=DEMO_DAY)

    assert ("tp-tay-ninh-xay-dung", "lift_hold") in acts(work(desk, "duc").todo)
    assert "hẹn đến 31/08/2021" not in " ".join(line.why.vi for line in lent.todo)


@pytest.mark.parametrize("person", ["hai", "tam", "duc", "lan", "quan", "khoa", "nhung", "khanh"])
def test_nothing_is_told_twice_and_the_late_come_first(desk: Desk, person: str) -> None:
    mine = work(desk, person)
    every = acts(mine.todo) + acts(mine.signing)
    urgencies = [line.task.urgency(DEMO_DAY) for line in mine.todo]

    assert len(every) == len(set(every))
    assert urgencies == sorted(urgencies)
    assert all(line.why.vi and line.why.en and line.what.en for line in mine.todo)
