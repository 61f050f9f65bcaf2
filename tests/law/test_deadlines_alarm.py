"""A deadline of the law that passes is an alarm of whoever owes it; a disputed one waits."""

from __future__ import annotations

from datetime import date, timedelta

from builders import DAYS, POLICY, TO_ONSITE, TO_PUBLISHED, TO_SIGNING, K, Story, paper

from states.ledger import ledger
from states.roles import Role
from states.sentences import sentence
from states.sourced import Severity
from states.stall import Alarm, StallKind, alarms, calls
from states.text import same
from states.timeline import timeline
from tiendo.lawbook import lawbook

DAY = timedelta(days=1)


def late(story: Story) -> list[Alarm]:
    assert story.now is not None
    found = alarms(story.now, POLICY, DAYS, lawbook())
    return [alarm for alarm in found if alarm.kind is StallKind.PAST_DEADLINE]


def on_site() -> Story:
    """Decision signed 02/06/2021, announced 03/06, on site 04/06."""
    return Story().walk(TO_ONSITE)


def test_an_announcement_is_late_after_fifteen_days_from_signing() -> None:
    story = Story()
    story.day = date(2021, 6, 2)
    story.tell("issue_decision", document=paper(K.DECISION, story.day))

    (announce,) = [alarm for alarm in late(story) if alarm.subject == "announce"]

    assert announce.due == date(2021, 6, 17)  # 2 + 15 June, a Thursday
    assert announce.role is Role.TEAM_HEAD or announce.role is Role.CHIEF_INSPECTOR


def test_the_period_of_a_provincial_inspection_alarms_the_day_after_its_forty_fifth_day() -> None:
    (period,) = late(on_site())

    # 03/06 + 45 days = 18/07/2021, a Sunday: it ends on Monday 19/07.
    assert (period.subject, period.due, period.on) == (
        "period",
        date(2021, 7, 19),
        date(2021, 7, 20),
    )


def test_an_extension_makes_a_new_deadline_with_its_own_name() -> None:
    story = on_site()
    story.tell("extend", days=25, document=paper(K.EXTENSION_DECISION, story.day))

    (period,) = late(story)

    assert (period.subject, period.due) == ("period+1", date(2021, 8, 12))  # 03/06 + 70 days


def test_while_nobody_ruled_whether_the_pause_counts_nobody_is_called_late() -> None:
    story = on_site()
    story.day = date(2021, 7, 1)
    story.tell("pause_site", reason="Giãn cách")

    assert late(story) == []
    story.day = date(2021, 7, 31)
    story.tell("lift_hold", reason="Hết giãn cách")
    (period,) = late(story)
    assert period.due == date(2021, 8, 17)  # 18/07 + 30 days of pause (01/07-30/07)


def test_an_order_that_says_the_days_count_leaves_the_date_where_it_was() -> None:
    story = on_site()
    story.day = date(2021, 7, 1)
    story.tell("pause_site", reason="Giãn cách", days_count=True)

    assert [alarm.due for alarm in late(story)] == [date(2021, 7, 19)]


def test_a_duty_passed_over_long_ago_is_the_receipts_to_tell() -> None:
    assert "outline" not in {alarm.subject for alarm in late(on_site())}


def test_before_a_decision_no_law_governs_and_nothing_is_late() -> None:
    assert late(Story()) == []


def test_each_rung_of_a_deadline_is_called_under_its_own_key() -> None:
    story = on_site()
    assert story.now is not None

    told = [c for c in calls(story.now, POLICY, DAYS, lawbook()) if c.alarm.subject == "period"]

    assert [(c.rung, c.on, c.early) for c in told] == [
        ("team_head-before", date(2021, 7, 14), True),  # 15, 16 and 19 July are left to work
        ("team_head", date(2021, 7, 20), False),
        ("room_head", date(2021, 7, 23), False),
        ("deputy", date(2021, 7, 29), False),
        ("chief_inspector", date(2021, 8, 5), False),
    ]
    assert len({c.key for c in told}) == 5


def test_a_recorded_rung_keeps_the_hash_of_the_law_it_rested_on() -> None:
    (alarm,) = late(on_site())

    assert alarm.pack == lawbook().pack("VN-2010-A").hash


def test_the_sentence_names_the_duty_its_article_and_says_when_a_figure_is_only_recalled() -> None:
    story = on_site()
    assert story.now is not None
    (alarm,) = late(story)

    said = sentence(alarm, story.now, date(2021, 9, 8), holder=same("X"), policy=POLICY, days=DAYS)

    assert said.vi == (
        "Thời hạn thanh tra (Luật Thanh tra 2010, Điều 45 khoản 1 điểm b; số ngày chưa đối chiếu "
        "với văn bản): tính từ 03/06/2021, hạn 19/07/2021, đã quá 51 ngày chưa xong; chờ X thực "
        "hiện."
    )


