"""A sentence under its heading: an order, a complaint, a reminder, or only told."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_papers import paper_of

from states.meeting.proposals import Item, ItemKind, Known
from states.meeting.reading import read_conclusion
from states.meeting.when import MISSING
from tiendo.meeting.wording import wording

K = ItemKind
DONE, BAD, TODO, NONE = "Kết quả thực hiện", "Hạn chế", "Nhiệm vụ trọng tâm", "Công tác khác"


def items(heading: str, *lines: str) -> tuple[Item, ...]:
    text = "\n\n".join(("KẾT LUẬN\nHọp giao ban tháng 8/2021", f"1. {heading}", *lines))
    return read_conclusion(paper_of(text), wording(), FROM).items


def kinds(heading: str, *lines: str) -> list[ItemKind]:
    return [each.kind for each in items(heading, *lines)]


FROM = Known(date(2021, 8, 6), ())


@pytest.mark.parametrize(
    ("heading", "line", "found"),
    [
        (DONE, "- Phòng 1 đã hoàn thành cuộc thanh tra.", []),
        (DONE, "- Phòng 2 không gửi báo cáo tháng.", [K.SHORTCOMING]),
        (TODO, "- Phòng 2 không sử dụng xe công ngoài giờ.", [K.REMINDER]),
        (NONE, "Phòng 2: hồ sơ cuộc thanh tra Trảng Bàng.", []),
        (NONE, "Chậm nhất ngày 20/9/2021, hoàn thành báo cáo.", [K.TASK]),
        (NONE, "Yêu cầu Phòng 2 khắc phục việc chậm gửi báo cáo.", [K.TASK]),
        (BAD, "- Phòng 1 chậm gửi báo cáo.", [K.SHORTCOMING]),
        (BAD, "- Yêu cầu Phòng 1 gửi báo cáo chậm nhất 20/9/2021.", [K.TASK]),
        (TODO, "- Phòng 1 gửi báo cáo chậm nhất 20/9/2021.", [K.TASK]),
        (TODO, "- Hằng tháng Phòng 1 gửi báo cáo.", [K.RECURRING]),
        (TODO, "Phòng 1 hồ sơ Trảng Bàng.", [K.TASK]),
        (DONE, "- Phòng 2 không phân công công chức trực.", [K.SHORTCOMING]),
        (TODO, "- Phòng 2 - không sử dụng xe công ngoài giờ.", [K.REMINDER]),
        (NONE, "Đồng thời, rà soát hồ sơ.", [K.TASK]),
        (TODO, "- Nghiêm túc chấp hành nội quy.", [K.REMINDER]),
        (TODO, "- Nghiêm túc chấp hành nội quy trước ngày 20/9/2021.", [K.TASK]),  # it has a day
        (TODO, "- Tuy nhiên, Phòng 2 rà soát hồ sơ.", [K.TASK]),  # no turn to what was bad
        # A failing is one though the same sentence goes on to an order without a day …
        (BAD, "- Phòng 2 chưa gửi báo cáo theo quy định, phải rút kinh nghiệm.", [K.SHORTCOMING]),
        # … and among failings nothing is a matter put off.
        (BAD, "- Việc rà soát tạm dừng đến 30/9/2021, chưa đánh giá kết quả.", [K.SHORTCOMING]),
        (TODO, "- Việc rà soát tạm dừng đến 30/9/2021, sau đó đánh giá kết quả.", [K.TASK]),
    ],
)
def test_what_a_sentence_is_under_its_heading(
    heading: str, line: str, found: list[ItemKind]
) -> None:
    assert kinds(heading, line) == found


@pytest.mark.parametrize(
    ("heading", "line", "owners", "inherited"),
    [
        ("Đối với Phòng 2:", "- Rà soát hồ sơ.", ["room:Phòng 2"], True),
        ("Đối với Phòng 2:", "- Phòng 3 rà soát hồ sơ.", ["room:Phòng 3"], False),
        (NONE, "Nếu chậm, báo cáo Chánh Thanh tra.", [], False),  # goes on about nobody
    ],
)
def test_whose_a_duty_is_stands_in_it_or_above_it(
    heading: str, line: str, owners: list[str], inherited: bool
) -> None:
    (found,) = items(heading, line)
    assert ([each.key for each in found.owners], found.inherited) == (owners, inherited)
    assert found.under == heading


def test_a_duty_without_a_heading_stands_under_none() -> None:
    paper = paper_of("Yêu cầu Phòng 1 rà soát hồ sơ.\n\nYêu cầu Phòng 2 trình báo cáo.")
    assert [each.under for each in read_conclusion(paper, wording(), FROM).items] == ["", ""]


def test_a_complaint_about_what_comes_back_has_no_day() -> None:
    (found,) = items(BAD, "- Phòng 1 chậm gửi báo cáo hằng tháng.")
    assert found.due == MISSING


@pytest.mark.parametrize(
    ("topic", "left_out"),
    [
        ("Hạn chế tháng 8", True),
        ("Hạn chế (tháng 8)", False),
        ("Tồn tại; hạn chế", False),
        ("Hạn chế " + "x" * 92, True),
        ("Hạn chế " + "x" * 93, False),  # longer than any heading
    ],
)
def test_words_before_a_colon_that_only_say_what_follows_are_no_part_of_it(
    topic: str, left_out: bool
) -> None:
    (found,) = items(NONE, f"{topic}: Phòng 2 chưa gửi báo cáo.")
    assert found.words == ("" if left_out else f"{topic}: ") + "Phòng 2 chưa gửi báo cáo."


@pytest.mark.parametrize("by", ["Chậm nhất 20/9/2021", "Trước ngày 21/9/2021", "Hạn 20/9"])
def test_a_day_before_the_colon_is_the_day_of_what_follows(by: str) -> None:
    (found,) = items(TODO, f"- {by}: Phòng 2 rà soát hồ sơ.")
    assert (found.due.on, [each.key for each in found.owners]) == (
        date(2021, 9, 20),
        ["room:Phòng 2"],
    )


def test_the_day_of_what_follows_the_colon_goes_before_that_of_the_words_before_it() -> None:
    (found,) = items(TODO, "- Trong tháng 9: Phòng 2 rà soát hồ sơ trước ngày 11/9/2021.")
    assert found.due.on == date(2021, 9, 10)
