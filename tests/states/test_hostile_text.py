"""Every text field there is takes hostile text as the text it is, or refuses it; never half."""

from __future__ import annotations

import unicodedata

import pytest
from hostile import SHOWN, UNUSABLE, text_fields
from pydantic import ValidationError

FIELDS = text_fields()


def kept(field: str, text: str) -> str | None:
    """What a field makes of a text; None where it refuses it."""
    try:
        found = FIELDS[field].validate_python(text)
    except ValidationError:
        return None
    assert isinstance(found, str)
    return found


def test_the_fields_are_found_in_the_models() -> None:
    assert {
        "Registered.name",
        "Noted.text",
        "Recorded.reason",
        "RequestDrafted.items",
        "Document.number",
        "Scan.name",
        "Assigned.sentence",
        "Charged.name",
        "ProposedItem.words",
        "Opined.text",
        "ReportSubmitted.name",
        "Under.paper",
    } <= set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_what_nothing_can_hold_is_refused_and_the_rest_stays_what_it_was(field: str) -> None:
    for text in UNUSABLE:
        assert kept(field, text) is None, f"{text!a} is taken"
    for text in SHOWN:
        wanted = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
        assert kept(field, text) in {wanted, None}, f"{text[:40]!a} is changed"
    assert kept(field, "đ" * 20_001) is None
