"""Reading .docx and .pdf in a process of its own, with limits that hold whatever the file does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import tiendo
from states.text import Text
from tiendo.meeting import faults
from tiendo.meeting.docx_text import docx_paragraphs
from tiendo.meeting.faults import BadPaper
from tiendo.meeting.pdf_text import pdf_pages

SECONDS, MEGABYTES, AT_ONCE = 60, 1_500, 2
_REFUSED = 3
_TURN = threading.BoundedSemaphore(AT_ONCE)
"""Whoever comes when as many files are being read waits."""


def read_apart(kind: str, content: bytes, name: str) -> list[list[str]]:
    """The lines of each page of a .pdf, or of the one "page" of a .docx. Raises BadPaper."""
    try:
        with _TURN:
            done = _run(kind, content)
    except subprocess.TimeoutExpired as error:
        raise BadPaper(name, faults.TOO_SLOW.fill(seconds=SECONDS)) from error
    if done.returncode == _REFUSED:
        raise BadPaper(name, Text(*json.loads(done.stdout)))
    if done.returncode != 0:
        raise BadPaper(name, faults.TOO_SLOW.fill(seconds=SECONDS))
    pages: list[list[str]] = json.loads(done.stdout)
    return pages


def _run(kind: str, content: bytes) -> subprocess.CompletedProcess[bytes]:
    roots = [str(Path(tiendo.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    return subprocess.run(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "tiendo.meeting.apart", kind],
        input=content,
        capture_output=True,
        timeout=SECONDS + 5,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
    )


READERS: dict[str, Callable[[bytes], list[list[str]]]] = {
    "docx": lambda content: [docx_paragraphs(content)],
    "pdf": pdf_pages,
}
"""How each kind of file is read, in whatever process; raises Unreadable."""


def main(kind: str) -> int:
    """Read standard input, write JSON; the exit code says whether it was refused."""
    _limit()
    try:
        pages = READERS[kind](sys.stdin.buffer.read())
    except faults.Unreadable as refused:
        sys.stdout.write(json.dumps(list(refused.why)))
        return _REFUSED
    sys.stdout.write(json.dumps(pages))
    return 0


def _limit() -> None:
    """Bound time and memory where the system can; elsewhere the time is bounded from outside."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    most = MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
