"""Which paper an act rests on, what has served, and what a hold and the last word remember."""

from __future__ import annotations

from datetime import date

from builders import TO_SIGNING, K, Story, onsite, paper

from states.actors import Ground
from states.law import Moment

PAUSED, LATER = date(2021, 7, 19), date(2021, 8, 2)


def test_an_act_rests_on_the_paper_that_came_with_it_though_another_was_filed_before() -> None:
    story = Story()
    story.tell("file_document", document=paper(K.DECISION, story.day, "1/QĐ"))
    now = story.tell("issue_decision", document=paper(K.DECISION, story.day, "2/QĐ"))

    signed = now.past.latest(Moment.DECISION_SIGNED)
    assert signed is not None
    assert signed.document is not None
    assert signed.document.number == "2/QĐ"


def test_what_an_act_rests_on_has_served_and_other_papers_stay_at_hand() -> None:
    story = Story()
    story.tell("file_document", document=paper(K.OTHER, story.day, "9/CV"))
    now = story.tell("issue_decision", document=paper(K.DECISION, story.day, "1/QĐ"))

    assert [each.number for each in now.spent] == ["1/QĐ"]
    assert [each.number for each in now.available] == ["9/CV"]
    assert [each.number for each in now.documents] == ["9/CV", "1/QĐ"]


def test_a_hold_keeps_its_ground_and_the_last_paper_that_counts() -> None:
    story = onsite()
    order = paper(K.SUSPENSION_DECISION, PAUSED, "87/QĐ")
    ground = Ground.ENTITY_REQUEST
    now = story.tell("pause_case", PAUSED, document=order, ground=ground, review_on=LATER)
    assert now.hold is not None
    assert now.hold.ground is ground

    draft = {"kind": K.SUSPENSION_DECISION.value, "signed_on": LATER}
    for said in ({}, {"document": draft}):
        now = story.tell("set_review", LATER, review_on=date(2021, 9, 30), **said)
        assert now.hold is not None
        assert now.hold.document is not None
        assert now.hold.document.number == "87/QĐ"


def test_of_two_words_on_one_day_the_second_is_the_last() -> None:
    story = onsite()
    story.tell("note", text="Một.")
    assert story.tell("note", text="Hai.").last_word == len(story.events)


def test_only_a_draft_sent_out_again_is_asked_again_how_explanations_were_handled() -> None:
    story = Story().walk(TO_SIGNING[:6])
    story.tell("send_for_explanation", document=paper(K.DRAFT_LETTER, story.day))
    handled = paper(K.EXPLANATION_HANDLING, story.day)
    story.tell("submit_appraisal", document=handled)
    story.tell("return_draft", reason="Thiếu")
    now = story.tell("submit_appraisal")

    assert now.in_state("course.conclude.appraising")


def test_a_paper_that_has_served_is_filed_again_but_serves_no_more() -> None:
    story = Story()
    order = paper(K.DECISION, story.day, "1/QĐ")
    story.tell("issue_decision", document=order)
    now = story.tell("file_document", document=order)
    assert (len(now.documents), now.available) == (2, ())

    story.tell("file_document", document=paper(K.DECISION, story.day, "2/QĐ"))
    now = story.tell("file_document", document=paper(K.OTHER, story.day, "1/QĐ"))
    assert [(each.kind, each.number) for each in now.available] == [
        (K.DECISION, "2/QĐ"),
        (K.OTHER, "1/QĐ"),  # of the same number, but another paper
    ]
