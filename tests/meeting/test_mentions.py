"""Who is named in a sentence, and which of its words name him."""

from __future__ import annotations

import pytest

from states.meeting.mentions import mentions
from tiendo.meeting.wording import wording

OWNERS, DUTIES = wording().owners, wording().duties


def named(text: str) -> list[tuple[str, str]]:
    """Each owner with the words that name it."""
    return [
        (each.owner.key, text[each.start : each.end]) for each in mentions(text, OWNERS, DUTIES)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phòng Tổng hợp kiểm tra hồ sơ.", "Phòng Tổng hợp"),  # the verb ends it
        ("Phòng Giám sát, kiểm tra và xử lý sau thanh tra báo cáo.", ""),
        ("Phòng Giám sát, Kiểm tra và Xử lý sau thanh tra báo cáo.", ""),
        ("Phòng Thanh tra kinh tế, xã hội rà soát.", ""),
        ("Phòng Thanh tra phòng, chống tham nhũng rà soát.", ""),
        ("Phòng Tổ chức - Hành chính lập danh sách.", ""),
        ("Phòng Tổng hợp và Pháp chế rà soát.", ""),
        ("Phòng Thanh tra xét khiếu tố số 3 báo cáo.", "Phòng Thanh tra xét khiếu tố số 3"),
        ("Phòng Thanh tra số 12 báo cáo.", "Phòng Thanh tra số 12"),
        ("Phòng Thanh tra IV rà soát.", "Phòng Thanh tra IV"),
        ("Phòng Báo cáo làm việc.", "Phòng Báo cáo"),  # a verb, but the name begins with it
        ("Phòng An-ninh cần xem.", "Phòng An-ninh"),
        ("Phòng Kế hoạch cần báo cáo.", "Phòng Kế hoạch"),
        ("Phòng Kế hoạch vừa xong.", "Phòng Kế hoạch"),
        ("Dọn phòng họp rồi Phòng Kế hoạch cần báo cáo.", "Phòng Kế hoạch"),
        ("phòng Kế hoạch chậm gửi.", "phòng Kế hoạch"),
        ("Phòng Kế hoạch, phòng họp lớn.", "Phòng Kế hoạch"),
        ("Phòng Pháp chế", "Phòng Pháp chế"),
        ("Phòng Một hai ba bốn năm sáu bảy tám chín.", "Phòng Một hai ba bốn năm sáu bảy tám"),
        ("Phòng nghiệp vụ 2 rà soát.", "Phòng nghiệp vụ 2"),
    ],
)
def test_a_room_is_called_by_its_whole_name(text: str, name: str) -> None:
    words = name or text.removesuffix(".").removesuffix(" báo cáo").removesuffix(" rà soát")
    words = words.removesuffix(" lập danh sách")
    assert named(text) == [("room:" + words[:1].upper() + words[1:], words)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tổ công tác rà soát.", ["Tổ công tác"]),
        ("tổ Công tác rà soát.", ["Tổ Công tác"]),
        ("Ban chỉ đạo rà soát.", ["Ban chỉ đạo"]),
        ("Đội Cơ động 1 2 họp.", ["Đội Cơ động 1"]),
        ("Hội đồng thi đua họp.", ["Hội đồng thi đua"]),
        ("Chi bộ 2 họp.", ["Chi bộ 2"]),
        ("Công đoàn cơ sở tổ chức.", ["Công đoàn cơ sở"]),
        ("Kế toán trả tiền.", ["Kế toán"]),
        ("Giao bộ phận văn thư phát hành.", ["Bộ phận văn thư"]),
        ("tổ công tác rà soát.", []),  # no name without a capital
        ("Phòng bên cạnh rà soát.", []),
        ("Ban Quản lý dự án rà soát.", []),  # of another body, as are these
        ("Phòng Tài chính thị xã báo cáo.", []),
        ("Phòng Kinh tế và Hạ tầng huyện báo cáo.", []),
        ("Phòng , Phòng (A), Tổ (A) xem.", []),
    ],
)
def test_other_units_are_called_by_theirs(text: str, found: list[str]) -> None:
    assert [key.removeprefix("body:") for key, _ in named(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đồng chí Lê Văn Nam làm việc.", [("person:Lê Văn Nam", "Đồng chí Lê Văn Nam")]),
        ("Đồng chí: Lê Văn Nam chỉ đạo.", [("person:Lê Văn Nam", "Đồng chí: Lê Văn Nam")]),
        ("Giao bà Lan, ông Sáu xem.", [("person:Lan", "bà Lan"), ("person:Sáu", "ông Sáu")]),
        (
            "Phó Chánh Thanh tra Nguyễn Văn An chỉ đạo.",
            [("person:Nguyễn Văn An", "Phó Chánh Thanh tra Nguyễn Văn An")],
        ),
        (
            "ông Nguyễn Thị Minh Khai Hoa Lan xem.",
            [("person:Nguyễn Thị Minh Khai Hoa", "ông Nguyễn Thị Minh Khai Hoa")],
        ),
        ("Đồng chí Chánh Thanh tra chỉ đạo.", [("chief", "Đồng chí Chánh Thanh tra")]),
        ("Đồng chí Trưởng phòng xem.", [("room_heads", "Đồng chí Trưởng phòng")]),
        ("Đồng chí UBND tỉnh, đồng chí Hoa xem.", [("person:Hoa", "đồng chí Hoa")]),
        ("Hông Sáu xem, ôngSáu xem, ông sáu xem; đ/c Bình xem.", [("person:Bình", "đ/c Bình")]),
    ],
)
def test_a_person_is_called_by_a_title_and_capitals(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Văn phòng và Phòng 1 báo cáo.",
            [("office", "Văn phòng"), ("room:Phòng 1", "Phòng 1")],
        ),
        ("Giao phòng nghiệp vụ 2.", [("room:Phòng nghiệp vụ 2", "phòng nghiệp vụ 2")]),
        (
            "Các phòng nghiệp vụ gửi Chánh Thanh tra.",
            [("rooms", "Các phòng nghiệp vụ"), ("chief", "Chánh Thanh tra")],
        ),
        ("Cácphòng xem, rồi các phòng xem.", [("rooms", "các phòng")]),  # no part of a word
        ("Văn phòngA xem, văn phòng xem.", [("office", "văn phòng")]),
        ("Trưởng phòng Nghiệp vụ 2", [("room:Phòng Nghiệp vụ 2", "phòng Nghiệp vụ 2")]),
        ("Toàn thể công chức", [("staff", "Toàn thể công chức")]),
    ],
)
def test_of_words_that_lie_in_one_another_the_longest_counts(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert named(text) == found
