"""What the command line refuses: a sentence, an exit code that is not 0, nothing written."""

from __future__ import annotations

import json
import sys
import unicodedata
from importlib.resources import files
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from commands import Tiendo, version
from offices import CASE

from tiendo.cli.app import main

KIEU_UNSIGNED = ("--by", "kieu", "--doc-date", "2021-09-01")
BAD: list[tuple[tuple[str, ...], int, str]] = [
    (("do", CASE, "fly"), 2, "Không có việc nào tên «fly»"),
    (("do", "fly", CASE), 2, f"Không có việc nào tên «{CASE}»"),
    (("do", "declare_none", CASE), 2, f"tên việc sau: tiendo do {CASE} declare_none"),
    (("do", "khong-co", "declare_none"), 3, "Không có cuộc thanh tra mang mã «khong-co»"),
    (("show", "khong-co"), 3, "Không có cuộc thanh tra mang mã «khong-co»"),
    (("do", CASE, "declare_none", "--on", "09/09/2021"), 2, "ở tương lai"),
    (("do", CASE, "declare_none", "--on", "hôm qua"), 2, "--on: «hôm qua» không phải ngày"),
    (("stuck", "--as-of", "31/02/2021"), 2, "--as-of: «31/02/2021» không phải ngày"),
    (("do", CASE, "extend", "--set", "days=9", *KIEU_UNSIGNED), 1, "thiếu số, người ký"),
    (("do", CASE, "note", "--data", "{không phải JSON"), 2, "--data: không đọc được JSON"),
    (("do", CASE, "note", "--data", "[1]"), 2, "cần một đối tượng JSON"),
    (
        ("do", CASE, "note", "--data", "@khong-co.json"),
        2,
        "--data=khong-co.json: không có tệp này",
    ),
    (("do", CASE, "note", "--data", "[" * 100_000), 2, "không đọc được JSON"),
    (("do", CASE, "note", "--set", "text"), 2, "viết tên=giá_trị"),
    (("do", CASE, "declare_none", "--by", "ma"), 3, "mang mã «ma»"),
    (("do", CASE, "declare_none", "--by", "khach"), 1, "Việc này do"),
    (("do", CASE, "declare_none", "--reason", "x" * 50_000), 2, "quá dài"),
    (("request", "send", CASE, "YC9"), 3, "Không có yêu cầu mã YC9"),
    (("do", unicodedata.normalize("NFD", "dự-án"), "declare_none"), 3, "Không có cuộc thanh tra"),
    (("do", CASE, "extend"), 2, "Mục cần thêm (--set): days."),
    (("letter", CASE, "1"), 3, "không có dự thảo văn bản nào."),
    (("bay",), 2, ""),
    (("stuck", "--nhanh"), 2, ""),
]


