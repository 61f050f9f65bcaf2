"""A line of the receipt: under which law, by which paper it was done; and what bounds a term."""

from __future__ import annotations

import pytest
from builders import K, Story, paper
from reckonings import (
    VIETNAM,
    at_work,
    clock_of,
    clocks_of,
    day,
    ended,
    held,
    line_of,
    suspended,
    timeline_of,
)
from second_rounds import concluded, concluded_again, reopened

from states.actors import ExtensionGround
from states.breaches import breaches_of
from states.clock_warnings import remarks
from states.law import Moment, Unit
from states.past import Extension
from states.receipt import Verdict
from states.sourced import Confidence
from tiendo.lawbook import lawbook

GROUND = next(iter(ExtensionGround)).value
LAW = lawbook().regime_for(day("01/03/2021"))
PERIOD = next(rule for rule in LAW.rules if rule.stops_on is Moment.ONSITE_ENDED)


def test_a_line_names_its_law_and_the_paper_by_which_the_duty_was_done() -> None:
    story = ended(at_work("01/03/2021"), "15/04/2021")
    line = line_of(story, PERIOD.id, "20/04/2021")

    assert (line.regime, line.pack_hash) == (LAW.regime_id, LAW.hash)
    assert line.evidence is not None
    assert line.evidence.kind is K.ONSITE_END_NOTICE
    assert line_of(at_work("01/03/2021"), PERIOD.id, "20/04/2021").evidence is None


def test_nothing_is_breached_before_anything_was_decided() -> None:
    assert breaches_of(timeline_of(Story(), "01/12/2021"), LAW, VIETNAM) == ()


@pytest.mark.parametrize(
    "change", [{"ceiling": None}, {"stops_on": Moment.CONCLUSION_SIGNED}], ids=["none", "other"]
)
def test_only_a_period_on_site_with_a_ceiling_can_pass_it(change: dict[str, object]) -> None:
    beyond = (Extension(day("01/04/2021"), 900, GROUND, 9, None),)
    rule = PERIOD.model_copy(update={"confidence": Confidence.SEEN})

    def said(**changed: object) -> int:
        of = rule.model_copy(update=changed)
        return len(remarks(of, beyond, 930, Unit.CALENDAR, None, None, literal=True))

    assert said() > 0
    assert said(**change) == 0


def test_a_duty_that_was_met_is_never_called_off() -> None:
    for story in (reopened(), concluded_again(reopened(), "02/08/2021"), concluded()):
        found = clocks_of(story, "01/12/2021").values()
        assert [each.rule.id for each in found if each.stop and each.off_on] == []


def test_a_hold_after_the_duty_was_done_moves_nothing_of_it() -> None:
    story = ended(at_work("01/03/2021"), "01/04/2021")
    held(story, "05/04/2021", "08/04/2021")

    assert clock_of(story, PERIOD.id, "20/04/2021").excluded == ()


def test_a_term_counted_backwards_says_that_its_figure_was_recalled() -> None:
    story = at_work("01/03/2021")
    found = clock_of(story, "outline", "20/04/2021")
    assert (found.rule.direction, found.due_on) == ("before", day("24/02/2021"))
    rules = tuple(
        rule.model_copy(update={"confidence": Confidence.HIGH}) if rule == found.rule else rule
        for rule in LAW.rules
    )
    unread = LAW.model_copy(update={"rules": rules})

    assert found.warnings == ()
    (said,) = clock_of(story, "outline", "20/04/2021", pack=unread).warnings
    assert said.en.endswith("a reminder only.")


def test_a_duty_done_on_the_very_day_it_arose_is_done() -> None:
    story = concluded()
    proof = paper(K.PUBLICATION_PROOF, story.day)
    story.tell("publish", document=proof)

    line = line_of(story, "publish", "01/12/2021")
    assert (line.done_on, line.verdict) == (story.day, Verdict.MET)


def test_a_hold_after_the_last_day_but_before_the_duty_was_done_is_left_out_of_its_days() -> None:
    story = at_work("01/03/2021")  # due on 15/04
    ended(suspended(story, "20/05/2021", "25/05/2021", days_count=False), "05/06/2021")
    found = clock_of(story, PERIOD.id, "10/06/2021")

    assert (found.due_on, found.used) == (day("15/04/2021"), 91)  # 96 less 5
    assert [each.start for each in found.excluded] == [day("20/05/2021")]
