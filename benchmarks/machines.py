"""A grown installation on this machine: PostgreSQL, Prefect's server, and worker processes."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx
from sqlalchemy import create_engine, make_url, text

from tests.ports import free_port
from tests.postgres import cluster, newest_binaries
from tiendo.supervisor import adopt_orphans, bury_strays, children_of

ROOT = Path(__file__).parent.parent
POOL = "tiendo"
PREFECT = ("-m", "prefect")
TIENDO = ("-c", "from tiendo.cli import main; main()")
T = TypeVar("T")


@dataclass
class Machines:
    """The processes of one installation, and what they say."""

    home: Path
    url: str  # of our database
    variables: Mapping[str, str]
    api: httpx.Client
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, *command: str, **variables: str) -> subprocess.Popen[bytes]:
        """A process of this installation, its output in a log under its name."""
        with (self.home / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 our own command lines only
                [sys.executable, *command],
                cwd=ROOT,
                env={**os.environ, **self.variables, **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def run(self, name: str, *command: str) -> None:
        """A process that must end well."""
        if self.start(name, *command).wait(300):
            raise SystemExit(f"{' '.join(command)} failed:\n{self.log(name)}")

    def log(self, name: str) -> str:
        """The end of what a process said."""
        return (self.home / f"{name}.log").read_text(errors="replace")[-3000:]

    def workers(self, count: int) -> list[subprocess.Popen[bytes]]:
        """So many worker processes with one place each, once Prefect sees all of them."""
        options = ("--pool", POOL, "--type", "process", "--limit", "1", "--with-healthcheck")
        begun, ports = list[subprocess.Popen[bytes]](), [free_port() for _ in range(count)]
        for number, port in enumerate(ports):
            name, listen = f"worker-{number}", {"PREFECT_WORKER_WEBSERVER_PORT": str(port)}
            words = ("worker", "start", *options, "--name", name)
            begun.append(self.start(name, *PREFECT, *words, **listen))
        wanted = {"workers": {"status": {"any_": ["ONLINE"]}}}
        path = f"/work_pools/{POOL}/workers/filter"
        self.wait(lambda: len(self.post(path, wanted)) >= count, "workers")
        for port in ports:
            health = f"http://127.0.0.1:{port}/health"
            self.wait(partial(_healthy, self.api, health), "a worker's health", 300)
        return begun

    def stop(self, processes: list[subprocess.Popen[bytes]]) -> None:
        """End workers for certain, and let Prefect forget that they were there."""
        for process in processes:
            kill(process.pid)
        path = f"/work_pools/{POOL}/workers"
        for worker in self.post(f"{path}/filter", {}):
            self.api.delete(f"{path}/{worker['name']}").raise_for_status()

    def post(self, path: str, body: Mapping[str, object]) -> list[dict[str, str]]:
        """One question to Prefect."""
        found: list[dict[str, str]] = self.api.post(path, json=body).raise_for_status().json()
        return found

    def deployment(self, name: str) -> str:
        """The id of a deployment by flow and name."""
        found = self.api.get(f"/deployments/name/{name}").raise_for_status().json()
        return str(found["id"])

    def begin(self, name: str) -> str:
        """Start a run of a deployment now; its id."""
        path = f"/deployments/{self.deployment(name)}/create_flow_run"
        return str(self.api.post(path, json={}).raise_for_status().json()["id"])

    def only_asked(self, name: str) -> None:
        """Let a deployment run when it is asked for, not by its schedule."""
        path = f"/deployments/{self.deployment(name)}/pause_deployment"
        self.api.post(path).raise_for_status()

    def state(self, run: str) -> tuple[str, str]:
        """Type and message of a run's state."""
        state = self.api.get(f"/flow_runs/{run}").raise_for_status().json()["state"]
        return state["type"], state["message"] or ""

    def wait(
        self, ask: Callable[[], T], what: str, seconds: float = 1800, every: float = 0.2
    ) -> T:
        """The first answer that is something. Ends the program when none comes in time."""
        deadline = time.monotonic() + seconds
        while not (answer := ask()):
            if time.monotonic() > deadline:
                logs = "\n".join(f"— {log.name}\n{self.log(log.stem)}" for log in self.logs())
                raise SystemExit(f"{what}: not within {seconds:.0f} s\n{logs}")
            time.sleep(every)
        return answer

    def logs(self) -> list[Path]:
        """Every log there is."""
        return sorted(self.home.glob("*.log"))


