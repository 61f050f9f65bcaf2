"""The papers themselves: files known by what they hold, under the home of the office.

A file is looked at before it is taken in: what it is, is read from its content, never from its
name, and one that was cut off is refused. It lies at a place made of its hash alone; written whole
under another name first, it is there or it is not. Nothing is ever changed or thrown away.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from states.events import Event
from states.papers import Scan
from states.text import Text
from tiendo.errors import BadInput
from tiendo.ports import Fault
from tiendo.scan_kinds import EXTENSIONS, kind_of

_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20
_LONGEST_NAME = 150
_EMPTY = Text("Tệp «{name}» trống.", "The file “{name}” is empty.")
_TOO_BIG = Text(
    "Tệp «{name}» lớn hơn mức cho phép ({most} MB).", "The file “{name}” is over {most} MB."
)
_UNKNOWN = Text(
    "Tệp «{name}» không phải PDF, DOCX, PNG hay JPEG còn nguyên nên chưa nhận; hãy mở thử rồi "
    "nộp lại.",
    "The file “{name}” is no whole PDF, DOCX, PNG or JPEG and was not taken. Open it, then retry.",
)


@dataclass(frozen=True, slots=True)
class Scans:
    """The folder of files, and the largest that is taken in."""

    folder: Path
    most_mb: int

    def look(self, file: BinaryIO, name: str) -> Scan:
        """What a file is, nothing kept. Raises BadInput saying what is wrong with it."""
        shown = shown_name(name)
        size = file.seek(0, os.SEEK_END)
        if not size:
            raise BadInput(_EMPTY.fill(name=shown))
        if size > self.most_mb * _BLOCK:
            raise BadInput(_TOO_BIG.fill(name=shown, most=self.most_mb))
        kind = kind_of(file, size)
        if kind is None:
            raise BadInput(_UNKNOWN.fill(name=shown))
        return Scan(hash=hash_of(file), name=_with_extension(shown, kind), kind=kind)

    def put(self, file: BinaryIO, scan: Scan) -> None:
        """Keep a file that was looked at; one that is there already stays as it is."""
        place = self._place(scan.hash)
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        file.seek(0)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as part:
            shutil.copyfileobj(file, part, _BLOCK)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).chmod(0o640)
        Path(part.name).replace(place)
        _flush(place.parent)

    def find(self, scan_hash: str) -> Path | None:
        """Where a file lies, if it does; nothing but a hash leads anywhere."""
        place = self._place(scan_hash) if _HASH.fullmatch(scan_hash) else None
        return place if place is not None and place.is_file() else None

    def fault(self, scan: Scan) -> str:
        """What is wrong with a file that an entry speaks of; empty if it is whole."""
        place = self.find(scan.hash)
        if place is None:
            return f"the file of {scan.name} is missing ({scan.hash[:12]})"
        with place.open("rb") as file:
            whole = hash_of(file) == scan.hash
        return "" if whole else f"the file of {scan.name} is not what was handed in"

    def every(self) -> Iterator[Path]:
        """Every file there is."""
        if self.folder.is_dir():
            yield from (path for path in self.folder.glob("??/*") if _HASH.fullmatch(path.name))

    def copy_into(self, other: Scans) -> int:
        """Bring into another folder what is not there yet; how many files that was."""
        copied = 0
        for path in self.every():
            with path.open("rb") as file:
                if other.find(path.name) is None and hash_of(file) == path.name:
                    other.put(file, Scan(hash=path.name, name=path.name, kind="pdf"))
                    copied += 1
        return copied

    def _place(self, scan_hash: str) -> Path:
        return self.folder / scan_hash[:2] / scan_hash


def lost_scans(stream: str, events: Sequence[Event], scans: Scans | None) -> list[Fault]:
    """Where the papers of an inspection speak of files that are not there, or not what they were.

    Nothing is said where this process has no files at all.
    """
    if scans is None:
        return []
    papers = [(event.version, event.document.scan) for event in events if event.document]
    said = ((version, scans.fault(scan)) for version, scan in papers if scan)
    return [Fault(stream, version, what) for version, what in said if what]


def hash_of(file: BinaryIO) -> str:
    """The SHA-256 of everything in a file."""
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(_BLOCK):
        found.update(block)
    return found.hexdigest()


def shown_name(name: str) -> str:
    """A name from outside as it may be shown: its last part, one line, not too long."""
    last = re.split(r"[\\/]", name)[-1]
    visible = "".join(char for char in last if char.isprintable()).strip()
    return visible[-_LONGEST_NAME:] or "?"


def _with_extension(name: str, kind: Literal["pdf", "docx", "png", "jpeg"]) -> str:
    """The name with the extension of what the file is."""
    _stem, dot, given = name.rpartition(".")
    if dot and given.lower() in EXTENSIONS[kind]:
        return name
    return f"{name}.{EXTENSIONS[kind][0]}"


def _flush(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
