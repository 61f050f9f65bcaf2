"""Days as they are written: which words are one, of which kind, and which days they mean."""

from __future__ import annotations

from datetime import date

import pytest

from states.meeting.days import Written, before, days_in, month_of

WEDNESDAY = date(2021, 9, 8)


def read(text: str, near: date = WEDNESDAY) -> list[str]:
    """Each as "kind first-last: words", as if the paper were of a day."""
    return [
        f"{each.unit} {each.first:%d/%m/%Y}-{each.last:%d/%m/%Y}: {text[each.start : each.end]}"
        for each in days_in(text, near)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        *(
            (text, "day", "14/09/2021", "14/09/2021")
            for text in ("14/9", "14-9-2021", "14.9.2021", "14 / 9 / 2021", "ngày 14/9/2021")
        ),
        ("ngày 14 tháng 9", "day", "14/09/2021", "14/09/2021"),
        ("ngày 14 tháng 9 năm 2022", "day", "14/09/2022", "14/09/2022"),
        ("08/3", "day", "08/03/2022", "08/03/2022"),  # 181 days on, 184 back
        ("12/3", "day", "12/03/2021", "12/03/2021"),  # 180 days back, 185 on
        ("01/01", "day", "01/01/2022", "01/01/2022"),
        ("29/02/2024", "day", "29/02/2024", "29/02/2024"),
        ("31/12", "day", "31/12/2021", "31/12/2021"),
        ("14/9/1945", "day", "14/09/1945", "14/09/1945"),
        ("14/9/2100", "day", "14/09/2100", "14/09/2100"),
        ("tháng 9", "month", "01/09/2021", "30/09/2021"),
        ("tháng 1", "month", "01/01/2022", "31/01/2022"),
        ("tháng 3", "month", "01/03/2021", "31/03/2021"),  # the 15th is 177 days back, 188 on
        ("tháng 12 năm 2020", "month", "01/12/2020", "31/12/2020"),
        ("tháng 2/2024", "month", "01/02/2024", "29/02/2024"),
        ("tháng này", "month", "01/09/2021", "30/09/2021"),
        ("tháng sau", "month", "01/10/2021", "31/10/2021"),
        ("tháng tới", "month", "01/10/2021", "31/10/2021"),
        ("đầu tháng 10", "month", "01/10/2021", "10/10/2021"),
        ("thượng tuần tháng 10", "month", "01/10/2021", "10/10/2021"),
        ("giữa tháng 10", "month", "01/10/2021", "20/10/2021"),
        ("trung tuần tháng 10", "month", "01/10/2021", "20/10/2021"),
        ("quý i", "quarter", "01/01/2022", "31/03/2022"),
        ("quý ii", "quarter", "01/04/2021", "30/06/2021"),
        ("quý iii", "quarter", "01/07/2021", "30/09/2021"),
        ("quý 4", "quarter", "01/10/2021", "31/12/2021"),
        ("quý iv/2020", "quarter", "01/10/2020", "31/12/2020"),
        ("quý này", "quarter", "01/07/2021", "30/09/2021"),
        ("quý sau", "quarter", "01/10/2021", "31/12/2021"),
        ("quý tới", "quarter", "01/10/2021", "31/12/2021"),
        ("thứ hai", "weekday", "13/09/2021", "13/09/2021"),  # this week's is over
        ("thứ ba", "weekday", "14/09/2021", "14/09/2021"),
        ("thứ tư", "weekday", "08/09/2021", "08/09/2021"),  # the day itself
        ("thứ năm", "weekday", "09/09/2021", "09/09/2021"),
        ("thứ 6", "weekday", "10/09/2021", "10/09/2021"),
        ("thứ bảy", "weekday", "11/09/2021", "11/09/2021"),
        ("thứ hai tuần này", "weekday", "06/09/2021", "06/09/2021"),
        ("thứ sáu tuần sau", "weekday", "17/09/2021", "17/09/2021"),
        ("thứ hai tuần tới", "weekday", "13/09/2021", "13/09/2021"),
        ("tuần này", "week", "06/09/2021", "10/09/2021"),
        ("tuần sau", "week", "13/09/2021", "17/09/2021"),
        ("tuần tới", "week", "13/09/2021", "17/09/2021"),
        ("trong năm 2022", "year", "01/01/2022", "31/12/2022"),
        ("cuối năm 2020", "year", "01/01/2020", "31/12/2020"),
        ("hết năm nay", "year", "01/01/2021", "31/12/2021"),
    ],
)
def test_a_day_or_a_period_by_itself(text: str, kind: str, first: str, last: str) -> None:
    assert read(text) == [f"{kind} {first}-{last}: {text}"]


