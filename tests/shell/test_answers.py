"""Answers to what was told: they stop the badge of whoever gives them, never the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import PAUSE_NOTICE, TO_ONSITE, at, paper
from offices import CASE, Told

from states.errors import Refused
from states.escalation import Escalation, EscalationState
from states.events import Escalated
from states.papers import DocumentKind
from states.stall import StallKind
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound
from tiendo.lawbook import lawbook
from tiendo.ports import Notice
from tiendo.stuck import StuckLine, stuck
from tiendo.sweep import SweepReport, sweep

PAUSED = date(2021, 7, 19)
HEAD_TOLD, ROOM_TOLD, DEPUTY_TOLD = date(2021, 7, 29), date(2021, 8, 3), date(2021, 8, 9)
ALARM = f"{CASE}:unreviewed_pause::2021-07-19"
S = EscalationState


def run(told: Told, day: date) -> SweepReport:
    return sweep(told.desk, as_of=day, now=at(day, 8))


def answer(told: Told, kind: str, on: date, by: str, **fields: Any) -> None:
    told.tell(kind, on, by=by, alarm=ALARM, **fields)


def line(told: Told, on: date) -> StuckLine:
    (found,) = stuck(told.desk, as_of=on)
    return found


def standing(told: Told, on: date) -> Escalation:
    found = line(told, on).escalation
    assert found is not None
    return found


def recipients(told: Told) -> list[str]:
    return [notice.recipient for notice in told.desk.store.notices()]


def notices_of(desk: Desk, duty: str) -> list[Notice]:
    """What was told of one deadline of the law, in the order it fell due."""
    return [n for n in desk.store.notices() if f":{duty}:" in n.key]


def refused(told: Told, kind: str, by: str, on: date = HEAD_TOLD, **fields: Any) -> str:
    before = len(told.desk.history(CASE))
    with pytest.raises(Refused) as caught:
        answer(told, kind, on, by, **fields)
    assert len(told.desk.history(CASE)) == before
    assert caught.value.text.en
    return caught.value.text.vi


@pytest.fixture
def alarmed(told: Told) -> Told:
    """Paused on 19/07/2021 and reviewed by nobody: the team head was told on 29/07."""
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", ground="epidemic")
    run(told, HEAD_TOLD)
    return told


def test_what_was_told_calls_whoever_was_told(alarmed: Told) -> None:
    found = standing(alarmed, HEAD_TOLD)

    assert (found.state, found.badges, found.key) == (S.RAISED, ("binh",), ALARM)
    assert line(alarmed, HEAD_TOLD).answer is None


def test_acknowledging_stops_the_badge_and_not_the_clock(alarmed: Told) -> None:
    answer(alarmed, "acknowledge", HEAD_TOLD, "binh")

    found = standing(alarmed, HEAD_TOLD)
    assert (found.state, found.badges) == (S.ACKNOWLEDGED, ())
    assert line(alarmed, HEAD_TOLD).answer == Text(
        "Trần Văn Bình đã tiếp nhận ngày 29/07/2021",
        "Trần Văn Bình acknowledged it on 29/07/2021",
    )
    assert run(alarmed, ROOM_TOLD).raised == (f"{ALARM}:room_head",)
    later = standing(alarmed, ROOM_TOLD)
    assert (later.state, later.badges) == (S.RAISED, ("dung",))


def test_an_answer_is_no_word_about_the_inspection_and_breaks_no_silence(told: Told) -> None:
    silent_from = date(2021, 6, 19)  # ten working days after 04/06, and a weekend
    run(told, date(2021, 6, 21))
    (before,) = stuck(told.desk, as_of=date(2021, 6, 21))
    assert (before.kind, before.stuck_from) == (StallKind.SILENT, silent_from)
    assert before.escalation is not None

    told.tell("acknowledge", date(2021, 6, 21), by="binh", alarm=before.escalation.key)

    (after,) = stuck(told.desk, as_of=date(2021, 6, 22))
    assert (after.kind, after.stuck_from) == (StallKind.SILENT, silent_from)


def test_somebody_above_answers_for_those_below_him_and_not_for_those_above(
    alarmed: Told,
) -> None:
    run(alarmed, DEPUTY_TOLD)
    assert standing(alarmed, DEPUTY_TOLD).badges == ("binh", "dung", "hoa")

    answer(alarmed, "acknowledge", DEPUTY_TOLD, "dung")

    assert standing(alarmed, DEPUTY_TOLD).badges == ("hoa",)


def test_snoozing_hides_the_badge_until_its_day_and_never_the_case(alarmed: Told) -> None:
    answer(alarmed, "snooze", HEAD_TOLD, "binh", until="02/08/2021", reason="Chờ chủ đầu tư")

    snoozed = line(alarmed, date(2021, 8, 1))
    assert snoozed.escalation is not None
    assert (snoozed.escalation.state, snoozed.escalation.badges) == (S.SNOOZED, ())
    assert snoozed.answer == Text(
        "Trần Văn Bình hoãn nhắc đến 02/08/2021: Chờ chủ đầu tư",
        "Trần Văn Bình snoozed it until 02/08/2021: Chờ chủ đầu tư",
    )
    awake = standing(alarmed, date(2021, 8, 2))
    assert (awake.state, awake.badges) == (S.RAISED, ("binh",))


def test_a_snooze_has_a_reason_a_day_ahead_and_an_end_set_by_the_office(alarmed: Told) -> None:
    with pytest.raises(BadInput, match="lý do"):
        answer(alarmed, "snooze", HEAD_TOLD, "binh", until="02/08/2021")
    assert "phải sau ngày" in refused(alarmed, "snooze", "binh", until=HEAD_TOLD, reason="bận họp")
    last = date(2021, 8, 12)  # ten working days
    assert (
        refused(alarmed, "snooze", "binh", until=last + timedelta(days=1), reason="bận họp")
        == "Chỉ hoãn nhắc được 10 ngày làm việc, đến 12/08/2021."
    )
    answer(alarmed, "snooze", HEAD_TOLD, "binh", until=last, reason="bận họp")


def test_handing_over_moves_turn_badge_and_later_notices_of_that_place(alarmed: Told) -> None:
    answer(alarmed, "hand_over", HEAD_TOLD, "binh", assignee="an", reason="Tôi đi công tác")

    moved = line(alarmed, HEAD_TOLD)
    assert moved.who == "an"
    assert "chờ Nguyễn Thị An (được giao lại) nêu rõ" in moved.sentence.vi
    assert moved.escalation is not None
    assert (moved.escalation.state, moved.escalation.badges) == (S.HANDED_OVER, ("an",))
    told_her, _ = alarmed.desk.store.notices()
    assert recipients(alarmed) == ["an", "binh"]
    assert told_her.subject == "Cuộc thanh tra 03 dự án: được giao lại cảnh báo"
    assert told_her.body.startswith(
        "Trần Văn Bình giao lại cho Nguyễn Thị An ngày 29/07/2021: Tôi đi công tác. Tạm dừng"
    )
    assert "chờ Nguyễn Thị An nêu rõ" in told_her.body
    run(alarmed, ROOM_TOLD)
    assert standing(alarmed, ROOM_TOLD).badges == ("an", "dung")


def test_whoever_was_handed_it_may_answer_whatever_his_post(alarmed: Told) -> None:
    answer(alarmed, "hand_over", HEAD_TOLD, "binh", assignee="khach", reason="Chuyển phòng 2")
    answer(alarmed, "acknowledge", HEAD_TOLD, "khach")

    assert standing(alarmed, HEAD_TOLD).state is S.ACKNOWLEDGED


def test_a_later_rung_of_a_place_handed_over_is_told_to_its_new_person(told: Told) -> None:
    """The early warning is handed over: the call on the first late day goes to the same person."""
    desk = replace(told.desk, law=lawbook())
    late = Told(desk, date(2021, 6, 1), stream="hong")
    late.walk(TO_ONSITE[:1])  # decided on 02/06, to be announced by 17/06
    sweep(desk, as_of=date(2021, 6, 10), now=at(date(2021, 6, 10)))
    (warning,) = notices_of(desk, "announce")
    assert (warning.recipient, warning.subject) == (
        "binh",
        "Cuộc thanh tra 03 dự án: Sắp đến thời hạn luật định",
    )
    assert warning.body.startswith("Sắp đến hạn: Trưởng đoàn Trần Văn Bình phải bảo đảm đúng hạn")
    assert "announce" not in {x.subject for x in stuck(desk, as_of=date(2021, 6, 10))}

    alarm = warning.key.rpartition(":")[0]
    late.tell(
        "hand_over", date(2021, 6, 10), by="binh", alarm=alarm, assignee="an", reason="Nghỉ ốm"
    )
    sweep(desk, as_of=date(2021, 6, 16), now=at(date(2021, 6, 16)))
    sweep(desk, as_of=date(2021, 6, 18), now=at(date(2021, 6, 18)))

    assert [(n.due_on.day, n.recipient) for n in notices_of(desk, "announce")] == [
        (10, "an"),  # handed to her
        (10, "binh"),
        (16, "an"),
        (18, "an"),
    ]
    told_of = [e for e in desk.history("hong") if isinstance(e, Escalated)]
    early = [e.early for e in told_of if e.subject == "announce"]
    assert early == [True, True, False]
    letter = paper(DocumentKind.ANNOUNCEMENT_MINUTES, date(2021, 6, 21))
    late.tell("announce", date(2021, 6, 21), document=letter)
    assert not [x for x in stuck(desk, as_of=date(2021, 6, 21)) if x.subject == "announce"]


def test_somebody_above_may_take_it_over_himself(alarmed: Told) -> None:
    answer(alarmed, "hand_over", HEAD_TOLD, "hoa", assignee="hoa", reason="Tôi trực tiếp xử lý")

    assert line(alarmed, HEAD_TOLD).who == "hoa"
    assert recipients(alarmed) == ["binh"]  # he told himself nothing


def test_handing_it_to_whoever_has_it_is_refused(alarmed: Told) -> None:
    assert refused(alarmed, "hand_over", "binh", assignee="binh", reason="x") == (
        "Việc này đang do Trần Văn Bình theo dõi; hãy chọn người khác."
    )
    with pytest.raises(NotFound):
        answer(alarmed, "hand_over", HEAD_TOLD, "binh", assignee="ai-do", reason="x")


@pytest.mark.parametrize("person", ["an", "long", "khach", "giamsat", "vanphong"])
@pytest.mark.parametrize("kind", ["acknowledge", "snooze", "hand_over"])
def test_only_those_told_or_above_them_may_answer(alarmed: Told, person: str, kind: str) -> None:
    fields: dict[str, Any] = {"reason": "x"}
    if kind == "snooze":
        fields["until"] = "30/07/2021"
    if kind == "hand_over":
        fields["assignee"] = "dung"

    assert refused(alarmed, kind, person, **fields) == (
        "Chỉ người đã được báo (Trần Văn Bình) hoặc cấp trên (Trưởng phòng, Phó Chánh Thanh tra "
        "phụ trách khối, Chánh Thanh tra) được trả lời cảnh báo này."
    )


def test_a_missed_decision_of_the_deputy_is_not_the_teams_to_answer(
    told: Told,
) -> None:
    told.tell(
        "pause_site", date(2021, 6, 7), document=PAUSE_NOTICE, reason="x", review_on="08/06/2021"
    )
    told.tell("declare_none", date(2021, 6, 8))
    run(told, date(2021, 6, 9))
    (found,) = stuck(told.desk, as_of=date(2021, 6, 9))
    assert found.kind is StallKind.REVIEW_PASSED
    assert recipients(told) == ["hoa"]
    assert found.escalation is not None
    with pytest.raises(Refused, match=r"\(Phạm Hoa\) hoặc cấp trên \(Chánh Thanh tra\)"):
        told.tell("acknowledge", date(2021, 6, 9), by="binh", alarm=found.escalation.key)
    told.tell("acknowledge", date(2021, 6, 9), by="kieu", alarm=found.escalation.key)


def test_an_alarm_that_nobody_was_told_of_cannot_be_answered(alarmed: Told) -> None:
    assert "chưa ai được báo" in refused(
        alarmed, "acknowledge", "binh", on=HEAD_TOLD - timedelta(days=1)
    )
    with pytest.raises(Refused, match="chưa ai được báo"):
        alarmed.tell("acknowledge", HEAD_TOLD, by="binh", alarm=f"{CASE}:silent::2021-07-19")


def test_it_is_resolved_by_itself_when_its_cause_is_gone(alarmed: Told) -> None:
    alarmed.tell("declare_none", HEAD_TOLD)

    assert stuck(alarmed.desk, as_of=HEAD_TOLD) == ()
    assert refused(alarmed, "acknowledge", "binh") == (
        "Ngày 29/07/2021 cảnh báo này đã hết, không còn gì để trả lời."
    )


def test_an_answer_entered_by_mistake_is_annulled_like_any_entry(alarmed: Told) -> None:
    answer(alarmed, "acknowledge", HEAD_TOLD, "binh")
    target = len(alarmed.desk.history(CASE))

    alarmed.tell("annul", HEAD_TOLD, by="vanphong", target=target, reason="Bấm nhầm")

    assert standing(alarmed, HEAD_TOLD).badges == ("binh",)
