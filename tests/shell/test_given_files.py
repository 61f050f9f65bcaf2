"""What an operator names and is no file, or too big for one: refused at once, by its name."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tiendo import given_files
from tiendo.calendar_file import MOST_BYTES as MOST_OF_A_CALENDAR
from tiendo.calendar_file import read_calendar_file
from tiendo.calendar_seed import CACHE_FILE, read_seed
from tiendo.cli.acting import MAX_DATA, data_of
from tiendo.errors import BadInput
from tiendo.given_files import MOST_BYTES, open_given, read_given
from tiendo.limits import load_limits
from tiendo.meeting.faults import MOST_BYTES as MOST_OF_A_PAPER
from tiendo.meeting.taking_in import read_paper
from tiendo.moving import restore
from tiendo.policy import load_policy
from tiendo.prefect_key import FILE as KEY_FILE
from tiendo.prefect_key import key_of
from tiendo.settings import OFFICE_FILE, Settings, read_settings

A_MOMENT = 20
"""Seconds after which whoever waits for a pipe is told that nobody comes."""


@pytest.fixture(autouse=True)
def _not_waited_for() -> Iterator[None]:
    def nobody_comes(*_: object) -> None:
        raise TimeoutError("waited for a pipe")

    before = signal.signal(signal.SIGALRM, nobody_comes)
    signal.alarm(A_MOMENT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def calendar(file: Path) -> object:
    return read_calendar_file(file, years=range(2015, 2036), today=date(2026, 1, 1))


READERS: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "policy": (load_policy, MOST_BYTES, "TIENDO_POLICY_FILE={file}"),
    "limits": (load_limits, MOST_BYTES, "TIENDO_WATCH_FILE={file}"),
    "calendar": (calendar, MOST_OF_A_CALENDAR, "{file}"),
    "paper": (read_paper, MOST_OF_A_PAPER, "{file}"),
    "act": (lambda file: data_of(f"@{file}"), MAX_DATA, "--data={file}"),
    "backup": (
        lambda file: restore(Settings(home=file.parent / "home"), file, print),
        0,
        "{file}",
    ),
    "scan": (lambda file: open_given(file, "--file").close(), 0, "--file={file}"),
}


def a_folder(file: Path) -> None:
    file.mkdir()


def a_pipe(file: Path) -> None:
    os.mkfifo(file)


def a_device(file: Path) -> None:
    file.symlink_to("/dev/null")


def nothing(file: Path) -> None:
    assert not file.exists()


ODD: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a folder": (a_folder, "đó là thư mục", "it is a folder"),
    "a pipe": (a_pipe, "đó là đường ống", "it is a pipe"),
    "a device": (a_device, "đó là thiết bị", "it is a device"),
    "nothing": (nothing, "không có tệp này", "there is no such file"),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", READERS)
def test_what_is_no_file_is_refused_by_its_name_and_setting(
    kind: str, odd: str, tmp_path: Path
) -> None:
    read, _, name = READERS[kind]
    make, vi, en = ODD[odd]
    file = tmp_path / "thu"
    make(file)

    with pytest.raises(BadInput) as refused:
        read(file)

    text = refused.value.text
    assert name.format(file=file) in text.vi
    assert name.format(file=file) in text.en
    assert vi in text.vi
    assert en in text.en


@pytest.mark.parametrize("kind", ["policy", "limits", "act"])
def test_what_is_too_big_is_refused_with_the_limit(kind: str, tmp_path: Path) -> None:
    read, most, name = READERS[kind]
    file = tmp_path / "thu"
    file.write_bytes(b"#" * (most + 1))

    with pytest.raises(BadInput) as refused:
        read(file)

    assert name.format(file=file) in refused.value.text.vi
    assert f"lớn hơn {most // 1_000_000} MB" in refused.value.text.vi
    assert f"larger than {most // 1_000_000} MB" in refused.value.text.en


@contextmanager
def little_memory() -> Iterator[None]:
    """So much only as is there already and a little: reading a disk's image would fail."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 200_000_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@pytest.mark.parametrize("kind", [kind for kind in READERS if READERS[kind][1]])
def test_five_gigabytes_are_not_read_to_their_end(kind: str, tmp_path: Path) -> None:
    read, _, _ = READERS[kind]
    file = tmp_path / "thu"
    with file.open("wb") as opened:
        opened.truncate(5_000_000_000)

    with little_memory(), pytest.raises(BadInput, match="thu"):
        read(file)


def test_a_file_that_is_just_not_too_big_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "thu"
    file.write_bytes(b"#" * MOST_BYTES)

    assert len(read_given(file)) == MOST_BYTES
    with pytest.raises(BadInput):
        read_given(file, most=MOST_BYTES - 1)


@pytest.mark.parametrize("odd", ["a folder", "a pipe", "a device"])
def test_the_settings_of_a_home_are_a_file(
    odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    ODD[odd][0](tmp_path / OFFICE_FILE)

    with pytest.raises(BadInput, match=ODD[odd][1]):
        read_settings()


@pytest.mark.parametrize("odd", ["a folder", "a pipe", "a device"])
def test_what_the_program_keeps_for_itself_is_as_good_as_not_there(
    odd: str, tmp_path: Path
) -> None:
    ODD[odd][0](tmp_path / CACHE_FILE)
    ODD[odd][0](tmp_path / KEY_FILE)

    assert read_seed(tmp_path).days
    assert key_of(Settings(home=tmp_path, prefect_auth="")) == ""


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "thu")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(BadInput):
            given_files.open_given(tmp_path / "thu")

    assert len(list(Path("/proc/self/fd").iterdir())) == before
