"""Mutants of what runs only while a module is read: each in a process of its own, on a copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mutant_code import Mutant, mutants_of
from mutant_map import ROOT, keep, kept

BY = "afresh"
"""What killed it: not one test, but one of those given."""


def afresh(modules: Sequence[str], tests: Sequence[str]) -> None:
    """Try whatever was not killed of these modules anew, by running these tests from the start."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "states", Path(folder) / "states")
        if _fails(Path(folder), tests):
            raise SystemExit("the tests fail with nothing changed")
        for module in modules:
            _module(module, Path(folder), tests)


def _module(module: str, folder: Path, tests: Sequence[str]) -> None:
    name = f"{module.replace('/', '.')}.json"
    known = {one["key"]: one for one in kept(name) or []}
    whole = (ROOT / module).read_text(encoding="utf-8")
    for mutant in mutants_of(ROOT / module):
        one: dict[str, Any] = known.setdefault(mutant.key, {"key": mutant.key, "outcome": ""})
        if mutant.words or one["outcome"] in ("killed", "words"):
            continue
        (folder / module).write_text(_changed(whole, mutant), encoding="utf-8")
        killed = _fails(folder, tests)
        one |= {"outcome": "killed" if killed else "lived", "by": BY if killed else None}
        one["line"] = mutant.line
        keep(name, list(known.values()))
    (folder / module).write_text(whole, encoding="utf-8")


def _changed(whole: str, mutant: Mutant) -> str:
    """The module with the mutant where the function stands; its decorators stay."""
    lines = whole.splitlines()
    first = next(n for n in range(mutant.starts - 1, mutant.ends) if "def " in lines[n])
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    body = textwrap.indent(mutant.text.strip("\n"), indent).splitlines()
    return "\n".join([*lines[:first], *body, *lines[mutant.ends :], ""])


def _fails(folder: Path, tests: Sequence[str]) -> bool:
    path = f"pythonpath={folder} . tests/support"
    options = ["-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "-o", path]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return done.returncode != 0
