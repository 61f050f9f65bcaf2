"""What is told with a prompt, word for word."""

from __future__ import annotations

from datetime import date

import pytest
from builders import DAYS, K, Story, onsite, paper
from prompting import asked, concluded, due

from states.office import Office
from states.prompt_words import words
from states.prompts import PromptKind


def said(story: Story, day: date, kind: PromptKind) -> str:
    inspection = story.as_of(day)
    (prompt,) = (each for each in due(inspection, day) if each.what is kind)
    return words(
        prompt, inspection, day, holder="Trưởng đoàn Trần Văn Bình", days=DAYS, office=Office()
    )


def test_the_duty_says_by_when_who_may_say_and_on_what_the_pause_rests() -> None:
    story = onsite()
    day = date(2021, 7, 19)
    given = paper(K.ONSITE_PAUSE_NOTICE, day, "60/TB-TTr")
    story.tell("pause_site", on=day, reason="Giãn cách", document=given)

    told = said(story, day, PromptKind.REVIEW_DUTY)

    assert told == (
        "Tạm dừng thanh tra trực tiếp từ 19/07/2021 (theo Văn bản tạm dừng thanh tra trực tiếp số "
        "60/TB-TTr ngày 19/07/2021). Chậm nhất 28/07/2021 phải có người nêu rõ có hay không nội "
        "dung cần yêu cầu giải trình, cung cấp tài liệu: có thì Trưởng đoàn gửi yêu cầu; không có "
        "thì Trưởng đoàn hoặc Trưởng phòng hoặc Phó Chánh Thanh tra phụ trách khối hoặc Chánh "
        "Thanh tra nêu rõ là không có."
    )
    assert said(story, date(2021, 7, 28), PromptKind.REVIEW_DUTY) == told
    late = said(story, date(2021, 7, 29), PromptKind.REVIEW_DUTY)
    assert late == f"{told} Đến nay đã quá hạn."


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2021, 10, 29), "31/10/2021 là ngày hẹn xem xét lại (ngày nghỉ nên nhắc trước): "),
        (date(2021, 10, 31), "Hôm nay, 31/10/2021, là ngày hẹn xem xét lại: "),
        (date(2021, 11, 2), "31/10/2021 là ngày hẹn xem xét lại: "),
    ],
)
def test_the_review_day_is_spoken_of_from_the_day_it_is_said(day: date, begins: str) -> None:
    story = Story()
    story.tell("defer_start", reason="Giãn cách", review_on=date(2021, 10, 31))

    told = said(story, day, PromptKind.REVIEW_DAY)

    assert told.startswith(begins)
    assert told.removeprefix(begins) == (
        "Hoãn triển khai từ 01/06/2021 (không có văn bản, lý do: Giãn cách); chờ Trưởng đoàn Trần "
        "Văn Bình quyết định tiếp tục hoặc hẹn lại."
    )


def test_an_answer_due_soon_says_how_many_working_days_are_left() -> None:
    told = said(asked(), date(2021, 8, 17), PromptKind.ANSWER_SOON)

    assert told == (
        "Yêu cầu YC1: Sở Công Thương phải trả lời chậm nhất 20/08/2021, còn 3 ngày làm việc. "
        "Nội dung: Hồ sơ chỉ định thầu 04 dự án."
    )


def test_on_the_day_of_an_answer_it_is_said_what_comes_next() -> None:
    assert said(asked(), date(2021, 8, 20), PromptKind.ANSWER_DUE) == (
        "Hôm nay, 20/08/2021, là hạn Sở Công Thương trả lời yêu cầu YC1. Nội dung: Hồ sơ chỉ định "
        "thầu 04 dự án. Nhận được thì ghi tiếp nhận; quá hạn mà chưa có thì máy soạn văn bản đôn "
        "đốc."
    )


