"""The outside in processes of its own: a mail server that keeps what it takes; a dead end."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.faults.actors import Actor, Tell, start
from tests.ports import free_port


class _Keeper:
    """Writes the id of each letter down before it says that it took it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content)
        with self.file.open("ab", buffering=0) as opened:
            opened.write(f"{letter['message-id'].strip('<> ')}\n".encode())
        return "250 OK"


@dataclass
class Box:
    """Every letter that a mail server took is a line of a file."""

    file: Path
    port: int

    @property
    def ids(self) -> list[str]:
        """The id of every letter taken, in order."""
        return self.file.read_text("utf-8").split() if self.file.exists() else []

    def empty(self) -> None:
        """Forget what was taken."""
        self.file.unlink(missing_ok=True)


@contextmanager
def mail_box(folder: Path) -> Iterator[Box]:
    """A mail server in a process of its own."""
    box = Box(folder / "box", free_port())
    server = start("mail", lambda tell: _serve(box, tell))
    _up(box.port, server)
    try:
        yield box
    finally:
        server.kill()


def _serve(box: Box, _tell: Tell) -> None:
    Controller(_Keeper(box.file), hostname="127.0.0.1", port=box.port, ready_timeout=60).start()
    signal.pause()


def _up(port: int, server: Actor) -> None:
    while server.alive():
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return


@contextmanager
def dead_end() -> Iterator[int]:
    """A port that takes every call and never answers: a notice channel that hangs."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        yield listening.getsockname()[1]


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[tuple[Path, bool]]:
    """A disk of so many kilobytes (tmpfs), and whether it could be mounted."""
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    words = f"mount -t tmpfs -o size={kilobytes}k tmpfs {disk} 2>/dev/null"
    mounted = os.system(words) == 0  # noqa: S605 our own words
    try:
        yield disk, mounted
    finally:
        if mounted:
            os.system(f"umount {disk}")  # noqa: S605
