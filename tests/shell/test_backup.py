"""Backups: whole or not there, checked by themselves, the newest kept; and restored."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from machine import office_time
from offices import CASE, Told, sqlite, tamper
from older import backup_of

from tiendo.backup import back_up, backups
from tiendo.bootstrap import open_desk
from tiendo.errors import BadInput, NotMoved, OfficeError
from tiendo.moving import restore
from tiendo.settings import Settings
from tiendo.store.files import check_copy

pytestmark = pytest.mark.slow

NOON = office_time(8, 12)


def quiet(_table: str, _rows: int) -> None:
    """Nobody is told."""


@pytest.fixture
def url(told: Told, tmp_path: Path) -> str:
    """An office with one inspection in it, closed."""
    assert told.desk.history(CASE)
    return sqlite(tmp_path)


@pytest.fixture
def made(url: str, tmp_path: Path) -> Path:
    return back_up(url, tmp_path / "backups", now=NOON, keep=3).file


def test_a_backup_is_one_file_that_is_whole_by_itself(made: Path, told: Told) -> None:
    assert sorted(path.name for path in made.parent.iterdir()) == [
        "backup.lock",
        "tiendo-20210908-120000.db",
    ]
    before = made.read_bytes()
    check_copy(made)
    assert made.read_bytes() == before
    with closing(sqlite3.connect(made)) as shell:
        (count,) = shell.execute("SELECT count(*) FROM event").fetchone()
    assert count == len(told.desk.history(CASE))


def test_the_newest_stay_and_what_is_not_ours_stays_too(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "tiendo-cũ.db").write_text("mine")
    for day in range(5):
        back_up(url, folder, now=NOON + timedelta(days=day), keep=3)

    assert [path.name for path in backups(folder)] == [
        "tiendo-20210912-120000.db",
        "tiendo-20210911-120000.db",
        "tiendo-20210910-120000.db",
    ]
    assert (folder / "tiendo-cũ.db").read_text() == "mine"


def test_a_clock_that_stands_gives_no_backup_the_name_of_another(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [back_up(url, folder, now=NOON, keep=2).file for _ in range(2)]
    third = back_up(url, folder, now=NOON, keep=2)

    assert len(set(made)) == 2
    assert third.let_go == (made[0],)
    assert backups(folder) == (third.file, made[1])


def test_a_broken_record_is_backed_up_and_lets_no_older_one_go(
    url: str, tmp_path: Path, made: Path
) -> None:
    tamper(tmp_path / "office.db", CASE, 2)

    second = back_up(url, made.parent, now=NOON + timedelta(days=1), keep=1)

    assert second.copied.faults
    assert set(backups(made.parent)) == {made, second.file}


def test_two_backups_into_one_folder_at_once_are_refused(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"

    def again(_table: str, _rows: int) -> None:
        with pytest.raises(OfficeError, match="Đang có một lần sao lưu khác"):
            back_up(url, folder, now=NOON, keep=3)

    back_up(url, folder, now=NOON, keep=3, tell=again)


@pytest.mark.slow
def test_a_backup_killed_on_the_way_leaves_a_part_which_the_next_clears_away(
    url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    script = f"""
import os, signal
from machine import office_time
from pathlib import Path
from tiendo.backup import back_up
def die(table, rows):
    if table == "event":
        os.kill(os.getpid(), signal.SIGKILL)
back_up({url!r}, Path({str(folder)!r}), now=office_time(8, 2), keep=3, tell=die)
"""
    root = Path(__file__).parents[2]
    path = os.pathsep.join((str(root), str(root / "tests" / "support")))
    killed = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert killed.returncode == -9
    assert backups(folder) == ()
    assert any(".part" in entry.name for entry in folder.iterdir())

    made = back_up(url, folder, now=NOON, keep=3).file

    assert [entry.name for entry in folder.iterdir() if ".part" in entry.name] == []
    assert backups(folder) == (made,)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """Another machine with nothing on it yet."""
    return Settings(home=tmp_path / "elsewhere", today=date(2021, 9, 8))


def test_a_restored_office_is_the_one_that_was_backed_up(
    made: Path, told: Told, elsewhere: Settings
) -> None:
    arrived = restore(elsewhere, made, quiet)

    assert arrived.faults == ()
    desk = open_desk(elsewhere)
    with closing(desk.store):
        assert desk.store.events(CASE) == told.desk.store.events(CASE)
        assert desk.store.people() == told.desk.store.people()
        assert desk.verify() == ()
    assert sorted(path.name for path in elsewhere.home.iterdir() if "restore" in path.name) == []


def test_an_office_that_is_there_is_never_overwritten(made: Path, elsewhere: Settings) -> None:
    restore(elsewhere, made, quiet)

    with pytest.raises(NotMoved, match=r"không trống .*event: "):
        restore(elsewhere, made, quiet)


def torn(made: Path, bytes_left: int) -> Path:
    file = made.with_name("torn.db")
    file.write_bytes(made.read_bytes()[:bytes_left])
    return file


@pytest.mark.parametrize("left", [0, 40, 4096, 40_000])
def test_a_torn_file_is_refused(made: Path, elsewhere: Settings, left: int) -> None:
    assert left < made.stat().st_size
    with pytest.raises((NotMoved, OfficeError), match=r"torn\.db"):
        restore(elsewhere, torn(made, left), quiet)

    assert not (elsewhere.home / "tiendo.db").exists()


def test_a_row_changed_in_the_file_is_refused_by_its_table(
    made: Path, elsewhere: Settings
) -> None:
    with closing(sqlite3.connect(made)) as shell:
        shell.execute("UPDATE person SET title = 'Chánh Thanh tra' WHERE id = 'binh'")
        shell.commit()

    with pytest.raises(NotMoved, match="table person is not what was copied"):
        restore(elsewhere, made, quiet)


def test_a_foreign_file_is_refused_and_so_is_a_live_database(
    tmp_path: Path, url: str, elsewhere: Settings
) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as shell:
        shell.execute("CREATE TABLE person (passport TEXT)")
    words = tmp_path / "thư.db"
    words.write_text("Kính gửi ông Chánh Thanh tra, " * 99)
    live = Path(shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "live.db"))

    for file in (foreign, live):
        with pytest.raises(NotMoved, match="no copy made by this program"):
            restore(elsewhere, file, quiet)
    with pytest.raises(OfficeError, match=words.name):
        restore(elsewhere, words, quiet)
    with pytest.raises(BadInput, match=r"không-có\.db: không có tệp này"):
        restore(elsewhere, tmp_path / "không-có.db", quiet)


def test_a_backup_of_a_broken_record_is_not_restored(
    url: str, tmp_path: Path, elsewhere: Settings
) -> None:
    tamper(tmp_path / "office.db", CASE, 2)
    made = back_up(url, tmp_path / "backups", now=NOON, keep=3).file

    with pytest.raises(NotMoved, match=f"{CASE}, 2"):
        restore(elsewhere, made, quiet)


def test_a_backup_of_an_older_program_is_brought_up_to_date_on_the_way(
    made: Path, elsewhere: Settings, told: Told
) -> None:
    old = made.with_name("tiendo-20200908-120000.db")
    backup_of("0003", made, old)
    before = old.read_bytes()

    arrived = restore(elsewhere, old, quiet)

    assert arrived.copied.rows_of("event") == len(told.desk.history(CASE))
    assert old.read_bytes() == before
