"""Which inspection a sentence is about, by the words that tell its name from another."""

from __future__ import annotations

import pytest

from states.meeting.objects import Candidate, Names
from states.meeting.wording import NameWords

WORDS = NameWords(
    short_forms={
        "ubnd": ("uy ban", "uy ban nhan dan"),
        "tx": ("thi xa",),
        "px": ("xa", "phuong xa"),
    },
    generic=("thanh tra", "cuoc thanh tra", "viec", "cuoc", "viec cham"),
)


def known() -> Names:
    candidates = (
        Candidate("tb", ("Cuộc thanh tra trách nhiệm UBND thị xã Trảng Bàng", "Trảng Bàng")),
        Candidate("ubnd", ("Thanh tra Ủy ban nhân dân",)),
        Candidate("thue", ("Thanh tra thuế",)),  # too short a word to tell it by
        Candidate("bhxh1", ("Thanh tra BHXH1",)),
        Candidate("a-bd", ("Đường và cầu Bến Đình",)),
        Candidate("b-bd", ("Đường và cầu Bến Đình",)),
        Candidate("gd", ("Thanh tra phường xã Gò Dầu",)),
        Candidate("cham", ("Việc chậm Cẩm Giang",)),
    )
    return Names(candidates, WORDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phòng 1 báo cáo việc Trảng Bàng.", ("tb",)),
        ("Thanh tra trách nhiệm Ủy ban nhân dân TX. Trảng Bàng", ("tb",)),
        ("Bàng Trảng", ()),
        ("Trảng thì xa lắm rồi cách mấy ngày đường mới tới Bàng", ()),
        ("Việc thuế.", ()),
        ("Kết luận BHXH1", ("bhxh1",)),
        ("Duong va cau ben dinh; Trang Bang", ("a-bd", "b-bd", "tb")),
        (
            "Trảng Bàng, trách nhiệm UBND thị xã Trảng Bàng; đường và cầu Bến Đình",
            ("tb", "a-bd", "b-bd"),
        ),
        ("Không nói gì", ()),
        ("Trảng một hai ba bốn năm Bàng", ("tb",)),  # two words and five between
        ("Trảng một hai ba bốn năm sáu Bàng", ()),
        ("Ủy ban nhân dân", ()),  # that name is as short as its short form
        ("PX Gò Dầu", ("gd",)),
        ("Cẩm Giang", ("cham",)),
    ],
)
def test_a_name_is_found_by_its_telling_words_in_order_the_fullest_first(
    text: str, found: tuple[str, ...]
) -> None:
    assert known().about(text) == found