@pytest.mark.parametrize(
    ("near", "text", "first", "last"),
    [
        (date(2021, 12, 8), "tháng sau", "01/01/2022", "31/01/2022"),
        (date(2021, 12, 8), "tháng này", "01/12/2021", "31/12/2021"),
        (date(2021, 11, 30), "tháng sau", "01/12/2021", "31/12/2021"),
        (date(2021, 1, 5), "tháng 12", "01/12/2020", "31/12/2020"),
        (date(2021, 12, 8), "quý sau", "01/01/2022", "31/03/2022"),
        (date(2021, 12, 8), "quý này", "01/10/2021", "31/12/2021"),
        (date(2021, 3, 31), "quý này", "01/01/2021", "31/03/2021"),
        (date(2021, 3, 31), "quý sau", "01/04/2021", "30/06/2021"),
        (date(2021, 4, 1), "quý này", "01/04/2021", "30/06/2021"),
        (date(2021, 1, 5), "quý iv", "01/10/2020", "31/12/2020"),
        (date(2021, 7, 5), "quý ii", "01/04/2021", "30/06/2021"),
        (date(2021, 12, 31), "quý ii", "01/04/2022", "30/06/2022"),  # its 15/05: 135 on, 230 back
        (date(2021, 12, 31), "thứ hai", "03/01/2022", "03/01/2022"),
        (date(2024, 3, 1), "29/02", "29/02/2024", "29/02/2024"),
        (date(2021, 9, 13), "tháng 3", "01/03/2021", "31/03/2021"),  # its 15th: 182 back, 183 on
        (date(2021, 9, 14), "tháng 3", "01/03/2022", "31/03/2022"),
        (date(2021, 8, 16), "quý i", "01/01/2021", "31/03/2021"),  # its 15/02: 182 back, 183 on
        (date(2021, 8, 17), "quý i", "01/01/2022", "31/03/2022"),
    ],
)
def test_at_the_turn_of_a_year_or_a_quarter(near: date, text: str, first: str, last: str) -> None:
    (found,) = read(text, near)
    assert found.split(" ", 1)[1] == f"{first}-{last}: {text}"


@pytest.mark.parametrize(
    "text",
    [
        *("31/9", "30/02", "29/02/2023", "32/1", "14/13", "0/9", "14/0"),  # there is no such day
        *("14/9/1944", "14/9/2101", "tháng 9/1944", "quý iv/2101", "hết năm 1944"),
        *("tháng 0", "tháng 13", "quý 5", "quý v", "ngày 14 tháng 13", "ngày 31 tháng 9"),
        *("12/15 nhiệm vụ", "3/4 cuộc", "68,11/100", "14/9%", "14.9", "14/9/21"),  # no dates
        *("09 tháng đầu năm", "tháng 9 đầu năm", "cuối tháng trước", "trong năm"),
        *("thứ hai hằng tuần", "thứ hai mỗi tuần", "thứ tám", "tháng", "tuần"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read(text) == []


def test_several_stand_in_their_order_and_none_inside_another() -> None:
    text = "từ 01/9 đến 14/9/2021, trong tháng; ngày 20 tháng 10, quý iv, cuối năm 2021 tuần này"

    assert read(text) == [
        "day 01/09/2021-01/09/2021: 01/9",
        "day 14/09/2021-14/09/2021: 14/9/2021",
        "month 01/09/2021-30/09/2021: tháng",
        "day 20/10/2021-20/10/2021: ngày 20 tháng 10",
        "quarter 01/10/2021-31/12/2021: quý iv",
        "year 01/01/2021-31/12/2021: cuối năm 2021",
        "week 06/09/2021-10/09/2021: tuần này",
    ]


def test_two_days_may_stand_without_a_blank_between() -> None:
    assert [each.split(": ")[1] for each in read("tuần nàythứ sáu")] == ["tuần này", "thứ sáu"]


def test_after_one_that_is_none_the_next_is_still_read() -> None:
    text = "31/9, 14/9; tháng 13, tháng 9/1944, tháng 10; quý i/1944, quý iv; hết năm 1944, 2021"
    assert [each.split(": ")[1] for each in read(f"{text}, hết năm nay")] == [
        "14/9",
        "tháng 10",
        "quý iv",
        "hết năm nay",
    ]


def test_the_end_of_a_month_is_the_month_and_keeps_its_own_words() -> None:
    assert read("trình vào cuối tháng 10.") == ["month 01/10/2021-31/10/2021: tháng 10"]
    assert read("trình vào đầu tháng 10.") == ["month 01/10/2021-10/10/2021: đầu tháng 10"]


def test_a_day_may_be_said_to_begin_with_an_earlier_word() -> None:
    (found,) = days_in("chậm nhất 14/9", WEDNESDAY)
    assert found.shifted(0) == Written(date(2021, 9, 14), date(2021, 9, 14), 0, 14, "day")


def test_only_so_many_letters_before_a_day_can_change_it() -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(200))
    assert before(text, 170) == text[10:170]
    assert before(text, 160) == text[:160]
    assert before(text, 5) == text[:5]


def test_a_month_has_its_first_and_its_last_day() -> None:
    assert month_of(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(2021, 12) == (date(2021, 12, 1), date(2021, 12, 31))