@pytest.mark.parametrize(("words", "code", "sentence"), BAD)
def test_bad_input_gets_a_sentence_an_exit_code_and_writes_nothing(
    tiendo: Tiendo, home: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = version(home)

    left, out, err = tiendo(*words)

    assert (left, sentence in err) == (code, True), (left, err)
    assert "Traceback" not in err + out
    assert version(home) == before


def test_a_megabyte_of_text_on_standard_input_is_refused_in_a_sentence(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(json.dumps({"text": "x" * 1_000_000})))

    code, _, err = tiendo("do", CASE, "note", "--data", "-")

    assert (code, version(home)) == (2, 5)
    assert "Nội dung nhật ký quá dài (nhiều nhất 20000 ký tự)." in err


def test_nothing_is_written_without_a_named_actor(
    tiendo: Tiendo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIENDO_BY")

    code, _, err = tiendo("do", CASE, "declare_none")

    assert (code, "Chưa rõ ai làm" in err) == (2, True)


def test_refusals_are_in_english_too(tiendo: Tiendo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_LANG", "en")

    assert (
        "The inspection is on hold: “Resume” it first." in tiendo("do", CASE, "end_fieldwork")[2]
    )


def test_a_setting_that_makes_no_sense_is_named(
    tiendo: Tiendo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_PORT", "nhiều")

    code, _, err = tiendo("stuck")

    assert (code, "TIENDO_PORT" in err) == (2, True)


def test_data_that_is_no_database_is_said_in_a_sentence(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = home / "other"
    broken.mkdir()
    (broken / "tiendo.db").write_text("không phải cơ sở dữ liệu " * 100, "utf-8")
    monkeypatch.setenv("TIENDO_HOME", str(broken))

    code, _, err = tiendo("stuck")

    assert (code, "Không mở được dữ liệu" in err) == (4, True)


def test_a_policy_file_with_a_mistake_names_file_and_field(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = home / "policy.yaml"
    shipped = files("tiendo").joinpath("data/policy.yaml").read_text("utf-8")
    monkeypatch.setenv("TIENDO_POLICY_FILE", str(policy))
    for right, wrong, said in (
        ("review_days: 7", "review_days: 0", "mục review_days"),
        ("to: holder, before: 3", "to: member, before: 3", "mục ladders.law.0.to: 'member' is"),
        ("silent: usual", "silnt: usual", "mục ladder_for: 'silnt' is no kind of stall"),
        ("{to: deputy, after: 5}", "{to: deputy, after: 1}", "mục ladders: ladder 'law_blocking'"),
    ):
        assert right in shipped
        policy.write_text(shipped.replace(right, wrong), "utf-8")

        code, _, err = tiendo("stuck")

        assert (code, f"{policy}, {said}" in err) == (2, True), err


def test_a_day_the_calendar_does_not_reach_is_said_in_a_sentence(
    tiendo: Tiendo, home: Path
) -> None:
    far = ("do", CASE, "set_review", "--by", "hoa", "--set", "review_on=2099-01-01")
    for words, said in (
        (far, "xa quá hai năm kể từ hôm nay"),
        (("stuck", "--as-of", "2099-01-01"), "nằm ngoài lịch làm việc"),
    ):
        code, _, err = tiendo(*words)
        assert code == 2
        assert said in err
    assert version(home) == 5


def test_a_home_with_no_office_does_not_look_like_a_quiet_one(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(home / "mistyped"))

    code, out, err = tiendo("stuck")

    assert (code, out) == (4, "")
    assert f"Chưa có cơ quan nào trong «{home / 'mistyped'}» (TIENDO_HOME)" in err

    monkeypatch.setenv("TIENDO_DATABASE_URL", f"sqlite:///{home / 'elsewhere.db'}")
    assert "trong cơ sở dữ liệu của TIENDO_DATABASE_URL" in tiendo("stuck")[2]


ASKING = ("list", "verify", "backup", "calendar", "user list", "user disable lan", "contact list")


def test_where_there_is_no_office_none_is_made_by_asking_for_it(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = sorted(home.iterdir())
    monkeypatch.setenv("TIENDO_HOME", str(home / "mistyped"))
    for database in ("", f"sqlite:///{home / 'elsewhere.db'}"):
        monkeypatch.setenv("TIENDO_DATABASE_URL", database)
        move = f"move --to sqlite:///{home / 'new.db'}"
        for words in (*ASKING, f"do {CASE} declare_none", "meeting late", move):
            code, _, err = tiendo(*words.split())

            assert (words, code) == (words, 4)
            assert "«tiendo user add MÃ --admin» mở một cơ quan mới" in err
    assert sorted(home.iterdir()) == there


def test_whose_work_it_is_must_be_said(tiendo: Tiendo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_BY", "")

    assert tiendo("my")[::2] == (
        2,
        "Việc của ai? Viết tiendo my MÃ (xem «tiendo people») hoặc đặt TIENDO_BY.\n",
    )


def test_the_tables_are_headed_in_the_language_asked_for(
    tiendo: Tiendo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_LANG", "en")

    assert tiendo("people")[1].split()[:2] == ["Id", "Name"]
    assert tiendo("list")[1].startswith("Id")
    assert "What is missing" in tiendo("allowed", CASE)[1]


@pytest.mark.parametrize("words", [("stuck",), ("do", CASE, "fly"), ("--help",)])
@pytest.mark.usefixtures("tiendo")
def test_a_terminal_that_knows_no_vietnamese_is_written_to_all_the_same(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    said, told = BytesIO(), BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(said, encoding="ascii", errors="strict"))
    monkeypatch.setattr(sys, "stderr", TextIOWrapper(told, encoding="ascii", errors="strict"))

    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == (2 if "fly" in words else 0)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    assert b"\\u1e" in said.getvalue() + told.getvalue()


@pytest.mark.parametrize("words", [("list",), ("do", CASE, "declare_none", "--by", "binh")])
def test_an_output_that_finds_no_room_is_said_and_what_was_done_is_not_denied(
    words: tuple[str, ...],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Repeated as if it had been refused, it would be recorded twice."""
    before = version(home)
    with Path("/dev/full").open("w") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as left:
            main(words)
        assert full.closed

    assert left.value.code == 4
    said = capsys.readouterr().err
    assert "No space left" in said
    assert "đã được ghi chưa" in said
    assert version(home) == before + (words[0] == "do")
