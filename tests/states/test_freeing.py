"""The ways out of each stall, from the domain: what to do, who it takes, what it gains."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

from builders import DAYS, OFFICERS, POLICY, TO_SIGNING, K, Story, onsite, paper

from states.freeing import Office, Release, people_needed, rank, releases
from states.papers import DocumentKind
from states.rules import Trigger
from states.stall import StallKind, alarms
from states.steps import Step, step_of
from tiendo.lawbook import lawbook

DAY = timedelta(days=1)
OFFICE = Office(POLICY, DAYS, None, OFFICERS)
UNDER_LAW = Office(POLICY, DAYS, lawbook(), OFFICERS)


def out_of(
    kind: StallKind, story: Story, on: date, office: Office = OFFICE
) -> tuple[Release, ...]:
    assert story.now is not None
    found = alarms(story.now, office.policy, office.days, office.law)
    (alarm,) = [each for each in found if each.kind is kind and each.on <= on]
    return releases(alarm, story.now, office, on)


def acts(release: Release) -> list[str]:
    return [step.kind for step in release.way]


def papers(release: Release) -> list[DocumentKind]:
    return [step.document for step in release.way if step.document]


def paused(on: date = date(2021, 7, 19)) -> Story:
    story = onsite()
    story.day = on
    story.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE), ground="epidemic")
    return story


def test_a_pause_nobody_reviewed_ends_by_saying_so_by_asking_or_by_resuming() -> None:
    found = out_of(StallKind.UNREVIEWED_PAUSE, paused(), date(2021, 9, 8))

    ways = [acts(each) for each in found]
    assert sorted(ways) == [["declare_none"], ["draft_request", "send_request"], ["lift_hold"]]
    asking = found[ways.index(["draft_request", "send_request"])]
    assert papers(asking) == [K.DOCUMENT_REQUEST]
    assert asking.people == 1  # the team head drafts and sends


def test_a_request_that_is_written_already_is_sent_not_written_anew() -> None:
    story = paused()
    story.tell(
        "draft_request",
        request="YC1",
        addressee="Sở Công Thương",
        items=["Hồ sơ chỉ định thầu"],
        due_on=date(2021, 9, 30),
    )

    found = out_of(StallKind.UNREVIEWED_PAUSE, story, date(2021, 9, 8))

    assert sorted(map(acts, found)) == [["declare_none"], ["lift_hold"], ["send_request"]]
    (sending,) = (each.way[0] for each in found if acts(each) == ["send_request"])
    assert (sending.request, sending.document) == ("YC1", K.DOCUMENT_REQUEST)


def test_a_pause_on_site_is_lifted_by_a_reason_a_suspension_by_a_decision() -> None:
    story = paused()
    (lifting,) = [
        each
        for each in out_of(StallKind.UNREVIEWED_PAUSE, story, date(2021, 9, 8))
        if acts(each) == ["lift_hold"]
    ]
    assert papers(lifting) == []

    story.tell("pause_case", document=paper(K.SUSPENSION_DECISION), requests_allowed=False)
    found = out_of(StallKind.UNREVIEWED_PAUSE, story, date(2021, 9, 8))

    assert [papers(each) for each in found if acts(each) == ["lift_hold"]] == [[K.RESUME_DECISION]]
    assert ["draft_request", "send_request"] not in [acts(each) for each in found]  # forbidden


def test_an_overdue_request_waits_for_the_answer_or_is_let_go() -> None:
    story = onsite().request(due=date(2021, 6, 18))

    found = out_of(StallKind.REQUEST_OVERDUE, story, date(2021, 7, 1))

    assert sorted(acts(each) for each in found) == [["receive_answer"], ["waive_request"]]
    assert {step.request for each in found for step in each.way} == {"YC1"}


def test_a_late_conclusion_with_an_open_request_says_the_whole_road() -> None:
    """Appraisal is refused while a request is open; then appraised, then signed."""
    story = Story().walk(TO_SIGNING[:6])  # the draft is begun
    story.request(due=date(2021, 7, 1))
    on = date(2021, 9, 8)

    found = out_of(StallKind.PAST_DEADLINE, story, on, UNDER_LAW)

    rest = ["submit_appraisal", "submit_for_signature", "issue_conclusion"]
    assert [acts(each) for each in found] == [
        ["receive_answer", "accept_answer", *rest],
        ["waive_request", *rest],  # shorter, and yet: what was asked for was needed
    ]
    assert papers(found[0]) == [K.APPRAISAL_REPORT, K.CONCLUSION]
    assert found[0].people == 2  # team head, and whoever signs


def test_the_period_is_ended_or_extended() -> None:
    """Under 2010 the period may be lengthened; that is a way out as long as it reaches today."""
    story = onsite()  # announced on 3 June: 45 days end on 19 July
    found = out_of(StallKind.PAST_DEADLINE, story, date(2021, 7, 21), UNDER_LAW)

    assert sorted(acts(each)[-1] for each in found) == ["end_fieldwork", "extend"]
    assert {K.EXTENSION_DECISION, K.ONSITE_END_NOTICE} == {
        p for each in found for p in papers(each)
    }
    (only,) = out_of(StallKind.PAST_DEADLINE, story, date(2021, 9, 8), UNDER_LAW)
    assert acts(only)[-1] == "end_fieldwork"


def test_a_review_that_passed_is_decided_or_set_again() -> None:
    story = onsite()
    story.tell("pause_site", reason="dịch", review_on=date(2021, 7, 1))
    story.tell("declare_none")

    found = out_of(StallKind.REVIEW_PASSED, story, date(2021, 7, 5))

    assert sorted(acts(each) for each in found) == [["lift_hold"], ["set_review"]]


def test_a_silence_ends_by_going_on_and_at_least_by_a_word() -> None:
    found = out_of(StallKind.SILENT, onsite(), date(2021, 9, 8))

    assert ["end_fieldwork"] in [acts(each) for each in found]
    assert ["note"] in [acts(each) for each in found]


def test_what_gains_most_comes_first() -> None:
    """Nothing to ask: the next thing heard of is the silence of the pause, 20 working days on."""
    on = date(2021, 9, 13)
    first = out_of(StallKind.UNREVIEWED_PAUSE, paused(date(2021, 8, 30)), on)[0]

    assert acts(first) == ["declare_none"]
    # 20 working days from Monday 13 September: 14-17, 20-24, 27-30 September, 1, 4-8,
    # 11 October; the day after is 12 October, 29 days on.
    assert first.gains == 29


def test_where_nobody_holds_a_capacity_it_says_so() -> None:
    bare = Office(POLICY, DAYS, None, ())

    found = out_of(StallKind.UNREVIEWED_PAUSE, paused(), date(2021, 9, 8), bare)

    assert [each.people for each in found] == [None, None, None]


def test_a_pause_gets_its_notice_and_a_start_put_off_its_changed_plan() -> None:
    story = onsite()
    story.tell("pause_site", reason="dịch")
    deferred = Story()
    deferred.tell("defer_start", reason="dịch", review_on=date(2021, 12, 1))

    def filed(told: Story) -> list[DocumentKind]:
        found = out_of(StallKind.NO_DECISION_NUMBER, told, date(2021, 9, 8))
        return [
            paper for each in found if acts(each) == ["file_document"] for paper in papers(each)
        ]

    assert filed(story) == [K.ONSITE_PAUSE_NOTICE]
    assert filed(deferred) == [K.PLAN_ADJUSTMENT]


def test_on_its_first_day_a_stall_is_freed_as_on_any_other() -> None:
    story = onsite().request(due=date(2021, 6, 18))

    found = out_of(StallKind.REQUEST_OVERDUE, story, date(2021, 6, 19))

    assert sorted(acts(each) for each in found) == [["receive_answer"], ["waive_request"]]


def test_where_something_else_stays_stuck_nothing_is_gained() -> None:
    story = onsite().request(due=date(2021, 6, 18))  # and the period is over since 19/07

    found = out_of(StallKind.REQUEST_OVERDUE, story, date(2021, 9, 8), UNDER_LAW)

    assert {each.gains for each in found} == {0}


def test_what_gains_without_end_comes_before_what_gains_days() -> None:
    """Nothing is watched any more once a complaint is settled on a conclusion performed."""
    ranked = sorted(
        [Release((), 5, 1), Release((), None, 3), Release((), 5, None), Release((), 9, 2)],
        key=rank,
    )

    assert [(each.gains, each.people) for each in ranked] == [(None, 3), (9, 2), (5, 1), (5, None)]


def test_of_two_ways_that_gain_the_same_the_one_of_fewer_people_then_of_fewer_acts_is_first() -> (
    None
):
    short, long = (step_of(Trigger.LIFT_HOLD),), (step_of(Trigger.LIFT_HOLD), Step("note"))
    ways = [
        Release(short, None, 2),
        Release(short, 30, 1),
        Release(long, 30, 1),
        Release(short, 30, 2),
        Release(short, 30, None),  # somebody is missing
        Release(short, 5, 1),
    ]
    for told in permutations(ways):
        assert sorted(told, key=rank) == ways


def test_nothing_to_do_takes_nobody() -> None:
    now = onsite().now
    assert now is not None
    assert people_needed((), now, ()) == 0
