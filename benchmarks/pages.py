"""What pages cost with many inspections, beside the bare SQL and template that they need.

Run: python -m benchmarks.pages [--quick] [--inspections 200,2000,20000] [--readers 50] [--plot]
[URL of an empty PostgreSQL].
Server time is CPU time of the answer through the whole application (gate, guard, route, template),
the median of several; *bare* is that of asking the same SQL and rendering the same HTML alone.
Histories of the demonstration office are told over and over under other names.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text

from benchmarks.many import BATCH, copied, tell_again
from benchmarks.said import Bar, bars, curves, say
from tiendo.bootstrap import open_desk
from tiendo.demo.accounts import GUESTS, PASSWORD
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.listing import InspectionRow
from tiendo.settings import Settings
from tiendo.store.engine import open_database
from tiendo.summing import sum_up
from tiendo.sums import Summed, nth
from tiendo.web.app import create_app
from tiendo.web.pages import Pages

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ROUNDS = 9
CHIEF, HEAD = "tam", "hai"
DRAWN = ("board and stuck list", "inspection", "search", "plan of the year", "ages by phase")


def fill(desk: Desk, url: str, count: int) -> None:
    """The histories that are there told again under other names, until there are so many."""
    rows = desk.store.rows()
    there, kept = len(rows), desk.store.overview.sums
    sum_up(desk)
    tell_again(desk.store, range(there, max(there, count)), _copy)
    sums = [kept.of([row.stream])[row.stream] for row in rows]
    while due := kept.unsummed(BATCH):  # what is summed of a copy is what is of the first one
        kept.put([Summed(s, n, sums[int(s.partition("-")[2]) % there]) for s, n in due])
    database = open_database(url)
    with database.writing() as connection:
        connection.execute(text("ANALYZE"))
    database.close()


def _copy(row: InspectionRow, name: str, number: int) -> InspectionRow:
    """Somebody heads a few inspections, not hundreds: each copy has its own people."""
    fresh = copied(row, name)
    return replace(fresh, team_head=name, involved=(), stalls=_of(row, number))


def _of(row: InspectionRow, number: int) -> tuple[Any, ...]:
    """The stalls of a copy: some days apart, as in a real office."""
    apart = timedelta(number % 300)
    return tuple(
        replace(each, stuck_from=each.stuck_from - apart, due_on=each.due_on - apart)
        for each in row.stalls
    )


class Heard:
    """Every statement that is sent to the database, and every page that is rendered."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, Any]] = []
        self.renderings: list[Callable[[], str]] = []

    def sql(
        self, _c: Connection, _cursor: Any, statement: str, values: Any, _x: Any, _many: bool
    ) -> None:
        """Take down one statement."""
        self.statements.append((statement, values))


def timed(work: Callable[[], object]) -> float:
    """The median CPU time of a call, in milliseconds."""
    found = []
    for _ in range(ROUNDS):
        began = process_time()
        work()
        found.append((process_time() - began) * 1000)
    return statistics.median(found)


def bare(heard: Heard, engine: Engine) -> Callable[[], None]:
    """The same SQL and the same template, and nothing else."""
    reads = [each for each in heard.statements if each[0].startswith(("SELECT", "WITH"))]

    def ask() -> None:
        with engine.connect() as connection:
            for sql, values in reads:
                found = connection.exec_driver_sql(sql, values)
                if found.returns_rows:
                    found.fetchall()
        for render in heard.renderings:
            render()

    return ask


def measure(client: TestClient, path: str, engine: Engine) -> tuple[float, float, int]:
    """Server time of a page, that of its bare SQL and template, and the number of statements."""
    heard, html = Heard(), Pages.html

    def listen(pages: Pages, template: str, visitor: Any, **view: Any) -> str:
        if "health" not in view:
            view["health"] = None
        heard.renderings.append(lambda: html(pages, template, visitor, **view))
        return html(pages, template, visitor, **view)

    def get() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)  # noqa: S101

    get()
    event.listen(Engine, "before_cursor_execute", heard.sql)
    Pages.html = listen  # type: ignore[assignment]
    try:
        get()
    finally:
        Pages.html = html  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", heard.sql)
    return timed(get), timed(bare(heard, engine)), len(heard.statements)


