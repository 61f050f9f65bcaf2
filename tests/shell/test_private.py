"""What the program writes is its owner's: hashes, secrets and the record are no reading matter."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Tiendo
from pydantic import SecretStr

from tiendo.settings import Settings


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    """The mask of most machines: what is made may be read by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_other_accounts_of_the_machine_read_no_file_of_an_office(
    tiendo: Tiendo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "co-quan"
    monkeypatch.setenv("TIENDO_HOME", str(new))
    monkeypatch.delenv("TIENDO_TODAY")

    assert tiendo("demo")[0] == 0
    assert tiendo("backup", str(tmp_path / "sao-luu"))[0] == 0

    written = [new, tmp_path / "sao-luu", *new.rglob("*"), *(tmp_path / "sao-luu").rglob("*")]
    assert {each.name for each in written} >= {"tiendo.db", "tiendo.env", "backup.lock"}
    assert [str(each) for each in written if rights(each) & 0o077] == []


def test_an_office_from_before_is_shut_to_others_when_it_is_opened(
    tiendo: Tiendo, home: Path
) -> None:
    file = home / "tiendo.db"
    file.chmod(0o664)

    assert tiendo("list")[0] == 0

    assert rights(file) == 0o660  # a group that the operator chose keeps what it has


def test_no_setting_that_holds_a_secret_is_shown_by_a_repr() -> None:
    settings = Settings(
        database_url="postgresql://an:s3cret@db/x",
        prefect_auth="an:s3cret",
        smtp_password=SecretStr("s3cret"),
        webhook_secret=SecretStr("s3cret"),
    )

    assert "s3cret" not in repr(settings)