def test_what_is_long_is_cut_at_a_word() -> None:
    """A reason at two hundred letters, the items of a request at four hundred."""
    reason, items = "a" * 150 + " " + "b" * 49, ["c" * 200, "d" * 198]
    for more, kept in (("", f"{reason})"), ("b", f"{'a' * 150} …)")):
        story = Story()
        review = date(2021, 10, 31)
        story.tell("defer_start", reason=reason + more, review_on=review)
        assert f"lý do: {kept}" in said(story, review, PromptKind.REVIEW_DAY)
    for more, kept in (("", f"{'; '.join(items)}."), ("d", f"{'c' * 200}; ….")):
        story = onsite()
        story.day = date(2021, 8, 3)
        story.tell(
            "draft_request",
            request="YC1",
            addressee="Sở Y tế",
            items=[items[0], items[1] + more],
            due_on=date(2021, 8, 20),
        )
        sent = paper(K.DOCUMENT_REQUEST, story.day)
        story.tell("send_request", request="YC1", document=sent)
        told = said(story, date(2021, 8, 17), PromptKind.ANSWER_SOON)
        assert told.endswith(f"Nội dung: {kept}")


def test_an_urging_names_the_letters_on_record() -> None:
    story = asked()
    for day, number in ((date(2021, 8, 21), "12/TTr"), (date(2021, 8, 22), "13/TTr")):
        letter = paper(K.REMINDER_LETTER, day, number)
        story.tell("remind_request", on=day, request="YC1", document=letter)

    assert said(story, date(2021, 9, 8), PromptKind.URGE_ANSWER) == (
        "Sở Công Thương chưa trả lời yêu cầu YC1: hạn 20/08/2021, quá 19 ngày. Dự thảo văn bản "
        "đôn đốc gửi [cơ quan, người có thẩm quyền quản lý cấp trên trực tiếp của Sở Công "
        "Thương], trình Trưởng đoàn Trần Văn Bình ký. Máy chỉ soạn: chưa ký, chưa gửi; khi đã "
        "gửi thì ghi «Đôn đốc» kèm số, ngày, người ký. Trong hồ sơ đã có: Văn bản đôn đốc trả "
        "lời số 12/TTr ngày 21/08/2021, Văn bản đôn đốc trả lời số 13/TTr ngày 22/08/2021."
    )


def test_an_urging_says_that_nothing_was_sent() -> None:
    told = said(asked(), date(2021, 8, 23), PromptKind.URGE_ANSWER)

    assert told == (
        "Sở Công Thương chưa trả lời yêu cầu YC1: hạn 20/08/2021, quá 3 ngày. Dự thảo văn bản đôn "
        "đốc gửi Sở Công Thương, trình Trưởng đoàn Trần Văn Bình ký. Máy chỉ soạn: chưa ký, chưa "
        "gửi; khi đã gửi thì ghi «Đôn đốc» kèm số, ngày, người ký. Trong hồ sơ chưa có văn bản "
        "đôn đốc nào."
    )


def test_urging_under_a_complaint_warns_whoever_signs() -> None:
    story = concluded()
    told = said(story, date(2021, 9, 8), PromptKind.URGE_REMEDY)
    assert told == (
        "Kết luận chưa được xác nhận thực hiện xong. Dự thảo văn bản đôn đốc gửi Ban Quản lý dự "
        "án, trình Trưởng đoàn Trần Văn Bình ký. Máy chỉ soạn: chưa ký, chưa gửi; khi đã gửi thì "
        "ghi «Đôn đốc thực hiện kết luận» kèm số, ngày, người ký. Trong hồ sơ chưa có văn bản đôn "
        "đốc nào."
    )

    story.tell("lodge_complaint", on=date(2021, 7, 1))

    warned = said(story, date(2021, 9, 8), PromptKind.URGE_REMEDY)
    assert warned == (
        f"{told} Kết luận đang bị khiếu nại: trước khi ký phải xem có quyết định tạm đình chỉ "
        "việc thi hành hay không."
    )


def reminded(*sizes: int) -> str:
    """How letters on record are told that have numbers of so many signs."""
    story = asked()
    for number, size in enumerate(sizes):
        on = date(2021, 8, 23 + number)
        letter = paper(K.REMINDER_LETTER, on, "x" * size)
        story.tell("remind_request", on, request="YC1", document=letter)
    told = said(story, date(2021, 9, 8), PromptKind.URGE_ANSWER)
    return told.partition("Trong hồ sơ đã có: ")[2].removesuffix(".")


def test_the_letters_on_record_are_told_in_six_hundred_letters() -> None:
    full = 600 - len(reminded(150, 150, 1)) + 1
    assert len(reminded(150, 150, full)) == 600
    assert "…" not in reminded(150, 150, full)
    assert reminded(150, 150, full + 1).endswith(" …")
