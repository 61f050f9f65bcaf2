"""The shortest ways to an act, case by case; that they are the shortest is searched for blindly
in tests/histories/test_way_out.py."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TO_PUBLISHED, K, Story, onsite, paper

from states.rules import Trigger
from states.steps import Step, about, filing, step_of
from states.wayout import goes_through, is_minimal, ways_out

ON, DUE = date(2021, 9, 8), date(2021, 10, 1)
EACH = ["receive_answer", "accept_answer"]


def ways(story: Story, target: Step, *, with_paper: bool = True) -> list[list[str]]:
    """Each way as its acts, with the request or the paper filed behind them."""
    assert story.now is not None
    found = ways_out(story.now, target, ON, with_paper=with_paper)
    return [
        [
            " ".join(
                part
                for part in (
                    step.kind,
                    step.request,
                    step.document.value if step.document and step.kind == "file_document" else "",
                )
                if part
            )
            for step in way
        ]
        for way in found
    ]


def test_nothing_brings_an_answer_to_a_request_that_is_settled() -> None:
    story = asked("YC1")
    for kind in EACH:
        story.tell(kind, request="YC1")

    assert ways(story, Step("receive_answer", "YC1")) == []


def asked(*requests: str) -> Story:
    story = onsite()
    for request in requests:
        story.request(request)
    return story


def drafted(story: Story) -> Story:
    said = {"addressee": "Sở Y tế", "items": ["Hồ sơ"], "due_on": DUE}
    story.tell("draft_request", None, request="YC1", **said)
    return story


def paused() -> Story:
    story = onsite()
    story.tell("pause_site", reason="Giãn cách")
    return story


def suspended(story: Story) -> Story:
    story.tell("pause_case", document=paper(K.SUSPENSION_DECISION, story.day))
    return story


def test_the_paper_of_the_act_is_the_way_to_it_or_comes_with_it() -> None:
    issued, publish = Story().walk(TO_PUBLISHED[:-1]), step_of(Trigger.PUBLISH)

    assert ways(issued, publish, with_paper=False) == [["file_document publication_proof"]]
    assert ways(issued, publish) == [[]]
    assert issued.now is not None
    assert ways_out(issued.now, publish, ON) == ((filing(K.PUBLICATION_PROOF),),)
    assert not goes_through(issued.now, publish, (), ON)
    assert goes_through(issued.now, publish, (), ON, with_paper=True)


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        (("1",), [["waive_request 1"], [f"{act} 1" for act in EACH]]),
        (
            ("1", "2"),  # two acts longer than the shortest may still be told
            [
                ["waive_request 1", "waive_request 2"],
                [f"{act} {request}" for request in "12" for act in EACH],
            ],
        ),
        (("1", "2", "3"), [[f"waive_request {request}" for request in "123"]]),
    ],
)
def test_open_requests_are_answered_or_let_go_one_after_the_other(
    requests: tuple[str, ...], expected: list[list[str]]
) -> None:
    assert ways(asked(*requests), step_of(Trigger.END_FIELDWORK)) == expected


def test_an_answer_that_is_wanted_comes_of_its_own_request_and_is_not_let_go() -> None:
    story = asked("YC1", "YC2")
    assert story.now is not None
    second = story.now.request("YC2")
    assert second is not None
    accepting = about(second, "accept_answer")
    assert ways(story, accepting) == [["receive_answer YC2"]]

    story = suspended(drafted(onsite()))
    assert story.now is not None
    (request,) = story.now.requests
    assert ways(story, about(request, "send_request")) == [["lift_hold"]]
    assert ways(story, about(request, "accept_answer")) == [
        ["lift_hold", "send_request YC1", "receive_answer YC1"]
    ]


def test_to_end_by_the_records_alone_what_is_drafted_is_sent_before_anything_new() -> None:
    target = step_of(Trigger.END_BY_RECORDS)

    assert ways(drafted(paused()), target) == [["send_request YC1", *(f"{a} YC1" for a in EACH)]]
    (new,) = ways(paused(), target)
    assert [step.split()[0] for step in new] == ["draft_request", "send_request", *EACH]


def test_from_the_plan_to_publishing_there_is_one_way_each_act_of_it_needed() -> None:
    (way,) = ways(Story(), step_of(Trigger.PUBLISH))

    assert way == [kind for kind, _ in TO_PUBLISHED[:-1]]


def test_a_way_with_an_idle_act_is_not_minimal() -> None:
    one, idle = Step("lift_hold"), Step("note")

    assert is_minimal((one,), lambda way: one in way)
    assert not is_minimal((one, idle), lambda way: one in way)
    assert not is_minimal((idle, one), lambda way: one in way)
    assert not is_minimal((idle, one, Step("urge")), lambda way: one in way)
    assert not is_minimal((one, one), lambda way: one in way)
