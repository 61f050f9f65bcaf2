"""How a term is counted, in one sentence, and a clock as a row of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from builders import K, Story, paper
from reckonings import at_work, clock_of, clocks_of, ended, for_signature, held, signed, suspended

from states.clock_words import CLOCK_HEADS, clock_cells, left_open, term
from states.clocks import Clock
from states.law import FirstDay
from states.papers import Document
from states.text import Text, same
from tiendo.lawbook import lawbook

MONDAY, LATER = "31/05/2021", "12/07/2021"
BEGINS = (
    "45 ngày, kể từ công bố quyết định ngày 31/05/2021 (không tính ngày đầu)",
    "45 days from: decision announced, 31/05/2021 (first day not counted)",
)
ROLLS = (
    "; ngày cuối là ngày nghỉ thì đến hết ngày làm việc tiếp theo",
    "; a last day off runs to the end of the next working day",
)
PAUSED = (
    "; không tính 14 ngày tạm dừng thanh tra trực tiếp từ 14/06/2021",
    "; 14 days not counted: on-site work paused from 14/06/2021",
)


def period(story: Story | None = None) -> Clock:
    return clock_of(story or at_work(MONDAY), "period", LATER)


def paused() -> Clock:
    """Two weeks of which a spoken order says that they do not count."""
    return period(held(at_work(MONDAY), "14/06/2021", "28/06/2021", days_count=False))


def suspended_by(number: str, end: str = "") -> Clock:
    """Suspended by a decision, and its paper then named so."""
    found = period(suspended(at_work(MONDAY), "14/06/2021", end, days_count=False))
    (hold,) = found.excluded
    order = Document.model_validate(paper(K.SUSPENSION_DECISION, date(2021, 6, 14), number))
    return replace(found, excluded=(replace(hold, document=order),))


@pytest.mark.parametrize(
    ("clock", "vi", "en"),
    [
        pytest.param(period, BEGINS[0] + ROLLS[0], BEGINS[1] + ROLLS[1], id="calendar days"),
        pytest.param(
            lambda: period(at_work(MONDAY, period_days=30, period_unit="working_day")),
            "30 ngày làm việc, kể từ công bố quyết định ngày 31/05/2021 (không tính ngày đầu)",
            "30 working days from: decision announced, 31/05/2021 (first day not counted)",
            id="working days end on none that is off",
        ),
        pytest.param(
            lambda: clock_of(at_work(MONDAY), "outline", LATER),
            "ít nhất 5 ngày trước công bố quyết định ngày 31/05/2021",
            "at least 5 days before: decision announced, 31/05/2021",
            id="backwards",
        ),
        pytest.param(
            lambda: clock_of(ended(at_work(MONDAY), "01/07/2021"), "member_report", LATER),
            "5 ngày làm việc, kể từ kết thúc thanh tra trực tiếp ngày 01/07/2021 (không tính ngày "
            "đầu)",
            "5 working days from: end of on-site work, 01/07/2021 (first day not counted)",
            id="another moment",
        ),
        pytest.param(
            paused,
            BEGINS[0] + PAUSED[0] + ROLLS[0],
            BEGINS[1] + PAUSED[1] + ROLLS[1],
            id="a pause without a paper",
        ),
        pytest.param(
            lambda: suspended_by("87/QĐ-TTr", "28/06/2021"),
            f"{BEGINS[0]}; không tính 14 ngày tạm dừng cuộc thanh tra từ 14/06/2021 theo Quyết "
            f"định tạm dừng số 87/QĐ-TTr ngày 14/06/2021{ROLLS[0]}",
            f"{BEGINS[1]}; 14 days not counted: inspection suspended from 14/06/2021 by "
            f"Suspension decision No. 87/QĐ-TTr of 14/06/2021{ROLLS[1]}",
            id="a suspension that is over",
        ),
        pytest.param(
            lambda: suspended_by("87/QĐ-TTr"),
            f"{BEGINS[0]}; dừng tính từ 14/06/2021 vì tạm dừng cuộc thanh tra theo Quyết định tạm "
            f"dừng số 87/QĐ-TTr ngày 14/06/2021{ROLLS[0]}",
            f"{BEGINS[1]}; stopped since 14/06/2021: inspection suspended by Suspension decision "
            f"No. 87/QĐ-TTr of 14/06/2021{ROLLS[1]}",
            id="a suspension that is on",
        ),
        pytest.param(
            lambda: suspended_by(""),
            f"{BEGINS[0]}; dừng tính từ 14/06/2021 vì tạm dừng cuộc thanh tra{ROLLS[0]}",
            f"{BEGINS[1]}; stopped since 14/06/2021: inspection suspended{ROLLS[1]}",
            id="a paper without a number is not cited",
        ),
        pytest.param(lambda: period(signed(MONDAY)), "", "", id="not begun"),
        pytest.param(lambda: replace(period(), limit=None), "", "", id="no figure"),
    ],
)
def test_a_term_is_said_with_all_that_moves_its_last_day(
    clock: Callable[[], Clock], vi: str, en: str
) -> None:
    assert term(clock()) == Text(vi, en)


def test_holds_stand_one_after_the_other() -> None:
    (first,) = paused().excluded
    (second,) = suspended_by("").excluded
    found = term(replace(period(), excluded=(first, replace(second, start=date(2021, 7, 5)))))

    stopped = "; dừng tính từ 05/07/2021 vì tạm dừng cuộc thanh tra"
    assert found.vi == f"{BEGINS[0]}{PAUSED[0]}{stopped}{ROLLS[0]}"
    assert found.en == (
        f"{BEGINS[1]}{PAUSED[1]}; stopped since 05/07/2021: inspection suspended{ROLLS[1]}"
    )


def test_a_first_day_that_counts_is_said_to_count() -> None:
    rule = period().rule.model_copy(update={"first_day": FirstDay.INCLUDED})
    found = term(replace(period(), rule=rule))

    assert "ngày 31/05/2021 (tính cả ngày đầu); " in found.vi
    assert "31/05/2021 (first day counted); " in found.en


def test_a_rule_whose_last_day_stays_says_nothing_of_days_off() -> None:
    rule = clocks_of(for_signature("31/05/2021"), LATER)["draft"].rule
    found = term(replace(period(), rule=rule))

    assert found.vi.endswith("(không tính ngày đầu)")
    assert found.en.endswith("(first day not counted)")


def test_that_the_law_leaves_a_day_open_is_said_only_where_it_was_seen() -> None:
    """Article 77 of the law of 2022 was read; what stood before it, and after, was not."""
    seen, guessed = (
        next(rule for rule in lawbook().pack(name).duties if rule.id == "appraisal")
        for name in ("VN-2022-A", "VN-2010-A")
    )
    assert left_open(seen) == (
        "luật để văn bản ấn định ngày",
        "the law leaves its day to a document",
    )
    assert left_open(guessed) == (
        "không tìm thấy số ngày trong luật, theo ngày ghi ở văn bản",
        "no figure was found in the law, so its document names the day",
    )


LAW = same("Luật Thanh tra 2010, Điều 45 khoản 1 điểm b")
NAME = Text("Thời hạn thanh tra", "Inspection period")


@pytest.mark.parametrize(
    ("clock", "state", "due", "used"),
    [
        (period, Text("Đang tính", "Running"), "15/07/2021", "42/45"),
        (lambda: period(signed(MONDAY)), Text("Chưa bắt đầu tính", "Not started"), "—", ""),
        (lambda: replace(period(), limit=None), Text("Đang tính", "Running"), "15/07/2021", ""),
        (lambda: suspended_by("87/QĐ-TTr"), Text("Đang dừng", "Stopped"), "—", "13/45"),
        (  # nobody said whether the days of the pause count: both days stand there
            lambda: period(held(at_work(MONDAY), "14/06/2021", "28/06/2021")),
            Text("Đang tính", "Running"),
            "15/07/2021 (29/07/2021)",
            "42/45",
        ),
        (
            lambda: period(
                held(at_work(MONDAY), "14/06/2021")
            ),  # and while it is on, the earliest
            Text("Đang tính", "Running"),
            "15/07/2021 (13/08/2021)",
            "42/45",
        ),
    ],
)
def test_a_clock_as_a_row(clock: Callable[[], Clock], state: Text, due: str, used: str) -> None:
    assert clock_cells(clock()) == (NAME, state, same(due), same(used), LAW)
    assert len(CLOCK_HEADS) == 5
