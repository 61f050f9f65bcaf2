"""What somebody may do is told in acts: the moves of requests as acts on a request."""

from __future__ import annotations

import hypothesis.strategies as st
from builders import K, Story, onsite, paper
from hypothesis import given, settings
from thorough import share
from wandering import ON, wandered

from states.allowed import IMPLIED, acts, allowed, within_reach
from states.request import STEP_NAMES
from states.roles import Role
from states.rules import Trigger
from states.steps import Step, about, tried
from tiendo.acts import kinds

EVERYBODY = frozenset(Role)


def against(story: Story, *roles: Role) -> dict[str, list[str]]:
    assert story.now is not None
    found = acts(story.now, roles or EVERYBODY)
    return {act: [reason.text.vi for reason in reasons] for act, reasons in found.items()}


def test_every_act_that_is_told_can_be_done_and_none_is_left_out() -> None:
    told = list(against(Story()))

    assert set(told) <= set(kinds())
    assert set(told) == {t.value for t in Trigger if t not in IMPLIED} | STEP_NAMES.keys()
    assert len(told) == len(set(told))


def test_an_act_on_a_request_says_where_a_request_would_have_to_stand() -> None:
    told = against(onsite())

    assert told["draft_request"] == []
    assert told["remind_request"] == [
        "Không có yêu cầu nào ở «Đã gửi, chờ trả lời» hoặc «Trả lời chưa đủ, yêu cầu bổ sung»."
    ]
    assert told["accept_answer"] == ["Không có yêu cầu nào ở «Đã nhận trả lời, chờ xử lý»."]


def test_sending_asks_for_its_paper_and_for_what_the_chart_asks() -> None:
    story = onsite()
    story.tell(
        "draft_request",
        request="YC1",
        asks="explanation",
        addressee="Sở Y tế",
        items=["Giải trình"],
        due_on=story.day,
    )
    assert story.now is not None
    (missing,) = acts(story.now, EVERYBODY)["send_request"]
    assert (
        missing.text.vi == "Gửi yêu cầu phải kèm Văn bản yêu cầu giải trình đủ số, ngày, người ký."
    )
    assert missing.with_act

    order = paper(K.SUSPENSION_DECISION, story.day)
    story.tell("pause_case", document=order, requests_allowed=False)
    assert len(against(story)["send_request"]) == 2
    assert against(story, Role.MEMBER)["send_request"][-1] == "Việc này do Trưởng đoàn làm."


def test_nothing_is_asked_any_more_once_it_has_ended() -> None:
    story = onsite().request()
    story.tell("discontinue", document=paper(K.TERMINATION_DECISION, story.day))

    told = against(story)
    assert {tuple(told[step]) for step in STEP_NAMES} == {("Cuộc thanh tra đã kết thúc.",)}


@settings(max_examples=share(200), deadline=None)
@given(seed=st.integers(0, 10**9), length=st.integers(0, 30))
def test_an_act_on_a_request_is_within_reach_where_it_is_legal_for_one(
    seed: int, length: int
) -> None:
    now = wandered(seed, length)
    found = acts(now, EVERYBODY)
    moves = {a.trigger.value: a.reasons for a in allowed(now, EVERYBODY)}

    assert {act: why for act, why in found.items() if act in moves}.items() <= moves.items()
    for kind in STEP_NAMES.keys() - {"draft_request"}:
        legal = any(tried(now, about(each, kind), ON) for each in now.requests)
        assert within_reach(found[kind]) is legal, kind
    drafted = tried(now, Step("draft_request", "YC-99"), ON)
    assert within_reach(found["draft_request"]) is (drafted is not None)


def test_a_request_that_is_nowhere_is_told_in_both_languages_and_a_paper_only_once() -> None:
    story = onsite()
    assert story.now is not None
    (nowhere,) = acts(story.now, EVERYBODY)["remind_request"]
    assert (nowhere.code, nowhere.text.en) == (
        "state",
        "No request is at “Sent” or “Insufficient”.",
    )

    given = {"addressee": "Sở Y tế", "items": ["Hồ sơ"], "due_on": story.day}
    for request in ("YC1", "YC2"):
        story.tell("draft_request", story.day, request=request, **given)
    assert [reason.with_act for reason in acts(story.now, EVERYBODY)["send_request"]] == [True]
