"""A verified copy of everything in one SQLite file, whatever database the office lives in.

It is written under another name and given its own only when what it holds was measured against
what was sent. A run that was killed leaves a part behind, which the next one clears away.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from states.text import Text
from tiendo.beat import Said
from tiendo.clock import OFFICE_ZONE
from tiendo.errors import OfficeError
from tiendo.scans import Scans
from tiendo.store.copying import Copied, Tell, copy
from tiendo.store.engine import open_database
from tiendo.store.files import check_copy, finish, publish
from tiendo.store.migrate import migrate

PART = ".part"
_OURS = re.compile(r"tiendo-\d{8}-\d{6}(-\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup, and the older ones that were let go for it."""

    file: Path
    copied: Copied
    let_go: tuple[Path, ...] = ()
    scans: int = 0  # files of papers that were not in the folder yet


def back_up(
    url: str,
    folder: Path,
    *,
    now: datetime,
    keep: int,
    scans: Scans | None = None,
    tell: Tell = lambda _name, _rows: None,
) -> Backup:
    """Copy the database at ``url`` into a new file of the folder; the newest ``keep`` stay.

    The files of the papers go into one folder beside all backups, each once: what is let go of
    never takes one away. A record that is not whole is copied too, and then no older backup is
    let go. Raises
    OfficeError when the folder cannot be used or a backup is under way in it, and StoreError.
    """
    with _alone_in(folder):
        part = folder / f"{_name(now)}{PART}"
        source = open_database(url)
        with closing(source):
            target = open_database(f"sqlite:///{part}")
            with closing(target):
                migrate(source)
                migrate(target)
                copied = copy(source, target, tell=tell, seal=True, broken=True)
        finish(part)
        check_copy(part)
        kept = scans.copy_into(scans_beside(folder, scans)) if scans else 0
        file = _free(folder, _name(now))
        publish(part, file)
        return Backup(file, copied, () if copied.faults else _let_go(folder, keep), kept)


def scans_beside(folder: Path, scans: Scans) -> Scans:
    """Where the files of the papers lie in a folder of backups."""
    return replace(scans, folder=folder / "scans")


def said_of(made: Backup) -> Said:
    """How a backup went, in one sentence."""
    faults = made.copied.faults
    amount = f"{made.file.name}: {made.copied.rows_of('event')} mục ghi"
    if faults:
        return Said(False, f"{amount}, nhưng sổ ghi có {len(faults)} chỗ sai.")
    return Said(True, f"{amount}, đã kiểm tra.")


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups in a folder, newest first."""
    found = [path for path in folder.glob("tiendo-*.db") if _OURS.fullmatch(path.name)]
    return tuple(
        sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    )


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """The folder, with nobody else backing up into it; parts of dead runs are cleared away."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "backup.lock").open("a", encoding="utf-8")
    except OSError as error:
        raise OfficeError(_FOLDER.fill(folder=folder, error=error.strerror)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OfficeError(_UNDER_WAY.fill(folder=folder)) from None
        for dead in folder.glob(f"tiendo-*.db{PART}*"):
            dead.unlink()
        yield


def _name(now: datetime) -> str:
    return f"tiendo-{now.astimezone(OFFICE_ZONE):%Y%m%d-%H%M%S}.db"


def _free(folder: Path, name: str) -> Path:
    """A file that is not there yet: the clock may have been set back, or its day stand still."""
    file, number = folder / name, 1
    while file.exists():
        number += 1
        file = folder / name.replace(".db", f"-{number}.db")
    return file


def _let_go(folder: Path, keep: int) -> tuple[Path, ...]:
    old = backups(folder)[keep:]
    for path in old:
        path.unlink()
    return old


_FOLDER = Text(
    "Không dùng được thư mục sao lưu «{folder}»: {error}",
    "The backup folder “{folder}” cannot be used: {error}",
)
_UNDER_WAY = Text(
    "Đang có một lần sao lưu khác vào «{folder}».",
    "Another backup into “{folder}” is under way.",
)
