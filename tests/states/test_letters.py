"""Drafted letters: what is on record, in official form, and nothing that is not."""

from __future__ import annotations

from datetime import date

import pytest
from builders import K, paper
from drafting import asked, concluded, draft
from prompting import concluded as published
from pydantic import ValidationError

from states.letters import sheet
from states.office import Office

TO_THE_ADDRESSEE = """\
THANH TRA TỈNH [TÊN TỈNH]
ĐOÀN THANH TRA THEO QUYẾT ĐỊNH SỐ 01/TTr
Số: [số do văn thư cấp]
V/v đôn đốc cung cấp thông tin, tài liệu

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
[địa danh], ngày [..] tháng [..] năm [....]

Kính gửi: Sở Công Thương

Căn cứ Quyết định thanh tra số 01/TTr ngày 02/06/2021;

Để phục vụ cuộc thanh tra «Thanh tra 03 dự án đầu tư xây dựng», Đoàn thanh tra đã gửi Sở Công \
Thương Văn bản yêu cầu cung cấp tài liệu số 01/TTr ngày 03/08/2021; hạn trả lời là ngày 20/08/2021.

Tính đến ngày 08/09/2021, đã quá hạn 19 ngày, Đoàn thanh tra chưa nhận được đầy đủ thông tin, \
tài liệu sau đây:
1. Hồ sơ chỉ định thầu 04 dự án

Đề nghị Sở Công Thương cung cấp đầy đủ thông tin, tài liệu nêu trên đến Đoàn thanh tra chậm nhất \
ngày 15/09/2021; nếu có khó khăn, vướng mắc, đề nghị nêu rõ bằng văn bản trước ngày đó./.

Nơi nhận:
- Như trên;
- Chánh Thanh tra (để báo cáo);
- Lưu: VT, hồ sơ thanh tra.

TRƯỞNG ĐOÀN
[chữ ký, dấu]
Trần Văn Bình"""


def test_the_first_letter_goes_to_the_addressee_from_the_team_head() -> None:
    assert draft(asked()) == TO_THE_ADDRESSEE


def test_the_second_goes_to_its_head_from_the_chief_inspector() -> None:
    text = sheet(draft(asked(), 2, "Võ Kiều"))

    assert text.issuer.splitlines()[:2] == [
        "THANH TRA TỈNH [TÊN TỈNH]",
        "Số: [số do văn thư cấp]",
    ]
    assert text.addressee == "Kính gửi: Người đứng đầu Sở Công Thương [chức danh, họ tên]"
    assert text.body[-1].startswith("Đề nghị Người đứng đầu Sở Công Thương trực tiếp chỉ đạo")
    assert text.copies.splitlines()[1:] == [
        "- Như trên;",
        "- Trưởng đoàn thanh tra;",
        "- Lưu: VT, Phòng 1.",
    ]
    assert text.signature == "CHÁNH THANH TRA\n[chữ ký, dấu]\nVõ Kiều"


@pytest.mark.parametrize("number", [3, 4, 9])
def test_the_third_and_all_after_it_go_to_the_authority_above(number: int) -> None:
    text = sheet(draft(asked(), number))

    above = "[cơ quan, người có thẩm quyền quản lý cấp trên trực tiếp của Sở Công Thương]"
    assert text.addressee == f"Kính gửi: {above}"
    assert f"đề nghị {above} chỉ đạo Sở Công Thương" in text.body[-1]
    assert "- Sở Công Thương;" in text.copies


def test_an_addressee_that_is_a_head_is_not_asked_for_its_head() -> None:
    text = draft(asked(addressee="Chủ tịch UBND thị xã Trảng Bàng"), 2)

    assert "Kính gửi: Chủ tịch UBND thị xã Trảng Bàng\n" in text


def test_an_explanation_is_asked_for_as_an_explanation() -> None:
    text = draft(asked(asks="explanation"))

    assert "V/v đôn đốc giải trình" in text
    assert "chưa nhận được đầy đủ văn bản giải trình sau đây" in text
    assert "gửi đầy đủ văn bản giải trình nêu trên đến Đoàn thanh tra" in text