def test_a_late_conclusion_is_waited_for_from_whoever_has_it_on_the_desk() -> None:
    """The Chief Inspector signs; until it is put to him the draft lies with others."""
    story = Story().walk(TO_SIGNING[:6])  # drafting
    with_appraiser = Story().walk(TO_SIGNING[:6])
    with_appraiser.tell("submit_appraisal", appraiser="giamsat")
    signing = Story().walk(TO_SIGNING)

    def turn(told: Story) -> Role:
        (alarm,) = [each for each in late(told) if each.subject == "issue_conclusion"]
        return alarm.role

    assert turn(story) is Role.TEAM_HEAD
    assert turn(with_appraiser) is Role.APPRAISER
    assert turn(Story().walk(TO_SIGNING[:7])) is Role.TEAM_HEAD  # appraised by nobody named
    assert turn(signing) is Role.CHIEF_INSPECTOR


def test_a_date_named_by_a_document_alarms_before_the_duty_is_counted_from_anything() -> None:
    """The order that takes the report in names the day of the draft; the draft is not assigned."""
    story = Story().walk(TO_SIGNING[:5])  # the report is in
    reported = story.day
    named = date(2021, 7, 30)
    story.tell("set_deadline", duty="draft_due_on", due_on=named)

    def drafts(told: Story) -> list[Alarm]:
        return [alarm for alarm in late(told) if alarm.subject.startswith("draft+")]

    (before,) = drafts(story)
    assert (before.due, before.role, before.since) == (named, Role.TEAM_HEAD, reported)

    story.day += 3 * DAY
    story.tell("start_draft")
    (after,) = drafts(story)
    assert after.key("x") == before.key("x")  # what was told of it is not told again


def test_whoever_has_the_report_owes_the_next_step_as_the_day_ledger_says() -> None:
    """Whoever issued the decision studies the report and orders the draft (law.md §3.6)."""
    story = Story().walk(TO_SIGNING[:5])  # the report is in, no draft is ordered
    assert story.now is not None

    (conclusion,) = [each for each in late(story) if each.subject == "issue_conclusion"]
    days = ledger(timeline(story.now), DAYS, date(2021, 6, 7))  # a Monday

    assert days.runs[-1].post.party == conclusion.role == Role.CHIEF_INSPECTOR


def test_a_duty_that_may_block_weighs_more_than_one_that_warns() -> None:
    story = Story()
    story.day = date(2021, 6, 2)
    story.tell("issue_decision", document=paper(K.DECISION, story.day))
    weights = {alarm.subject: alarm.severity for alarm in late(story)}

    assert weights["announce"] is Severity.BLOCK
    assert {alarm.severity for alarm in late(on_site())} == {Severity.WARN}  # the period: recalled


def test_where_a_person_moved_it_to_another_law_that_law_is_asked() -> None:
    story = on_site()
    story.tell("move_regime", regime="VN-2022-A", reason="Theo văn bản chuyển tiếp")

    assert {alarm.pack for alarm in late(story)} == {lawbook().pack("VN-2022-A").hash}


def test_a_typed_date_says_which_document_named_it() -> None:
    story = Story().walk(TO_SIGNING[:6])
    story.tell("set_deadline", duty="draft_due_on", due_on=date(2021, 7, 30))
    (bare,) = [each for each in late(story) if each.subject.startswith("draft+")]
    order = paper(K.OTHER, story.day, number="12/TTr")
    story.tell("set_deadline", duty="draft_due_on", due_on=date(2021, 8, 6), document=order)
    (named,) = [each for each in late(story) if each.subject.startswith("draft+")]

    assert bare.words is not None
    assert named.words is not None
    assert bare.words.vi.endswith(" (hạn đọc từ văn bản)")
    assert named.words.vi.endswith(
        f" (hạn ghi trong Văn bản khác số 12/TTr ngày {story.day:%d/%m/%Y})"
    )
    assert bare.words.vi.split(" (")[0] == named.words.vi.split(" (")[0] != ""
    assert bare.subject != named.subject  # a new date is a new deadline


def test_what_the_administration_owes_is_followed_up_by_the_office() -> None:
    story = Story().walk(TO_PUBLISHED)
    sent = paper(K.CONCLUSION_TRANSMITTAL, story.day)
    story.tell("file_document", document=sent)

    (directing,) = [each for each in late(story) if each.subject == "directing_document"]

    assert directing.role is Role.OFFICE


def test_a_file_is_handed_over_when_it_closes_which_the_directing_document_brings_about() -> None:
    """Under 2022 the handover is counted from the closing of the file: its start is owed."""
    story = Story().walk(TO_PUBLISHED)
    story.tell("move_regime", regime="VN-2022-A", reason="Theo văn bản chuyển tiếp")
    story.tell("file_document", document=paper(K.CONCLUSION_TRANSMITTAL, story.day))
    assert story.now is not None
    waiting = [
        alarm.subject
        for alarm in alarms(story.now, POLICY, DAYS, lawbook())
        if alarm.kind is StallKind.WAITING_FOR_NOBODY
    ]

    assert "handover" not in waiting
