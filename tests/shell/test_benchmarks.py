"""Every measurement of speed runs in its smallest form, and tells figures it has measured."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from benchmarks import said
from benchmarks.bare import MODEL, connected, live, named, told
from benchmarks.life import acts, advance, office
from benchmarks.said import Bar, bars, curves

ROOT = Path(__file__).parents[2]
COPY, FULL = "tt-000001", 2
WRITTEN = {"outbox": "key"} | dict.fromkeys(("event", "inspection", "stall", "involved"), "stream")


def run(name: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--quick", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_advance_tells_the_share_of_the_limit() -> None:
    told = run("advance", "--only", "bare driver, SQLite;ours, SQLite")

    assert "PostgreSQL" not in told
    lines = dict(re.findall(r"(?m)^(bare driver|ours), SQLite +(.*)$", told))
    limit, ours = (
        float(lines[each].split()[0].replace(",", "")) for each in ("bare driver", "ours")
    )
    assert ours > 0
    assert int(lines["ours"].split()[1][:-1]) == pytest.approx(100 * ours / limit, abs=2)


def test_the_bare_driver_writes_the_rows_that_ours_wrote(tmp_path: Path) -> None:
    """After every step, in every table of which the desk wrote rows; the hashes are copied."""
    steps = told(make_url(f"sqlite:///{tmp_path / 'ours'}"))
    again = connected(make_url(f"sqlite:///{tmp_path / 'ours'}"))
    desk = office(f"sqlite:///{tmp_path / 'beside'}")
    beside = connected(make_url(f"sqlite:///{tmp_path / 'beside'}"))
    seen = set[str]()

    for step, written in zip(acts(), steps, strict=True):
        advance(desk, MODEL, step)
        live(again, [written], COPY)
        for table, whose in WRITTEN.items():
            asked = f"SELECT * FROM {table} WHERE {whose} LIKE ? ORDER BY 1, 2"  # noqa: S608
            ours = beside.execute(asked, (f"{MODEL}%",)).fetchall()
            assert again.execute(asked, (f"{COPY}%",)).fetchall() == [
                named(row, COPY) for row in ours
            ], table
            seen |= {table} if ours else set()

    tables = beside.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    first = "SELECT 1 FROM {} LIMIT 1"
    filled = {name for (name,) in tables if beside.execute(first.format(name)).fetchone()}
    assert filled <= seen | {"person", "tiendo_version"}  # the desk wrote into no other table
    assert "involved" in seen
    assert again.execute("PRAGMA synchronous").fetchone() == (FULL,)
    desk.store.close()


@pytest.mark.slow
def test_replay_tells_how_many_times_the_machine() -> None:
    told = run("replay")

    speeds = re.findall(r"(?m) ([\d,]+) events a CPU second, ([\d,]+) x asking", told)
    bare, chart, whole, asked = (float(each.replace(",", "")) for each, _ in speeds)
    assert bare > chart > whole
    assert chart > 10 * asked


@pytest.mark.slow
def test_sweep_finds_exactly_those_due_and_works_out_again() -> None:
    told = run("sweep")

    assert re.search(r"1,000 inspections, +100 due: found in [\d.]+ ms", told)
    assert re.search(r"worked out again by 1: \d+ at [\d,]+ a second", told)


@pytest.mark.slow
def test_pages_tells_what_each_costs_beside_its_bare_sql() -> None:
    told = run("pages")

    ratios = re.findall(r"(?m)^    60 .* ms  bare .* ms  ratio +([\d.]+)", told)
    assert len(ratios) == 14
    assert all(float(each) > 1 for each in ratios)  # no page costs less than its SQL and template


@pytest.mark.slow
def test_start_tells_what_help_costs() -> None:
    told = run("start")

    for name in ("ours: tiendo", "alembic", "uvicorn", "prefect"):
        assert re.search(rf"(?m)^{name} --help: [\d.]+ s CPU, \d+ x an empty Python$", told)


def test_pictures_are_drawn_without_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "PLOTS", tmp_path)

    ordered = bars("b", "T", [Bar("short & small", 1.5), Bar("ours", 1500)]).read_text("utf-8")
    assert ordered.index("ours") < ordered.index("short &amp; small")
    widths = [float(each) for each in re.findall(r'width="([\d.]+)" height="19"', ordered)]
    assert widths[0] > widths[1] > 0
    drawn = curves("c", "T", "x", "y", {"one": [(10, 1), (1000, 1)]}).read_text("utf-8")
    (points,) = re.findall(r'points="([^"]+)"', drawn)
    assert points == "80.0,330.0 540.0,330.0"
    close = curves("d", "T", "x", "y", {name: [(10, 1), (1000, 1)] for name in ("one", "two")})
    labels = [float(each) for each in re.findall(r'x="552.0" y="([\d.]+)"', close.read_text())]
    assert labels[1] - labels[0] >= 15  # the second can be read below the first
