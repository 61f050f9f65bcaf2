"""`tiendo calendar`: what a year looks like, and loading an announcement by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE, at
from offices import Told, open_office

from tiendo.cli import main
from tiendo.drive import drive
from tiendo.lawbook import lawbook

ANSWER = tuple[int, str, str]
Tiendo = Callable[..., ANSWER]
HEAD = "ngày,loại,tên,số văn bản,ngày ký,nơi ban hành\n"
ROW = "24/07/2021,làm bù,Làm bù,1/TB,16/07/2021,Bộ Nội vụ\n"
PAUSED = date(2021, 7, 19)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One inspection paused on Mon 19/07/2021; today is the day after."""
    desk = open_office(f"sqlite:///{tmp_path / 'tiendo.db'}", date(2021, 7, 20), lawbook())
    told = Told(desk, date(2021, 6, 21)).walk()
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", now=at(PAUSED))
    drive(desk, as_of=PAUSED, now=at(PAUSED))
    desk.store.close()
    (tmp_path / "lich.csv").write_text(HEAD + ROW, "utf-8")
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_TODAY", "2021-07-20")
    for name in ("TIENDO_BY", "TIENDO_DATABASE_URL", "TIENDO_LANG", "TIENDO_POLICY_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def tiendo(home: Path, capsys: pytest.CaptureFixture[str]) -> Tiendo:
    """Runs one command in this process: its exit code, output and errors."""
    assert home.is_dir()

    def run(*words: str) -> ANSWER:
        with pytest.raises(SystemExit) as left:
            main(("calendar", *words))
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run


def test_a_year_lists_its_days_with_their_basis_and_its_working_days(tiendo: Tiendo) -> None:
    code, out, _ = tiendo()

    assert code == 0
    assert "Thứ Hai 03/05/2021" in out
    assert "2: 15 ·" in out
    assert "Cả năm: 250." in out
    assert "dự kiến" not in out


def test_a_year_that_nobody_announced_is_marked(tiendo: Tiendo) -> None:
    year = json.loads(tiendo("2030", "--json")[1])

    assert "Năm 2030 (dự kiến: chưa nạp văn bản thông báo):" in tiendo("2030")[1]
    assert (year["provisional"], len(year["months"])) == (True, 12)
    assert "dự kiến" in year["days"][0]["why"]["vi"]


def test_a_preview_then_the_load_then_the_year_cites_the_document(
    tiendo: Tiendo, home: Path
) -> None:
    file = str(home / "lich.csv")

    code, out, err = tiendo("load", file, "--by", "vanphong", "--dry-run")
    assert (code, err) == (0, "")
    assert "Thứ Bảy 24/07/2021: nghỉ hằng tuần → làm bù" in out
    assert "1 hạn thay đổi (trong 1 cuộc thanh tra đang mở)." in out
    assert (
        "ba-du-an: báo tiếp 29/07/2021 → 28/07/2021, tính là vướng từ 29/07/2021 → 28/07/2021"
    ) in out
    assert json.loads(tiendo("--json")[1])["working_days"] == 250

    code, out, err = tiendo("load", file, "--by", "vanphong")
    assert code == 0
    assert "Đã nạp 1 ngày mới; đã tính lại, 1 hạn thay đổi." in out
    assert err == "Đã tính lại 1/1 cuộc (1 hạn thay đổi).\n"

    year = json.loads(tiendo("--json")[1])
    (day,) = [each for each in year["days"] if each["date"] == "2021-07-24"]
    assert year["working_days"] == 251
    assert day["document"] == {"number": "1/TB", "signed_on": "2021-07-16", "issuer": "Bộ Nội vụ"}
    assert "văn bản số 1/TB ngày 16/07/2021 của Bộ Nội vụ" in tiendo("2021")[1]

    again = json.loads(tiendo("load", file, "--by", "vanphong", "--json")[1])
    assert (again["loaded"], again["new_days"], again["changed"]) == (True, 0, 0)


def test_in_a_large_office_the_load_leaves_the_dates_to_the_flow_and_says_so(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIENDO_REPROJECT_AT_ONCE", "0")

    code, out, err = tiendo("load", str(home / "lich.csv"), "--by", "vanphong")

    assert (code, err) == (0, "")
    assert "Còn 1/1 cuộc chưa tính lại" in out
    with pytest.raises(SystemExit) as left:
        main(("reproject",))
    printed = capsys.readouterr()
    assert left.value.code == 0
    assert printed.out == "Đã tính lại xong; 1 hạn thay đổi.\n"
    assert printed.err.splitlines() == [
        "Đã tính lại 1/1 cuộc (1 hạn thay đổi).",
        "Đã cộng lại số liệu toàn cơ quan, còn 0 cuộc.",
    ]


BAD: list[tuple[tuple[str, ...], int, str]] = [
    (("2036",), 2, "không có năm 2036"),
    (("load", "lich.csv"), 2, "Chưa rõ ai làm"),
    (("load", "lich.csv", "--by", "binh"), 1, "Việc này do Văn phòng hoặc Quản trị làm."),
    (("load", "lich.csv", "--by", "ma"), 3, "mang mã «ma»"),
    (("load", "khong-co.csv", "--by", "vanphong"), 2, "Không đọc được"),
    (("load", "sai.csv", "--by", "vanphong"), 2, "dòng 3, cột «ngày»: «hôm qua» không phải ngày"),
]


@pytest.mark.parametrize(("words", "code", "sentence"), BAD)
def test_bad_input_gets_a_sentence_and_nothing_is_loaded(
    tiendo: Tiendo,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(home)
    (home / "sai.csv").write_text(HEAD + ROW + ROW.replace("24/07/2021", "hôm qua"), "utf-8")

    left, out, err = tiendo(*words)

    assert (left, sentence in err) == (code, True), (left, err)
    assert "Traceback" not in err + out
    assert json.loads(tiendo("--json")[1])["working_days"] == 250
