"""The calendar: the library's days, what is announced over them, and who says so."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from states.workdays import DayKind
from tiendo import calendar_seed
from tiendo.calendar import Calendar, workdays
from tiendo.calendar_seed import CACHE_FILE, read_seed
from tiendo.ports import CalendarDay, Ruling

SEED = read_seed()


def said(
    day: date, kind: Ruling, number: str = "1/TB", name: str = "Theo thông báo"
) -> CalendarDay:
    return CalendarDay(day, kind, name, number, date(2026, 5, 4), "Bộ Nội vụ")


def test_the_table_is_the_librarys_on_every_day_of_the_years_compared() -> None:
    table, library = workdays(), holidays.country_holidays("VN", years=range(2020, 2026))

    first = date(2020, 1, 1)
    every = [first + timedelta(days=n) for n in range((date(2025, 12, 31) - first).days + 1)]
    assert len(every) == 2192
    assert [d for d in every if table.is_working(d) != library.is_working_day(d)] == []


def test_an_announcement_outranks_the_library_and_a_later_one_outranks_it() -> None:
    day = date(2027, 2, 9)  # a Tuesday the library takes for Tết or not: the paper decides
    worked = Calendar(SEED, [said(day, Ruling.WORKED)])
    off = worked.with_days([said(day, Ruling.OFF, "2/TB", "Nghỉ bù bão lũ")])

    assert worked.days.kind_of(day) is DayKind.WORKING
    assert off.days.kind_of(day) is DayKind.HOLIDAY
    assert off.fact(day).replaced == (said(day, Ruling.WORKED),)
    assert off.why(day).vi == (
        "Thứ Ba 09/02/2027: nghỉ lễ, Tết (Nghỉ bù bão lũ), theo văn bản số 2/TB ngày 04/05/2026 "
        "của Bộ Nội vụ; thay cho văn bản số 1/TB ngày 04/05/2026 của Bộ Nội vụ."
    )


def test_a_worked_saturday_can_be_taken_back() -> None:
    day = date(2026, 8, 22)
    back = Calendar(SEED, [said(day, Ruling.OFF)])

    assert Calendar(SEED).days.kind_of(day) is DayKind.WORKED_WEEKEND
    assert back.days.kind_of(day) is DayKind.WEEKEND


def test_a_holiday_on_a_weekend_stays_one_when_it_is_announced() -> None:
    tet = [said(date(2021, 2, n), Ruling.OFF, name="Tết Tân Sửu") for n in range(10, 17)]
    calendar = Calendar(SEED, tet)

    assert {calendar.days.kind_of(each.day) for each in tet} == {DayKind.HOLIDAY}
    assert calendar.days.kind_of(date(2021, 2, 20)) is DayKind.WEEKEND


def test_every_kind_of_day_says_why() -> None:
    calendar = Calendar(SEED)

    assert calendar.why(date(2021, 9, 8)).vi == "Thứ Tư 08/09/2021: ngày làm việc."
    assert calendar.why(date(2021, 9, 11)).en == "Saturday 11/09/2021: weekend."
    assert calendar.why(date(2021, 9, 2)).vi == (
        f"Thứ Năm 02/09/2021: nghỉ lễ, Tết (Quốc khánh), theo bảng tính sẵn ({SEED.source}), "
        "đã đối chiếu với ngày nghỉ được thông báo của năm 2021."
    )
    assert "dự kiến" in calendar.why(date(2028, 9, 2)).vi
    with pytest.raises(ValueError, match="2035"):
        calendar.why(date(2036, 1, 1))


def test_years_without_an_announcement_are_provisional_until_one_is_loaded() -> None:
    calendar = Calendar(SEED)
    after = calendar.with_days([said(date(2026, 1, 2), Ruling.SWAPPED_OFF)])

    assert set(range(2020, 2026)).isdisjoint(calendar.provisional_years())
    assert {2026, 2027, 2035} <= set(calendar.provisional_years())
    assert 2026 not in after.provisional_years()
    assert after.is_provisional(date(2027, 3, 1))


def test_a_calendar_that_lacks_next_year_warns() -> None:
    calendar = Calendar(SEED, [said(date(2026, 1, 2), Ruling.OFF)])

    assert calendar.warnings(date(2021, 9, 8)) == ()
    (next_year,) = calendar.warnings(date(2026, 9, 8))
    assert next_year.vi.startswith("Ngày nghỉ năm 2027 là dự kiến")
    *_, last = calendar.warnings(date(2035, 1, 1))
    assert last.vi.startswith("Lịch chỉ có đến hết năm 2035: chưa tính được hạn rơi vào năm 2036")


def test_the_seed_is_kept_in_the_home_and_read_back_without_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_seed(tmp_path)
    monkeypatch.setattr(calendar_seed, "computed_seed", lambda source: pytest.fail(source))

    assert read_seed(tmp_path) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == [CACHE_FILE]


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        json.dumps({"source": SEED.source, "years": [2015, 2035], "days": [["x"]]}),
        json.dumps({"source": SEED.source, "years": 7, "days": []}),
        json.dumps({"source": "holidays 0.1", "years": [2015, 2035], "days": []}),
        json.dumps({"source": SEED.source, "years": [2015, 2016], "days": []}),
    ],
)
def test_a_kept_seed_that_is_damaged_or_of_another_release_is_written_again(
    tmp_path: Path, kept: str
) -> None:
    (tmp_path / CACHE_FILE).write_text(kept, "utf-8")

    assert read_seed(tmp_path) == SEED
    assert json.loads((tmp_path / CACHE_FILE).read_text("utf-8"))["source"] == SEED.source


def test_a_home_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    assert read_seed(tmp_path / "file" / "home") == SEED
