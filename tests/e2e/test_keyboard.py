"""A day at the office with nothing but a keyboard: no test here touches the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import keyboard
import pytest
from browsing import chromium
from doors import PASSWORD
from keyboard import Keys
from offices import CASE
from playwright.sync_api import Browser, Page, expect
from three_projects import behind, three_projects

from tiendo.desk import Desk

pytestmark = pytest.mark.slow
FOCUSED = "() => document.activeElement.getAttribute('role') || document.activeElement.tagName"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for every journey."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One office for every journey; each uses inspections of its own."""
    with three_projects(tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running server's address."""
    with behind(desk, tmp_path_factory.mktemp("home")) as found:
        yield found


def come_in(browser: Browser, address: str, person: str, width: int = 1280) -> Keys:
    """Sign in from the first page, by keys alone."""
    page = browser.new_context(
        base_url=address, viewport={"width": width, "height": 844}
    ).new_page()
    page.goto("/")
    keys = Keys(page)
    keys.write("#person", person)
    keys.write("#password", PASSWORD)
    with page.expect_navigation():
        keys.press("Enter")
    return keys


def unfold(keys: Keys, door: str) -> None:
    """Go to a form that is folded and open it."""
    keys.reach(f"{door} > summary")
    keys.press("Enter")
    expect(keys.page.locator(door)).to_have_attribute("open", "")


def sign(keys: Keys, form: str, number: str) -> None:
    """Fill in number, date and signer of a paper, in the order they stand."""
    keys.write(f"{form} [name=document_number]", number)
    keys.write(f"{form} [name=document_signed_on]", "07/09/2021")
    keys.write(f"{form} [name=document_signed_by]", "Võ Kiều")


def told(page: Page) -> str:
    """What the line that has the focus after recording says."""
    return str(page.evaluate("document.activeElement.textContent"))


def test_a_request_is_sent_in_the_pause_and_a_refusal_is_read(
    browser: Browser, address: str, desk: Desk
) -> None:
    keys = come_in(browser, address, "binh")
    page = keys.page
    keys.follow("nav.main a[href='/my']")
    keys.follow(f"main a[href='/inspections/{CASE}']")

    unfold(keys, "#act-lift_hold")
    keys.follow("#act-lift_hold .send button:not([formaction])")
    assert page.evaluate(FOCUSED) == "alert"
    assert "Chưa nêu lý do tiếp tục" in told(page)

    unfold(keys, "#act-draft_request")
    form = "#act-draft_request"
    keys.write(f"{form} [name=addressee]", "Ban Quản lý dự án")
    keys.write(f"{form} [name=due_on]", "20/09/2021")
    keys.write(f"{form} [name=items]", "Hồ sơ hoàn công")
    keys.follow(f"{form} .send button:not([formaction])")
    assert page.evaluate(FOCUSED) == "status"
    assert "Đã ghi: Soạn yêu cầu" in told(page)

    unfold(keys, "#act-send_request-YC1")
    form = "#act-send_request-YC1"
    sign(keys, form, "88/TTr-NV1")
    expect(page.locator(f"{form} .foreseen")).to_contain_text("Hết vướng")
    keys.follow(f"{form} .send button:not([formaction])")
    assert "Đã ghi: Gửi yêu cầu" in told(page)
    assert desk.inspection(CASE).requests[0].outstanding
    page.context.close()


def test_two_inspections_are_suspended_under_one_decision(
    browser: Browser, address: str, desk: Desk
) -> None:
    keys = come_in(browser, address, "kieu")
    keys.follow("nav.main a[href='/decisions/new']")
    keys.follow("nav.jump a[href$='kind=pause_case']")
    form = "form.sheet"
    keys.write(f"{form} [name=locality]", "go dau")
    sign(keys, form, "77/QĐ-TTr")
    keys.follow(f"{form} .send button")
    assert "Thử:" in told(keys.page)
    keys.reach("form.tried [name=chosen]")
    keys.press("Space")
    keys.press("Space")
    keys.follow("form.tried .send button")

    assert "Đã ghi 2 cuộc" in told(keys.page)
    holds = [desk.inspection(stream).hold for stream in ("go-1", "go-2")]
    assert [each.document.number for each in holds if each and each.document] == ["77/QĐ-TTr"] * 2
    keys.page.context.close()


def test_filter_search_slider_and_menu_on_a_phone(browser: Browser, address: str) -> None:
    keys = come_in(browser, address, "hoa", 390)
    page = keys.page
    keys.follow("nav.main a[href='/']")
    keys.choose(".filters [name=locality]", "gò")
    keys.follow(".filters button")
    assert "locality=G" in page.url
    expect(page.locator(".board .card")).to_have_count(2)

    keys.reach("#ago")
    keys.press("Home")  # right to left: yesterday is on the left
    for _ in range(3):
        keys.press("ArrowLeft")
    said = page.locator(".slider output").inner_text()
    assert page.locator("#ago").get_attribute("aria-valuetext") == said != "08/09/2021"
    assert "ago=" not in page.url, "every press of a key asked for a page"
    keys.follow(".slider button")
    assert said in page.locator(".banner").inner_text()

    keys.write(".find input", "cuoc go-2")
    with page.expect_navigation():
        keys.press("Enter")
    keys.follow("main a[href^='/inspections/go-2']")
    assert page.locator("h1").inner_text() == "Cuộc go-2"
    page.context.close()


def test_by_tab_everything_is_reached_once_in_its_order_and_seen(
    browser: Browser, address: str
) -> None:
    keys = come_in(browser, address, "binh")
    for path, width in (("/", 390), (f"/inspections/{CASE}", 1280), ("/account", 1280)):
        keys.page.set_viewport_size({"width": width, "height": 844})
        keys.page.goto(path)
        assert keyboard.against(keys.page) == [], path

    keys.page.goto(f"/inspections/{CASE}")
    keys.reach("a.skip")
    keys.press("Enter")
    keys.press("Tab")

    assert keys.page.evaluate("document.activeElement.closest('main') !== null")
    keys.reach("a[href='/my']", "Shift+Tab")  # and back again: no trap
    keys.page.context.close()


def test_the_walk_does_complain_of_what_is_wrong(browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.set_content(
        "<style>b :focus { outline: none }</style><b><a href='#x'>a</a></b>"
        "<p style='display: flex; flex-direction: row-reverse'><a href='#y'>y</a></p>"
        "<button tabindex='2'>x</button>"
    )

    said = keyboard.against(page)

    assert ["no ring", "A# a"] in said
    assert [each for each in said if isinstance(each, str)] == ["P.", "BUTTON."]
    assert any(each[0] == "stop 0" for each in said if isinstance(each, list))
    page.context.close()
