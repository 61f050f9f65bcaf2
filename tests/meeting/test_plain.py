from __future__ import annotations

import pytest

from states.meeting.paper import plain


@pytest.mark.parametrize(
    ("text", "patterned"),
    [
        ("HOÀ THUỶ Quí 3 – a\u00a0b", "hòa thủy quý 3 - a b"),
        ("Đồng chí İ trình", "đồng chí İ trình"),  # small it would be two letters
    ],
)
def test_a_text_for_patterns_is_as_long_as_what_was_written(text: str, patterned: str) -> None:
    assert plain(text) == patterned
    assert len(patterned) == len(text)