@contextmanager
def machines(home: Path, today: str, part: int) -> Iterator[Machines]:
    """PostgreSQL with two databases, Prefect's server on it, our flows deployed to a pool."""
    binaries = newest_binaries()
    if binaries is None:
        raise SystemExit("There is no PostgreSQL on this machine (initdb)")
    with cluster(binaries) as server:
        adopt_orphans()  # from here on: PostgreSQL itself is not ours to bury
        for name in ("tiendo", "prefect"):
            engine = create_engine(
                make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
            )
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine.dispose()
        port = free_port()
        variables = environment(server, home, port, today, part)
        url = f"http://127.0.0.1:{port}/api"
        user, _, password = variables["PREFECT_API_AUTH_STRING"].partition(":")
        key = (user, password)
        with httpx.Client(base_url=url, auth=key, trust_env=False, timeout=60) as api:
            ours = Machines(home, variables["TIENDO_DATABASE_URL"], variables, api)
            try:
                _deploy(ours, port)
                yield ours
            finally:
                for process in ours.running:
                    kill(process.pid)
                bury_strays(())


def environment(server: str, home: Path, port: int, today: str, part: int) -> dict[str, str]:
    """deployments/prefect.env with the addresses of this installation, and ours."""
    shipped = (ROOT / "deployments" / "prefect.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in shipped if line and not line.startswith("#"))
    address = make_url(server)
    prefect = address.set(drivername="postgresql+asyncpg", database="prefect")
    tiendo = address.set(drivername="postgresql+psycopg", database="tiendo")
    key = f"tiendo:{secrets.token_urlsafe(24)}"
    return {
        **given,
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_AUTH_STRING": key,
        "PREFECT_API_AUTH_STRING": key,
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": prefect.render_as_string(hide_password=False),
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_WORKER_WEBSERVER_HOST": "127.0.0.1",
        "TIENDO_DATABASE_URL": tiendo.render_as_string(hide_password=False),
        "TIENDO_HOME": str(home),
        "TIENDO_TODAY": today,
        "TIENDO_REPROJECT_PART": str(part),
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def _deploy(ours: Machines, port: int) -> None:
    listen = ("--host", "127.0.0.1", "--port", str(port))
    ours.start("prefect", *PREFECT, "server", "start", *listen)
    ours.wait(lambda: _healthy(ours.api), "Prefect's server", 180)
    _refuses_strangers(str(ours.api.base_url))
    pool = ("work-pool", "create", POOL, "--type", "process")
    ours.run("pool", *PREFECT, *pool)
    file = ("--prefect-file", "deployments/prefect.yaml")
    ours.run("deploy", *PREFECT, "--no-prompt", "deploy", "--all", *file)


def _refuses_strangers(url: str) -> None:
    answer = httpx.post(f"{url}flow_runs/filter", json={}, trust_env=False, timeout=60)
    if answer.status_code != httpx.codes.UNAUTHORIZED:
        raise SystemExit(f"Prefect answered {answer.status_code} to one without its key, not 401")


def _healthy(api: httpx.Client, url: str = "/health") -> bool:
    try:
        return api.get(url).is_success
    except httpx.TransportError:
        return False


def kill(process: int) -> None:
    """Kill -9 a process and whatever it has started: as if its machine had lost its power."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGSTOP)  # or it might have another child by the time it dies
    children = children_of(process)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    for child in children:
        kill(child)


def descendants(process: int) -> set[int]:
    """A process's children, and theirs."""
    found = set(children_of(process))
    return found.union(*(descendants(child) for child in found))
