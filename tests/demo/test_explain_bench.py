"""The measurement of explanations runs, and says every figure it is asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_measurement_says_how_fast_and_how_it_grows() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.explain", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    first, *growth = told.stdout.splitlines()
    assert first.startswith("demonstration office, 8 stalls of 6 inspections: ")
    lengths = [line.split(" stalls")[0] for line in growth]
    assert lengths == [f"history of {n} events, 3" for n in (10, 30, 100, 300)]
    ratios = [float(re.search(r"each ([\d.]+) x one replay of it", line)[1]) for line in growth]  # type: ignore[index]
    assert ratios[0] > 1  # ten events are replayed sooner than explained: nothing kept is timed
    assert ratios[0] > ratios[-1]
