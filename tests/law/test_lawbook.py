"""Packs as files: refused by name, sealed by hash, opened by the day of signing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from states.errors import Unknown
from states.law import Rule
from states.lawbook import Lawbook, diff
from states.sourced import Confidence, Severity, highest_severity
from tiendo.errors import BadInput
from tiendo.lawbook import lawbook, load_lawbook, load_pack
from tiendo.lawtable import law_page

NAME = "vn-2010-a.yaml"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def content() -> str:
    return files("tiendo").joinpath("data/packs", NAME).read_text("utf-8")


def refusal(text: str) -> str:
    with pytest.raises(BadInput) as refused:
        load_pack(NAME, text.encode())
    return refused.value.text.vi


def within(content: str, rule_id: str, old: str, new: str) -> str:
    """The content with the first ``old`` after the start of a rule replaced."""
    head, start, rest = content.partition(f"  - id: {rule_id}\n")
    assert start
    assert old in rest
    return head + start + rest.replace(old, new, 1)


Change = tuple[str, str, str]
FAULTS: dict[str, tuple[Change, str, str]] = {
    "unit": (("announce", "unit: calendar_day", "unit: fortnight"), "unit", "fortnight"),
    "roll": (("announce", "last_day: next_working_day", "last_day: later"), "last_day", "later"),
    "anchor": (("announce", "anchor: decision_signed", "anchor: dawn"), "anchor", "dawn"),
    "first day": (("announce", "first_day: excluded", "first_day: maybe"), "first_day", "maybe"),
    "hold": (
        ("announce", "case_pause: per_document", "case_pause: halves"),
        "case_pause",
        "halves",
    ),
    "actor": (("announce", "actor: team_head", "actor: king"), "actor", "king"),
    "paper": (("announce", "document: announcement_minutes", "document: x1"), "document", "x1"),
    "confidence": (("announce", "confidence: SEEN", "confidence: SURE"), "confidence", "SURE"),
    "words as amount": (("announce", "amount: 15", 'amount: "15"'), "amount", "15"),
    "no days": (("announce", "amount: 15", "amount: 0"), "amount", "0"),
    "amount left out": (("announce", "    amount: 15\n", ""), "amount", "calendar_day"),
    "unknown field": (("announce", "amount: 15", "amount: 15\n    grace: 3"), "grace", "không có"),
    "recalled and blocks": (("period", "severity: warn", "severity: block"), "severity", "REC-H"),
    "blocks without article": (
        ("outline", "severity: warn", "severity: block"),
        "severity",
        "citation: null",
    ),
    "not found and warns": (("draft", "severity: info", "severity: warn"), "severity", "NONE"),
    "article not verified": (
        ("member_report", "citation: null", "citation: Thông tư 05/2014/TT-TTCP, Art ?"),
        "citation",
        "chưa kiểm chứng",
    ),
    "empty article": (("member_report", "citation: null", 'citation: ""'), "citation", "null"),
    "not found with a number": (
        (
            "announce",
            "confidence: SEEN\n    severity: block",
            "confidence: NONE FOUND\n    severity: info",
        ),
        "unit",
        "per_document",
    ),
    "no field to type": (("draft", "    form_field: draft_due_on\n", ""), "form_field", "nhập"),
    "ceiling below": (("period", "ceiling: 70", "ceiling: 40"), "ceiling", "nhỏ hơn"),
    "backwards and rolls": (
        ("outline", "last_day: as_is", "last_day: next_working_day"),
        "last_day",
        "tính lùi",
    ),
    "no such day": (
        ("plan_submit", 'month_day: "11-15"', 'month_day: "13-15"'),
        "month_day",
        "13-15",
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_wrong_row_is_refused_by_file_row_and_field(content: str, kind: str) -> None:
    (rule_id, old, new), field, word = FAULTS[kind]

    said = refusal(within(content, rule_id, old, new))

    assert said.startswith(f"{NAME}, rules, dòng ")
    assert f"({rule_id}), mục {field}: " in said
    assert word in said


def test_the_row_is_counted_as_people_count(content: str) -> None:
    said = refusal(within(content, "announce", "unit: calendar_day", "unit: fortnight"))

    assert "rules, dòng 5 (announce)" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.replace("  - id: plan_issue\n", "  - id: plan_submit\n", 1), "hai lần"),
        (lambda c: c.replace("    amount: 15\n", "    amount: 15\n    amount: 20\n", 1), "amount"),
        (lambda c: c + "hash: abc\n", "không phải bộ quy tắc"),
        (lambda _: "- a list\n", "không phải bộ quy tắc"),
        (lambda c: c + "\t:", "Không đọc được"),
        (lambda c: c.replace("valid_from: 2011-07-01", "valid_from: soon"), "valid_from"),
        (lambda c: c.replace("valid_to: 2021-11-14", "valid_to: 2010-01-01"), "valid_to"),
        (
            lambda c: c.replace(
                "    ceiling: 70\n", "    ceiling: 70\n    grounds_outside_ceiling: [corruption]\n"
            ),
            "corruption",
        ),
    ],
)
def test_a_wrong_pack_is_refused(content: str, change: Callable[[str], str], words: str) -> None:
    changed = change(content)
    assert changed != content

    said = refusal(changed)

    assert said.startswith((NAME, f"Không đọc được {NAME}"))
    assert words in said


def test_what_is_lent_by_analogy_never_blocks(content: str) -> None:
    head, start, rest = content.partition("void_without:")

    said = refusal(head + start + rest.replace("severity: warn", "severity: block", 1))

    assert "void_without, dòng 1 (outline), mục severity" in said


def test_a_gap_between_regimes_is_refused(tmp_path: Path, content: str) -> None:
    for each in files("tiendo").joinpath("data/packs").iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / NAME).write_text(content.replace("2021-11-14", "2021-11-13"), "utf-8")

    with pytest.raises(BadInput, match="VN-2010-B"):
        load_lawbook(tmp_path)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nowhere"):
        load_lawbook(tmp_path / "nowhere")


def test_the_same_refusal_in_english(content: str) -> None:
    wrong = within(content, "announce", "unit: calendar_day", "unit: fortnight")

    with pytest.raises(BadInput) as refused:
        load_pack(NAME, wrong.encode())

    assert refused.value.text.en.startswith(
        f"{NAME}, rules, row 5 (announce), field unit: there is no “fortnight”; allowed: "
    )


def test_the_hash_is_that_of_the_files_bytes(content: str) -> None:
    expected = hashlib.sha256(content.encode()).hexdigest()

    assert lawbook().pack("VN-2010-A").hash == expected


def test_one_byte_changed_changes_the_hash(content: str) -> None:
    """Even one that means nothing: the verdict names the exact text it rests on."""
    same_law = content.replace("# The law", "# the law", 1)

    before, after = load_pack(NAME, content.encode()), load_pack(NAME, same_law.encode())

    assert before.hash != after.hash
    assert before.model_copy(update={"hash": after.hash}) == after


BORDERS = {
    date(2011, 7, 1): "VN-2010-A",
    date(2021, 11, 14): "VN-2010-A",
    date(2021, 11, 15): "VN-2010-B",
    date(2023, 6, 30): "VN-2010-B",
    date(2023, 7, 1): "VN-2022-A",
    date(2024, 8, 14): "VN-2022-A",
    date(2024, 8, 15): "VN-2022-B",
    date(2025, 6, 30): "VN-2022-B",
    date(2025, 7, 1): "VN-2025",
    date(2035, 1, 1): "VN-2025",
}


@pytest.mark.parametrize("signed_on", BORDERS)
def test_the_day_of_signing_fixes_the_regime(signed_on: date) -> None:
    assert lawbook().regime_for(signed_on).regime_id == BORDERS[signed_on]


def test_before_the_first_regime_there_are_no_rules() -> None:
    with pytest.raises(Unknown, match="30/06/2011"):
        lawbook().regime_for(date(2011, 6, 30))


def every_statement(book: Lawbook) -> list[tuple[str, Confidence, str | None, Severity]]:
    return [
        (f"{pack.regime_id} {each!r:.60}", each.confidence, each.citation, each.severity)
        for pack in book.packs
        for each in (
            pack.counting,
            pack.holds,
            *pack.holds.grounds,
            *pack.extension_grounds,
            *pack.readings,
            *pack.rules,
            *pack.void_without,
            *pack.separation,
        )
    ]


def test_nothing_weighs_more_than_it_is_sure() -> None:
    weight = {"info": 0, "warn": 1, "block": 2}
    most = {"SEEN": "block", "REC-H": "warn", "REC-M": "warn", "REC-L": "info"}

    for shown, confidence, citation, severity in every_statement(lawbook()):
        allowed = most.get(confidence.value, "info")
        assert weight[severity.value] <= weight[allowed], shown
        assert citation or severity is not Severity.BLOCK, shown
        assert "?" not in (citation or ""), shown
    assert highest_severity(Confidence.SEEN, None) is Severity.WARN


def test_every_number_that_was_not_found_is_a_field_to_type() -> None:
    for pack in lawbook().packs:
        wanted = {rule.id for rule in pack.rules if rule.confidence is Confidence.NONE}

        assert wanted <= {rule.id for _, rule in pack.typed_fields}


def test_two_regimes_side_by_side() -> None:
    book = lawbook()
    found = {each.id: each for each in diff(book.pack("VN-2010-B"), book.pack("VN-2022-A"))}

    conclusion = found["issue_conclusion"]
    assert isinstance(conclusion.left, Rule)
    assert isinstance(conclusion.right, Rule)
    assert (conclusion.left.anchor.value, conclusion.right.anchor.value) == (
        "team_report",
        "draft_submitted",
    )
    assert "anchor" in conclusion.fields
    assert "amount" not in conclusion.fields
    assert found["assign_draft"].left is None


def test_a_regime_differs_from_itself_in_nothing() -> None:
    pack = lawbook().pack("vn-2025")

    assert {each.fields for each in diff(pack, pack)} == {()}


def test_the_page_of_the_law_is_what_the_packs_say() -> None:
    """Write it anew with: tiendo law --table > docs/law.md"""
    assert (ROOT / "docs" / "law.md").read_text("utf-8") == law_page(lawbook())


def test_a_date_is_typed_only_for_a_duty_of_an_inspection() -> None:
    """The day by which the yearly plan is put in is no duty of any one inspection."""
    lawbook().check_duty("draft_due_on")
    with pytest.raises(Unknown) as refused:
        lawbook().check_duty("plan_submit_by")

    assert "plan_submit_by" not in refused.value.text.vi.split("; ", 1)[1]
    assert "appraisal_due_on" in refused.value.text.vi
