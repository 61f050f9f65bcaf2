"""What every test may use; and no time lost on rubbish and on the disk."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

pytest_plugins = ["tests.demonstration", "tests.postgres"]

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes its own folder in it
_ROOM = 4 * 2**30


def pytest_configure() -> None:
    """Let the folders of the tests be in memory: each act waits for its disk, as it must.

    What is imported stays: looking through it for rubbish took a fifth of the whole.
    """
    gc.disable()
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def pytest_collection_finish() -> None:
    """From here on rubbish is sought again, but only in what the tests make."""
    gc.freeze()
    gc.enable()
