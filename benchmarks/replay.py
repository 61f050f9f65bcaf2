"""Replay: events a CPU second through the memo, through `transitions` each time, through a dict.

Run: python -m benchmarks.replay [--quick] [--plot]

The same million events, lifecycles of fifteen steps one after another. "Whole": everything an
inspection remembers is folded (`states.history.replay`). "The chart alone": only which trigger
moves which configuration where, asked of our memo, of the `transitions` machine itself, and of a
bare dictionary that holds the answers already: the floor under any lookup.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

from benchmarks.life import acts
from benchmarks.said import Bar, bars, say
from states.chart import INITIAL, Configuration
from states.events import EVENT, Event
from states.history import replay
from states.machine import Outcome, ask_machine
from states.memo import fire
from states.rules import Trigger

Ask = Callable[[Configuration, Trigger, Callable[[str], bool]], Outcome]


def events() -> list[Event]:
    """One lifecycle as it stands in the record."""
    return [
        EVENT.validate_python(
            {
                **step.act,
                "version": version,
                "actor": {"kind": "person", "id": step.by},
                "recorded_at": step.now,
            }
        )
        for version, step in enumerate(acts(), start=1)
    ]


def whole(life: list[Event], times: int) -> None:
    """Every event folded into its inspection."""
    for number in range(times):
        stood = replay(f"tt-{number}", life)
        if stood is None or not stood.in_state("course.closed"):
            raise ValueError("a lifecycle that did not come to its end")


def _yes(_fact: str) -> bool:
    return True


def through(ask: Ask, triggers: list[Trigger], times: int) -> None:
    """Only the chart, by whoever is asked."""
    for _ in range(times):
        here = INITIAL
        for trigger in triggers:
            outcome = ask(here, trigger, _yes)
            if not outcome.happened:
                raise ValueError(f"{trigger} is refused in {here}")
            here = outcome.after


def by_dictionary(
    known: dict[tuple[Configuration, Trigger], Configuration], triggers: list[Trigger], times: int
) -> None:
    """Only the chart, its answers known before."""
    for _ in range(times):
        here = INITIAL
        for trigger in triggers:
            here = known[here, trigger]


def answers(triggers: list[Trigger]) -> dict[tuple[Configuration, Trigger], Configuration]:
    """Every answer that one lifecycle needs."""
    known, here = {}, INITIAL
    for trigger in triggers:
        known[here, trigger] = ask_machine(here, trigger, _yes).after
        here = known[here, trigger]
    return known


def speed(work: Callable[[int], object], steps: int, count: int, rounds: int) -> float:
    """Events a CPU second: the median of the rounds."""
    times, found = max(1, count // steps), []
    for _ in range(rounds):
        began = process_time()
        work(times)
        found.append(times * steps / (process_time() - began))
    return median(found)


def main() -> None:
    """Measure, tell, and draw where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/replay.svg")
    given = parser.parse_args()
    count = 1_500 if given.quick else 1_000_000
    life = events()
    triggers = [Trigger(event.kind) for event in life[1:]]
    through(fire, triggers, 1)
    found = {
        "a bare dictionary": (partial(by_dictionary, answers(triggers), triggers), 14, count),
        "ours, the chart alone": (partial(through, fire, triggers), 14, count),
        "ours, the whole inspection": (partial(whole, life), 15, count),
        "`transitions` asked each time": (
            partial(through, ask_machine, triggers),
            14,
            count // 50,
        ),
    }
    speeds = {n: speed(work, steps, size, 3) for n, (work, steps, size) in found.items()}
    floor = speeds["`transitions` asked each time"]
    for name, per_second in speeds.items():
        times = f"{per_second / floor:,.0f} x asking `transitions`"
        say(f"{name:32} {per_second:12,.0f} events a CPU second, {times}")
    if given.plot:
        bars("replay", "Events replayed a CPU second", [Bar(n, s) for n, s in speeds.items()])


if __name__ == "__main__":
    main()
