"""A conclusion reopened after a complaint was upheld, by hand.

Registered on 01/06/2021, concluded on 10/06, reopened Mon 05/07, unless said otherwise.
"""

from __future__ import annotations

import pytest
from builders import POLICY, K, Story, paper
from reckonings import VIETNAM, clock_of, clocks_of, day, due, for_signature, line_of, state
from second_rounds import concluded, concluded_again, of_kind, reopened, typed, upheld

from states.clocks import ClockState
from states.law_terms import citation_text
from states.receipt import Verdict
from states.roles import Role
from states.sentences import sentence
from states.stall import StallKind
from states.text import same
from tiendo.lawbook import lawbook


def test_a_conclusion_that_was_never_reopened_owes_no_second_one() -> None:
    assert "conclude_again" not in clocks_of(concluded(), "05/07/2021")
    assert "conclude_again" in clocks_of(reopened(), "05/07/2021")


def test_no_law_says_by_when_a_reopened_conclusion_is_issued_again() -> None:
    """The report of 06/06 was answered by the conclusion of 10/06: that clock is no longer it."""
    story = reopened()

    assert state(story, "issue_conclusion", "08/09/2021") is ClockState.MET
    assert state(story, "conclude_again", "08/09/2021") is ClockState.NO_FIGURE
    assert line_of(story, "conclude_again", "08/09/2021").verdict is Verdict.UNVERIFIABLE


def test_the_date_of_the_document_rules_the_second_conclusion() -> None:
    def told() -> Story:
        return typed(reopened(), "conclude_again_by", "30/07/2021", "06/07/2021")

    assert due(told(), "conclude_again", "06/07/2021") == "30/07/2021"
    assert state(told(), "conclude_again", "30/07/2021") is ClockState.RUNNING
    assert state(told(), "conclude_again", "31/07/2021") is ClockState.OVERDUE
    in_time = line_of(concluded_again(told(), "30/07/2021"), "conclude_again", "01/09/2021")
    late = line_of(concluded_again(told(), "02/08/2021"), "conclude_again", "01/09/2021")
    assert (in_time.verdict, in_time.days_late) == (Verdict.MET, 0)
    assert (late.verdict, late.days_late, late.done_on) == (Verdict.LATE, 3, day("02/08/2021"))


def test_a_date_that_the_ruling_itself_names_may_be_typed_before_the_reopening() -> None:
    story = upheld(concluded(), "14/06/2021", "01/07/2021")
    typed(story, "conclude_again_by", "30/07/2021", "01/07/2021")
    story.tell("reopen_conclusion", day("05/07/2021"), reason="Theo quyết định")

    assert due(story, "conclude_again", "05/07/2021") == "30/07/2021"


def test_reopened_a_second_time_the_date_of_the_first_time_is_spent() -> None:
    story = typed(reopened(), "conclude_again_by", "30/07/2021", "06/07/2021")
    upheld(concluded_again(story, "20/07/2021"), "22/07/2021", "26/07/2021")
    story.tell("reopen_conclusion", day("27/07/2021"), reason="Lần hai")

    assert state(story, "conclude_again", "28/07/2021") is ClockState.NO_FIGURE
    typed(story, "conclude_again_by", "20/08/2021", "28/07/2021")
    assert due(story, "conclude_again", "28/07/2021") == "20/08/2021"


@pytest.mark.parametrize(
    ("regime", "printed"),
    [
        ("VN-2010-A", "article not verified"),
        ("VN-2010-B", "Thông tư 06/2021/TT-TTCP, Điều 46 khoản 2"),
        ("VN-2022-A", "article not verified"),
        ("VN-2022-B", "article not verified"),
        ("VN-2025", "article not verified"),
    ],
)
def test_only_circular_06_2021_was_seen_to_speak_of_replacing_a_conclusion(
    regime: str, printed: str
) -> None:
    rule = lawbook().pack(regime).rule("conclude_again")

    assert rule is not None
    assert citation_text(rule.citation).en == printed
    assert (rule.confidence.value, rule.severity.value) == ("NONE FOUND", "info")


def test_nobody_setting_a_date_for_the_second_conclusion_is_a_stall_of_its_own() -> None:
    """Reopened Mon 05/07; the office's five working days: 06, 07, 08, 09, Mon 12/07."""
    story = reopened()
    (alarm,) = of_kind(story, StallKind.UNDATED)

    assert (alarm.since, alarm.due, alarm.on) == (
        day("05/07/2021"),
        day("12/07/2021"),
        day("13/07/2021"),
    )
    assert alarm.role is Role.CHIEF_INSPECTOR
    story.tell("note", day("08/07/2021"), text="Rà soát số liệu")  # a log entry sets no date
    assert [each.on for each in of_kind(story, StallKind.UNDATED)] == [day("13/07/2021")]
    typed(story, "conclude_again_by", "30/07/2021", "20/07/2021")
    assert of_kind(story, StallKind.UNDATED) == []


