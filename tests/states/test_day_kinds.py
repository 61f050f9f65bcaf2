"""What a day is: of exactly one kind, and a working day exactly when its kind is worked."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from states.workdays import DAY_KIND_NAMES, WEEKDAY_NAMES, WORKED, DayKind, Workdays

FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


@settings(deadline=None)
@given(st.dates(FIRST, LAST))
@example(date(2021, 9, 11))
@example(date(2021, 9, 13))  # a Monday, worked anyway
def test_every_day_is_of_exactly_the_kind_its_table_says(day: date) -> None:
    table = Workdays(
        FIRST,
        LAST,
        off=[date(2021, 9, 2), date(2021, 5, 1)],
        swapped=[date(2021, 9, 3), date(2021, 9, 4)],
        worked=[date(2021, 9, 11), date(2021, 9, 13)],
    )
    expected = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKING
    special = {
        date(2021, 9, 2): DayKind.HOLIDAY,
        date(2021, 5, 1): DayKind.HOLIDAY,  # a Saturday
        date(2021, 9, 3): DayKind.SWAPPED_OFF,
        date(2021, 9, 11): DayKind.WORKED_WEEKEND,
    }

    assert table.kind_of(day) is special.get(day, expected)
    assert table.is_working(day) == (table.kind_of(day) in WORKED)


def test_every_kind_of_day_has_a_name() -> None:
    assert set(DAY_KIND_NAMES) == set(DayKind)
    assert len(WEEKDAY_NAMES) == 7
