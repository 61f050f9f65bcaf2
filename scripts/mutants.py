"""Mutation testing of `states/`: which faults the quick tests of the rules would not notice.

    python scripts/mutants.py map                      # once: which test runs which line
    python scripts/mutants.py try states/wayout.py …   # each mutant against the tests of its line
    python scripts/mutants.py again states/wayout.py … # only those that lived the last time
    python scripts/mutants.py afresh states/rules.py tests/states/test_memo.py …
                                                       # what runs only while a module is read
    python scripts/mutants.py report                   # the table, and each that lived

With `MUTANT_SECONDS=20` before it a mutant is given twenty seconds of processor instead of one.
`map tests/shell tests/web` adds the tests of other folders to what may notice one.

mutmut makes the mutants and coverage says which tests run a line; docs/mutants.md says why not
`mutmut run`. Wants `pip install mutmut==3.8.1 coverage` beside the project, in an environment of
its own. What was found is kept in var/mutants.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutant_afresh import BY, afresh
from mutant_code import Mutant, copied, functions_of, mutants_of, put_in, replacement
from mutant_map import ROOT, Map, Mapping, Repeatable, caches, keep, kept, warm

TESTS = ["states", "law", "histories", "meeting", "papers", "demo"]
JUDGES_NOBODY = "tests/states/test_chart_graph.py"
"""Walks every configuration of the chart, and each mutant would make it walk them again."""
SECONDS, MEMORY = float(os.environ.get("MUTANT_SECONDS", "1")), 6 * 2**30
"""How long the processor tries one mutant, and what it may take."""
LIVED, OUT_OF_TIME, UNTRIED = "lived", "lived so far", "untried"
_NO = {"outcome": UNTRIED}

_MACHINE = {"states/chart.py", "states/machine.py", "states/memo.py"}
"""Only these change what the chart's machine answers, which is remembered."""


class Trying(Repeatable):
    """Instead of running the tests, runs for each mutant those that reach it until one fails."""

    def __init__(self, modules: Sequence[str], again: bool) -> None:
        self.modules, self.again = modules, again
        self.map: Map = kept("map.json") or {}
        self.unsound = set[str]()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """One module after the other."""
        self.items = {item.nodeid: item for item in session.items if item.nodeid in self.map}
        from states.memo import forget

        warm()
        self.empty = caches()
        self.functions = {module: functions_of(ROOT / module) for module in self.modules}
        gc.collect()
        gc.freeze()  # after the look through it for functions: what is frozen is not shown
        signal.signal(signal.SIGPROF, _stop)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for module in self.modules:
            begun = time.monotonic()
            if module in _MACHINE and forget not in self.empty:
                self.empty.append(forget)
            results = self._module(module)
            lived = sum(one["outcome"].startswith("lived") for one in results)
            _say(f"{module}: {len(results)}, {lived} lived, {time.monotonic() - begun:.0f} s")
        return True

    def _module(self, module: str) -> list[dict[str, Any]]:
        name = f"{module.replace('/', '.')}.json"
        told = {one["key"]: one for one in kept(name) or []}
        known = {key: one for key, one in told.items() if self._stays(one)}
        while True:
            results = self._tried(module, known, name)
            failed = self._control({one["by"] for one in results if one["by"]} - {BY})
            if not failed:
                return results
            _say(f"{module}: anew without what fails with nothing changed:", *failed)
            known = {one["key"]: one for one in results if one["by"] not in failed}

    def _stays(self, one: dict[str, Any]) -> bool:
        """Not what was killed by a test that is gone; nor, the second time, what lived."""
        if one["outcome"] == "killed":
            return one["by"] in self.items or one["by"] == BY
        return not self.again or one["outcome"] == "words"

    def _tried(self, module: str, known: Map, name: str) -> list[dict[str, Any]]:
        by_line, recent, found = self._by_line(module), list[str](), dict(known)
        self.own = f"/test_{Path(module).stem}"
        mutants = mutants_of(ROOT / module)
        for count, mutant in enumerate(mutants):
            if mutant.key not in known:
                outcome, by = self._outcome(mutant, self.functions[module], by_line, recent)
                recent[:] = [by, *(test for test in recent if test != by)][:8] if by else recent
                found[mutant.key] = {"key": mutant.key, "outcome": outcome, "by": by}
            if count % 20 == 0:
                keep(name, list(found.values()))  # so that it can be stopped and goes on
        results = [{**found[mutant.key], "line": mutant.line} for mutant in mutants]
        keep(name, results)
        return results

    def _by_line(self, module: str) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for test, what in self.map.items():
            for line in what["lines"].get(module, ()) if test in self.items else ():
                found.setdefault(line, set()).add(test)
        return found

    def _outcome(
        self, mutant: Mutant, functions: dict, by_line: dict[int, set[str]], recent: list[str]
    ) -> tuple[str, str | None]:
        if mutant.words:
            return "words", None
        body = range(mutant.starts + 1, mutant.ends + 1)
        tests = by_line.get(mutant.line) or set().union(*(by_line.get(n, ()) for n in body))
        alive = functions.get((mutant.function, mutant.starts), [])
        if not tests or not alive:
            return "not reached", None
        pairs = [(function, replacement(mutant, function)) for function in alive]
        if any(made is None for _, made in pairs):
            return "not tried", None
        order = sorted(tests - self.unsound, key=lambda one: self._likely(one, recent))
        return self._judged(order, pairs)

    def _likely(self, test: str, recent: list[str]) -> tuple[bool, float]:
        """The tests of the module itself first, the quickest and what killed lately sooner."""
        return self.own not in test, self._seconds(test) / (10 if test in recent else 1)

    def _seconds(self, test: str) -> float:
        return float(self.map[test]["seconds"])

    def _judged(self, tests: list[str], pairs: list) -> tuple[str, str | None]:
        """Put the mutant in, run the tests until one fails, and put the original back."""
        until = time.process_time() + SECONDS
        before = [(function, copied(function)) for function, _ in pairs]
        self._forget()
        for function, made in pairs:
            put_in(function, made)
        try:
            for test in tests:
                if not self._passes(test):
                    return "killed", test
                if time.process_time() > until and test != tests[-1]:
                    return OUT_OF_TIME, None
            return LIVED, None
        finally:
            for function, original in before:
                put_in(function, original)
            self._forget()

    def _passes(self, test: str) -> bool:
        """One test by itself; a mutant that does not end is stopped, which fails the test."""
        signal.setitimer(signal.ITIMER_PROF, max(2.0, 4 * self._seconds(test)), 1.0)
        try:
            reports = runtestprotocol(self.items[test], log=False, nextitem=None)
        except BaseException:
            return False
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return not any(report.failed for report in reports)

    def _forget(self) -> None:
        for empty in self.empty:
            empty()

    def _control(self, killers: set[str]) -> set[str]:
        """With nothing changed each test that killed must pass: else what it said is void."""
        failed = {test for test in killers if self._forget() or not self._passes(test)}
        self.unsound |= failed
        return failed


