"""The chain of causes: from where it stands down to the missing thing and whoever owes it."""

from __future__ import annotations

from datetime import date

from builders import TO_PUBLISHED, TO_SIGNING, K, Story, onsite, paper
from stalls import links

from states.roles import Role
from states.stall import StallKind


def test_each_kind_leads_to_its_entry_and_to_whoever_it_waits_for() -> None:
    """What is missing is never without the entry it rests on, nor without somebody to ask."""
    pause = onsite()
    pause.day = date(2021, 7, 19)
    pause.tell("pause_site", reason="Giãn cách")
    quiet = onsite()  # the last word is the fourth entry: work on site begun
    deferred = Story()
    deferred.tell("defer_start", reason="Dịch", review_on=date(2021, 7, 1))
    for story, kind, entry, role, words in (
        (pause, StallKind.UNREVIEWED_PAUSE, 5, Role.TEAM_HEAD, "chưa ai nêu rõ có hay không"),
        (pause, StallKind.NO_DECISION_NUMBER, 5, Role.TEAM_HEAD, "mới chỉ có lý do"),
        (deferred, StallKind.REVIEW_PASSED, 2, Role.DEPUTY, "ngày ấy đã qua"),
        (quiet, StallKind.SILENT, 4, Role.TEAM_HEAD, "không ai ghi nhận gì thêm"),
    ):
        matter = links(story, kind, date(2021, 12, 1))[1]
        assert (matter.version, matter.who[0]) == (entry, role), kind
        assert words in matter.what.vi
        assert matter.since is not None


def test_a_pause_without_an_end_asks_for_a_day_to_decide_on() -> None:
    story = onsite()
    story.day = date(2021, 7, 19)
    story.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE, story.day))
    story.tell("declare_none")

    place, matter, owed = links(story, StallKind.PAUSED_TOO_LONG, date(2021, 12, 1))

    assert place.what.vi.startswith("Đang tạm dừng thanh tra trực tiếp theo Văn bản tạm dừng")
    assert matter.what.vi.startswith("Chưa ai ấn định ngày xem xét lại")
    assert (matter.version, matter.who) == (5, (Role.DEPUTY,))
    assert owed.who[0] is Role.DEPUTY


def test_a_complaint_leads_to_its_entry_and_says_only_that_it_is_to_be_settled() -> None:
    """Which way it is decided is not the machine's to say, not even by the order of a list."""
    story = Story().walk(TO_PUBLISHED)
    story.day = date(2021, 7, 5)
    story.tell("lodge_complaint")

    _, matter, owed = links(story, StallKind.COMPLAINT_UNDECIDED, date(2021, 12, 1))

    assert (matter.version, matter.since) == (len(story.events), date(2021, 7, 5))
    assert matter.who == (Role.CHIEF_INSPECTOR,)
    assert "«Giải quyết khiếu nại»" in owed.what.vi
    assert "đúng" not in owed.what.vi


def test_a_conclusion_nobody_urged_leads_to_the_last_urging_by_a_person() -> None:
    story = Story().walk(TO_PUBLISHED)
    issued = next(e.version for e in story.events if e.kind == "issue_conclusion")
    assert links(story, StallKind.REMEDY_IDLE, date(2021, 12, 1))[1].version == issued
    story.day = date(2021, 7, 20)
    story.tell("urge", document=paper(K.URGE_LETTER, story.day))
    story.tell("note", text="Đã chuyển văn bản đôn đốc.")

    _, matter, owed = links(story, StallKind.REMEDY_IDLE, date(2021, 12, 1))

    assert (matter.version, matter.since) == (len(story.events) - 1, date(2021, 7, 20))
    assert matter.who == (Role.ROOM_HEAD,)
    assert owed.who[0] is Role.ROOM_HEAD  # whose turn it is, before the team head


def test_an_answer_left_lying_leads_to_the_answer_not_to_the_letter_that_asked() -> None:
    story = onsite().request(due=date(2021, 7, 1))
    story.day = date(2021, 6, 30)
    story.tell("receive_answer", request="YC1")

    _, asked, came, owed = links(story, StallKind.ANSWER_UNHANDLED, date(2021, 12, 1))

    assert asked.what.vi.startswith("Yêu cầu YC1 gửi")
    assert (came.version, came.since) == (len(story.events), date(2021, 6, 30))
    assert came.who == (Role.TEAM_HEAD,)
    assert "«Xác nhận đạt yêu cầu» YC1" in owed.what.vi


def test_a_clock_without_a_start_says_which_and_which_paper_starts_it() -> None:
    story = Story().walk(TO_PUBLISHED)

    _, matter, owed = links(story, StallKind.WAITING_FOR_NOBODY, date(2021, 12, 1))

    assert matter.what.vi == (
        "Chưa tính được thời hạn «Văn bản chỉ đạo thực hiện kết luận» vì chưa ghi nhận việc «nhận "
        "kết luận»"
    )
    assert matter.who == (Role.OFFICE,)
    assert "«Lưu Văn bản gửi kết luận thanh tra vào hồ sơ»" in owed.what.vi
    assert owed.who[0] is Role.OFFICE


def test_a_returned_answer_is_not_complete_rather_than_not_there() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    story.tell("receive_answer", request="YC1")
    story.tell("return_answer", request="YC1", due_on=date(2021, 6, 25), reason="Thiếu phụ lục")

    owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))[-1]

    assert "Sở Công Thương chưa bổ sung" in owed.what.vi


def test_an_overdue_request_names_its_letter_its_items_and_that_nobody_urged() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    assert story.now is not None
    (request,) = story.now.requests
    assert request.document is not None

    place, asked, owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))

    assert "«Thanh tra trực tiếp»" in place.what.vi
    assert str(request.document.number) in asked.what.vi
    assert request.items[0] in asked.what.vi
    assert asked.version == request.version
    assert owed.outside == request.addressee
    assert "chưa đôn đốc lần nào" in owed.what.vi


def test_urging_is_counted_in_the_chain() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    story.tell("remind_request", request="YC1")

    owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))[-1]

    assert "đã đôn đốc 1 lần" in owed.what.vi


def test_a_conclusion_that_waits_for_an_answer_leads_down_to_the_request() -> None:
    story = Story().walk(TO_SIGNING[:6]).request(due=date(2021, 7, 1))

    _, duty, act, guard, asked, owed = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))

    assert "Điều 50" in duty.what.vi  # under which article
    assert act.what.vi == "Việc tiếp theo là «Trình thẩm định», nhưng chưa đủ điều kiện"
    assert act.who[0] is Role.TEAM_HEAD
    assert "chưa khép lại" in guard.what.vi
    assert asked.what.vi.startswith("Yêu cầu YC1 gửi")
    assert owed.outside


def test_an_answer_that_came_is_owed_by_the_team_no_more_by_the_entity() -> None:
    story = Story().walk(TO_SIGNING[:6]).request(due=date(2021, 7, 1))
    story.tell("receive_answer", request="YC1")

    last = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[-1]

    assert "đã trả lời" in last.what.vi
    assert (last.outside, last.who) == ("", (Role.TEAM_HEAD,))


def test_nothing_in_the_way_says_that_only_nobody_did_it() -> None:
    story = Story().walk(TO_SIGNING[:6])

    last = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[-1]

    assert "không vướng điều kiện nào" in last.what.vi
    assert Role.TEAM_HEAD in last.who
