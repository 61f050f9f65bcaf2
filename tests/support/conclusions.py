"""August's conclusion, taken in by the small office; reports that speak of it or do not."""

from __future__ import annotations

from datetime import date

from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from tiendo.desk import Desk
from tiendo.meeting.confirming import confirm, proposals, take

TODAY = date(2021, 9, 8)
CONCLUSION = """KẾT LUẬN
Cuộc họp giao ban tháng 8/2021

Ngày 06/8/2021, Thanh tra tỉnh họp giao ban, chủ trì cuộc họp kết luận các nội dung sau:

1. Hạn chế

- Phòng 1 chậm gửi báo cáo.

2. Nhiệm vụ trọng tâm

- Phòng 1 xem xét báo cáo của Sở Công Thương về 04 dự án chỉ định thầu, trình chậm nhất 13/8/2021.
- Văn phòng trình văn bản hướng dẫn chậm nhất 14/9/2021.
- Lãnh đạo khối quan tâm nhiệm vụ phòng phụ trách, ít nhất 1 tháng phải dự họp cùng phòng 1 lần.
"""


def taken(desk: Desk) -> Gathering:
    return take(desk, CONCLUSION.encode(), "kl-8.txt", by="vanphong")


def number_of(desk: Desk, words: str) -> int:
    found = proposals(desk, taken(desk))
    return next(each.number for each in found if words in each.item.words)


def confirmed(desk: Desk, words: str = "Sở Công Thương") -> Directive:
    number = number_of(desk, words)
    return confirm(desk, "meeting:2021-08-06", number, by="vanphong")[0]


def report_text(body: str) -> bytes:
    return f"""THANH TRA TỈNH
Số: 45/BC-P1
Tây Ninh, ngày 06 tháng 9 năm 2021

BÁO CÁO
Kết quả công tác tháng 9/2021

I. Kết quả thực hiện nhiệm vụ

{body}

II. Nhiệm vụ trọng tâm tháng 10 và quý IV/2021

1. Hoàn thành cuộc thanh tra.

TRƯỞNG PHÒNG

Lê Dũng
""".encode()


SILENT = report_text("Phòng đã xử lý 12 đơn, đạt tỷ lệ 92%.")
SPEAKING = report_text(
    "Đang xem xét báo cáo của Sở Công Thương về 04 dự án chỉ định thầu, chờ bổ sung."
)