def _stop(*_: object) -> None:
    raise TimeoutError("the mutant does not end")


def _files_for(modules: Sequence[str]) -> list[str]:
    """The files of tests of which one runs a line of these modules."""
    known: Map = kept("map.json") or {}
    reach = (test for test, what in known.items() if not what["lines"].keys().isdisjoint(modules))
    return sorted({test.partition("::")[0] for test in reach})


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def report() -> None:
    """The table of docs/mutants.md, then each mutant that lived."""
    kinds = ["killed", LIVED, OUT_OF_TIME, "not reached", "not tried", UNTRIED, "words"]
    _say("| module | mutants |", " | ".join(kinds), "|\n|" + "---|" * (len(kinds) + 2))
    left, total = [], Counter[str]()
    for file in sorted((ROOT / "states").rglob("*.py")):
        name = file.relative_to(ROOT / "states").as_posix()
        told = {one["key"]: one for one in kept(f"states.{name.replace('/', '.')}.json") or []}
        found = [(mutant, told.get(mutant.key, _NO)["outcome"]) for mutant in mutants_of(file)]
        counted = Counter(outcome for _, outcome in found)
        if found:
            cells = " | ".join(str(counted[kind]) for kind in kinds)
            _say(f"| `{name}` | {len(found)} | {cells} |")
        total += counted
        left += [(name, mutant, outcome) for mutant, outcome in found if outcome in kinds[1:5]]
    cells = " | ".join(str(total[kind]) for kind in kinds)
    _say(f"| together | {total.total()} | {cells} |")
    for name, mutant, outcome in left:
        _say(f"\n{name}:{mutant.line} {mutant.function} — {outcome}\n{mutant.diff}")


def main() -> int:
    """Do what the first word says with the modules after it."""
    what, *which = sys.argv[1:] or ["report"]
    if what == "report":
        report()
        return 0
    os.chdir(ROOT)
    if what == "afresh":
        afresh(*([w for w in which if w.startswith(part)] for part in ("states/", "tests/")))
        return 0
    modules = which or sorted(str(file) for file in Path("states").rglob("*.py"))
    if what == "map":
        plugin: object = Mapping()
        tests = which or [f"tests/{part}" for part in TESTS]
    else:
        plugin, tests = Trying(modules, again=what == "again"), _files_for(modules)
    options = ["-q", "-s", "-m", "not slow", "-p", "no:cacheprovider"]
    options += ["--assert=plain", "--tb=native"]  # nobody reads why a mutant failed
    options += [f"--ignore={JUDGES_NOBODY}"]
    return int(pytest.main([*options, *tests], plugins=[plugin]))


if __name__ == "__main__":
    sys.exit(main())
