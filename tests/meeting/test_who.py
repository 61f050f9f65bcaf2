"""Who is told, who only helps or receives, and who is blamed."""

from __future__ import annotations

import pytest

from states.meeting.who import Who
from tiendo.meeting.wording import wording

WHO = Who(wording().owners, wording().duties)


def told(text: str) -> list[str]:
    return [owner.key for owner in WHO.told(text)]


def blamed(text: str) -> list[str]:
    return [owner.key for owner in WHO.blamed(text)]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Văn phòng trình văn bản hướng dẫn.", ["office"]),
        ("Chánh Văn phòng trình văn bản hướng dẫn.", ["office"]),
        ("Phòng 1 rà soát các kiến nghị.", ["room:Phòng 1"]),
        (
            "Phòng Nghiệp vụ 2 và Phòng Nghiệp vụ 4 rà soát.",
            ["room:Phòng Nghiệp vụ 2", "room:Phòng Nghiệp vụ 4"],
        ),
        ("Phòng Tổ chức - Hành chính lập danh sách.", ["room:Phòng Tổ chức - Hành chính"]),
        ("Phòng Pháp chế thẩm định dự thảo.", ["room:Phòng Pháp chế"]),
        ("Giao Phòng 3 chủ trì, phối hợp với Văn phòng tham mưu.", ["room:Phòng 3"]),
        ("Yêu cầu các phòng báo cáo Văn phòng.", ["rooms"]),
        ("Các phòng, các Đoàn thanh tra gửi báo cáo về Văn phòng.", ["rooms", "teams"]),
        ("Lãnh đạo khối, các phòng tổ chức nghiên cứu.", ["block_leaders", "rooms"]),
        ("Trưởng các phòng phân công công chức theo dõi.", ["room_heads"]),
        ("Các Trưởng đoàn chỉ đạo ghi nhật ký.", ["team_heads"]),
        ("Người giám sát báo cáo kịp thời.", ["overseers"]),
        ("Thanh tra các huyện, thành phố báo cáo số liệu.", ["lower"]),
        ("Đồng chí Lê Văn Nam làm việc với Sở Nội vụ.", ["person:Lê Văn Nam"]),
        ("Đ/c Hoa và đ/c Bình rà soát đơn.", ["person:Hoa", "person:Bình"]),
        ("Đối với cuộc thanh tra Sở Y tế, Trưởng đoàn báo cáo tiến độ.", ["team_heads"]),
        ("Trong tháng 10, Văn phòng hoàn thành Đề án.", ["office"]),
        ("Ban hành quy chế (chủ trì: Văn phòng; phối hợp: Phòng 2).", ["office"]),
        ("Toàn thể công chức chấp hành nội quy.", ["staff"]),
        ("Đôn đốc Văn phòng UBND tỉnh sớm trình.", []),
        ("Đôn đốc các phòng gửi báo cáo.", []),
        ("Báo cáo Chánh Thanh tra xem xét.", []),
        ("Văn phòng UBND tỉnh sớm trình.", []),
        ("Rà soát các kiến nghị gửi Phòng 2.", []),
        ("Tham mưu văn bản để các phòng cần thực hiện.", ["rooms"]),
        ("Trình văn bản cho Phòng 2 phải đúng hạn.", []),
        ("Sắp xếp phòng họp trực tuyến.", []),
        ("Rà soát hồ sơ ( Phòng 4).", ["room:Phòng 4"]),
        ("Rà soát (Phòng 4 đã làm) hồ sơ.", []),
        ("Trình (báo cáo Phòng 4).", []),
        ("Hằng tháng Văn phòng báo cáo số liệu.", ["office"]),
        ("Từng tháng, Văn phòng báo cáo số liệu.", ["office"]),
        ("Rà soát, yêu cầu: hằng tháng Văn phòng báo cáo.", ["office"]),
        ("Rà soát hồ sơ, giao Phòng 3 tham mưu.", ["room:Phòng 3"]),
        ("Việc này do Văn phòng làm.", ["office"]),
        ("Báo cáo tháng: Phòng 2 rà soát hồ sơ.", ["room:Phòng 2"]),
        ("Về hồ sơ: Phòng 2 đã xong.", ["room:Phòng 2"]),
        ("(Chủ trì: Văn phòng) Rà soát hồ sơ.", ["office"]),
        (f"Ban hành ({'x' * 90}; chủ trì: Văn phòng) sớm.", []),  # begun too far back
        ("Nâng cao hiệu quả phòng, chống tham nhũng.", []),
    ],
)
def test_the_subject_is_told(text: str, owners: list[str]) -> None:
    assert told(text) == owners


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Phòng 2 chưa gửi báo cáo cho Văn phòng.", ["room:Phòng 2"]),
        ("Báo cáo của Phòng 1 và Phòng 3 không ký.", ["room:Phòng 1", "room:Phòng 3"]),
        ("Nhiệm vụ quá hạn nhưng báo cáo Phòng 4 không đề cập.", ["room:Phòng 4"]),
        ("Việc đã quá hạn, lãnh đạo khối không có ý kiến.", ["block_leaders"]),
        ("Hồ sơ chậm chuyển, trách nhiệm thuộc Văn phòng.", ["office"]),
        ("Số liệu gửi cho Văn phòng thiếu chính xác.", []),
        ("Việc giải quyết đơn còn chậm.", []),
        ("Phòng 1 và các phòng so với yêu cầu còn chậm.", ["room:Phòng 1", "rooms"]),
    ],
)
def test_who_is_blamed(text: str, owners: list[str]) -> None:
    assert blamed(text) == owners


