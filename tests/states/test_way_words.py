"""A way out in words: the act, who may do it now, on what condition, with which paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import K, onsite, paper

from states.freeing import Release
from states.inspection import Inspection
from states.papers import DocumentKind
from states.roles import Role
from states.rules import Trigger
from states.steps import Step, about, filing, new_request, step_of
from states.terms import ROLE_NAMES
from states.text import Text
from states.way_words import act_words, brief_text, gain_text, held, named, way_text


def role_name(role: Role) -> Text:
    return ROLE_NAMES[role]


@pytest.fixture
def asked() -> Inspection:
    """One request of Sở Công Thương is open."""
    story = onsite().request(due=date(2021, 6, 18))
    assert story.now is not None
    return story.now


def test_an_act_names_its_request_unless_its_own_name_ends_with_the_word(
    asked: Inspection,
) -> None:
    (request,) = asked.requests

    assert [named(about(request, kind)).vi for kind in ("receive_answer", "waive_request")] == [
        "«Tiếp nhận trả lời» yêu cầu YC1",
        "«Thôi yêu cầu» YC1",
    ]
    assert named(about(request, "receive_answer")).en == "“Receive the answer”, request YC1"


def test_a_request_still_to_be_written_has_no_name_yet() -> None:
    drafted, sent = new_request()

    assert [named(each).vi for each in (drafted, sent)] == ["«Soạn yêu cầu»", "«Gửi yêu cầu»"]


def test_filing_names_the_paper_and_a_move_is_only_named() -> None:
    assert named(filing(K.CONCLUSION_TRANSMITTAL)).vi == (
        "«Lưu Văn bản gửi kết luận thanh tra vào hồ sơ»"
    )
    assert named(step_of(Trigger.SUBMIT_APPRAISAL)).en == "“Submit for appraisal”"


@pytest.mark.parametrize("ruling", [Trigger.UPHOLD_COMPLAINT, Trigger.DISMISS_COMPLAINT])
def test_a_ruling_is_only_called_for(asked: Inspection, ruling: Trigger) -> None:
    words = act_words(step_of(ruling), asked, role_name)

    assert (words.name.vi, words.condition) == ("«Giải quyết khiếu nại»", None)
    assert words.text.vi == (
        "«Giải quyết khiếu nại» (Chánh Thanh tra hoặc Văn phòng), kèm Quyết định giải quyết khiếu "
        "nại đủ số, ngày, người ký"
    )


def test_an_act_has_its_people_its_condition_and_its_paper(asked: Inspection) -> None:
    (request,) = asked.requests
    answer = act_words(about(request, "receive_answer"), asked, role_name)
    resume = act_words(Step("lift_hold", document=K.RESUME_DECISION), asked, role_name)
    paper = act_words(filing(K.CONCLUSION_TRANSMITTAL), asked, role_name)

    assert answer.text.vi == (
        "«Tiếp nhận trả lời» yêu cầu YC1 (Trưởng đoàn hoặc Trưởng phòng), khi Sở Công Thương trả "
        "lời"
    )
    assert resume.text.en == (
        "“Resume” (Team head or Deputy in charge of the block), once conditions allow, with the "
        "Resumption decision, numbered, dated and signed"
    )
    assert (paper.condition, paper.paper) == (
        None,
        Text("đủ số, ngày, người ký", "numbered, dated and signed"),
    )


def test_whose_turn_it_is_comes_first_if_he_may_do_it(asked: Inspection) -> None:
    step = step_of(Trigger.LIFT_HOLD)

    assert held(step, asked) == (Role.TEAM_HEAD, Role.DEPUTY)
    assert held(step, asked, Role.DEPUTY) == (Role.DEPUTY, Role.TEAM_HEAD)
    assert held(step, asked, Role.CHIEF_INSPECTOR) == (Role.CHIEF_INSPECTOR, Role.TEAM_HEAD)
    assert held(step, asked, Role.APPRAISER) == (Role.TEAM_HEAD, Role.DEPUTY)
    assert (
        act_words(step, asked, role_name, turn=Role.DEPUTY, most=1).who == ROLE_NAMES[Role.DEPUTY]
    )


def test_an_appraiser_is_named_only_once_somebody_was_named(asked: Inspection) -> None:
    step = filing(DocumentKind.APPRAISAL_REPORT)
    with_one = replace(asked, place=replace(asked.place, appraiser="giamsat"))

    assert held(step, asked) == (Role.TEAM_HEAD,)
    assert held(step, with_one) == (Role.TEAM_HEAD, Role.APPRAISER)


WAY = (step_of(Trigger.DECLARE_NONE), step_of(Trigger.END_FIELDWORK))


def released(gains: int | None, people: int | None = 1) -> Release:
    return Release(WAY, gains, people)


def test_a_way_is_told_act_by_act_and_ends_with_what_it_gains(asked: Inspection) -> None:
    whole = way_text(released(5), asked, role_name)
    brief = brief_text(released(5), asked, role_name, Role.ROOM_HEAD)

    assert whole.vi == (
        "«Nêu rõ: không có nội dung cần yêu cầu» (Trưởng đoàn hoặc Trưởng phòng), nếu đúng là "
        "không có (nếu có: soạn, gửi yêu cầu); rồi «Kết thúc thanh tra trực tiếp» (Trưởng đoàn), "
        "kèm Thông báo kết thúc thanh tra trực tiếp đủ số, ngày, người ký; sau đó không còn gì "
        "vướng trong 5 ngày tới."
    )
    assert brief.vi == (
        "«Nêu rõ: không có nội dung cần yêu cầu» (Trưởng phòng), nếu đúng là không có (nếu có: "
        "soạn, gửi yêu cầu); rồi «Kết thúc thanh tra trực tiếp»; sau đó không còn gì vướng "
        "trong 5 ngày tới"
    )
    assert "; then “End on-site work”" in brief.en
    assert "; then “End on-site work”" in whole.en
    assert whole.en.endswith("; after that nothing stuck for the next 5 days.")


def test_that_nothing_is_to_be_requested_is_one_answer_of_two_where_requests_are_allowed() -> None:
    none = step_of(Trigger.DECLARE_NONE)
    for allowed, both in ((True, True), (False, False)):
        story = onsite()
        order = paper(K.SUSPENSION_DECISION, story.day)
        paused = story.tell("pause_case", document=order, requests_allowed=allowed)
        said = act_words(none, paused, role_name).condition
        assert said is not None
        assert said.vi.startswith("nếu đúng là không có")
        assert ("soạn, gửi yêu cầu" in said.vi, "draft and send" in said.en) == (both, both)


def test_what_is_gained_is_days_nothing_or_no_end(asked: Inspection) -> None:
    assert gain_text(released(1)).en == "nothing stuck for the next day"
    assert gain_text(released(0)).vi == "cuộc thanh tra vẫn còn vướng việc khác"
    assert gain_text(released(None)).vi == "không còn hạn nào phải theo dõi"
    nobody = way_text(released(5, people=None), asked, role_name)
    assert nobody.vi.endswith("; chưa làm được vì chưa có ai giữ vai trò cần thiết.")
    assert "sau đó" not in nobody.vi
