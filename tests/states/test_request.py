from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import D0, K, Story, onsite, paper

from states.errors import Refused
from states.request import REQUEST, STEPS, RequestState

S = RequestState


def test_the_steps_of_a_request_as_the_office_knows_them() -> None:
    known = {
        (state, act): after
        for state in RequestState
        for act in STEPS
        if (after := REQUEST.step(state, act)) is not None
    }

    assert known == {
        (S.DRAFTED, "send_request"): S.SENT,
        (S.INSUFFICIENT, "send_request"): S.SENT,
        (S.SENT, "remind_request"): S.SENT,
        (S.INSUFFICIENT, "remind_request"): S.INSUFFICIENT,
        (S.SENT, "receive_answer"): S.RECEIVED,
        (S.INSUFFICIENT, "receive_answer"): S.RECEIVED,
        (S.RECEIVED, "accept_answer"): S.ACCEPTED,
        (S.RECEIVED, "return_answer"): S.INSUFFICIENT,
        (S.DRAFTED, "waive_request"): S.WAIVED,
        (S.SENT, "waive_request"): S.WAIVED,
        (S.RECEIVED, "waive_request"): S.WAIVED,
        (S.INSUFFICIENT, "waive_request"): S.WAIVED,
        (S.SENT, "refuse_request"): S.REFUSED,
        (S.INSUFFICIENT, "refuse_request"): S.REFUSED,
    }


def test_the_machine_of_a_request_has_no_back_doors() -> None:
    assert set(REQUEST.build().events) == set(STEPS)


def test_a_request_without_a_due_date_is_no_request() -> None:
    with pytest.raises(ValueError, match="due_on"):
        onsite().tell("draft_request", request="YC1", addressee="Sở Y tế", items=["Hồ sơ"])


def test_a_due_date_before_the_request_is_refused() -> None:
    story = onsite()

    with pytest.raises(Refused, match="sớm hơn") as refused:
        story.request(due=story.day - timedelta(days=1))
    assert refused.value.act == "draft_request"
    assert story.request(due=story.day).now is not None, "the same day is short, but no mistake"


def test_a_refused_act_names_itself_the_request_and_where_it_stands() -> None:
    story = onsite().request("YC1")
    cases = [
        ("accept_answer", "YC1", "Request YC1 is “Sent”: cannot “Accept”."),
        ("waive_request", "YC9", "There is no request YC9."),
    ]
    for act, request, why in cases:
        with pytest.raises(Refused) as refused:
            story.tell(act, request=request, reason="…")
        assert (refused.value.act, refused.value.text.en) == (act, why)
    with pytest.raises(Refused) as refused:
        story.request("YC1")
    assert refused.value.act == "draft_request"


def test_a_drafted_request_stands_since_its_day_by_its_entry() -> None:
    story = onsite()
    now = story.tell(
        "draft_request", request="YC1", addressee="BHXH", items=["Sổ"], due_on=date(2021, 12, 1)
    )

    (request,) = now.requests
    assert (request.since, request.version) == (story.day, len(story.events))


@pytest.mark.parametrize("act", ["waive_request", "refuse_request"])
def test_the_last_request_settled_without_an_answer_settles_the_records_too(act: str) -> None:
    story = onsite().request("YC1").request("YC2")

    assert story.tell(act, request="YC1", reason="Không còn cần").in_state("records.open")
    assert story.tell(act, request="YC2", reason="Không còn cần").in_state("records.answered")


def test_a_move_that_is_refused_says_which_act_it_was() -> None:
    with pytest.raises(Refused) as refused:
        onsite().tell("publish")

    assert refused.value.act == "publish"


def test_sending_needs_its_letter_numbered_dated_and_signed() -> None:
    story = onsite()
    story.tell(
        "draft_request",
        request="YC1",
        addressee="BHXH",
        items=["Giải trình"],
        due_on=D0.replace(month=12),
    )

    for letter in (None, {**paper(K.DOCUMENT_REQUEST), "number": ""}, paper(K.TEAM_REPORT)):
        with pytest.raises(Refused, match="phải kèm"):
            story.tell("send_request", request="YC1", document=letter)


def test_an_explanation_is_asked_by_an_explanation_letter() -> None:
    story = onsite()
    story.tell(
        "draft_request",
        request="YC1",
        asks="explanation",
        addressee="Sở Y tế",
        items=["Giải trình việc mua sắm"],
        due_on=date(2021, 12, 1),
    )

    with pytest.raises(Refused, match="yêu cầu giải trình"):
        story.tell("send_request", request="YC1", document=paper(K.DOCUMENT_REQUEST))
    now = story.tell("send_request", request="YC1", document=paper(K.EXPLANATION_REQUEST))
    assert now.requests[0].state is S.SENT


