"""What says nothing is nothing, what nobody sees is left out, a day out of reach is no date."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders import paper
from offices import CASE, Told

from states.meeting.chronicle import CHRONICLES
from states.papers import DocumentKind
from states.recorded import Recorded
from tiendo.errors import BadInput
from tiendo.intake import FIELD_NAMES, days_of
from tiendo.spoken import spoken

BLANK = ("\u200b", "\u2060\ufeff", "\u3164", "\u2800 \u115f", ".", "… — …", "\u202e\u202c", "👍")
LETTER = DocumentKind.DOCUMENT_REQUEST
FAR = date(2021, 9, 8) + timedelta(days=2 * 366 + 1)


def asked(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "request": "YC1",
        "addressee": "Sở Công Thương",
        "items": ["Báo cáo"],
        "due_on": date(2021, 9, 20),
    }
    return given | changes


@pytest.mark.parametrize("blank", BLANK)
def test_what_nobody_can_read_is_no_entry_no_item_and_no_reason(told: Told, blank: str) -> None:
    before = told.desk.history(CASE)
    for kind, fields in (
        ("note", {"text": blank}),
        ("draft_request", asked(items=["Báo cáo", blank])),
        ("draft_request", asked(addressee=blank)),
        ("annul", {"target": 2, "reason": blank}),
    ):
        with pytest.raises(BadInput, match="không được để trống"):
            told.tell(kind, **fields)
    assert told.desk.history(CASE) == before
    told.tell("draft_request", **asked())
    unsigned = {**paper(LETTER), "signed_by": blank}
    with pytest.raises(Exception, match="đủ số, ngày, người ký"):
        told.tell("send_request", request="YC1", document=unsigned)


@pytest.mark.parametrize("number", ["/TB-TTr", "Số:    /TB-TTr", "/\u200bQĐ", "không số"])
def test_a_form_whose_number_was_never_filled_in_is_not_numbered(told: Told, number: str) -> None:
    told.tell("draft_request", **asked())

    with pytest.raises(BadInput, match="chưa có số nào"):
        told.tell("send_request", request="YC1", document=paper(LETTER, number=number))
    told.tell("send_request", request="YC1", document=paper(LETTER, number="7/TTr"))


def test_a_number_reads_as_it_stands_whatever_turns_its_direction(told: Told) -> None:
    told.tell("draft_request", **asked(addressee="Sở\u200b Công\u00ad Thương\u200f"))
    turned = paper(LETTER, number="\u202e12\u202c/TTr")
    now = told.tell("send_request", request="YC1", document=turned)

    (found,) = now.requests
    assert found.addressee == "Sở Công Thương"
    assert found.document is not None
    assert found.document.number == "12/TTr"


def test_a_day_out_of_reach_is_a_slip_or_worse(told: Told) -> None:
    before = told.desk.history(CASE)
    for far in (FAR, date(9999, 12, 31)):
        for kind, fields in (
            ("draft_request", asked(due_on=far)),
            ("set_deadline", {"duty": "appraisal_due_on", "due_on": far}),
            ("pause_site", {"reason": "Giãn cách", "review_on": far}),
        ):
            with pytest.raises(BadInput, match="xa quá hai năm"):
                told.tell(kind, now=told.desk.clock.now(), **fields)
    assert told.desk.history(CASE) == before
    told.tell("draft_request", now=told.desk.clock.now(), **asked(due_on=FAR - timedelta(1)))


_JOINS = "\u200d"  # within pictures made of several


def test_every_sign_that_only_says_how_others_are_shown_is_left_out() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    unseen = [char for char in every if unicodedata.category(char) == "Cf" and char != _JOINS]

    assert len(unseen) > 150
    assert spoken(f"số{''.join(unseen)}12") == "số12"


@pytest.mark.parametrize("said", ["Võ Kiều", "12/QĐ-TTr", "a", "👩\u200d⚖ 1", "ครั้งที่ ๑"])
def test_what_is_seen_is_left_as_it_is(said: str) -> None:
    assert spoken(said) == said


def test_texts_within_are_seen_to_as_well() -> None:
    given = {
        "document": {"number": "\u200b", "signed_on": date(2021, 9, 8)},
        "items": ["a\u200bb", 3],
    }
    read = {"document": {"number": "", "signed_on": date(2021, 9, 8)}, "items": ("ab", 3)}

    assert spoken(given) == read
    assert spoken([None, b"\x00", True, 1.5]) == (None, b"\x00", True, 1.5)


def test_every_day_that_an_entry_may_name_has_a_name_to_refuse_it_by() -> None:
    assert CHRONICLES  # every module of records is read in
    kinds = [each for each in _kinds(Recorded) if "kind" in each.model_fields]

    assert {"occurred_on", "planned_start", "review_on", "due_on", "dated_on"} <= {
        day for kind in kinds for day in days_of(kind)
    }
    for kind in kinds:
        assert set(days_of(kind)) <= FIELD_NAMES.keys(), kind


def _kinds(of: type[Recorded]) -> Iterator[type[Recorded]]:
    for each in of.__subclasses__():
        yield each
        yield from _kinds(each)
