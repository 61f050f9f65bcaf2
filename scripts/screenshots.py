"""Takes the screenshots of docs/ anew: every page, in Vietnamese and English.

python scripts/screenshots.py            # all of them, into docs/screens/
python scripts/screenshots.py inspection # only those whose name holds this

They are of the demonstration office after a sweep, made afresh in a folder of its own.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import uvicorn
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tiendo.beat import Said, beat
from tiendo.bootstrap import desk_on
from tiendo.clock import FixedDayClock
from tiendo.demo.accounts import PASSWORD
from tiendo.demo.agenda import load_agenda
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.meeting.packing import prepare
from tiendo.settings import Settings
from tiendo.store.opening import open_store
from tiendo.sweep import SweepReport, sweep
from tiendo.telling import FLOW
from tiendo.web.app import create_app

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screens"
README = ROOT / "docs" / "screenshot-office.png"
WIDE, PHONE = (1280, 860), (390, 844)


class Shot(NamedTuple):
    """One picture: its name, who looks, where, the size, and what is clicked or unfolded first."""

    name: str
    who: str
    path: str
    size: tuple[int, int] = WIDE
    unfold: str = ""
    at: str = ""


SHOTS: tuple[Shot, ...] = (
    Shot("sign-in", "", "/sign-in"),
    Shot("office", "tam", "/"),
    Shot("office-phone", "tam", "/", PHONE),
    Shot("list", "tam", "/inspections"),
    Shot("my", "hai", "/my"),
    Shot("my-phone", "hai", "/my", PHONE),
    Shot("inspection", "hai", "/inspections/ba-du-an"),
    Shot("inspection-phone", "hai", "/inspections/ba-du-an", PHONE),
    Shot("inspection-why", "hai", "/inspections/ba-du-an", at="#stuck"),
    Shot("inspection-timeline", "hai", "/inspections/ba-du-an", at="#timeline"),
    Shot("inspection-chart", "hai", "/inspections/ba-du-an", at="#chart"),
    Shot(
        "inspection-consequence",
        "hai",
        "/inspections/ba-du-an",
        unfold="#act-declare_none",
        at="#acts",
    ),
    Shot("inspection-log", "hai", "/inspections/ba-du-an", at="#log"),
    Shot("receipt", "tam", "/inspections/ba-du-an/receipt"),
    Shot("decision", "tam", "/decisions/new?kind=pause_case"),
    Shot("plan", "tam", "/plan/2021"),
    Shot("register", "lan", "/plan/new"),
    Shot("meetings", "tam", "/meetings"),
    Shot("meeting", "lan", "/meeting/meeting:2021-09-08"),
    Shot("meeting-phone", "hanh", "/meeting/meeting:2021-09-08", PHONE),
    Shot("meeting-items", "lan", "/meeting/meeting:2021-08-06/items"),
    Shot("directive", "hanh", "/meeting/directive:2021-08-06.03"),
    Shot("report", "lan", "/meeting/report:2021-09.phong-2"),
    Shot("directives", "tam", "/directives"),
    Shot("reports", "tam", "/reports"),
    Shot("receipts", "tam", "/receipts"),
    Shot("lost-days", "tam", "/lost-days"),
    Shot("aging", "tam", "/aging"),
    Shot("aging-phone", "tam", "/aging", PHONE),
    Shot("law", "tam", "/law?a=VN-2010-A&b=VN-2022-A"),
    Shot("calendar", "tam", "/calendar/2021"),
    Shot("inbox", "hai", "/inbox"),
    Shot("account", "hai", "/account"),
    Shot("users", "khanh", "/users"),
    Shot("delegations", "tam", "/delegations"),
)


def main(only: Sequence[str]) -> int:
    """Take the pictures."""
    chosen = [shot for shot in SHOTS if not only or any(each in shot.name for each in only)]
    with (
        tempfile.TemporaryDirectory() as home,
        _office(Path(home)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for who in dict.fromkeys(shot.who for shot in chosen):
            context = browser.new_context()
            _come_in(context.new_page(), address, who)
            for lang in ("vi", "en"):
                for shot in (each for each in chosen if each.who == who):
                    _take(context, address, lang, shot)
            if not only and who == SHOTS[1].who:
                _take(context, address, "vi", SHOTS[1], README)
            context.close()
        browser.close()
    return 0


@contextmanager
def _office(home: Path) -> Iterator[str]:
    """The demonstration office behind a server, swept once."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(home=home, port=port, today=DEMO_DAY)
    with closing(open_store(f"sqlite:///{home / 'tiendo.db'}")) as store:
        desk = desk_on(store, settings)
        load_demo(desk)
        load_agenda(replace(desk, clock=FixedDayClock(DEMO_DAY)))
        prepare(desk, as_of=DEMO_DAY, now=desk.clock.now())
        beat(desk, FLOW, _swept, lambda _: Said(True, ""))
        app = create_app(desk, settings)
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(5)


def _swept(desk: Desk) -> SweepReport:
    return sweep(desk, as_of=DEMO_DAY, now=desk.clock.now())


def _take(
    context: BrowserContext, address: str, lang: str, shot: Shot, into: Path | None = None
) -> None:
    width, height = shot.size
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    query = "&" if "?" in shot.path else "?"
    page.goto(f"{address}{shot.path}{query}lang={lang}")
    if shot.unfold:
        page.locator(f"{shot.unfold} > summary").click()
        page.locator(f"{shot.unfold} .foreseen > *").first.wait_for()
    if shot.at:
        page.locator(shot.at).evaluate("each => each.scrollIntoView()")
    file = into or FOLDER / lang / f"{shot.name}.jpg"
    file.parent.mkdir(parents=True, exist_ok=True)
    kind = {"type": "png"} if file.suffix == ".png" else {"type": "jpeg", "quality": 60}
    page.screenshot(path=file, **kind)  # type: ignore[arg-type]
    page.close()


def _come_in(page: Page, address: str, person: str) -> None:
    if not person:
        return
    page.goto(f"{address}/sign-in")
    page.locator("#person").fill(person)
    page.locator("#password").fill(PASSWORD)
    page.locator("form:has(#password) button").click()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
