"""Drafted letters of long, many or broken words: they fit in an entry and stay one letter."""

from __future__ import annotations

import pytest
from drafting import DUE, asked, draft
from prompting import DRIVE

from states.events import EVENT
from states.letters import sheet, shortened


def test_the_longest_request_still_fits_in_an_entry() -> None:
    items = [f"{'Hồ sơ thanh toán gói thầu ' * 11}{n}" for n in range(200)]
    text = draft(asked(items=items))

    event = EVENT.validate_python(
        {
            "kind": "prompt",
            "version": 9,
            "occurred_on": DUE,
            "recorded_at": "2021-09-08T02:00:00Z",
            "actor": DRIVE,
            "key": "k",
            "what": "urge_answer",
            "to": "team_head",
            "letter": text,
        }
    )
    assert event.kind == "prompt"
    assert event.letter == text
    listed = text.partition("sau đây:\n")[2].partition("\n\n")[0].splitlines()
    # each has 287 or 288 letters, and six for its number: 10,000 hold 34 of them
    assert [line.split(".")[0] for line in listed[:-1]] == [str(n) for n in range(1, 35)]
    assert listed[-1] == "… và 166 nội dung khác nêu tại văn bản yêu cầu."


@pytest.mark.parametrize(("more", "left"), [("", 0), ("a", 1)])
def test_the_items_of_a_letter_have_ten_thousand_letters(more: str, left: int) -> None:
    """Forty of 244 with six each for their numbers fill them; one letter more is too many."""
    text = draft(asked(items=["a" * 244 + more, *("b" * 244,) * 39]))

    assert text.count("b" * 244) == 39 - left
    assert ("… và 1 nội dung khác nêu tại" in text) is (left == 1)


def test_names_of_several_lines_do_not_break_the_letter() -> None:
    text = draft(asked(addressee="Sở\n\nCông Thương", items=["a\n\nb"]))

    assert sheet(text).addressee == "Kính gửi: Sở Công Thương"
    assert "1. a b" in text
    assert "sau đây:\n1. a b\n2. c\n\n" in draft(asked(items=["a\n\nb", "c"]))


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("một hai ba", 8) == "một hai …"
    assert shortened("một hai", 7) == "một hai"
