"""The stories of the two meeting conclusions, as given, when, then."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TO_PUBLISHED, TO_SIGNING, K, Story, onsite, paper

from states.errors import Refused


def test_three_projects_ask_and_answer_while_on_site_work_is_paused() -> None:
    """09/2021 (1): ask meanwhile, so that it can end after the epidemic without more time."""
    story = onsite()
    story.day = date(2021, 7, 19)
    story.tell("pause_site", reason="Giãn cách xã hội", ground="epidemic")

    story.request("YC1")
    story.tell("receive_answer", request="YC1")
    assert story.tell("accept_answer", request="YC1").in_state("records.answered")

    with pytest.raises(Refused, match="đang tạm dừng"):
        story.tell("end_fieldwork", document=paper(K.ONSITE_END_NOTICE))
    story.day = date(2021, 10, 4)
    story.tell("lift_hold", reason="Hết giãn cách")
    ended = story.tell("end_fieldwork", document=paper(K.ONSITE_END_NOTICE))

    assert ended.in_state("course.field.ended")
    assert "extend" not in {event.kind for event in story.events}


def test_trang_bang_waits_for_the_end_of_september_then_somebody_decides() -> None:
    """09/2021: watch until the end of September, then a concrete decision."""
    story = Story()
    story.tell("defer_start", reason="Dịch còn phức tạp", review_on=date(2021, 9, 30))
    story.day = date(2021, 9, 30)

    with pytest.raises(Refused, match="tạm dừng"):
        story.tell("survey", document=paper(K.SURVEY_ORDER))
    decided = story.tell("issue_decision", document=paper(K.DECISION))
    assert decided.in_state("course.field.decided", "hold.site_paused")
    story.tell("lift_hold", reason="Dịch đã giảm")
    assert story.tell("announce", document=paper(K.ANNOUNCEMENT_MINUTES)).in_state(
        "course.field.announced"
    )


def test_a_deferred_start_needs_its_review_date() -> None:
    with pytest.raises(ValueError, match="review_on"):
        Story().tell("defer_start", reason="Dịch")


def test_the_start_is_deferred_before_the_decision_and_the_site_paused_after_it() -> None:
    with pytest.raises(Refused, match="chưa ra quyết định"):
        onsite().tell("defer_start", reason="Dịch", review_on=date(2021, 9, 30))
    with pytest.raises(Refused, match="từ khi có quyết định"):
        Story().tell("pause_site", reason="Dịch")


def test_unhandled_explanations_hold_up_the_conclusion() -> None:
    """05/2020: explanations of BHXH and Sở Y tế not handled, so the conclusion was late."""
    story = Story().walk(TO_SIGNING[:6])
    story.tell("send_for_explanation", document=paper(K.DRAFT_LETTER))
    story.request("BHXH")

    with pytest.raises(Refused) as refused:
        story.tell("submit_appraisal")
    assert [reason.fact for reason in refused.value.reasons] == ["", "explanations_processed"]

    story.tell("receive_answer", request="BHXH")
    story.tell("accept_answer", request="BHXH")
    now = story.tell("submit_appraisal", document=paper(K.EXPLANATION_HANDLING))
    assert now.in_state("course.conclude.appraising")


def test_ben_dinh_is_complained_of_upheld_and_concluded_anew() -> None:
    """05/2020: a complaint against the conclusion on the Bến Đình road and bridge."""
    story = Story().walk(TO_PUBLISHED)
    story.tell("lodge_complaint", reason="Khiếu nại kết luận đường và cầu Bến Đình")

    with pytest.raises(Refused, match="Khiếu nại đối với kết luận"):
        story.tell("close_case")
    with pytest.raises(Refused, match="Quyết định giải quyết khiếu nại"):
        story.tell("uphold_complaint")
    story.tell("uphold_complaint", document=paper(K.COMPLAINT_RULING))
    reopened = story.tell("reopen_conclusion")

    assert reopened.in_state("course.conclude.drafting")
    assert reopened.in_state("remedy.dormant")
    assert reopened.in_state("complaint.none")
    story.tell("submit_appraisal")
    with pytest.raises(Refused, match="Báo cáo thẩm định"):
        story.tell("submit_for_signature")  # the old appraisal served the old conclusion


def test_the_2019_conclusions_are_urged_until_they_are_performed() -> None:
    """05/2020: ask sectors and localities to report on carrying out the 2019 conclusions."""
    story = Story().walk(TO_PUBLISHED)
    story.tell("urge", document=paper(K.URGE_LETTER))
    story.tell("urge", document=paper(K.URGE_LETTER, number="02/TTr"))
    story.tell("verify")
    story.tell("find_shortfall", reason="Còn 02 đơn vị chưa nộp")
    story.tell("verify")

    with pytest.raises(Refused, match="Báo cáo kết quả thực hiện"):
        story.tell("confirm_fulfilled")
    story.tell("confirm_fulfilled", document=paper(K.PERFORMANCE_REPORT))
    assert story.tell("close_case").in_state("course.closed")


def test_a_case_suspended_by_decision_takes_requests_only_if_its_order_says_so() -> None:
    strict, open_ = onsite(), onsite()
    for story, allowed in ((strict, False), (open_, True)):
        story.tell(
            "pause_case",
            document=paper(K.SUSPENSION_DECISION),
            requests_allowed=allowed,
            days_count=False,
        )

    assert open_.request().now is not None
    with pytest.raises(Refused, match="không cho phép gửi yêu cầu"):
        strict.request()
    with pytest.raises(Refused, match="Quyết định tiếp tục"):
        strict.tell("lift_hold", reason="Hết dịch")
    resumed = strict.tell("lift_hold", document=paper(K.RESUME_DECISION))
    assert resumed.hold is None


def test_a_suspension_without_a_signed_decision_is_none() -> None:
    for broken in (None, {**paper(K.SUSPENSION_DECISION), "signed_by": ""}):
        with pytest.raises(Refused, match="Quyết định tạm dừng"):
            onsite().tell("pause_case", document=broken, reason="Dịch")


def test_on_site_work_can_end_by_records_only_when_that_was_approved() -> None:
    story = onsite().request()
    story.tell("pause_site", reason="Giãn cách")
    story.tell("receive_answer", request="YC1")
    story.tell("accept_answer", request="YC1")

    with pytest.raises(Refused, match="kết thúc bằng hồ sơ"):
        story.tell("end_by_records")
    ended = story.tell("end_by_records", document=paper(K.REMOTE_END_APPROVAL))
    assert ended.in_state("course.field.ended")
