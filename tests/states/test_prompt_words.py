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
    assert said(story, date(2021, 7, 29), PromptKind.REVIEW_DUTY).endswith("Đến nay đã quá hạn.")


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
    assert "Hoãn triển khai từ 01/06/2021 (không có văn bản, lý do: Giãn cách)" in told


def test_an_answer_due_soon_says_how_many_working_days_are_left() -> None:
    told = said(asked(), date(2021, 8, 17), PromptKind.ANSWER_SOON)

    assert told == (
        "Yêu cầu YC1: Sở Công Thương phải trả lời chậm nhất 20/08/2021, còn 3 ngày làm việc. "
        "Nội dung: Hồ sơ chỉ định thầu 04 dự án."
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
    assert "khiếu nại" not in said(story, date(2021, 9, 8), PromptKind.URGE_REMEDY)

    story.tell("lodge_complaint", on=date(2021, 7, 1))

    told = said(story, date(2021, 9, 8), PromptKind.URGE_REMEDY)
    assert "xem có quyết định tạm đình chỉ việc thi hành hay không" in told
