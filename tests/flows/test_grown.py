"""A grown installation for real: PostgreSQL, Prefect's server, two workers, one of them killed.

It is the benchmark on few inspections: its own checks, in SQL, end it with a reason when an
inspection was lost or done twice, an escalation doubled, or the chain broken.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import newest_binaries

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_worker_killed_in_a_batch_and_a_sweeper_killed_lose_and_double_nothing() -> None:
    if newest_binaries() is None:
        pytest.skip("NO POSTGRESQL HERE: the grown installation is not proved")

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.grown", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "one killed -9 in a batch" in done.stdout
    assert "nothing lost or told twice" in done.stdout
    assert "escalations claimed once each" in done.stdout
