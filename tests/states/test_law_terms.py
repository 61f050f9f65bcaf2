"""A rule of the law in words: how long, and from when."""

from __future__ import annotations

import pytest

from states.law import Rule, Unit
from states.law_terms import anchor_text, citation_text, limit_text
from states.text import Text
from tiendo.lawbook import lawbook

PERIOD = next(rule for rule in lawbook().pack("VN-2010-A").duties if rule.id == "period")
NONE = {"ceiling": None, "extensions": None, "extension_days": None, "grounds_outside_ceiling": ()}


@pytest.mark.parametrize(
    ("said", "vi", "en"),
    [
        ({}, "45 ngày", "45 days"),
        ({"amount": 2, "unit": Unit.YEARS}, "2 năm", "2 years"),
        ({"amount": None}, "theo văn bản", "as the document says"),
        ({"month_day": "11-15"}, "trước hoặc vào 15/11", "by 15/11"),
        ({"ceiling": 70}, "45 ngày, tổng đến 70", "45 days, 70 in all"),
        (
            {"extensions": 1, "extension_days": 30, "ceiling": 75},
            "45 ngày, gia hạn 1 lần, mỗi lần đến 30, tổng đến 75",
            "45 days, 1 × up to 30 more, 75 in all",
        ),
        ({"extensions": 1}, "45 ngày", "45 days"),  # how long each is nobody knows
        ({"extension_days": 30}, "45 ngày", "45 days"),  # nor how many there may be
        (
            {"ceiling": 70, "grounds_outside_ceiling": ("force_majeure",)},
            "45 ngày, tổng đến 70, trừ bất khả kháng",
            "45 days, 70 in all, force majeure outside the ceiling",
        ),
    ],
)
def test_how_long(said: dict[str, object], vi: str, en: str) -> None:
    assert limit_text(PERIOD.model_copy(update=NONE | said)) == Text(vi, en)


def rule_of(name: str) -> Rule:
    return next(rule for rule in lawbook().pack("VN-2010-A").rules if rule.id == name)


def test_from_when() -> None:
    assert anchor_text(PERIOD) == Text("sau khi công bố quyết định", "after: decision announced")
    assert anchor_text(rule_of("outline")) == Text(
        "trước khi công bố quyết định", "before: decision announced"
    )
    assert anchor_text(rule_of("plan_submit")) == Text(
        "ngày ấn định của năm trước", "fixed day of the year before"
    )


def test_an_article_is_printed_only_where_it_is_known() -> None:
    assert citation_text("Điều 45") == Text("Điều 45", "Điều 45")
    assert citation_text(None) == Text("chưa rõ điều", "article not verified")