def test_two_requests_cannot_share_a_name() -> None:
    with pytest.raises(Refused, match="YC1"):
        onsite().request("YC1").request("YC1")


def test_an_unknown_request_is_named() -> None:
    with pytest.raises(Refused, match="YC9"):
        onsite().tell("accept_answer", request="YC9")


def test_an_insufficient_answer_goes_back_with_a_new_date_and_counts_the_round() -> None:
    story = onsite().request()
    story.tell("receive_answer", request="YC1")
    story.tell("return_answer", request="YC1", due_on=date(2021, 9, 1))
    now = story.tell("send_request", request="YC1", document=paper(K.DOCUMENT_REQUEST))

    (request,) = now.requests
    assert (request.state, request.rounds, request.due_on) == (S.SENT, 2, date(2021, 9, 1))
    assert now.in_state("records.open")


def test_reminding_is_counted_and_moves_nothing() -> None:
    story = onsite().request()
    before = story.tell("remind_request", request="YC1")
    now = story.tell("remind_request", request="YC1")

    assert now.requests[0].reminders == 2
    assert now.configuration == before.configuration


@pytest.mark.parametrize("last", ["accept_answer", "waive_request"])
def test_records_are_settled_only_by_the_last_request(last: str) -> None:
    story = onsite().request("YC1").request("YC2")
    for request in ("YC1", "YC2"):
        story.tell("receive_answer", request=request)

    assert story.tell("accept_answer", request="YC1").in_state("records.open")
    assert story.tell(last, request="YC2").in_state("records.answered")


def test_a_draft_that_was_never_sent_keeps_nothing_open() -> None:
    story = onsite().request("YC1")
    story.tell(
        "draft_request", request="YC2", addressee="BHXH", items=["Sổ"], due_on=date(2021, 12, 1)
    )
    story.tell("receive_answer", request="YC1")

    assert story.tell("accept_answer", request="YC1").in_state("records.answered")
    assert story.tell("waive_request", request="YC2").in_state("records.answered")


def test_nothing_is_asked_before_the_decision_or_after_the_end() -> None:
    early = Story()
    with pytest.raises(Refused, match="từ khi có quyết định"):
        early.request()

    story = onsite().request()
    story.tell("discontinue", document=paper(K.TERMINATION_DECISION))
    with pytest.raises(Refused, match="đã kết thúc"):
        story.tell("receive_answer", request="YC1")


def answer(story: Story, request: str, on: date) -> None:
    story.tell("receive_answer", on=on, request=request)
    story.tell("accept_answer", on=on, request=request)


def test_records_settle_by_themselves_when_the_request_left_open_was_never_sent() -> None:
    """YC1 was accepted while YC2 was open; then YC2 turns out to have been entered by mistake."""
    story = onsite().request("YC1").request("YC2")
    drafted, sent = len(story.events) - 1, len(story.events)
    answer(story, "YC1", story.day)
    assert story.as_of(story.day).in_state("records.open")

    story.tell("annul", target=sent, reason="Nhầm cuộc")
    now = story.tell("annul", target=drafted, reason="Nhầm cuộc")

    assert now.in_state("records.answered")


def test_records_open_again_when_the_answer_that_settled_them_is_annulled() -> None:
    story = onsite().request("YC1")
    answer(story, "YC1", story.day)
    assert story.as_of(story.day).in_state("records.answered")

    now = story.tell("annul", target=len(story.events), reason="Chưa đạt")

    assert now.in_state("records.open")


def test_a_request_entered_late_keeps_records_open_until_it_is_settled_too() -> None:
    story = onsite().request("YC1")
    sent = story.day
    answer(story, "YC1", sent + timedelta(days=9))
    story.tell(
        "draft_request",
        on=sent + timedelta(days=2),
        request="YC2",
        addressee="Sở Tài chính",
        items=["Hồ sơ quyết toán"],
        due_on=sent + timedelta(days=20),
    )
    letter = paper(K.DOCUMENT_REQUEST, sent + timedelta(days=2))
    now = story.tell("send_request", on=sent + timedelta(days=2), request="YC2", document=letter)
    assert now.in_state("records.open")

    now = story.tell("waive_request", on=sent + timedelta(days=12), request="YC2")

    assert now.in_state("records.answered")
