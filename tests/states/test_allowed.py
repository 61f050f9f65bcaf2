"""A refusal says everything that is missing, in both languages, and who can supply it."""

from __future__ import annotations

import pytest
from builders import CHIEF, STRANGER, TO_SIGNING, K, Story, onsite, paper

from states.allowed import allowed, office_reason, role_reason
from states.errors import Refused
from states.papers import DocumentKind
from states.powers import POWERS
from states.roles import Role, roles_of
from states.rules import Trigger
from states.terms import ROLE_NAMES

T = Trigger
EVERYBODY = frozenset(Role)


def answers(story: Story, *roles: Role) -> dict[Trigger, list[str]]:
    assert story.now is not None
    found = allowed(story.now, roles or EVERYBODY)
    return {answer.trigger: [reason.text.vi for reason in answer.reasons] for answer in found}


def test_ending_on_site_work_while_paused_with_a_request_open_tells_all_three_reasons() -> None:
    story = onsite().request()
    story.tell("pause_site", reason="Giãn cách")

    assert answers(story)[T.END_FIELDWORK] == [
        "Cuộc thanh tra đang tạm dừng; phải «Tiếp tục» trước.",
        "Còn yêu cầu cung cấp tài liệu, giải trình chưa khép lại.",
        "Chưa có Thông báo kết thúc thanh tra trực tiếp đủ số, ngày, người ký.",
    ]


def test_a_wrong_place_is_told_together_with_what_else_is_missing() -> None:
    assert answers(Story())[T.ISSUE_CONCLUSION] == [
        "Trình tự đang ở «Trong kế hoạch»; chỉ làm được khi ở «Trình ký kết luận».",
        "Chưa có Kết luận thanh tra đủ số, ngày, người ký.",
    ]


def test_a_document_that_lacks_something_is_told_what_it_lacks() -> None:
    story = Story()
    story.tell("file_document", document={"kind": K.DECISION.value, "number": "12/QĐ-TTr"})

    assert answers(story)[T.ISSUE_DECISION] == ["Quyết định thanh tra thiếu ngày ký, người ký."]


def test_a_document_filed_beforehand_is_enough() -> None:
    story = Story()
    story.tell("file_document", document=paper(K.DECISION))

    assert answers(story)[T.ISSUE_DECISION] == []
    assert story.tell("issue_decision").in_state("course.field.decided")


def test_an_act_of_others_is_refused_with_all_who_may_do_it() -> None:
    (reason,) = role_reason("set_deadline", [Role.APPRAISER])
    assert (reason.code, reason.with_act) == ("role", False)
    assert reason.who == tuple(role for role in Role if role in POWERS["set_deadline"])
    names = [ROLE_NAMES[role] for role in reason.who]
    assert reason.text.vi == f"Việc này do {' hoặc '.join(each.vi for each in names)} làm."
    assert reason.text.en == f"This is for the {' or '.join(each.en for each in names)} to do."
    assert role_reason("set_deadline", reason.who[:1]) == ()

    (reason,) = office_reason("delegate", STRANGER)
    assert reason.who == (Role.CHIEF_INSPECTOR, Role.OFFICE)
    assert office_reason("delegate", CHIEF) == ()


def test_a_pause_wants_its_reason_and_its_end_too() -> None:
    story = onsite()
    assert answers(story)[T.PAUSE_SITE] == ["Chưa nêu lý do tạm dừng (hoặc văn bản làm căn cứ)."]
    assert len(answers(story)[T.LIFT_HOLD]) == 2, "not on hold, and no reason"

    story.tell("pause_site", reason="Giãn cách")
    assert len(answers(story)[T.LIFT_HOLD]) == 1
    with pytest.raises(Refused):
        story.tell("lift_hold")
    story.tell("file_document", document=paper(K.RESUME_DECISION, story.day))
    assert answers(story)[T.LIFT_HOLD] == []
    assert story.tell("lift_hold").hold is None


def test_a_document_serves_one_act_only() -> None:
    story = onsite()
    story.tell("extend", days=10, document=paper(K.EXTENSION_DECISION))

    with pytest.raises(Refused, match="Quyết định gia hạn"):
        story.tell("extend", days=10)


def test_a_role_that_may_not_is_told_who_may() -> None:
    reasons = answers(onsite(), Role.MEMBER)[T.PAUSE_SITE]

    assert reasons[-1] == (
        "Việc này do Chánh Thanh tra hoặc Phó Chánh Thanh tra phụ trách khối hoặc Trưởng đoàn làm."
    )


def test_what_can_be_given_with_the_act_is_within_reach() -> None:
    story = Story()
    assert story.now is not None
    within = {a.trigger for a in allowed(story.now, EVERYBODY) if a.within_reach}

    assert within == {T.SURVEY, T.ISSUE_DECISION, T.DROP, T.DEFER_START}


def test_every_reason_is_said_in_both_languages_and_names_who_can_help() -> None:
    for story in (Story(), onsite().request()):
        assert story.now is not None
        for answer in allowed(story.now, ()):
            for reason in answer.reasons:
                assert reason.text.vi
                assert reason.text.en
                assert "{" not in reason.text.vi + reason.text.en
                assert reason.who or reason.code in {"state", "guard"}


@pytest.mark.parametrize("paused", [False, True])
def test_yes_means_the_machine_says_yes_and_no_means_it_says_no(paused: bool) -> None:
    story = onsite()
    if paused:
        story.tell("pause_site", reason="Giãn cách")
    assert story.now is not None
    for answer in allowed(story.now, EVERYBODY):
        if answer.trigger.value in {"request_records", "request_records_in_pause"}:
            continue
        if answer.trigger.value in {"remind_records", "receive_records", "settle_records"}:
            continue
        if answer.allowed and answer.trigger is not T.EXTEND:
            story.event(answer.trigger.value)
        elif not answer.allowed:
            with pytest.raises((Refused, ValueError)):
                story.tell(answer.trigger.value)


def test_the_overseer_is_never_of_the_team() -> None:
    story = onsite()
    named = paper(DocumentKind.SUPERVISION_ASSIGNMENT)

    for person in ("binh", "an"):
        with pytest.raises(Refused, match="ở ngoài Đoàn"):
            story.tell("assign_overseer", overseer=person, document=named)
    assert (
        story.tell("assign_overseer", overseer="giamsat", document=named).place.overseer
        == "giamsat"
    )
    with pytest.raises(Refused, match="không được là người của Đoàn"):
        story.tell("change_team", team_head="giamsat", members=["an"])


def test_the_appraiser_is_never_of_the_team_and_may_return_the_draft() -> None:
    story = Story().walk(TO_SIGNING[:-2])

    with pytest.raises(Refused, match="không được là người của Đoàn"):
        story.tell("submit_appraisal", appraiser="an")
    now = story.tell("submit_appraisal", appraiser="khach")

    assert roles_of(STRANGER, now.place) == {Role.APPRAISER}
    assert answers(story, Role.APPRAISER)[T.RETURN_DRAFT] == []
