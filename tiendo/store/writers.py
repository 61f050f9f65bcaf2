"""Who is at work on a database: whoever may write is present, and one may ask to be alone.

On SQLite a file lock beside the database, on PostgreSQL an advisory lock of every connection;
system and server let go of them when their holder dies. A file whose office has moved away says
so beside it: nobody may go on writing where nobody looks any more.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from tiendo.store.errors import DatabaseUnreachable, Moved, Moving, WritersOn, failure

LOCK = 0x7469_656E_646F_01  # any number does that nobody else uses
_FLOCKS = Path("/proc/locks")
_MOVED = "{file}: dữ liệu đã chuyển đi / the data has moved: {where} ({mark})"


def program() -> str:
    """What this process is called where others see who is at work."""
    called = Path(sys.argv[0] or "python")
    name = called.parent.name if called.stem == "__main__" else called.stem
    return f"tiendo {name}, pid {os.getpid()}, {socket.gethostname()}"[:63]


def mark_of(file: Path) -> Path:
    """Where it stands that the office of this database file has moved away."""
    return file.with_name(f"{file.name}.moved")


def be_present(file: Path) -> TextIO:
    """Be at work on a database file until the answer is closed. Raises Moving or Moved."""
    lock = _lock_of(file)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise failure(Moving, str(file), "tiendo move") from None
    mark = mark_of(file)
    if mark.exists():
        lock.close()
        raise Moved(_MOVED.format(file=file, where=mark.read_text("utf-8").strip(), mark=mark))
    return lock


def be_alone(file: Path) -> TextIO:
    """Be the only one at work on a database file. Raises WritersOn saying who else is."""
    lock = _lock_of(file)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holders = _holders(lock)
        lock.close()
        raise WritersOn(str(file), holders) from None
    return lock


def be_present_on(cursor: Any, where: str) -> None:
    """Be at work with one connection of PostgreSQL, for as long as it lives. Raises Moving."""
    cursor.execute(f"SELECT pg_try_advisory_lock_shared({LOCK})")
    if not cursor.fetchone()[0]:
        raise failure(Moving, where, "tiendo move")


def _lock_of(file: Path) -> TextIO:
    try:
        return file.with_name(f"{file.name}.writers").open("a+", encoding="utf-8")
    except OSError as error:
        raise failure(DatabaseUnreachable, str(file), str(error)) from error


def _holders(lock: TextIO) -> tuple[str, ...]:
    """The processes that hold a file lock, as far as this system tells."""
    found = os.fstat(lock.fileno())
    place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    pids = set[int]()
    with suppress(OSError):
        for line in _FLOCKS.read_text("ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and place in words:
                pids.add(int(words[4]))
    return tuple(f"pid {pid}: {_command(pid)}" for pid in sorted(pids))


def _command(pid: int) -> str:
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
        return " ".join(words).strip()
    return "?"
