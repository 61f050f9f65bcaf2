"""The rounds on Prefect: its server, the runner and workers are killed while all flows work.

Prefect may forget whatever it likes: each round new inspections come, runs of every flow are
asked for, something is killed, and in the end all is told exactly as if nothing had happened.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from subprocess import Popen
from typing import TypeVar

import httpx
from prefect_server import healthy, serving

from benchmarks.machines import PREFECT, Machines, kill, machines
from tests.faults import checker
from tests.faults.actors import deliverer, later, start, writer
from tests.faults.outside import Box
from tests.faults.place import DAY, Place, fill, rebuilt
from tests.faults.report import Tally, Wrong, scenario
from tests.faults.rounds import Harness, quiet
from tiendo.clock import SystemClock

FLOWS = ("escalate/hourly", "drive/hourly", "deliver/five-minutely")
NEW = 2
PATIENCE = 420.0
T = TypeVar("T")
Victims = Mapping[str, Callable[[], None]]


@dataclass
class Installation:
    """One installation under fire: its record, its Prefect, what may be killed there."""

    url: str
    api: httpx.Client
    victims: Victims
    known: set[str] = field(default_factory=set)

    def round(self, number: int, chance: random.Random, tally: Tally) -> None:
        """New inspections, a writer, a run of every flow, a kill in the middle, and a look."""
        prefix = f"r{number:03}-"
        self.known.add(prefix)
        comes = start("new", lambda _: fill(self.url, NEW, prefix))
        writes = writer(self.url, f"p{number}", chance.randrange(10**6), acts=6)
        for flow in FLOWS:
            if not self.waits(flow):  # or it would soon be asked for faster than it can run
                self.begin(flow)
        time.sleep(chance.uniform(0.5, 9))
        name = chance.choice(sorted(self.victims))
        self.victims[name]()
        tally.add(f"{name} killed -9")
        for each in (comes, writes):
            each.end()
        wait(lambda: healthy(self.api), f"Prefect's server after {name} was killed")
        checker.record(self.url)
        checker.acts(self.url, {f"p{number}": writes.said}, ())
        tally.add("acts", len(writes.said))
        tally.rounds += 1

    def begin(self, flow: str) -> str:
        """Ask for a run; its id."""
        known = wait(lambda: _answer(self.api, f"/deployments/name/{flow}"), flow)
        path = f"/deployments/{known['id']}/create_flow_run"
        return wait(lambda: _answer(self.api, path, {}), f"a run of {flow}")["id"]

    def waits(self, flow: str) -> bool:
        """Whether a run of it that is due has not begun."""
        known = wait(lambda: _answer(self.api, f"/deployments/name/{flow}"), flow)
        due = SystemClock().now().isoformat()
        wanted = {
            "deployments": {"id": {"any_": [known["id"]]}},
            "flow_runs": {
                "state": {"type": {"any_": ["SCHEDULED", "PENDING"]}},
                "expected_start_time": {"before_": due},
            },
        }
        return wait(lambda: _counted(self.api, wanted), f"runs of {flow}") != "0"

    def works_again(self) -> None:
        """Every flow comes to a good end once more. Raises Wrong."""
        for flow in FLOWS:
            run = self.begin(flow)
            try:
                state = wait(partial(self.ended, run), f"the end of a run of {flow}")
            except Wrong as wrong:
                raise Wrong(f"{wrong}; {self.runs()}") from None
            if state not in ("COMPLETED", "CANCELLED"):  # beside one that was killed, it yields
                raise Wrong(f"{flow} ended {state}")

    def runs(self) -> str:
        """Every run of Prefect that has not ended, with what it says."""
        wanted = {"flow_runs": {"state": {"type": {"not_any_": ["COMPLETED", "SCHEDULED"]}}}}
        found = self.api.post("/flow_runs/filter", json=wanted).json()
        told = [(run["name"], run["state_name"], run["state"]["message"]) for run in found]
        return "; ".join(" ".join(map(str, each)) for each in told)

    def ended(self, run: str) -> str:
        """How a run ended; nothing while it has not."""
        found = _answer(self.api, f"/flow_runs/{run}")
        ends = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
        return str(found["state_type"]) if found.get("state_type") in ends else ""

    def all_told(self, place: Place, box: Box, kills: int) -> int:
        """What is missing is done by hand; then all was told once, and every letter came."""
        quiet(self.url)
        deliverer(self.url, box.port, later(hours=24)).end()
        entries, notices = checker.machine_keys(self.url), checker.notice_keys(self.url)
        for prefix in self.known:
            for what, found, wanted in (
                ("entries", entries, place.entries),
                ("notices", notices, place.notices),
            ):
                due = {f"{prefix}{k[1:]}" for k in wanted if int(k[1:3]) < NEW}
                own = {key for key in found if key.startswith(prefix)}
                if lost := due - own:  # more was told while it was still being entered
                    raise Wrong(f"{what} of {prefix}: lost {sorted(lost)[:5]}")
        checker.record(self.url)
        rebuilt(self.url)
        return checker.post(self.url, box.ids, kills=kills)


def wait(question: Callable[[], T], what: str) -> T:
    """The first answer that is something. Raises Wrong when none comes in time."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := question()):
        if time.monotonic() > deadline:
            raise Wrong(f"{what}: not within {PATIENCE:.0f} s")
        time.sleep(0.3)
    return answer


