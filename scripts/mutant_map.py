"""Which test runs which line, and the ground that every trial stands on."""

from __future__ import annotations

import functools
import gc
import inspect
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "mutants"
Map = dict[str, dict[str, Any]]


def kept(name: str) -> Any:
    """What was found and written down under a name; None if nothing was."""
    file = KEPT / name
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def keep(name: str, what: object) -> None:
    """Write down what was found."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / name).write_text(json.dumps(what, ensure_ascii=False), encoding="utf-8")


def caches() -> list[Callable[[], None]]:
    """What empties the memories of the rules and of what asks them; packs and calendars stay."""
    gc.unfreeze()  # what is frozen is not shown, and tests/conftest.py freezes
    wrapped = (x for x in gc.get_objects() if isinstance(x, functools._lru_cache_wrapper))
    ours = [x for x in wrapped if _file_of(x).is_relative_to(ROOT) and x.__module__ not in _STAY]
    return [*(x.cache_clear for x in ours), *_machines()]


def _machines() -> Iterator[Callable[[], None]]:
    """What makes every machine be built anew: the chart's, and the small flat ones."""
    from states import machine
    from states.flat import Flat

    yield machine._thread.__dict__.clear
    for flat in [x for x in gc.get_objects() if isinstance(x, Flat)]:
        yield flat._known.clear
        yield flat._thread.__dict__.clear


_STAY = {"tiendo.lawbook", "tiendo.meeting.wording", "offices"}


def warm() -> None:
    """Read the packs and the word lists by rules that are whole: they are read once."""
    from tiendo.lawbook import lawbook
    from tiendo.meeting.wording import wording

    lawbook(), wording()


def _file_of(cached: functools._lru_cache_wrapper[Any]) -> Path:
    inner = inspect.unwrap(cached)
    return Path(inner.__code__.co_filename) if inspect.isfunction(inner) else Path("/")


class Repeatable:
    """The same examples each time, and none of the time it takes to make a failing one small."""

    def pytest_sessionstart(self) -> None:
        """Not sooner: pytest wants to rewrite hypothesis before it is imported."""
        from hypothesis import Phase, settings

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
        settings.load_profile("mutants")


class Mapping(Repeatable):
    """Notes, for each test that passes, how long it took and the lines of `states/` it ran."""

    def __init__(self) -> None:
        self.coverage = coverage.Coverage(data_file=None, source=[str(ROOT / "states")])
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Iterator[None]:
        """Measure while the tests run, not while they are imported."""
        self.empty = caches()
        self.coverage.start()
        result = yield
        self.coverage.stop()
        self._write()
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """One test, as if it were the first."""
        for empty in self.empty:
            empty()
        self.coverage.switch_context(item.nodeid)
        begun = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - begun
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that did not pass judges nobody."""
        if not report.passed:
            self.failed.add(report.nodeid)

    def _write(self) -> None:
        data = self.coverage.get_data()
        found: Map = kept("map.json") or {}
        for test, seconds in self.seconds.items():
            found.pop(test, None)
            if test not in self.failed:
                found[test] = {"seconds": round(seconds, 4), "lines": {}}
        for file in data.measured_files():
            name = str(Path(file).relative_to(ROOT))
            for line, tests in data.contexts_by_lineno(file).items():
                for test in tests:
                    if test in found and test in self.seconds:
                        found[test]["lines"].setdefault(name, []).append(line)
        keep("map.json", found)
