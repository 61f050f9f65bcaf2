"""`tiendo meeting read` says what it understood and records nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import Tiendo, home, tiendo, told, version
from meeting_papers import HERE, docx_of, pdf_of, seed
from offices import CASE

__all__ = ["home", "tiendo"]
SEED = str(HERE / "seeds" / "2021-09.txt")


def named(found: Any, words: str) -> Any:
    (item,) = [item for item in found["items"] if words in item["words"]]
    return item


def test_a_conclusion_is_read_for_programs(home: Path, tiendo: Tiendo) -> None:
    before = version(home)
    found = told(tiendo, "meeting", "read", SEED)

    assert found["recorded"] is False
    assert found["inspections_looked_for"] is True
    assert [fault["defect"] for fault in found["defects"]] == [
        *("unnumbered", "undated", "unsigned", "section_twice"),
    ]
    assert named(found, "14/9/2021")["due"] == {
        "kind": "day",
        "on": "2021-09-14",
        "every": "",
        "words": "chậm nhất 14/9/2021",
    }
    assert named(found, "thị xã Trảng Bàng")["due"]["on"] == "2021-09-30"
    assert named(found, "03 dự án không thấy")["inspections"] == [CASE]
    assert version(home) == before


def test_a_conclusion_is_read_for_people(tiendo: Tiendo) -> None:
    code, out, err = tiendo("meeting", "read", SEED)

    assert (code, err) == (0, "")
    assert "! Hai mục cùng đánh số (4): dòng 157 và dòng 179." in out
    assert "→ Văn phòng · hạn 14/09/2021 («chậm nhất 14/9/2021»)" in out
    assert "Phòng 1, Lãnh đạo phụ trách khối · hạn 13/08/2021" in out
    assert "xem xét lại 30/09/2021" in out
    assert "→ Lãnh đạo phụ trách khối · hằng tháng" in out
    assert out.rstrip().endswith("Mới là đề xuất của máy; chưa ghi gì.")


def test_without_an_office_it_reads_and_says_what_it_did_not_look_for(
    tmp_path: Path, tiendo: Tiendo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path / "nowhere"))
    code, out, _ = tiendo("meeting", "read", SEED)

    assert code == 0
    assert "Chưa có cơ quan nào ở đây nên không tìm tên cuộc thanh tra." in out
    assert "hạn 14/09/2021" in out


def test_a_damaged_office_is_said_and_not_taken_for_none(home: Path, tiendo: Tiendo) -> None:
    for file in home.glob("*.db*"):
        file.write_bytes(b"not a database" * 400)

    code, out, err = tiendo("meeting", "read", SEED)

    assert (code, out) == (4, "")
    assert "Chưa có cơ quan" not in err


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_docx_and_a_pdf_say_the_same(tmp_path: Path, tiendo: Tiendo, kind: str) -> None:
    lines = [line.strip() for line in seed("2021-09").splitlines() if line.strip()]
    file = tmp_path / f"kl.{kind}"
    pages = [lines[:35], lines[35:70], lines[70:]]
    file.write_bytes(docx_of(lines) if kind == "docx" else pdf_of(pages))

    found = told(tiendo, "meeting", "read", str(file))

    original = told(tiendo, "meeting", "read", SEED)
    assert [(item["words"], item["due"]) for item in found["items"]] == [
        (item["words"], item["due"]) for item in original["items"]
    ]


def test_what_cannot_be_read_is_a_sentence_and_code_two(tmp_path: Path, tiendo: Tiendo) -> None:
    file = tmp_path / "kl.docx"
    file.write_bytes(docx_of(["Chữ."])[:500])
    code, out, err = tiendo("meeting", "read", str(file))

    assert (code, out) == (2, "")
    assert err.startswith("kl.docx: tệp .docx bị hỏng hoặc thiếu")


def test_the_measure_is_printed_for_each_folder(tiendo: Tiendo, tmp_path: Path) -> None:
    code, out, _ = tiendo("meeting", "measure", str(HERE))

    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[1:5]] == [
        *("held_out", "held_out_later", "practice", "seeds"),
    ]
    assert "Đúng = trùng câu" in out
    (tmp_path / "seeds").symlink_to(HERE / "seeds")
    assert told(tiendo, "meeting", "measure", str(tmp_path))["seeds"]["labelled"] == 42
