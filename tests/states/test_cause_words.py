"""The chain of causes as it is read, word for word in both languages."""

from __future__ import annotations

from datetime import date

from builders import DAYS, POLICY, TO_PUBLISHED, TO_SIGNING, K, Story, onsite, paper
from prompting import concluded, drive
from stalls import links, ways

from states.cause import Link, chain
from states.roles import Role
from states.stall import StallKind, alarms
from tiendo.lawbook import lawbook


def both(link: Link) -> tuple[str, str]:
    return link.what.vi, link.what.en


def test_a_request_is_told_whole_in_both_languages() -> None:
    story = onsite()
    story.tell(
        "draft_request",
        request="YC1",
        addressee="Sở Công Thương",
        items=["Hồ sơ thầu", "Báo cáo tiến độ."],
        due_on=date(2021, 6, 18),
    )
    story.tell("send_request", request="YC1", document=paper(K.DOCUMENT_REQUEST, number="7/YC"))

    _, asked, owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))

    assert both(asked) == (
        "Yêu cầu YC1 gửi Sở Công Thương theo Văn bản yêu cầu cung cấp tài liệu số 7/YC ngày "
        "01/06/2021: Hồ sơ thầu; Báo cáo tiến độ",
        "Request YC1 to Sở Công Thương by the Document request No. 7/YC of 01/06/2021: Hồ sơ "
        "thầu; Báo cáo tiến độ",
    )
    assert (asked.since, owed.since) == (story.day, None)
    assert both(owed) == (
        "Hạn trả lời 18/06/2021, Sở Công Thương chưa trả lời; Đoàn chưa đôn đốc lần nào",
        "Due 18/06/2021, Sở Công Thương has not answered; nobody has reminded them yet",
    )


def test_a_returned_answer_says_what_is_lacking_and_the_last_letter() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    story.tell("receive_answer", request="YC1")
    story.tell("return_answer", request="YC1", due_on=date(2021, 6, 25), reason="Thiếu phụ lục.")
    for number in ("8/TTr", "9/TTr", "10/TTr"):
        letter = paper(K.REMINDER_LETTER, story.day, number=number)
        story.tell("remind_request", request="YC1", document=letter)

    _, asked, owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))

    assert asked.what.vi.startswith("Yêu cầu YC1 trả lại Sở Công Thương để bổ sung, đã gửi theo")
    assert asked.what.vi.endswith(": Hồ sơ chỉ định thầu 04 dự án; còn thiếu: Thiếu phụ lục")
    assert both(owed) == (
        "Hạn trả lời 25/06/2021, Sở Công Thương chưa bổ sung; đã đôn đốc 3 lần, lần cuối theo Văn "
        "bản đôn đốc trả lời số 10/TTr ngày 04/06/2021",
        "Due 25/06/2021, Sở Công Thương has not completed the answer; reminded 3 times, last by "
        "Reminder letter No. 10/TTr of 04/06/2021",
    )


def test_no_full_stop_is_doubled_and_no_letter_before_it_lost() -> None:
    story = onsite()
    due = date(2021, 6, 18)
    items = ["Hồ sơ gói X."]
    story.tell("draft_request", request="YC1", addressee="Sở Y tế", items=items, due_on=due)
    story.tell("send_request", request="YC1", document=paper(K.DOCUMENT_REQUEST, story.day))
    story.tell("receive_answer", request="YC1")
    later = date(2021, 6, 25)
    story.tell("return_answer", request="YC1", due_on=later, reason="Phụ lục X.")

    asked_for = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 30))[1].what.vi
    assert asked_for.endswith(": Hồ sơ gói X; còn thiếu: Phụ lục X")

    story.tell("pause_site", reason="Chờ lô X.")
    place = links(story, StallKind.NO_DECISION_NUMBER, date(2021, 12, 1))[0]
    assert place.what.vi.endswith("; lý do: Chờ lô X")


def test_an_answer_that_came_back_complete_is_not_told_as_lacking() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    story.tell("receive_answer", request="YC1")
    story.tell("return_answer", request="YC1", due_on=date(2021, 6, 25), reason="Thiếu phụ lục.")
    story.tell("receive_answer", request="YC1")

    _, asked, came, _ = links(story, StallKind.ANSWER_UNHANDLED, date(2021, 7, 30))

    assert "còn thiếu" not in asked.what.vi
    assert both(came) == (
        "Sở Công Thương đã trả lời; chưa ai kết luận là đạt hay phải bổ sung",
        "Sở Công Thương has answered; nobody has said whether it will do",
    )


def test_a_deadline_leads_to_the_entry_it_is_counted_from_if_there_is_only_one() -> None:
    story = Story().walk(TO_SIGNING[:6])
    report = next(e for e in story.events if e.kind == "submit_team_report")
    assert links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[1].version == report.version

    outline = paper(K.REPORT_OUTLINE, report.occurred_on)
    story.tell("file_document", document=outline)  # signed the same day: which is it?

    duty = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[1]
    assert (duty.version, duty.since) == (0, report.occurred_on)