def _answer(api: httpx.Client, path: str, given: object = None) -> dict[str, str]:
    try:
        found = api.get(path) if given is None else api.post(path, json=given)
    except httpx.TransportError:
        return {}
    return dict(found.json()) if found.is_success else {}


def _counted(api: httpx.Client, wanted: object) -> str:
    """How many runs are like this, in words; nothing while nobody answers."""
    try:
        found = api.post("/flow_runs/count", json=wanted)
    except httpx.TransportError:
        return ""
    return str(found.json()) if found.is_success else ""


@contextmanager
def mail_settings(box: Box) -> Iterator[None]:
    """Every process that is started in this stretch delivers to the box."""
    given = {
        "TIENDO_SMTP_HOST": "127.0.0.1",
        "TIENDO_SMTP_PORT": str(box.port),
        "TIENDO_SMTP_SENDER": "tiendo@tt.example",
        "TIENDO_SMTP_TLS": "none",
    }
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def embedded(harness: Harness, rounds: int) -> None:
    """Prefect's server and the runner on one machine, as `tiendo up` keeps them."""
    place, box, home = harness.place, harness.box, harness.place.folder / "embedded"
    home.mkdir()
    box.empty()
    name = "Prefect embedded: server and runner, all flows at work"
    with scenario(name, harness.seed) as tally, mail_settings(box):
        file = home / "tiendo.db"
        shutil.copy(Path(place.office().removeprefix("sqlite:///")), file)
        with serving(home) as api:
            victims = {
                "server": partial(_kill_one, home, "prefect server start"),
                "runner": partial(_kill_one, home, "flows.serve"),
            }
            ours = Installation(f"sqlite:///{file}", api, victims)
            _fire(ours, harness, rounds, tally)
        tally.add("letters", ours.all_told(place, box, tally.rounds))


def grown(harness: Harness, rounds: int) -> None:
    """Prefect's server and two workers on PostgreSQL."""
    place, box, home = harness.place, harness.box, harness.place.folder / "grown"
    home.mkdir()
    box.empty()
    name = "Prefect grown: server and two workers on PostgreSQL, all flows at work"
    with (
        scenario(name, harness.seed) as tally,
        mail_settings(box),
        machines(home, DAY.isoformat(), 100) as machine,
    ):
        url = machine.url.replace("+psycopg", "")
        begun = start("office", lambda _: fill(url, 3))
        begun.end()
        crew = machine.workers(2)
        victims = {
            "server": lambda: _again(machine, 0, "prefect", _server_words(machine)),
            "worker": lambda: _worker_again(machine, crew),
        }
        ours = Installation(url, machine.api, victims)
        _fire(ours, harness, rounds, tally)
        for each in machine.running:
            kill(each.pid)
        tally.add("letters", ours.all_told(place, box, tally.rounds))


def _fire(ours: Installation, harness: Harness, rounds: int, tally: Tally) -> None:
    chance = harness.chance("prefect")
    for number in harness.numbers(rounds):
        ours.round(number, chance, tally)
    ours.works_again()


def _kill_one(home: Path, words: str) -> None:
    """Kill -9 the process of this home whose command line has these words."""
    found = wait(lambda: _of_home(home, words), f"a process with “{words}”")
    kill(int(found["pid"]))


def _of_home(home: Path, words: str) -> dict[str, str]:
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            line = (entry / "cmdline").read_text().replace("\0", " ")
            environment = (entry / "environ").read_text(errors="replace")
        except OSError:
            continue
        if words in line and f"TIENDO_HOME={home}\0" in environment:
            return {"pid": entry.name}
    return {}


def _server_words(machine: Machines) -> tuple[str, ...]:
    port = machine.variables["PREFECT_API_URL"].rpartition(":")[2].partition("/")[0]
    return ("server", "start", "--host", "127.0.0.1", "--port", port)


def _again(machine: Machines, number: int, name: str, words: tuple[str, ...]) -> None:
    kill(machine.running[number].pid)
    machine.running[number] = machine.start(name, *PREFECT, *words)


def _worker_again(machine: Machines, crew: list[Popen[bytes]]) -> None:
    machine.stop([crew.pop(0)])
    crew += machine.workers(1)