def test_what_was_returned_says_what_is_lacking_and_the_new_date() -> None:
    story = asked()
    story.tell("receive_answer", on=date(2021, 8, 20), request="YC1")
    story.tell(
        "return_answer",
        on=date(2021, 8, 23),
        request="YC1",
        due_on=date(2021, 9, 6),
        reason="Thiếu bảng đối chiếu số liệu.",
    )

    assert (
        "Đoàn thanh tra đã gửi Sở Công Thương Văn bản yêu cầu cung cấp tài liệu số 01/TTr ngày "
        "03/08/2021; ngày 23/08/2021 đã đề nghị bổ sung nội dung còn thiếu (Thiếu bảng đối chiếu "
        "số liệu); hạn trả lời là ngày 06/09/2021."
    ) in draft(story)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Thiếu phụ lục gói X.", "Thiếu phụ lục gói X"),
        (f"{'một ' * 99}hai", f"{'một ' * 99}hai"),  # 399 letters
        (f"{'một ' * 99}haiba", f"{'một ' * 98}một …"),  # 401
    ],
)
def test_what_is_lacking_is_told_without_its_full_stop_up_to_four_hundred_letters(
    reason: str, told: str
) -> None:
    story = asked()
    story.tell("receive_answer", on=date(2021, 8, 20), request="YC1")
    later = date(2021, 9, 6)
    story.tell("return_answer", date(2021, 8, 23), request="YC1", due_on=later, reason=reason)

    assert f"nội dung còn thiếu ({told});" in draft(story)


def test_what_was_returned_without_a_word_is_only_said_to_be_incomplete() -> None:
    story = asked()
    story.tell("receive_answer", on=date(2021, 8, 20), request="YC1")
    story.tell("return_answer", date(2021, 8, 23), request="YC1", due_on=date(2021, 9, 6))

    assert "đã đề nghị bổ sung nội dung còn thiếu; hạn trả lời" in draft(story)


def test_letters_are_counted_and_cited_only_where_they_are_on_record() -> None:
    story = asked()
    given = paper(K.REMINDER_LETTER, date(2021, 8, 23), "12/TTr-NV1")
    story.tell("remind_request", on=date(2021, 8, 23), request="YC1", document=given)
    story.tell("remind_request", on=date(2021, 8, 24), request="YC1")  # by telephone
    unsigned = {**paper(K.REMINDER_LETTER, date(2021, 8, 25), "13/TTr-NV1"), "signed_by": ""}
    story.tell("remind_request", on=date(2021, 8, 25), request="YC1", document=unsigned)

    text = draft(story, 2)

    assert "(lần thứ 2)" in text
    assert "Sau đó đã có Văn bản đôn đốc trả lời số 12/TTr-NV1 ngày 23/08/2021." in text
    assert "lần thứ" not in draft(asked(), 3)


def test_letters_about_an_earlier_date_are_not_counted() -> None:
    story = asked()
    given = paper(K.REMINDER_LETTER, date(2021, 8, 23), "12/TTr-NV1")
    story.tell("remind_request", on=date(2021, 8, 23), request="YC1", document=given)
    story.tell("receive_answer", on=date(2021, 8, 24), request="YC1")
    later = date(2021, 9, 3)
    story.tell("return_answer", on=date(2021, 8, 25), request="YC1", due_on=later, reason="Thiếu")

    text = draft(story)

    assert "12/TTr-NV1" not in text
    assert "lần thứ" not in text


def test_nobody_to_sign_leaves_a_place_for_the_name() -> None:
    assert draft(asked(), signer="").endswith("TRƯỞNG ĐOÀN\n[chữ ký, dấu]\n[họ và tên]")


