"""Every file that an operator hands in, with bytes changed: read, or refused in words."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from mutated import mutated
from offices import CASE, Told, open_office
from thorough import share

from tiendo.backup import back_up
from tiendo.calendar_file import parse_calendar
from tiendo.calendar_seed import CACHE_FILE, LAST_YEAR, read_seed
from tiendo.cli import main
from tiendo.errors import BadInput, ShellError
from tiendo.lawbook import load_pack
from tiendo.limits import load_limits
from tiendo.moving import restore
from tiendo.policy import load_policy
from tiendo.ports import StoreError
from tiendo.settings import OFFICE_FILE, Settings, read_settings
from tiendo.store.opening import open_store

DATA = files("tiendo") / "data"
CALENDAR = (
    "ngày,loại,tên,số văn bản,ngày ký,nơi ban hành\n"
    "02/01/2026,nghỉ hoán đổi,Hoán đổi,12729/VPCP-KGVX,25/12/2025,Văn phòng Chính phủ\n"
)
SETTINGS = "TIENDO_PORT=8021\nTIENDO_LANG=vi\nTIENDO_TODAY=2021-09-08\nTIENDO_SCAN_MB=25\n"
TODAY = date(2026, 1, 1)
Read = Callable[[Path], object]


def calendar(file: Path) -> object:
    years = range(2015, LAST_YEAR + 1)
    return parse_calendar(file.read_bytes(), name=file.name, years=years, today=TODAY)


def pack(file: Path) -> object:
    return load_pack(file.name, file.read_bytes())


def seed(file: Path) -> object:
    kept = file.rename(file.parent / CACHE_FILE)
    found = read_seed(file.parent)
    kept.unlink()
    return found


PACKS = sorted(each.name for each in (DATA / "packs").iterdir() if each.name.endswith(".yaml"))
FILES: dict[str, tuple[bytes, Read]] = {
    "calendar": (CALENDAR.encode(), calendar),
    "policy": ((DATA / "policy.yaml").read_bytes(), load_policy),
    "limits": ((DATA / "watch.yaml").read_bytes(), load_limits),
    "law": ((DATA / "packs" / PACKS[0]).read_bytes(), pack),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_with_bytes_changed_is_read_or_refused_by_name(kind: str, tmp_path: Path) -> None:
    content, read = FILES[kind]
    chance, refused = random.Random(20210908), list[BadInput]()  # noqa: S311
    file = tmp_path / f"{kind}.thu"

    for _ in range(share(300)):
        file.write_bytes(mutated(content, chance))
        try:
            read(file)
        except BadInput as error:
            refused.append(error)

    assert len(refused) > share(300) / 5
    assert all(file.name in error.text.vi for error in refused)


@pytest.mark.parametrize(
    "deep",
    ["[" * 300_000, "- " * 300_000, "{a: " * 100_000, "[" * 2_000 + "]" * 2_000],
    ids=["brackets", "dashes", "maps", "closed"],
)
@pytest.mark.parametrize("kind", ["policy", "limits", "law"])
def test_what_lies_too_deep_ends_in_a_sentence_and_not_the_process(
    kind: str, deep: str, tmp_path: Path
) -> None:
    file = tmp_path / "sau.yaml"
    file.write_text(f"x: {deep}")

    with pytest.raises(BadInput, match=r"sau\.yaml"):
        FILES[kind][1](file)


def test_settings_with_bytes_changed_are_read_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    chance = random.Random(7)  # noqa: S311

    for _ in range(share(300)):
        (tmp_path / OFFICE_FILE).write_bytes(mutated(SETTINGS.encode(), chance))
        try:
            read_settings()
        except BadInput:
            continue


def test_settings_that_are_no_text_are_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    (tmp_path / OFFICE_FILE).write_bytes(b"TIENDO_LANG=\x9d\n")

    with pytest.raises(SystemExit) as left:
        main(("list",))

    assert left.value.code == 2
    assert str(tmp_path / OFFICE_FILE) in capsys.readouterr().err


def test_the_kept_calendar_with_bytes_changed_is_read_or_computed_again(tmp_path: Path) -> None:
    whole = read_seed(tmp_path)
    content, chance = (tmp_path / CACHE_FILE).read_bytes(), random.Random(8)  # noqa: S311

    for _ in range(share(100)):
        (tmp_path / CACHE_FILE).write_bytes(mutated(content, chance))
        assert read_seed(tmp_path).source == whole.source


def test_a_backup_with_bytes_changed_is_refused_or_all_of_it_arrives(tmp_path: Path) -> None:
    """All of it, where what was changed holds nothing: the rest of a page, a page let go of."""
    url = f"sqlite:///{tmp_path / 'tiendo.db'}"
    desk = open_office(url, TODAY)
    Told(desk, date(2021, 6, 1), CASE).walk()
    now, written = desk.clock.now(), desk.store.events(CASE)
    content = back_up(url, tmp_path / "backups", now=now, keep=3).file.read_bytes()
    desk.store.close()
    chance, refused = random.Random(9), 0  # noqa: S311

    for number in range(share(100)):
        torn, home = tmp_path / f"torn-{number}.db", tmp_path / f"home-{number}"
        torn.write_bytes(mutated(content, chance))
        settings = Settings(home=home)
        try:
            arrived = restore(settings, torn, lambda *_: None)
        except (ShellError, StoreError):
            refused += 1
            assert not list(home.glob("restore-*"))
            continue
        there = open_store(settings.url)
        assert (arrived.faults, there.events(CASE)) == ((), written)
        there.close()

    assert refused > share(100) / 2
