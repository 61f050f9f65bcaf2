"""Nothing stands against any page: axe-core in light and dark, desktop and phone; keys; paper.

Every check asks each page in one of the four ways, a different one from page to page; with
TIENDO_THOROUGH=1 each page in all four, and the longest page too.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python  # type: ignore[import-untyped]
import keyboard
import pytest
from browsing import chromium, come_in, demonstration
from pages_seen import LONG_PAGES, PAGES, marks
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from thorough import THOROUGH

pytestmark = pytest.mark.slow
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
Way = tuple[Literal["light", "dark"], int]
WAYS: tuple[Way, ...] = (("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390))
ASKED = tuple(
    (who, path, WAYS if THOROUGH else (WAYS[number % len(WAYS)],))
    for number, (who, path) in enumerate((*PAGES, *LONG_PAGES) if THOROUGH else PAGES)
)
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
FOUND = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
  each => [each.id, each.nodes.slice(0, 3).map(node => node.target.join(' '))])"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration office's address."""
    with demonstration(tmp_path_factory.mktemp("office")) as (_, found):
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for every page."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def readers(browser: Browser, address: str) -> dict[str, Page]:
    """A window for each person; the first time nobody has signed in."""
    found = {"": browser.new_context().new_page()}
    for person in sorted({who for who, _ in PAGES} - {""}):
        found[person] = browser.new_context().new_page()
        come_in(found[person], address, person)
    return found


def against(page: Page, ways: tuple[Way, ...]) -> list[Any]:
    """What axe says against a page that is open, with everything on it unfolded."""
    found = list[Any]()
    page.evaluate(AXE)
    page.evaluate(OPEN_ALL)
    for scheme, width in ways:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [(scheme, width, *each) for each in page.evaluate(FOUND)]
        found += [(scheme, width, "wider than the window")] if page.evaluate(TOO_WIDE) else []
    return found


def test_axe_does_complain_of_what_is_wrong(readers: dict[str, Page]) -> None:
    page = readers[""]
    page.set_content("<html lang='vi'><title>x</title><main><img src='data:,'><input></main>")

    said = {each[2] for each in against(page, WAYS[:1])}

    assert {"image-alt", "label"} <= said


@pytest.mark.parametrize(
    ("who", "path", "ways"), ASKED, ids=[f"{who}{path}" for who, path, _ in ASKED]
)
def test_nothing_stands_against_a_page(
    readers: dict[str, Page], address: str, who: str, path: str, ways: tuple[Way, ...]
) -> None:
    page = readers[who]
    page.goto(f"{address}{path}")

    assert against(page, ways) == []
    assert marks(page.inner_text("body")) == []
    assert not THOROUGH or keyboard.against(page) == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", ("Đang vướng", "Cuộc thanh tra 03 dự án", "Cách gỡ:")),
        ("/inspections/ba-du-an", ("Thời hạn", "Từng chặng", "Bảng từng đoạn", "Lịch sử")),
    ],
)
def test_on_paper_a_page_is_numbered_a4_and_whole(
    readers: dict[str, Page], address: str, path: str, told: tuple[str, ...]
) -> None:
    page = readers["tam"]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")  # on paper it is always light
    page.goto(f"{address}{path}")

    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages

    texts = [sheet.extract_text() for sheet in sheets]
    for number, (sheet, text) in enumerate(zip(sheets, texts, strict=True), start=1):
        assert f"{number} / {len(sheets)}" in text
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    whole = " ".join(" ".join(texts).split())
    assert all(words in whole for words in told)
    assert "Đăng xuất" not in whole