def test_a_conclusion_is_urged_on_the_documents_that_are_there() -> None:
    text = sheet(draft(concluded(), 1, "Phạm Hoa"))

    assert text.addressee == "Kính gửi: Ban Quản lý dự án"
    assert text.body[0] == (
        "Căn cứ Kết luận thanh tra số 01/TTr ngày 10/06/2021;\n"
        "Căn cứ Văn bản chỉ đạo thực hiện kết luận số 55/UBND-NCPC ngày 21/06/2021;"
    )
    assert text.body[1] == (
        "Tính đến ngày 08/09/2021, hồ sơ theo dõi việc thực hiện kết luận của cuộc thanh tra "
        "«Thanh tra 03 dự án đầu tư xây dựng» chưa có báo cáo kết quả thực hiện."
    )
    assert text.signature == "KT. CHÁNH THANH TRA\nPHÓ CHÁNH THANH TRA\n[chữ ký, dấu]\nPhạm Hoa"


def test_a_conclusion_not_performed_rises_to_the_chair_of_the_province() -> None:
    text = draft(concluded(), 3)

    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh [tên tỉnh]" in text


TAY_NINH = Office(
    name="Thanh tra tỉnh Tây Ninh", under="Ủy ban nhân dân tỉnh Tây Ninh", place="Tây Ninh"
)


def test_an_office_that_is_named_heads_its_letters_and_a_teams_stands_below_it() -> None:
    ours, teams = draft(concluded(), 3, office=TAY_NINH), draft(asked(), office=TAY_NINH)

    above, issuer, *_ = sheet(ours).issuer.splitlines()
    assert (above, issuer) == ("ỦY BAN NHÂN DÂN TỈNH TÂY NINH", "THANH TRA TỈNH TÂY NINH")
    assert sheet(ours).addressee == "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"
    assert sheet(ours).motto.endswith("\nTây Ninh, ngày [..] tháng [..] năm [....]")
    assert "tỉnh]" not in ours.casefold()
    assert sheet(teams).issuer.splitlines()[:2] == [
        "THANH TRA TỈNH TÂY NINH",
        "ĐOÀN THANH TRA THEO QUYẾT ĐỊNH SỐ 01/TTr",
    ]


@pytest.mark.parametrize("name", ["Thanh tra\ntỉnh", "[tên]", "x" * 121])
def test_a_name_that_would_tear_a_letter_apart_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        Office(name=name)


def test_a_report_on_file_is_not_denied() -> None:
    story = concluded()
    given = paper(K.PERFORMANCE_REPORT, date(2021, 7, 1), "9/BC-BQL")
    story.tell("file_document", on=date(2021, 7, 1), document=given)

    text = draft(story)

    assert "mới có Báo cáo kết quả thực hiện kết luận số 9/BC-BQL ngày 01/07/2021" in text
    assert "chưa có báo cáo kết quả thực hiện" not in text


def test_an_earlier_urging_letter_is_cited_and_counted() -> None:
    story = concluded()
    given = paper(K.URGE_LETTER, date(2021, 7, 1), "20/TTr-NV1")
    story.tell("urge", on=date(2021, 7, 1), document=given)

    text = draft(story, 2)

    assert "V/v đôn đốc thực hiện kết luận thanh tra (lần thứ 2)" in text
    assert "Thanh tra tỉnh đã có Văn bản đôn đốc thực hiện kết luận số 20/TTr-NV1" in text


def test_only_letters_since_the_conclusion_that_stands_are_counted() -> None:
    """It is of 10/06/2021: a letter of that day is about it, one of the day before is not."""
    story = concluded()
    for day, number in ((date(2021, 6, 9), "19/TTr"), (date(2021, 6, 10), "20/TTr")):
        given = paper(K.URGE_LETTER, day, number)
        story.tell("file_document", on=date(2021, 7, 1), document=given)

    text = draft(story)

    assert "Thanh tra tỉnh đã có Văn bản đôn đốc thực hiện kết luận số 20/TTr ngày" in text
    assert "19/TTr" not in text


def test_a_letter_rests_only_on_what_is_on_record() -> None:
    assert "Căn cứ Văn bản chỉ đạo" in draft(concluded())
    assert "Căn cứ Văn bản chỉ đạo" not in draft(published())
    assert draft(published()).count("Căn cứ ") == 1
