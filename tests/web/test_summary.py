"""The first sentence of an inspection, in each kind of situation."""

from __future__ import annotations

from datetime import date

from builders import DAYS, OFFICERS, POLICY, TO_SIGNING, K, Story, onsite, paper

from states.powers import POWERS
from states.roles import Role
from states.rules import Trigger
from tiendo.summary import Summary, summary, who_may


def said(story: Story, on: date) -> Summary:
    return summary(story.as_of(on), on, officers=OFFICERS, policy=POLICY, days=DAYS)


def test_work_under_way_names_the_day_by_which_something_must_be_heard() -> None:
    found = said(onsite(), date(2021, 6, 10))

    assert not found.late
    assert found.sentence.vi == (
        "Đang ở «Thanh tra trực tiếp» từ 04/06/2021 (6 ngày); Trưởng đoàn Trần Văn Bình phải có "
        "cập nhật chậm nhất 18/06/2021 (còn 8 ngày)."
    )
    assert found.sentence.en == (
        "At “On site” since 04/06/2021 (6 days); Team head Trần Văn Bình must report by "
        "18/06/2021 (8 days left)."
    )
    assert found.next_step is not None
    assert found.next_step.vi == "Bước tiếp theo: «Kết thúc thanh tra trực tiếp» (Trưởng đoàn)."


def test_the_day_itself_is_not_late() -> None:
    found = said(onsite(), date(2021, 6, 18))

    assert not found.late
    assert "(hạn là hôm nay)" in found.sentence.vi


def test_a_request_past_its_due_date_names_the_addressee() -> None:
    story = onsite().request("YC1", date(2021, 6, 14))

    found = said(story, date(2021, 6, 15))

    assert found.late
    assert found.sentence.vi.endswith(
        "Sở Công Thương phải trả lời yêu cầu YC1 chậm nhất 14/06/2021 (đã quá 1 ngày), "
        "Trưởng đoàn Trần Văn Bình theo dõi."
    )
    assert "(1 day late)" in found.sentence.en


def test_a_deferred_start_is_called_so_and_waits_for_the_decision() -> None:
    story = Story()
    order = paper(K.PLAN_ADJUSTMENT)
    story.tell("defer_start", reason="Dịch bệnh", review_on=date(2021, 9, 30), document=order)

    found = said(story, date(2021, 9, 8))

    assert found.sentence.vi == (
        "Đang ở «Trong kế hoạch» nhưng «Hoãn triển khai» từ 01/06/2021 (99 ngày); Phó Chánh Thanh "
        "tra Phạm Hoa phải quyết định hướng xử lý chậm nhất 30/09/2021 "
        "(còn 22 ngày)."
    )


def test_where_no_date_is_set_it_says_so_and_names_the_next_steps() -> None:
    story = Story().walk(TO_SIGNING)

    found = said(story, story.day)

    assert found.sentence.vi.endswith("; chưa có hạn nào được đặt cho bước này.")
    assert found.next_step is not None
    assert "«Ban hành kết luận" in found.next_step.vi


def test_what_has_ended_leaves_nothing_to_do() -> None:
    story = onsite()
    story.tell(
        "discontinue",
        document={
            "kind": "termination_decision",
            "number": "9/QĐ",
            "signed_on": story.day,
            "signed_by": "Võ Kiều",
        },
    )

    found = said(story, date(2021, 9, 8))

    assert found.sentence.vi == (
        "Cuộc thanh tra đã khép lại: «Đình chỉ thanh tra» từ 04/06/2021; không còn việc phải làm."
    )
    assert (found.next_step, found.late) == (None, False)


def test_the_next_step_is_a_persons_though_the_machine_may_take_it_too() -> None:
    assert Role.MACHINE in POWERS["urge"]
    assert who_may(Trigger.URGE).vi == "Trưởng phòng, Trưởng đoàn, Văn phòng"