def crowd(clients: list[TestClient], path: str) -> tuple[list[float], float]:
    """All readers ask at once: how many seconds each waited, CPU milliseconds each."""
    waited = list[float]()
    began, cpu = perf_counter(), process_time()

    def ask(client: TestClient) -> None:
        answer = client.get(path)
        waited.append(perf_counter() - began)
        assert answer.status_code == 200, path  # noqa: S101

    threads = [threading.Thread(target=ask, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(waited), (process_time() - cpu) * 1000 / len(clients)


def signed_in(app: Any, person: str) -> TestClient:
    """A client in which somebody has signed in."""
    client = TestClient(
        app,
        base_url="http://127.0.0.1:8021",
        headers={"origin": "http://127.0.0.1:8021"},
        follow_redirects=False,
    )
    answer = client.post("/sign-in", data={"person": person, "password": PASSWORD})
    if answer.status_code != 303:
        raise SystemExit(f"{person} could not sign in: {answer.status_code}")
    return client


def beside(app: Any, known: TestClient) -> TestClient:
    """Another browser window of somebody who has signed in."""
    client = TestClient(app, base_url="http://127.0.0.1:8021", follow_redirects=False)
    client.cookies.update(known.cookies)
    return client


PAGES = (
    ("board and stuck list", CHIEF, "/"),
    ("narrowed", CHIEF, "/?block=Khối+1"),
    ("list of a phase", CHIEF, "/inspections?phase=course.field"),
    ("search", CHIEF, "/inspections?q=kltt+ben+dinh"),
    ("my work (chief)", CHIEF, "/my"),
    ("my work (team head)", HEAD, "/my"),
    ("inspection", HEAD, "/inspections/ba-du-an"),
    ("plan of the year", CHIEF, "/plan/2021"),
    ("ages by phase", CHIEF, "/aging"),
    ("days lost", CHIEF, "/lost-days"),
    ("receipts", CHIEF, "/receipts"),
    ("API: stuck", CHIEF, "/api/stuck"),
    ("API: inspections", CHIEF, "/api/inspections"),
    ("API: bottlenecks", CHIEF, "/api/bottlenecks"),
)


Times = dict[str, list[tuple[float, float]]]


def main(counts: list[int], readers: int, url: str) -> tuple[Times, list[Bar]]:
    """Fill an office step by step, and measure its pages at each: milliseconds by size, and
    what each page takes of its bare SQL and template in the largest."""
    times: Times = {name: [] for name, _, _ in PAGES}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), database_url=url, today=DEMO_DAY)
        desk = open_desk(settings)
        load_demo(desk)
        where = url or f"sqlite:///{Path(folder) / 'tiendo.db'}"
        app = create_app(desk, settings)
        clients = {each.person: signed_in(app, each.person) for each in GUESTS}
        engine = create_engine(where.replace("postgresql:", "postgresql+psycopg:", 1))
        for count in counts:
            fill(desk, where, count)
            ratios = list[Bar]()
            for name, person, path in PAGES:
                served, plain, asked = measure(clients[person], path, engine)
                times[name].append((count, served))
                ratios.append(Bar(f"ours: {name}", served / plain))
                say(
                    f"{count:6} {name:22} {served:7.1f} ms  bare {plain:7.1f} ms  "
                    f"ratio {served / plain:5.1f}  {asked:3} statements"
                )
        known = list(clients.values())
        crowds([beside(app, known[n % len(known)]) for n in range(readers)])
        another_day(clients[CHIEF])
        desk.store.close()
        return times, ratios


def draw(times: Times, ratios: list[Bar]) -> None:
    """The growth of some pages, and the ratio of each."""
    title = "Server time of a page: CPU milliseconds by size of the office"
    drawn = {name: times[name] for name in DRAWN}
    curves("pages", title, "inspections in the database", "ms", drawn)
    bare = Bar("bare SQL and template", 1.0)
    bars("pages-ratio", "Server time of a page, times its bare SQL and template", [*ratios, bare])


def crowds(clients: list[TestClient]) -> None:
    """Every reader asks at once."""
    for name, path in (("board", "/"), ("inspection", "/inspections/ba-du-an")):
        waited, each = crowd(clients, path)
        if len(waited) != len(clients):
            raise SystemExit(f"{path}: {len(clients) - len(waited)} readers had no answer")
        half, most = waited[nth(50, len(waited))], waited[nth(95, len(waited))]
        say(
            f"{len(clients)} readers at once, {name}: half have it after {half:.1f} s, 95% after "
            f"{most:.1f} s, the last after {waited[-1]:.1f} s; {each:.0f} ms CPU each"
        )


def another_day(client: TestClient) -> None:
    """A day that must be worked out: the first answer, the day itself, and again once it is."""
    for day in ("2021-09-01", "2021-07-01"):
        began, cpu = perf_counter(), process_time()
        answer = client.get(f"/?as_of={day}")
        first = perf_counter() - began
        while answer.status_code == 202:
            sleep(1)
            answer = client.get(f"/?as_of={day}")
        cold, spent = perf_counter() - began, process_time() - cpu
        began = perf_counter()
        client.get(f"/?as_of={day}&block=Khối+2")
        say(
            f"another day, {day}: first answer {first:.1f} s, the day {cold:.1f} s "
            f"({spent:.0f} s CPU), {perf_counter() - began:.2f} s kept"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--inspections", default="200,2000,20000")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("url", nargs="?", default="")
    parser.add_argument("--quick", action="store_true", help="60 inspections, 2 readers")
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/pages*.svg")
    given = parser.parse_args()
    if given.quick:
        given.inspections, given.readers = "60", 2
    sizes = [int(n) for n in given.inspections.split(",")]
    found = main(sizes, given.readers, given.url)
    if given.plot:
        draw(*found)