def test_what_is_missing_names_who_can_supply_it_without_a_full_stop() -> None:
    """The draft was sent out; what was explained must be worked in before the appraisal."""
    story = Story().walk(TO_SIGNING[:6])
    story.tell("send_for_explanation", document=paper(K.DRAFT_LETTER, story.day))
    story.request(due=date(2021, 7, 1))  # so that the best way is not only a paper

    missing = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[-1]

    assert missing.who == (Role.TEAM_HEAD,)
    assert missing.what.vi.endswith("Báo cáo xử lý giải trình đủ số, ngày, người ký")
    assert missing.what.en.endswith("how the explanations were handled")


def test_acts_that_free_are_joined_by_or_and_a_mere_word_is_none_of_them() -> None:
    owed = links(onsite(), StallKind.SILENT, date(2021, 12, 1))[-1]

    assert both(owed) == (
        "Việc tiếp theo là «Kết thúc thanh tra trực tiếp»; không vướng điều kiện nào, chỉ là chưa "
        "ai thực hiện",
        "The next act is “End on-site work”; no condition stands against it, only nobody has done "
        "it",
    )
    planned = links(Story(), StallKind.SILENT, date(2022, 3, 1))[-1]
    assert "«Khảo sát, thu thập thông tin» hoặc «Ra quyết định thanh tra»;" in planned.what.vi
    assert "“Gather information” or “Issue the decision”;" in planned.what.en


def test_a_letter_only_drafted_is_not_the_urging_that_is_led_to() -> None:
    story = concluded()
    story.tell("urge", on=date(2021, 7, 1), document=paper(K.URGE_LETTER, date(2021, 7, 1)))
    sent = len(story.events)
    assert [each.number for each in drive(story, date(2021, 8, 12))] == [2]

    assert links(story, StallKind.REMEDY_IDLE, date(2022, 3, 1))[1].version == sent


def test_a_request_called_like_a_rule_of_law_is_not_its_deadline() -> None:
    story = onsite().request("period", due=date(2021, 12, 1))

    duty = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[1]
    assert duty.what.vi.startswith("Việc phải xong là «")
    assert ["receive_answer", "accept_answer", "end_fieldwork"] in ways(
        story, StallKind.PAST_DEADLINE, date(2021, 9, 8)
    )


def test_the_last_urging_is_the_latest_of_urging_and_checking() -> None:
    """Urged twice it is the second; checked on the day of the urging it is the check."""
    story = Story().walk(TO_PUBLISHED)
    for number in ("21/TTr", "22/TTr"):
        story.day = date(2021, 7, 20)
        story.tell("urge", document=paper(K.URGE_LETTER, story.day, number=number))
    assert links(story, StallKind.REMEDY_IDLE, date(2022, 3, 1))[1].version == len(story.events)

    story.tell("verify")
    matter = links(story, StallKind.REMEDY_IDLE, date(2022, 3, 1))[1]
    assert (matter.version, matter.since) == (len(story.events), date(2021, 7, 20))


def test_where_it_stands_is_the_step_with_its_entry_or_the_pause_with_its_paper() -> None:
    story = Story().walk(TO_SIGNING[:6])
    place, duty, *_ = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))
    drafting = next(e for e in story.events if e.kind == "start_draft")
    assert both(place) == (
        "Đang ở bước «Dự thảo kết luận»",
        "Standing at “Drafting the conclusion”",
    )
    assert (place.since, place.version) == (drafting.occurred_on, drafting.version)
    assert duty.what.en.startswith("What has to be done is “Issue the conclusion (")

    held = onsite()
    held.day = date(2021, 7, 19)
    held.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE, held.day), reason=" Giãn cách. ")
    place, matter = links(held, StallKind.UNREVIEWED_PAUSE, date(2021, 9, 8))
    assert both(place) == (
        "Đang tạm dừng thanh tra trực tiếp theo Văn bản tạm dừng thanh tra trực tiếp số 01/TTr "
        "ngày 19/07/2021; lý do: Giãn cách",
        "Held: On-site work paused by the Notice pausing on-site work No. 01/TTr of 19/07/2021; "
        "reason: Giãn cách",
    )
    assert (place.since, place.version) == (date(2021, 7, 19), 5)
    assert matter.who == (Role.TEAM_HEAD, Role.ROOM_HEAD)


def test_a_start_put_off_is_called_so() -> None:
    story = Story()
    story.tell("defer_start", reason="Dịch", review_on=date(2021, 7, 1))

    place = links(story, StallKind.REVIEW_PASSED, date(2021, 8, 1))[0]

    assert place.what.vi == "Đang hoãn triển khai; lý do: Dịch"


def test_where_nothing_frees_it_the_chain_ends_with_what_is_missing() -> None:
    story = Story().walk(TO_SIGNING[:6])
    assert story.now is not None
    (alarm,) = [
        each
        for each in alarms(story.now, POLICY, DAYS, lawbook())
        if each.subject == "issue_conclusion"
    ]

    assert len(chain(alarm, story.now, ())) == 2
