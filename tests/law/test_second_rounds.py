"""What happens twice, by hand: a draft returned, a letter or an outline sent again."""

from __future__ import annotations

from builders import K, Story, paper
from reckonings import at_work, day, due, ended, for_signature, line_of, signed, state
from second_rounds import concluded, concluded_again, filed, typed, upheld

from states.clocks import ClockState
from states.receipt import Verdict

# A draft returned


def returned(registered: str, on: str) -> Story:
    """The draft that lay for signature is sent back on a day."""
    story = for_signature(registered)
    story.tell("return_draft", day(on), reason="Bổ sung căn cứ")
    return story


def resubmitted(story: Story, for_appraisal: str, for_signing: str) -> Story:
    story.tell("submit_appraisal", day(for_appraisal))
    report = paper(K.APPRAISAL_REPORT, day(for_signing), number="02/BC")
    story.tell("submit_for_signature", day(for_signing), document=report)
    return story


def test_the_draft_is_done_when_it_was_first_handed_in_though_it_is_sent_back() -> None:
    """Begun 08/10/2023: 20 days are Sat 28, Mon 30/10. First in on 10/10, again on 20/11."""
    story = resubmitted(returned("02/10/2023", "16/10/2023"), "13/11/2023", "20/11/2023")

    line = line_of(story, "draft", "20/11/2023")
    assert (line.due_on, line.done_on) == (day("30/10/2023"), day("10/10/2023"))
    assert line.verdict is Verdict.MET


def test_the_conclusion_is_counted_from_the_draft_that_was_received_last() -> None:
    """First draft received 10/10: 25/10. Sent back; the second received Mon 20/11: 05/12."""
    story = returned("02/10/2023", "16/10/2023")
    assert due(story, "issue_conclusion", "16/10/2023") == "25/10/2023"

    resubmitted(story, "13/11/2023", "20/11/2023")
    assert due(story, "issue_conclusion", "20/11/2023") == "05/12/2023"


def test_the_date_of_one_appraisal_is_not_the_date_of_the_next() -> None:
    """08/06 for appraisal, its date 12/06; sent back on 14/06, for appraisal again on 01/07."""
    story = for_signature("01/06/2021")
    typed(story, "appraisal_due_on", "12/06/2021", "09/06/2021")
    assert state(story, "appraisal", "10/06/2021") is ClockState.MET
    story.tell("return_draft", day("14/06/2021"), reason="Bổ sung căn cứ")
    story.tell("submit_appraisal", day("01/07/2021"))

    assert state(story, "appraisal", "02/07/2021") is ClockState.NO_FIGURE
    typed(story, "appraisal_due_on", "09/07/2021", "02/07/2021")
    assert due(story, "appraisal", "02/07/2021") == "09/07/2021"
    assert state(story, "appraisal", "10/07/2021") is ClockState.OVERDUE


def test_a_draft_sent_back_unappraised_leaves_nothing_to_appraise() -> None:
    """For appraisal 08/06, its date 12/06, sent back on 10/06: nobody owes that appraisal."""
    story = Story(day("01/06/2021"))
    for_appraisal = for_signature("01/06/2021").events[:8]
    story.events, story.day = list(for_appraisal), day("08/06/2021")
    typed(story, "appraisal_due_on", "12/06/2021", "08/06/2021")
    story.tell("return_draft", day("10/06/2021"), reason="Bổ sung căn cứ")

    assert state(story, "appraisal", "09/06/2021") is ClockState.RUNNING
    assert state(story, "appraisal", "20/06/2021") is ClockState.ENDED


def test_a_new_date_for_a_draft_sent_back_is_met_by_the_next_one_handed_in() -> None:
    story = returned("01/06/2021", "14/06/2021")
    typed(story, "draft_due_on", "25/06/2021", "14/06/2021")

    assert state(story, "draft", "25/06/2021") is ClockState.RUNNING
    assert state(story, "draft", "26/06/2021") is ClockState.OVERDUE
    resubmitted(story, "21/06/2021", "24/06/2021")
    line = line_of(story, "draft", "30/06/2021")
    assert (line.verdict, line.done_on) == (Verdict.MET, day("24/06/2021"))


# A paper sent again


def test_a_second_letter_or_outline_does_not_undo_the_first() -> None:
    """Signed 05/07: to be sent by Sat 10, Mon 12/07; announced 20/07: outline by 15/07."""
    story = signed("05/07/2021")
    filed(story, K.DECISION_TRANSMITTAL, "07/07/2021")
    filed(story, K.REPORT_OUTLINE, "14/07/2021")
    filed(story, K.DECISION_TRANSMITTAL, "19/07/2021", "02/TTr")  # to a body forgotten at first
    filed(story, K.REPORT_OUTLINE, "19/07/2021", "02/TTr")  # an outline that asks for more
    minutes = paper(K.ANNOUNCEMENT_MINUTES, day("20/07/2021"))
    story.tell("announce", day("20/07/2021"), document=minutes)

    assert line_of(story, "decision_send", "20/07/2021").done_on == day("07/07/2021")
    assert line_of(story, "outline", "20/07/2021").done_on == day("14/07/2021")
    assert state(story, "outline", "20/07/2021") is ClockState.MET


def test_a_first_letter_entered_last_is_still_the_first() -> None:
    story = signed("05/07/2021")
    filed(story, K.DECISION_TRANSMITTAL, "19/07/2021", "02/TTr")
    story.tell(
        "file_document",
        day("20/07/2021"),
        document=paper(K.DECISION_TRANSMITTAL, day("07/07/2021")),
    )

    assert line_of(story, "decision_send", "20/07/2021").verdict is Verdict.MET


def test_sending_the_conclusion_to_one_more_body_does_not_move_the_directing_document() -> None:
    """Signed 10/06, received Mon 14/06: + 15 = Tue 29/06."""
    story = concluded()
    filed(story, K.CONCLUSION_TRANSMITTAL, "14/06/2021")
    filed(story, K.CONCLUSION_TRANSMITTAL, "25/06/2021", "02/TTr")

    assert due(story, "directing_document", "25/06/2021") == "29/06/2021"


def test_the_second_conclusion_is_received_anew() -> None:
    """Signed again 20/07, received Thu 22/07: + 15 = Fri 06/08."""
    story = concluded()
    filed(story, K.CONCLUSION_TRANSMITTAL, "11/06/2021")
    upheld(story, "14/06/2021", "01/07/2021")
    story.tell("reopen_conclusion", day("05/07/2021"), reason="Theo quyết định")
    concluded_again(story, "20/07/2021")
    filed(story, K.CONCLUSION_TRANSMITTAL, "22/07/2021", "02/TTr")

    assert due(story, "directing_document", "22/07/2021") == "06/08/2021"


def test_every_member_reports_so_the_last_report_counts() -> None:
    """Ended Mon 12/07/2021: five working days are Mon 19/07."""
    story = ended(at_work("31/05/2021"), "12/07/2021")
    filed(story, K.MEMBER_REPORT, "16/07/2021")
    assert state(story, "member_report", "16/07/2021") is ClockState.MET

    filed(story, K.MEMBER_REPORT, "21/07/2021", "02/TTr")
    line = line_of(story, "member_report", "22/07/2021")
    assert (line.verdict, line.days_late) == (Verdict.LATE, 2)
