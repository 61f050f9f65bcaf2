"""`tiendo up`: our page at once, and Prefect with its schedules as soon as it is ready.

Three processes beside this one: our page, Prefect's server, and the flows that answer to it.
Prefect is never imported here: it is started with the settings below and asked over HTTP.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TextIO

from pydantic import SecretStr

from tiendo.nudge import UP_LOCK
from tiendo.prefect_key import FILE, made_key
from tiendo.settings import Settings
from tiendo.supervisor import Program, Supervisor

PORTS_TO_TRY = 50
PREFECT_HOST = "127.0.0.1"  # Prefect knows one user: its own page stays on this machine


PREFECT_EVERYWHERE: Mapping[str, str] = {  # embedded, and with workers on other machines
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # its page calls an outside service
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    # Kept in memory, a lease is lost with the server and its slot stays taken for ever.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
        "prefect.server.concurrency.lease_storage.filesystem"
    ),
    "PREFECT_SERVER_LOG_RETRYABLE_ERRORS": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P14D",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
}


def up(settings: Settings) -> int:
    """Run our page and Prefect until Ctrl-C; the exit code."""
    return keep_up(settings, both)


def both(settings: Settings) -> tuple[Program, ...]:
    """Our page, told where Prefect is, and Prefect."""
    return (page(beside_prefect(settings)), *prefect(settings))


def up_page_only(settings: Settings) -> int:
    """Run our page alone until Ctrl-C; the exit code."""
    return keep_up(settings, lambda chosen: (page(chosen),))


def keep_up(settings: Settings, choose: Callable[[Settings], Sequence[Program]]) -> int:
    """Keep the chosen programs alive, alone in this home; the exit code."""
    home = settings.home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    with (home / UP_LOCK).open("a+", encoding="utf-8") as lock:
        if holder := held_by(lock):
            say(f"Tiến độ đang chạy rồi: {holder} / It is already running there.")
            return 1
        chosen = with_free_ports(settings.model_copy(update={"home": home}))
        programs = choose(chosen)
        lock.truncate(0)
        print(page_url(chosen), *api_urls(programs), sep="\n", file=lock, flush=True)
        say("Đang khởi động … Dừng: Ctrl-C. / Starting … Stop: Ctrl-C.")
        supervisor = Supervisor(programs, home / "logs", tell=say)
        code = supervisor.run(on_ready=lambda name: announce(name, chosen))
        lock.truncate(0)
        say("Đã dừng. / Stopped." if code == 0 else "Không chạy được. / It would not run.")
        return code


def held_by(lock: TextIO) -> str:
    """The address of the `tiendo up` that holds this home; nothing when it is ours from now on."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        return lock.readline().strip() or str(lock.name)
    return ""


def with_free_ports(settings: Settings) -> Settings:
    """The settings with two ports that nobody listens on."""
    port = free_port(settings.host, settings.port, taken=())
    prefect_port = free_port(PREFECT_HOST, settings.prefect_port, taken=(port,))
    for wanted, got in ((settings.port, port), (settings.prefect_port, prefect_port)):
        if wanted != got:
            say(
                f"Cổng {wanted} đã có người dùng; lấy cổng {got}. / Port {wanted} is taken: {got}."
            )
    return settings.model_copy(update={"port": port, "prefect_port": prefect_port})


def free_port(host: str, wanted: int, taken: Sequence[int]) -> int:
    """The wanted port, or the next one above it that nobody listens on."""
    for port in range(wanted, min(wanted + PORTS_TO_TRY, 65536)):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
        if port not in taken:
            return port
    return wanted  # let the server say for itself why it cannot listen


def page(settings: Settings) -> Program:
    """Our page, which waits for nobody."""
    return Program(
        name="page",
        command=(sys.executable, "-m", "tiendo.web"),
        environment=environment(settings),
        url=page_url(settings),
        essential=True,
    )


def prefect(settings: Settings) -> tuple[Program, ...]:
    """Prefect's server, and the flows once it answers."""
    variables = {**environment(settings), **prefect_environment(settings)}
    command = (sys.executable, "-m", "prefect", "server", "start")
    listen = ("--host", PREFECT_HOST, "--port", str(settings.prefect_port))
    return (
        Program(
            "prefect", (*command, *listen), variables, url=f"{prefect_url(settings)}api/health"
        ),
        Program("flows", (sys.executable, "-m", "flows.serve"), variables, after="prefect"),
    )


def beside_prefect(settings: Settings) -> Settings:
    """The settings of a page that has Prefect beside it, to be told what changed."""
    known = {"prefect_api_url": f"{prefect_url(settings)}api", "prefect_auth": made_key(settings)}
    return settings.model_copy(update=known)


def api_urls(programs: Sequence[Program]) -> tuple[str, ...]:
    """The address of Prefect's API, if it is among the programs."""
    found = (each.environment.get("PREFECT_API_URL", "") for each in programs)
    return tuple(dict.fromkeys(filter(None, found)))


def environment(settings: Settings) -> dict[str, str]:
    """The variables by which a child comes to the same settings as we have."""
    names = {f"TIENDO_{name.upper()}": value for name, value in settings.model_dump().items()}
    kept = {name: value for name, value in os.environ.items() if name not in names}
    ours = {name: said for name, value in names.items() if (said := _as_variable(value))}
    near = ",".join(filter(None, (kept.get("NO_PROXY"), "127.0.0.1,localhost")))
    return {**kept, **ours, "NO_PROXY": near, "no_proxy": near, "PYTHONUNBUFFERED": "1"}


def _as_variable(value: object) -> str:
    """A setting as a variable says it; a secret in the clear, for it is the child's as well."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(value)


def prefect_environment(settings: Settings) -> Mapping[str, str]:
    """The embedded Prefect: one machine, SQLite, one key, nobody outside is called."""
    beside = beside_prefect(settings)
    return {
        "PREFECT_HOME": str(settings.home / "prefect"),
        "PREFECT_API_URL": beside.prefect_api_url,
        "PREFECT_API_AUTH_STRING": beside.prefect_auth,
        "PREFECT_SERVER_API_AUTH_STRING": beside.prefect_auth,
        **PREFECT_EVERYWHERE,
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        "PREFECT_LOGGING_COLORS": "false",
    }


def page_url(settings: Settings) -> str:
    """Where our page is reached from this machine."""
    return settings.local_page


def prefect_url(settings: Settings) -> str:
    """Where Prefect's own page is reached from this machine."""
    return f"http://{PREFECT_HOST}:{settings.prefect_port}/"


def key_place(settings: Settings) -> str:
    """Where the key of Prefect's page is found; it is never printed itself."""
    return "TIENDO_PREFECT_AUTH" if settings.prefect_auth else str(settings.home / FILE)


def announce(name: str, settings: Settings) -> None:
    """Say what has just become ready, and where."""
    match name:
        case "page":
            say(f"Trang làm việc / Our page:         {page_url(settings)}")
        case "prefect":
            say(
                f"Lịch chạy tự động / Prefect:       {prefect_url(settings)}",
                f"  đăng nhập bằng / sign in with:   {key_place(settings)}",
            )
        case "flows":
            say(
                "Đã bắt đầu rà soát, mỗi giờ một lần. / The sweep runs now and every hour: "
                f"{prefect_url(settings)}runs"
            )
        case _:
            pass


def say(*lines: str) -> None:
    """Tell the person at the terminal."""
    print(*lines, sep="\n", flush=True)
