"""Another process of the tests, on the same database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def process(module: str, *arguments: str) -> Iterator[Callable[[], str]]:
    """A program of this folder, killed in the end; answers its next line, which must come."""
    started = subprocess.Popen(
        [sys.executable, "-m", f"tests.contracts.{module}", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    lines = started.stdout

    def line() -> str:
        said = lines.readline().strip()
        assert said, f"{module} has ended"
        return said

    try:
        yield line
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait()
        lines.close()