@pytest.mark.parametrize(
    ("heading", "owners"),
    [
        ("Công tác Văn phòng", ["office"]),
        ("Đối với Phòng 2:", ["room:Phòng 2"]),
        ("Các phòng nghiệp vụ:", ["rooms"]),
        ("Yêu cầu các phòng thực hiện các nhiệm vụ sau:", ["rooms"]),
        ("Ngoài các nhiệm vụ trong báo cáo các phòng đã đề ra, tập trung các nhiệm vụ sau:", []),
        ("Giám sát đoàn thanh tra", []),
        ("Công tác thanh tra", []),
        ("Đối với: Phòng 2", ["room:Phòng 2"]),
        ("Giao Phòng 2 rà soát hồ sơ", ["room:Phòng 2"]),
        ("Đối với Phòng 2 rà soát hồ sơ", []),
        (
            "Trong tháng 9, yêu cầu Phòng 1, Phòng 2 thực hiện:",
            ["room:Phòng 1", "room:Phòng 2"],
        ),
    ],
)
def test_a_heading_speaks_to_somebody_or_of_something(heading: str, owners: list[str]) -> None:
    assert [owner.key for owner in WHO.of_heading(heading)] == owners


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Đồng chí Lê Văn Nam, Phó Chánh Thanh tra chỉ đạo.", None),
        ("Đồng chí Lê Văn Nam - Trưởng phòng chỉ đạo.", None),
        (
            "Đồng chí Nam, Phó Chánh Thanh tra làm với Phòng 1.",
            "Đồng chí Nam, Phó Chánh Thanh tra",
        ),
        ("Đồng chí Lê Văn Nam - Phòng 1 chỉ đạo.", "Đồng chí Lê Văn Nam"),  # is no post
        ("Đồng chí Nam báo cáo Chánh Thanh tra.", "Đồng chí Nam"),
        ("Đồng chí Nam chỉ đạo.", None),
        ("Phòng 1 - Chánh Thanh tra chỉ đạo.", "Phòng 1"),
        ("Rà soát hồ sơ.", ""),
        ("Định kỳ rà soát hồ sơ, Phòng 2 tổng hợp.", ""),  # an order, with its subject nowhere
        ("Định kỳ, Thanh tra huyện tổng hợp.", "Định kỳ, Thanh tra huyện"),  # no order "thanh tra"
    ],
)
def test_a_person_is_the_subject_with_his_post(text: str, subject: str | None) -> None:
    whole = text.removesuffix(" chỉ đạo.") if subject is None else subject
    assert text[: WHO.subject_end(text)] == whole
