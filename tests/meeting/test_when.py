"""By when: the forms people write, counted from the day of the paper."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_papers import paper_of

from states.meeting.days import days_in
from states.meeting.proposals import ItemKind, Known
from states.meeting.reading import read_conclusion
from states.meeting.when import Due, DueKind, Times, due_of, weekdays_after
from tiendo.meeting.wording import wording

# A Wednesday; the meeting was on the Monday.
TIMES = Times(date(2021, 9, 8), date(2021, 9, 6), weekdays_after)


def due(sentence: str, *, strict: bool = False) -> tuple[str, str]:
    found = due_of(sentence, wording().dates, TIMES, strict=strict)
    return found.kind.value, found.every or (found.on.isoformat() if found.on else "")


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("Văn phòng trình chậm nhất 14/9/2021 văn bản hướng dẫn.", "2021-09-14"),
        ("Gửi báo cáo chậm nhất là ngày 14/9.", "2021-09-14"),
        ("Gửi báo cáo muộn nhất vào ngày 14-9-2021.", "2021-09-14"),
        ("Hoàn thành trước ngày 20/9/2021.", "2021-09-19"),
        ("Gửi về Văn phòng trước 16 giờ 30 ngày 20/9/2021.", "2021-09-20"),
        ("Gửi về Văn phòng trước 17h00 ngày 20 tháng 9 năm 2021.", "2021-09-20"),
        ("Trình Chánh Thanh tra trước ngày 05 tháng 01.", "2022-01-04"),
        ("Trình kế hoạch trong tháng 9/2021.", "2021-09-30"),
        ("Trình kế hoạch trong tháng.", "2021-09-30"),
        ("Gửi trước ngày 20/9 hồ sơ quý IV.", "2021-09-19"),
        ("Trình kế hoạch trong tháng 10, tháng 11 và tháng 12.", "2021-12-31"),
        ("Trình kế hoạch trong tháng này.", "2021-09-30"),
        ("Hoàn thành trong tháng 02 năm 2024.", "2024-02-29"),
        ("Rà soát xong đến cuối tháng 9/2021.", "2021-09-30"),
        ("Ban hành đầu tháng 10/2021.", "2021-10-10"),
        ("Ban hành vào giữa tháng 10.", "2021-10-20"),
        ("Hoàn thành trong quý IV.", "2021-12-31"),
        ("Hoàn thành trong quý I năm 2022.", "2022-03-31"),
        ("Hoàn thành trong quý này.", "2021-09-30"),
        ("Báo cáo Chánh Thanh tra trong tuần này.", "2021-09-10"),
        ("Báo cáo Chánh Thanh tra trong tuần sau.", "2021-09-17"),
        ("Báo cáo trước thứ Sáu tuần này.", "2021-09-09"),
        ("Báo cáo vào thứ Hai tuần sau.", "2021-09-13"),
        ("Nộp trong ngày 09/9/2021.", "2021-09-09"),
        ("Hạn cuối 28/02/2022.", "2022-02-28"),
        ("Hoàn thành trong năm 2021.", "2021-12-31"),
        ("Trả lời trong thời hạn 10 ngày kể từ ngày họp.", "2021-09-16"),
        ("Trả lời trong 05 ngày làm việc kể từ ngày ký.", "2021-09-15"),
        ("Báo cáo tại cuộc họp giao ban tháng 10.", "2021-10-31"),
        ("Trình trước ngày 20/9/2021, trong 05 ngày kể từ ngày ký.", "2021-09-19"),
        ("Hoàn thành trước (20/9/2021).", "2021-09-19"),
        ("Hoàn thành trước tháng 10.", "2021-09-30"),
        ("Hoàn thành trước tuần sau.", "2021-09-12"),
        ("Hoàn thành trước cuối năm 2021.", "2021-12-31"),
        ("Báo cáo trước ngày thứ Sáu tuần này.", "2021-09-09"),
        ("Báo cáo Chánh Thanh tra tuần sau.", "2021-09-17"),
        ("Nộp trong ngày 06/9/2021.", "2021-09-06"),  # of the meeting itself
        ("Kiểm tra trong tháng 9, tháng 10 và tháng 11.", "2021-11-30"),
        ("Kiểm tra trong tháng 9, tháng 10, tháng 11 và tháng 12.", "2021-12-31"),
        ("Kiểm tra trong tháng 9 - tháng 10.", "2021-10-31"),
        ("Đánh giá kết quả, hoãn họp đến ngày 30/9/2021.", "2021-09-30"),  # decided before
        ("Lấy ý kiến trong tháng 9, trình ký trước ngày 11/10/2021.", "2021-10-10"),
        ("Xử lý theo Công văn số 12/TTr-VP ngày 01/9/2021, xong trước 30/9/2021.", "2021-09-29"),
    ],
)
def test_a_day_is_read_in_every_form(sentence: str, on: str) -> None:
    assert due(sentence) == ("day", on)


@pytest.mark.parametrize(
    ("sentence", "every"),
    [
        ("Ít nhất 1 tháng phải dự họp cùng phòng 1 lần.", "every month"),
        ("Báo cáo định kỳ hằng tháng.", "every month"),
        ("Báo cáo ngày 20 hàng tháng.", "every month"),
        ("Cập nhật sổ theo dõi hằng tuần.", "every week"),
        ("Họp tổ mỗi quý một lần.", "every quarter"),
        ("Định kỳ 15 ngày báo cáo một lần.", "every 15 days"),
        ("Tổ chức đối thoại 01 lần/quý.", "every quarter"),
        ("Báo cáo 02 tuần một lần.", "every 2 weeks"),
        ("Báo cáo ba tháng một lần.", "every 3 months"),
        ("Kèm theo báo cáo hằng tháng, các phòng gửi số liệu hằng tháng.", "every month"),
    ],
)
def test_what_comes_back_has_a_period_and_no_day(sentence: str, every: str) -> None:
    assert due(sentence) == ("recurring", every)


@pytest.mark.parametrize(
    "sentence",
    [
        "Khẩn trương trình góp ý Đề án gửi TTCP.",
        "Bổ sung danh sách kèm theo báo cáo PCTN hàng tháng.",
        "Khắc phục các hạn chế của báo cáo tháng 8.",
        "Kiểm tra việc thực hiện Kết luận số 09/KL-TTr ngày 20/6/2021.",
        "Nâng tỷ lệ giải quyết đạt 68,11/100 điểm.",
        "Thực hiện 12/15 nhiệm vụ còn lại.",
        "Tập trung 3/4 cuộc thanh tra theo kế hoạch.",
        "Làm rõ trách nhiệm từ ngày 01/10/2021.",
        "Báo cáo kết quả trong tháng 9.",
        "Làm việc mới 14 và tháng 9 rồi.",
    ],
)
def test_a_day_that_limits_nothing_is_no_due_date(sentence: str) -> None:
    assert due(sentence) == ("missing", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Triển khai ngay sau khi hết giãn cách.",
        "Trình ký ngay khi có ý kiến của UBND tỉnh.",
        "Cho ý kiến trong 03 ngày làm việc kể từ ngày nhận được dự thảo.",
    ],
)
def test_what_waits_for_an_event_says_so(sentence: str) -> None:
    assert due(sentence) == ("event", "")


def test_a_purpose_is_no_event() -> None:
    assert due("Rà soát tài liệu để sau khi hết dịch có thể tiếp tục.") == ("missing", "")


def test_what_is_put_off_has_a_review_day() -> None:
    sentence = "Tiếp tục theo dõi tình hình đến cuối tháng 9/2021 sẽ có quyết định cụ thể."

    assert due(sentence) == ("review", "2021-09-30")


def test_a_complaint_counts_only_from_what_was_a_limit() -> None:
    sentence = "Yêu cầu trình chậm nhất 13/8/2021 nhưng đến nay vẫn chưa trình."
    assert due(sentence, strict=True) == ("day", "2021-08-13")

    assert due("Yêu cầu trình chậm nhất (13/8/2021).", strict=True) == ("day", "2021-08-13")
    assert due("Báo cáo tháng 9 ghi kết quả tháng 10.", strict=True) == ("missing", "")
    assert due("Chậm trình sau khi có ý kiến.", strict=True) == ("missing", "")


def test_no_such_day_is_no_day() -> None:
    assert due("Trình chậm nhất 31/9/2021.")[0] == DueKind.MISSING.value


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Văn phòng trình (chậm nhất 14/9/2021) văn bản.", "chậm nhất 14/9/2021"),
        ("Nộp vào 14/9/2021.", "vào 14/9/2021"),
        ("Báo cáo: 20/9/2021.", "20/9/2021"),
        (
            "Gửi về Văn phòng trước 16 giờ 30 ngày 20/9/2021.",
            "trước 16 giờ 30 ngày 20/9/2021",
        ),
        ("Trình ký ngay khi có ý kiến của UBND tỉnh.", "ngay khi có ý kiến của UBND tỉnh"),
        ("Trả lời trong 10 ngày kể từ ngày họp.", "trong 10 ngày kể từ ngày họp"),
        ("Trả lời trong 03 ngày kể từ ngày nhận được, nhé.", "trong 03 ngày kể từ ngày nhận được"),
    ],
)
def test_words_are_kept_as_they_are_written(sentence: str, words: str) -> None:
    found = due_of(sentence, wording().dates, TIMES)
    assert found == Due(found.kind, found.on, "", words)


@pytest.mark.parametrize(
    "written",
    [
        *("14/9/0000", "14/9/9999", "tháng 9/0000", "tháng 9/9999", "tháng 9 năm 9999"),
        *("quý III/0000", "quý III năm 9999", "trong năm 0000", "cuối năm 9999", "tháng 9/202"),
        *("14/9/202", "quý III/202", "tháng 9 năm 202"),
    ],
)
def test_a_slip_in_the_year_is_no_date_and_no_crash(written: str) -> None:
    assert due(f"Hoàn thành chậm nhất {written}.") == ("missing", "")


@pytest.mark.parametrize("year", ["0000", "0001", "9999", "202"])
def test_a_paper_dated_by_a_slip_is_read_as_undated(year: str) -> None:
    paper = paper_of(
        f"Số: 1/TB\nTây Ninh, ngày 08 tháng 9 năm {year}\n"
        f"Ngày 08/9/{year} họp giao ban, kết luận:\n1. Văn phòng trình trong tuần này.\n"
    )

    reading = read_conclusion(paper, wording(), Known(date(2021, 9, 8)))

    assert reading.header.dated_on is None
    assert reading.counted_from == date(2021, 9, 8)
    assert reading.items[0].due.on == date(2021, 9, 10)


def test_a_date_with_its_year_is_one_whoever_stands_behind_it() -> None:
    (day,) = days_in("1. ngày 12/10/2021 phòng đã hoàn thành", date(2021, 9, 30))
    assert day.first == date(2021, 10, 12)

    assert days_in("đã có 12/15 phòng nộp báo cáo", date(2021, 9, 30)) == ()
    assert days_in("đạt 4/6 phòng", date(2021, 9, 30)) == ()


def read(sentence: str) -> list[tuple[ItemKind, str]]:
    paper = paper_of("Ngày 08/9/2021, họp giao ban, kết luận như sau:\n1. Nhiệm vụ\n- " + sentence)
    items = read_conclusion(paper, wording(), Known(date(2021, 9, 8))).items
    return [(item.kind, item.due.on.isoformat() if item.due.on else "") for item in items]


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("Trong tháng 9: Phòng 2 rà soát hồ sơ.", "2021-09-30"),
        ("Trong tháng 9/2021: Phòng 2 rà soát hồ sơ.", "2021-09-30"),
        ("Trong tháng 9 : Phòng 2 rà soát hồ sơ.", "2021-09-30"),
        ("Ngay trong tháng này: Phòng 2 rà soát hồ sơ.", "2021-09-30"),
        ("Trong quý III: Phòng 2 rà soát hồ sơ.", "2021-09-30"),
        ("Trong quý IV/2021, yêu cầu: Phòng 2 rà soát hồ sơ.", "2021-12-31"),
        ("Trong tuần này: Phòng 2 rà soát hồ sơ.", "2021-09-10"),
        ("Trong tuần tới: Phòng 2 rà soát hồ sơ.", "2021-09-17"),
        ("Trong tháng 9: Phòng 2 rà soát hồ sơ trước ngày 20/9.", "2021-09-19"),
        ("Chậm nhất 20/9: Phòng 2 rà soát hồ sơ.", "2021-09-20"),
        ("Trong tháng 9 Phòng 2 rà soát hồ sơ.", "2021-09-30"),  # not nine rooms
        ("Trong tháng 12/2021 Phòng 2 rà soát hồ sơ.", "2021-12-31"),
        ("Trong quý IV Phòng 2 rà soát hồ sơ.", "2021-12-31"),
        ("Trong tuần tới Phòng 2 rà soát hồ sơ.", "2021-09-17"),
    ],
)
def test_a_task_after_a_span_is_due_by_its_last_day(sentence: str, on: str) -> None:
    assert read(sentence) == [(ItemKind.TASK, on)]


def test_a_span_before_a_colon_stands_over_every_clause_of_its_sentence() -> None:
    sentence = "Trong tháng 9: Phòng 2 rà soát hồ sơ; Phòng 3 trình dự thảo kết luận."

    assert read(sentence) == [(ItemKind.TASK, "2021-09-30")] * 2


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Trong tháng 8: Phòng 2 rà soát hồ sơ.", [ItemKind.TASK]),  # gone by
        ("Nhiệm vụ trong tháng 9: Phòng 2 rà soát hồ sơ.", [ItemKind.TASK]),  # a heading
        ("Trong năm 2021: Phòng 2 rà soát hồ sơ.", [ItemKind.TASK]),  # a year's work
        ("Trong tháng 9: Các phòng tăng cường phối hợp.", [ItemKind.REMINDER]),
        ("Trong tháng 9: Phòng 2 chậm nộp báo cáo tháng.", [ItemKind.SHORTCOMING]),
        ("Trong tháng 9: Phòng 2 đã rà soát 12 hồ sơ.", []),
    ],
)
def test_a_span_that_frames_or_tells_sets_no_day(sentence: str, kinds: list[ItemKind]) -> None:
    assert read(sentence) == [(kind, "") for kind in kinds]