def test_a_duty_without_a_figure_that_other_clocks_watch_over_is_no_stall_of_its_own() -> None:
    """The draft of 2010 has no figure, but lies inside the fifteen days of the conclusion."""
    story = for_signature("01/06/2021")
    story.now = story.as_of(day("08/06/2021"))  # in appraisal

    assert state(story, "appraisal", "08/06/2021") is ClockState.NO_FIGURE
    assert of_kind(story, StallKind.UNDATED) == []


def test_the_stall_says_that_no_law_was_found_and_who_has_to_set_the_date() -> None:
    story = reopened()
    (alarm,) = of_kind(story, StallKind.UNDATED)
    assert story.now is not None

    said = sentence(
        alarm,
        story.now,
        day("08/09/2021"),
        holder=same("Chánh Thanh tra X"),
        policy=POLICY,
        days=VIETNAM,
    )

    # 06-30/07: 19 working days, August: 22, 01, 06, 07, 08/09: 4
    assert said.vi == (
        "Ban hành lại kết luận sau khi khiếu nại được xác định là đúng: từ 05/07/2021, đã 45 ngày "
        "làm việc chưa ai ấn định thời hạn (không tìm thấy luật nào nêu số ngày; cơ quan quy định "
        "phải ấn định chậm nhất 12/07/2021); chờ Chánh Thanh tra X ấn định."
    )


def test_the_date_of_the_document_is_a_promise_that_is_broken_the_day_after() -> None:
    """The rule itself only informs, but the date was signed by somebody."""
    story = typed(reopened(), "conclude_again_by", "30/07/2021", "06/07/2021")
    (alarm,) = of_kind(story, StallKind.PAST_DEADLINE)

    assert (alarm.since, alarm.due) == (day("05/07/2021"), day("30/07/2021"))
    assert alarm.words is not None
    assert alarm.words.vi.endswith("(hạn ghi trong Văn bản khác số 13/TTr ngày 06/07/2021)")
    later = typed(story, "conclude_again_by", "13/08/2021", "29/07/2021")
    (moved,) = of_kind(later, StallKind.PAST_DEADLINE)
    assert moved.due == day("13/08/2021")
    assert moved.key("x") != alarm.key("x")  # a new promise is told anew


def test_once_it_is_concluded_again_nothing_of_it_is_stuck() -> None:
    story = concluded_again(reopened(), "20/07/2021")

    assert of_kind(story, StallKind.UNDATED) == []
    assert state(story, "conclude_again", "20/07/2021") is ClockState.NO_FIGURE
    assert line_of(story, "conclude_again", "21/07/2021").done_on == day("20/07/2021")


def test_a_reopened_conclusion_need_not_be_published_nor_its_file_handed_over() -> None:
    """Signed 10/06: to be published by Sun 20, Mon 21/06; handed over by Sat 10, Mon 12/07."""
    published = line_of(reopened(), "publish", "01/09/2021")
    handed = line_of(reopened(), "handover", "01/09/2021")

    # late until it was reopened on 05/07: 14 days; the hand-over was not due yet
    assert (published.verdict, published.days_late) == (Verdict.OVERDUE, 14)
    assert (handed.verdict, handed.days_late) == (Verdict.NOT_APPLICABLE, 0)


def test_the_second_conclusion_is_published_and_handed_over_on_its_own_days() -> None:
    """Signed Tue 20/07/2021: + 10 = Fri 30/07; + 30 = Thu 19/08."""
    story = reopened()
    concluded_again(story, "20/07/2021")

    assert due(story, "publish", "20/07/2021") == "30/07/2021"
    assert due(story, "handover", "20/07/2021") == "19/08/2021"
    assert state(story, "publish", "20/07/2021") is ClockState.RUNNING


def test_since_2022_the_second_draft_that_is_received_has_its_own_fifteen_days() -> None:
    """Draft received 10/10/2023, signed 11/10; the second is received Mon 20/11: + 15 = 05/12."""
    story = concluded("02/10/2023")
    upheld(story, "12/10/2023", "01/11/2023")
    story.tell("reopen_conclusion", day("06/11/2023"), reason="Theo quyết định")
    assert state(story, "issue_conclusion", "19/11/2023") is ClockState.MET

    on = day("20/11/2023")
    story.tell("submit_appraisal", on)
    report = paper(K.APPRAISAL_REPORT, on, number="02/BC")
    story.tell("submit_for_signature", on, document=report)

    assert due(story, "issue_conclusion", "20/11/2023") == "05/12/2023"
    assert state(story, "issue_conclusion", "20/11/2023") is ClockState.RUNNING


def test_the_draft_of_the_first_round_stays_judged_while_the_second_is_written() -> None:
    story = reopened()

    assert line_of(story, "team_report", "08/09/2021").verdict is Verdict.MET
    assert clock_of(story, "draft", "08/09/2021").stop is not None
