"""A sentence under its heading: an order, a complaint, a reminder, or only told."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_papers import paper_of

from states.meeting.proposals import ItemKind, Known
from states.meeting.reading import read_conclusion
from tiendo.meeting.wording import wording

K = ItemKind
DONE, BAD, TODO, NONE = "Kết quả thực hiện", "Hạn chế", "Nhiệm vụ trọng tâm", "Công tác khác"


def kinds(heading: str, *lines: str) -> list[ItemKind]:
    text = "\n\n".join(("KẾT LUẬN\nHọp giao ban tháng 8/2021", f"1. {heading}", *lines))
    return [each.kind for each in read_conclusion(paper_of(text), wording(), FROM).items]


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
