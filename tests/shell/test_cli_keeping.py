"""`tiendo status`, `backup`, `restore` and `move` on the command line."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from commands import Tiendo, told
from machine import HandClock, beaten, office_time
from offices import CASE, open_office

from tiendo.pulse import Outcome

NOW = office_time(8, 9, 5)


@pytest.fixture(autouse=True)
def hands(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """The office's clock is set by hand: five past nine."""
    clock = HandClock(NOW)
    monkeypatch.setattr("tiendo.bootstrap.open_clock", lambda _: clock)
    return clock


def beat(home: Path, flow: str, at: datetime, outcome: Outcome = Outcome.DONE) -> None:
    desk = open_office(f"sqlite:///{home / 'tiendo.db'}", date(2021, 9, 8))
    beaten(desk, flow, at, outcome, "đầy đĩa")
    desk.store.close()


def test_an_office_in_which_nothing_ever_ran_is_told_so(tiendo: Tiendo) -> None:
    code, out, _ = tiendo("status")

    assert code == 1
    assert out == (
        "Máy chưa tự chạy lần nào: không ai rà soát, không ai nhắc việc. (Từ 09:05 08/09/2021.)\n"
    )


def test_a_machine_that_is_alive_is_one_quiet_line(tiendo: Tiendo, home: Path) -> None:
    for flow in ("escalate", "watch", "backup", "backup-made"):
        beat(home, flow, office_time(8, 9))

    assert tiendo("status") == (0, "Máy rà soát lần cuối 09:00 08/09/2021.\n", "")
    assert told(tiendo, "status") == {
        "ok": True,
        "swept_at": "2021-09-08T02:00:00+00:00",
        "findings": [],
    }


def test_what_is_silent_or_failed_is_a_sentence_and_exit_code_1(
    tiendo: Tiendo, home: Path, hands: HandClock
) -> None:
    beat(home, "escalate", office_time(8, 9))
    beat(home, "watch", office_time(8, 12))
    beat(home, "backup", office_time(8, 12), Outcome.FAILED)
    hands.moment = office_time(8, 12, 1)

    code, out, _ = tiendo("status", "--json")

    found = {each["key"]: each for each in json.loads(out)["findings"]}
    assert code == 1
    assert found.keys() >= {"silent:escalate", "failed:backup"}
    assert found["failed:backup"]["sentence"]["en"] == (
        "The run of “backup” at 12:00 08/09/2021 did not end well: đầy đĩa"
    )


def test_sweeping_and_backing_up_by_hand_count_as_beats(tiendo: Tiendo, hands: HandClock) -> None:
    assert tiendo("sweep")[0] == 0
    assert tiendo("backup")[0] == 0
    assert tiendo("verify")[0] == 0
    hands.moment = NOW + timedelta(minutes=5)

    found = told(tiendo, "status")

    assert found["findings"] == []
    assert found["swept_at"] == "2021-09-08T02:05:00+00:00"


def test_a_backup_goes_where_it_is_told_and_comes_back(
    tiendo: Tiendo, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = tiendo("backup", str(tmp_path / "usb"))
    file, said = out.splitlines()
    assert (code, Path(file).parent) == (0, tmp_path / "usb")
    assert said.endswith("5 mục ghi, đã kiểm tra.")

    code, _, err = tiendo("restore", file)
    assert (code, "không trống" in err) == (1, True)

    monkeypatch.setenv("TIENDO_HOME", str(home / "other"))
    code, out, _ = tiendo("restore", file)
    assert (code, out) == (0, "Đã nạp và kiểm tra hai đầu: 5 mục ghi của 1 cuộc.\n")
    assert tiendo("show", CASE)[0] == 0


def test_a_move_ends_with_the_lines_to_write_down(
    tiendo: Tiendo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = f"sqlite:///{tmp_path / 'new.db'}"

    code, out, _ = tiendo("move", "--to", to)

    assert code == 0
    assert out.splitlines()[-2:] == [
        "# sqlite → sqlite, 5 mục ghi của 1 cuộc",
        f"TIENDO_DATABASE_URL={to}",
    ]
    code, _, err = tiendo("show", CASE)
    assert (code, "dữ liệu đã chuyển đi" in err) == (4, True)
    monkeypatch.setenv("TIENDO_DATABASE_URL", to)
    assert tiendo("show", CASE)[0] == 0


def test_a_move_that_is_refused_says_why(tiendo: Tiendo, tmp_path: Path) -> None:
    code, _, err = tiendo("move", "--to", f"sqlite:///{tmp_path / 'tiendo.db'}")

    assert (code, err) == (2, "Nguồn và đích là một.\n")
