"""The harness of faults in its quick form; all of it: python -m tests.faults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_whatever_breaks_nothing_is_lost_and_nothing_is_doubled() -> None:
    words = [sys.executable, "-m", "tests.faults", "--quick"]

    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=1800, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing twice" in done.stdout
