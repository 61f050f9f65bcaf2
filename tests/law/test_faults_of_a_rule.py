"""What of a rule cannot be: which field is wrong and why, in both languages, whole."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from states.errors import Unknown
from states.law import Rule
from states.lawbook import Omission, Pack
from tiendo.lawbook import lawbook

PACK = lawbook().pack("VN-2010-A")


def rule_of(rule_id: str) -> Rule:
    return next(rule for rule in PACK.rules if rule.id == rule_id)


def fault(kind: type[BaseModel], thing: BaseModel, **changed: Any) -> tuple[str, str, str]:
    given = {**thing.model_dump(), **changed}
    with pytest.raises(ValidationError) as refused:
        kind.model_validate(given)
    context = refused.value.errors()[0]["ctx"]
    return context["field"], context["vi"], context["en"]


UNFIT = "không hợp với đơn vị «{0}».", "does not fit the unit “{0}”."
TYPED = (
    "per_document (và chỉ per_document) phải nêu mục nhập từ văn bản.",
    "per_document, and nothing else, names the field typed from the document.",
)


@pytest.mark.parametrize(
    ("rule_id", "changed", "field", "said"),
    [
        ("announce", {"amount": None}, "amount", UNFIT),
        ("announce", {"month_day": "11-15"}, "month_day", UNFIT),
        ("plan_submit", {"amount": 3}, "amount", UNFIT),
        ("plan_submit", {"month_day": None}, "month_day", UNFIT),
        (
            "plan_submit",
            {"anchor": "announced"},
            "anchor",
            ("ngày ấn định cần mốc plan_date.", "a fixed day needs plan_date."),
        ),
        (
            "announce",
            {"confidence": "NONE FOUND", "severity": "info"},
            "unit",
            (
                "không tìm thấy con số thì phải là per_document.",
                "a figure that was not found is per_document.",
            ),
        ),
        ("announce", {"form_field": "announced_by"}, "form_field", TYPED),
        ("draft", {"form_field": ""}, "form_field", TYPED),
        (
            "period",
            {"ceiling": 40},
            "ceiling",
            ("nhỏ hơn thời hạn gốc.", "is below the limit it extends."),
        ),
        (
            "period",
            {"ceiling": None, "lesser_ceiling": 60},
            "ceiling",
            ("nhỏ hơn thời hạn gốc.", "is below the limit it extends."),
        ),
        (
            "outline",
            {"last_day": "next_working_day"},
            "last_day",
            (
                "hạn tính lùi không được dời sang ngày sau.",
                "a deadline counted backwards never rolls to a later day.",
            ),
        ),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(
    rule_id: str, changed: dict[str, Any], field: str, said: tuple[str, str]
) -> None:
    rule = rule_of(rule_id)

    vi, en = (each.format(rule.unit) for each in said)
    assert fault(Rule, rule, **changed) == (field, vi, en)


def test_no_article_is_printed_that_was_not_verified() -> None:
    said = (
        "",
        "điều chưa kiểm chứng không được in: để trống (null).",
        "an article that is not verified is not printed: leave it null.",
    )
    for citation in ("Điều ?", " "):
        assert fault(Rule, rule_of("announce"), citation=citation) == said


def test_words_are_given_in_both_languages() -> None:
    said = ("", "phải có đúng hai bản vi và en.", "must have exactly vi and en.")
    for name in ({"vi": "Công bố"}, "Công bố", {"vi": "a", "en": "b", "fr": "c"}):
        assert fault(Rule, rule_of("announce"), name=name) == said


@pytest.mark.parametrize(
    ("changed", "shown", "highest"),
    [
        ({"citation": None}, "SEEN, citation: null", "warn"),
        ({"confidence": "REC-H"}, "REC-H", "warn"),
    ],
)
def test_nothing_weighs_more_than_it_is_sure(
    changed: dict[str, Any], shown: str, highest: str
) -> None:
    assert fault(Rule, rule_of("announce"), severity="block", **changed) == (
        "severity",
        f"«block» quá mức; {shown} chỉ cho phép «{highest}».",
        f"“block” is too much; {shown} allows “{highest}” at most.",
    )


def test_a_fault_is_told_to_a_person_in_english_alone_where_nobody_takes_it_apart() -> None:
    with pytest.raises(ValidationError, match=r"\n  is below the limit it extends\. \["):
        Rule.model_validate({**rule_of("period").model_dump(), "ceiling": 40})


def test_limits_may_be_equal() -> None:
    rule = rule_of("period").model_dump()
    amount = rule["amount"]
    Rule.model_validate({**rule, "ceiling": amount, "lesser_ceiling": amount})


def test_what_is_lent_by_analogy_may_only_warn() -> None:
    lent = next(each for each in PACK.void_without if each.by_analogy)

    assert fault(Omission, lent, severity="block", citation="Điều 1", confidence="SEEN") == (
        "severity",
        "quy định áp dụng tương tự chỉ được cảnh báo.",
        "a rule applied by analogy may only warn.",
    )


def test_a_pack_that_does_not_hang_together_is_refused() -> None:
    day = PACK.valid_from
    assert Pack.model_validate({**PACK.model_dump(), "valid_to": day}).valid_to == day
    assert fault(Pack, PACK, valid_to="2000-01-01") == (
        "valid_to",
        "trước valid_from.",
        "is before valid_from.",
    )
    first = PACK.rules[0]
    twice = fault(Pack, PACK, rules=[each.model_dump() for each in (first, *PACK.rules)])
    assert twice == (
        "id",
        f"«{first.id}» ({first.level}) có hai lần.",
        f"“{first.id}” is there twice.",
    )
    period = {**rule_of("period").model_dump(), "grounds_outside_ceiling": ["corruption"]}
    field, vi, en = fault(Pack, PACK, rules=[period], extension_grounds=[])
    assert field == "grounds_outside_ceiling"
    assert vi == "«period»: không có căn cứ gia hạn «corruption»."
    assert en == "“period”: there is no ground of extension “corruption”."


def test_the_rules_of_a_pack_live_as_long_as_it_does_unless_they_say_otherwise() -> None:
    given = PACK.model_dump()
    bare = [
        {key: value for key, value in rule.items() if key not in ("valid_from", "valid_to")}
        for rule in given["rules"]
    ]
    assert Pack.model_validate({**given, "rules": bare}) == PACK
    del given["valid_to"]
    assert {rule.valid_to for rule in Pack.model_validate({**given, "rules": bare}).rules} == {
        None
    }
    for wrong in ({**given, "rules": "x"}, {**given, "rules": ["x"]}, [given]):
        with pytest.raises(ValidationError):
            Pack.model_validate(wrong)


def test_an_unknown_regime_and_an_unknown_duty_are_named_with_those_there_are() -> None:
    known = ", ".join(pack.regime_id for pack in lawbook().packs)
    long = "X" * 41
    with pytest.raises(Unknown) as regime:
        lawbook().pack(long)
    assert regime.value.text.en == f"No regime “{'X' * 40}”; there are {known}."
    with pytest.raises(Unknown) as duty:
        lawbook().check_duty("lunch")
    assert duty.value.text.en.startswith("No deadline “lunch” is left to a document; there are ")
