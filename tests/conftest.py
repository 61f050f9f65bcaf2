"""What every test may use; and no time lost on rubbish and on the disk."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest

pytest_plugins = ["tests.demonstration", "tests.postgres"]

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes its own folder in it
_ROOM = 4 * 2**30


def pytest_configure() -> None:
    """Let the folders of the tests be in memory: each act waits for its disk, as it must.

    What is imported stays: looking through it for rubbish took a fifth of the whole. What is
    compiled is kept, for the next run, the next worker and each program that a test starts,
    also where the machine says not to: compiling it all anew took half of the collecting.
    """
    gc.disable()
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a file none of whose tests is asked for: loading what it needs takes seconds.

    ./check asks for the slow ones, and for the others. What is slow says so in its own file or
    in the conftest beside it; tests/test_layout.py holds that.
    """
    asked = config.option.markexpr
    if asked not in ("slow", "not slow") or not collection_path.name.startswith("test_"):
        return None
    own, beside = collection_path, collection_path.with_name("conftest.py")
    if asked == "not slow":
        left_out = "\npytestmark = pytest.mark.slow\n" in own.read_text("utf-8")
    else:
        left_out = not any(
            "mark.slow" in each.read_text("utf-8") for each in (own, beside) if each.exists()
        )
    return True if left_out else None


def pytest_collection_finish() -> None:
    """From here on rubbish is sought again, but only in what the tests made just now.

    What a test leaves is young rubbish. Going through all that lives on, as often as it had
    grown by a quarter, took 6% of the whole.
    """
    gc.freeze()
    gc.set_threshold(2_000, 10, 100)
    gc.enable()
