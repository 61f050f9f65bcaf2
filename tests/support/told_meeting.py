"""A conclusion taken in and one of its directives, for tests of what stands on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reader import Browser

from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from tiendo.desk import Desk
from tiendo.meeting.confirming import confirm, take

MEETING = "meeting:2021-08-06"
CONCLUSION = """KẾT LUẬN
Cuộc họp giao ban tháng 8/2021

Ngày 06/8/2021, Thanh tra tỉnh họp giao ban, chủ trì cuộc họp kết luận các nội dung sau:

1. Hạn chế

- Phòng 1 chậm gửi báo cáo.

2. Nhiệm vụ trọng tâm

- Phòng 1 xem xét báo cáo của Sở Công Thương về 04 dự án chỉ định thầu, trình chậm nhất 13/8/2021.
- Văn phòng trình văn bản hướng dẫn chậm nhất 14/9/2021.
- Tiếp tục nâng cao chất lượng <b>báo cáo</b> & tham mưu.
"""
Open = Callable[[str], Browser]


@pytest.fixture
def office(open_browser: Open) -> Browser:
    """The Office's browser."""
    return open_browser("vanphong")


@pytest.fixture
def taken(desk: Desk) -> Gathering:
    return take(desk, CONCLUSION.encode(), "kl-8.txt", by="vanphong")


def number_of(meeting: Gathering, words: str) -> int:
    assert meeting.taken is not None
    return next(n for n, each in enumerate(meeting.taken.items, 1) if words in each.words)


@pytest.fixture
def directive(desk: Desk, taken: Gathering) -> Directive:
    return confirm(desk, MEETING, number_of(taken, "Sở Công Thương"), by="vanphong")[0]
