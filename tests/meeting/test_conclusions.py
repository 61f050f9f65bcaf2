"""The two real conclusions are read as a person reads them, and how well others are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from meeting_papers import HERE, paper_of, seed

from states.meeting.mentions import Owner
from states.meeting.objects import Candidate, Names
from states.meeting.paper import Place
from states.meeting.proposals import Defect, Item, ItemKind, Known, Reading
from states.meeting.reading import read_conclusion
from states.meeting.when import DueKind
from tiendo.errors import BadInput
from tiendo.meeting.measure import Score, measure
from tiendo.meeting.wording import load_wording, wording

DATA = Path("tiendo/data/meeting")
KNOWN = Known(
    date(2026, 1, 1),
    (
        Candidate("ba-du-an", ("Thanh tra 03 dự án đầu tư xây dựng", "Cuộc thanh tra 03 dự án")),
        Candidate("trang-bang", ("Thanh tra trách nhiệm Chủ tịch UBND thị xã Trảng Bàng",)),
        Candidate(
            "so-ct",
            ("Báo cáo của Sở Công Thương về 04 dự án chỉ định thầu", "04 dự án chỉ định thầu"),
        ),
        Candidate("ben-dinh", ("Thanh tra dự án đường và cầu Bến Đình", "Đường và cầu Bến Đình")),
    ),
)


@cache
def read(name: str) -> Reading:
    return read_conclusion(paper_of(seed(name)), wording(), KNOWN)


def item(name: str, words: str) -> Item:
    (found,) = [each for each in read(name).items if words in each.words]
    return found


@cache
def scores() -> dict[str, Score]:
    return measure(HERE)


def test_the_report_of_the_department_is_overdue_left_out_and_without_an_opinion() -> None:
    found = item("2021-09", "Sở Công thương")

    assert found.kind is ItemKind.SHORTCOMING
    assert (found.due.kind, found.due.on) == (DueKind.DAY, date(2021, 8, 13))
    assert {*found.named} >= {"overdue", "omitted_from_report", "no_leader_opinion"}
    assert found.owners == (Owner("room", "Phòng 1"), Owner("block_leaders"))
    assert (found.about, found.place.number) == (("so-ct",), 59)


def test_the_office_owes_a_letter_by_the_fourteenth() -> None:
    found = item("2021-09", "Văn phòng trình (chậm nhất 14/9/2021)")

    assert (found.kind, found.owners) == (ItemKind.TASK, (Owner("office"),))
    assert (found.due.on, found.due.words) == (date(2021, 9, 14), "chậm nhất 14/9/2021")


def test_the_inspection_put_off_is_decided_again_at_the_end_of_september() -> None:
    found = item("2021-09", "thị xã Trảng Bàng")

    assert (found.due.kind, found.due.on) == (DueKind.REVIEW, date(2021, 9, 30))
    assert found.about == ("trang-bang",)


def test_the_three_projects_were_not_reviewed() -> None:
    found = item("2021-09", "Cuộc thanh tra 03 dự án")

    assert (found.about, found.kind) == (("ba-du-an",), ItemKind.SHORTCOMING)
    assert "unreviewed" in found.named


def test_the_faults_of_the_reports_are_named_one_by_one() -> None:
    named = {*item("2021-09", "Báo tháng 9, quý III").named}

    assert named >= {
        *("wrong_period", "future_result", "missing_next_tasks", "vague_assessment"),
        *("copied_assessment", "unsigned", "undated"),
    }
    assert item("2021-09", "Văn phòng chưa đối chiếu").named == ("reconciliation_missing",)
    assert "quarter_repeats_month" in item("2020-05", "đánh giá trong báo cáo của phòng").named


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Phòng 2 báo cáo tháng trước, rồi quý sau.", True),
        ("Phòng 2 gửi nhầm báo cáo quý trước.", True),
        ("Phòng 2 chưa nêu số liệu tăng, giảm so với báo cáo tháng trước.", False),
        ("Phòng 2 chưa khắc phục hạn chế đã nêu tại báo cáo quý trước.", False),
        ("Phòng 2 không gửi báo cáo tháng trước.", False),
    ],
)
def test_the_report_before_is_only_the_wrong_one_when_it_stands_for_another(
    said: str, wrong: bool
) -> None:
    paper = paper_of(f"Chủ trì kết luận như sau:\nI. Hạn chế\n1. {said}\n2. Khác.\n")

    (found, *_) = read_conclusion(paper, wording(), KNOWN).items

    assert ("wrong_period" in found.named) is wrong


def test_a_leader_attends_once_a_month_and_an_urgent_task_has_no_day() -> None:
    attends = item("2021-09", "ít nhất 1 tháng")
    assert (attends.kind, attends.due.every) == (ItemKind.RECURRING, "every month")

    assert item("2021-09", "Khẩn trương trình góp ý").due.kind is DueKind.MISSING


def test_the_papers_carry_defects_themselves() -> None:
    september = [(fault.defect, fault.number) for fault in read("2021-09").faults]
    assert (Defect.SECTION_TWICE, "4") in september
    assert (Defect.UNNUMBERED, "") in september
    blank = paper_of("THANH TRA TỈNH\n\nSố:     /TB-TTr\n\nKết luận:\n\n1. Một.\n\n2. Hai.")
    (unnumbered, *_) = read_conclusion(blank, wording(), KNOWN).faults
    assert (unnumbered.defect, unnumbered.place) == (Defect.UNNUMBERED, Place(3))

    may = [fault.defect for fault in read("2020-05").faults]
    assert may == [Defect.UNNUMBERED, Defect.UNSIGNED]
    assert read("2020-05").header.dated_on == date(2020, 5, 18)
    assert read("2020-05").header.meeting_on == date(2020, 5, 11)


def test_every_item_of_both_seeds_is_found_with_who_and_when() -> None:
    score = scores()["seeds"]

    assert score.found == score.labelled == score.proposed == 42
    assert score.precision >= 0.95


def test_papers_that_the_rules_were_not_made_from_are_read_as_well() -> None:
    """The figure when they were first read: 0.934 and 0.924. The rules are not tuned on them."""
    score = scores()["held_out"]

    assert score.papers >= 8
    assert score.precision >= 0.9
    assert score.recall >= 0.9


def test_papers_written_after_the_last_mending_are_read_no_worse_than_at_first() -> None:
    """Run once when labelled: 0.852 and 0.852, below 0.9. The rules are not tuned on them."""
    score = scores()["held_out_later"]

    assert score.papers >= 8
    assert score.precision >= 0.85
    assert score.recall >= 0.85


def test_a_measure_can_fall(tmp_path: Path) -> None:
    for name in ("2020-05.txt", "2020-05.yaml"):
        content = (HERE / "seeds" / name).read_text("utf-8")
        if name.endswith(".yaml"):
            content = content.replace("who: [teams]", "who: [office]", 1)
            content = content.replace("who: [rooms]}", "who: [rooms], due: 2020-05-31}", 1)
        (tmp_path / name).write_text(content, "utf-8")

    (score,) = measure(tmp_path).values()

    assert score.right == score.labelled - 2
    assert any("WHO ['teams']" in miss for miss in score.misses)


def test_a_label_that_is_not_in_its_paper_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. Văn phòng trình.", "utf-8")
    labels = {
        "header": dict.fromkeys(("number", "dated_on", "place", "signer")),
        "twice": [],
        "items": [{"says": "Phòng 9 trình", "kind": "task", "who": []}],
    }
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(labels, allow_unicode=True), "utf-8")

    with pytest.raises(BadInput, match=r"a: không thấy .* «Phòng 9 trình»"):
        measure(tmp_path)
    with pytest.raises(BadInput, match="không có văn bản kèm nhãn"):
        measure(tmp_path / "không-có")


def _literals(value: object) -> Iterator[str]:
    """The plain words of every pattern and list, without the names shown to people."""
    if isinstance(value, str):
        yield from re.split(r"[^\w ]+", re.sub(r"\\[a-zA-Z]", "|", value))
    elif isinstance(value, dict):
        yield from (
            text for key, each in value.items() if key != "name" for text in _literals(each)
        )
    elif isinstance(value, list):
        yield from (text for each in value for text in _literals(each))


def _plain_words(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", text.lower()))
    return f" {words} "


def test_no_rule_knows_a_seed_by_heart() -> None:
    """No name out of the seeds, and no five words that stand in a seed and in no other paper."""
    papers = {
        group: _plain_words(" ".join(p.read_text("utf-8") for p in (HERE / group).glob("*.txt")))
        for group in ("seeds", "practice", "held_out", "held_out_later")
    }
    rules = [
        text
        for file in DATA.glob("*.yaml")
        for text in _literals(yaml.safe_load(file.read_text("utf-8")))
    ]
    names = ("trảng bàng", "bến đình", "tây ninh", "công thương", "đồng nai", "covid", "egov")

    own = [
        words
        for text in rules
        if len((words := _plain_words(text)).split()) >= 5
        and words in papers["seeds"]
        and words not in papers["practice"] + papers["held_out"]
    ]

    assert len(rules) > 500
    assert own == []
    assert [text for text in rules for name in names if name in text.lower()] == []


def test_an_inspection_is_found_without_diacritics_and_by_its_usual_name() -> None:
    names = Names(KNOWN.candidates, wording().names)

    assert names.about("KLTT duong va cau ben dinh bi khieu nai") == ("ben-dinh",)
    assert names.about("thanh tra trách nhiệm chủ tịch ủy ban nhân dân TX. Trảng Bàng") == (
        "trang-bang",
    )
    assert names.about("Các cuộc thanh tra đầu tư xây dựng") == ()
    assert names.about("Bến xe và Đình làng") == ()
    far = "03 cuộc họp bàn nhiều nội dung khác nhau, có dự thảo và hồ sơ bảo đảm an ninh"
    assert names.about(far) == ()


def test_word_lists_are_checked_and_the_fault_is_named(tmp_path: Path) -> None:
    for file in DATA.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    assert load_wording(tmp_path) == wording()

    shortcomings = tmp_path / "shortcomings.yaml"
    good = shortcomings.read_text("utf-8")
    shortcomings.write_text(good.replace("'nhật ký[^.;]", "'nhật ký[^.;", 1), "utf-8")
    with pytest.raises(BadInput, match=r"shortcomings\.yaml, mục kinds\.\d+\.patterns\.1: .*"):
        load_wording(tmp_path)

    shortcomings.unlink()
    with pytest.raises(BadInput, match="Không đọc được shortcomings"):
        load_wording(tmp_path)
