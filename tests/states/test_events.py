from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from builders import K, Story, onsite, paper
from pydantic import ValidationError

from states.actors import Person, Under
from states.events import EVENT, MOVES
from states.papers import DOCUMENT_NAMES, Document, DocumentKind
from states.rules import Trigger


def test_every_event_survives_a_round_trip_through_json() -> None:
    story = onsite().request()
    story.tell("pause_site", reason="Giãn cách", review_on="30/09/2021", ground="epidemic")
    story.tell("note", text="Nghiên cứu hồ sơ tại cơ quan")

    for event in story.events:
        assert EVENT.validate_json(EVENT.dump_json(event)) == event


def test_text_is_composed_trimmed_and_keeps_its_lines() -> None:
    decomposed = unicodedata.normalize("NFD", "  Quyết định\r\nđã ký  ")

    event = Story().event("note", text=decomposed)

    assert EVENT.dump_python(event)["text"] == "Quyết định\nđã ký"


@pytest.mark.parametrize(("text", "place"), [("a\x00b", 2), ("a\x1bb", 2), ("\ud800", 1)])
def test_control_characters_are_refused_with_their_place(text: str, place: int) -> None:
    with pytest.raises(ValidationError, match=f"control character U.* at position {place}"):
        Story().event("note", text=text)


@pytest.mark.parametrize(
    "written", ["2021-07-19", "19/07/2021", " 2021-07-19 ", date(2021, 7, 19)]
)
def test_a_day_is_read_in_the_two_forms_people_write(written: object) -> None:
    event = Story().event("set_review", review_on=written)

    assert EVENT.dump_python(event)["review_on"] == date(2021, 7, 19)


@pytest.mark.parametrize(
    "written", ["07/19/2021", "2021", "0", 0, 1626652800, "19-7", "hôm nay", ""]
)
def test_anything_else_is_no_day(written: object) -> None:
    with pytest.raises(ValidationError, match="not a date"):
        Story().event("set_review", review_on=written)


def test_an_event_cannot_be_changed_nor_carry_what_nobody_knows() -> None:
    event = Story().event("note", text="x")

    with pytest.raises(ValidationError, match="frozen"):
        event.reason = "khác"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Story().event("note", text="x", mood="good")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        Story().event("note", text="x", recorded_at="2021-07-19T09:00:00")


def test_every_trigger_is_an_event_or_implied_by_an_act_on_a_request() -> None:
    implied = {
        Trigger.REQUEST_RECORDS,
        Trigger.REQUEST_RECORDS_IN_PAUSE,
        Trigger.REMIND_RECORDS,
        Trigger.RECEIVE_RECORDS,
        Trigger.SETTLE_RECORDS,
    }
    tags = set(EVENT.json_schema()["discriminator"]["mapping"])

    assert {trigger.value for trigger in Trigger} - tags == {t.value for t in implied}
    assert tags >= MOVES - {t.value for t in implied}


@pytest.mark.parametrize("lacking", ["number", "signed_on", "signed_by"])
def test_a_document_counts_only_when_numbered_dated_and_signed(lacking: str) -> None:
    whole = Document.model_validate(paper(K.DECISION))
    broken = whole.model_copy(update={lacking: "" if lacking != "signed_on" else None})

    assert whole.counts
    assert broken.missing == (lacking,)


def test_every_kind_of_document_has_a_name() -> None:
    assert set(DOCUMENT_NAMES) == set(DocumentKind)


def test_whoever_acts_in_a_lent_post_acts_with_its_givers_powers() -> None:
    assert Person(id="an").acts_as == "an"
    assert Person(id="an", under=Under(giver="hoa", paper="12/QĐ")).acts_as == "hoa"
