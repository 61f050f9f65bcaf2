"""The page in a real browser, with JavaScript switched off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import browsing
import pytest
from builders import PAUSE_NOTICE
from doors import PASSWORD
from offices import Told, open_office, sqlite
from playwright.sync_api import Browser, Locator, Page, Request, ViewportSize, expect

from tiendo.desk import Desk
from tiendo.sweep import sweep
from tiendo.web.guard import HEADERS

pytestmark = pytest.mark.slow
TODAY = date(2021, 9, 8)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
WITH_CHART = ("/inspections/ba-du-an", "/inspections/khac")
INBOX = ("/inbox",)
LAW = ("/receipts", "/law", "/law?a=VN-2010-A&b=VN-2022-A", "/inspections/khac/receipt")
PATHS = ("/", *WITH_CHART, *LAW, *INBOX, "/calendar/2024", "/calendar/2030", "/khong-co")
CUT_OFF = """() => [...document.querySelectorAll('svg.chart')]
  .filter(svg => getComputedStyle(svg).display !== 'none')
  .flatMap(svg => [...svg.querySelectorAll('g.leaf, g.frame')])
  .filter(g => {
    const text = g.querySelector('text').getBBox(), box = g.querySelector('rect').getBBox();
    return text.x < box.x + 1 || text.x + text.width > box.x + box.width - 1
      || text.y < box.y || text.y + text.height > box.y + box.height;
  })
  .map(g => g.textContent.trim())"""
TOLD = "main [role=status]:not([hidden])"
UNFOLD = """part => {
  for (let each = part; each; each = each.parentElement) if (each.open === false) each.open = true;
  part.querySelectorAll('details').forEach(each => { each.open = true; });
}"""
CHARTS_SHOWN = """() => [...document.querySelectorAll('svg.chart')]
  .filter(svg => getComputedStyle(svg).display !== 'none').length"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office with one inspection paused on site, and one under way."""
    opened = open_office(sqlite(tmp_path), TODAY)
    with closing(opened.store):
        Told(opened, date(2021, 6, 1), stream="khac").walk().request("YC1", date(2021, 9, 20))
        paused = Told(opened, date(2021, 6, 1)).walk()
        paused.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
        yield opened


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """A running server's address."""
    with browsing.served(desk) as found:
        yield found


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of."""
    return []


def opened(chromium: Browser, viewport: ViewportSize, complaints: list[str], address: str) -> Page:
    """A page without JavaScript whose complaints are kept; the team head has signed in."""
    page = chromium.new_context(viewport=viewport, java_script_enabled=False).new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.extend(_failure(request)))
    browsing.come_in(page, address, "binh", PASSWORD)
    return page


def _failure(request: Request) -> list[str]:
    """What went wrong with a request; leaving a page cuts off what it was still loading."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url} {request.failure}"]


def test_the_browser_does_complain_of_what_the_policy_forbids(
    chromium: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(chromium, DESKTOP, complaints, address)
    page.route(
        f"{address}/planted",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"content-security-policy": HEADERS["content-security-policy"]},
            body='<p style="color:red">x</p><img src="http://127.0.0.1:9/elsewhere.png">',
        ),
    )

    with page.expect_console_message(lambda said: "elsewhere.png" in said.text):
        page.goto(f"{address}/planted")

    assert any("style" in each for each in complaints)
    assert any("elsewhere.png" in each for each in complaints)


def unfolded(page: Page, form: str) -> Locator:
    """A form of the page with everything it may keep folded laid open."""
    door = page.locator(form)
    door.evaluate(UNFOLD)
    return door


def test_an_officer_finds_a_stuck_inspection_and_frees_it(
    chromium: Browser, address: str, desk: Desk, complaints: list[str]
) -> None:
    page = opened(chromium, DESKTOP, complaints, address)
    page.goto(address)
    page.get_by_role("link", name="Cuộc thanh tra 03 dự án").first.click()
    page.wait_for_url(f"{address}/inspections/ba-du-an")
    assert "chưa ai nêu có hay không" in page.inner_text("main")

    door = unfolded(page, "#act-declare_none")
    door.get_by_label("Lý do, ghi chú").fill("Đã rà soát, không có nội dung cần yêu cầu thêm.")
    door.get_by_role("button", name="Ghi:").click()

    page.wait_for_selector(TOLD)
    assert page.url == f"{address}/inspections/ba-du-an"
    assert "Đã ghi: Nêu rõ: không có nội dung cần yêu cầu" in page.inner_text(TOLD)
    assert desk.inspection("ba-du-an").in_state("records.none_needed")
    page.goto(address)
    assert "chưa ai nêu có hay không" not in page.inner_text("main")
    assert complaints == []


def test_a_refused_form_keeps_what_was_typed(
    chromium: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(chromium, DESKTOP, complaints, address)
    page.goto(f"{address}/inspections/khac")
    door = unfolded(page, "#act-note")
    door.get_by_label("Ngày xảy ra").fill("31/02/2021")
    door.get_by_label("Nội dung nhật ký").fill("Đường cầu Bến Đình")
    door.get_by_role("button", name="Ghi:").click()

    alert = page.get_by_role("alert")
    assert "không phải ngày" in alert.inner_text()
    assert alert.get_by_label("Nội dung nhật ký").input_value() == "Đường cầu Bến Đình"
    alert.get_by_label("Ngày xảy ra").fill("07/09/2021")
    alert.get_by_role("button", name="Ghi:").click()
    assert "Đã ghi: Ghi nhật ký Đoàn" in page.inner_text(TOLD)


def test_what_was_typed_is_still_there_where_the_session_was_over(
    chromium: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(chromium, DESKTOP, complaints, address)
    page.goto(f"{address}/inspections/khac")
    page.context.clear_cookies(name="tiendo_session")
    door = unfolded(page, "#act-note")
    door.get_by_label("Nội dung nhật ký").fill("Đường cầu Bến Đình")
    door.get_by_role("button", name="Ghi:").click()

    assert "bấm Quay lại hai lần" in page.get_by_role("alert").inner_text()
    page.get_by_label("Mã cán bộ").fill("binh")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("button", name="Đăng xuất").wait_for()
    with page.expect_navigation():
        page.evaluate("history.go(-2)")

    typed = unfolded(page, "#act-note").get_by_label("Nội dung nhật ký")
    expect(typed).to_have_value("Đường cầu Bến Đình")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_overflows_or_is_cut_off(
    chromium: Browser, address: str, complaints: list[str], viewport: ViewportSize, lang: str
) -> None:
    page = opened(chromium, viewport, complaints, address)
    for path in PATHS:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.evaluate(UNFOLD, page.query_selector("body"))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"], path
        assert page.evaluate(CUT_OFF) == [], path
        assert page.evaluate(CHARTS_SHOWN) == (1 if path in WITH_CHART else 0)
    assert [each for each in complaints if "404" not in each] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_officer_reads_his_notices_on_a_phone(
    chromium: Browser, address: str, desk: Desk, complaints: list[str], lang: str
) -> None:
    sweep(desk, as_of=TODAY, now=desk.clock.now())
    page = opened(chromium, PHONE, complaints, address)
    page.goto(address)
    page.goto(f"{address}/inbox?lang={lang}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("nav.main .count").count() == 1

    for _ in range(page.locator(".letters .entry").count()):
        with page.expect_navigation():
            page.locator(".letters form button").first.click()

    assert page.locator("nav.main .count").count() == 0
    assert desk.store.letters.unread(["binh"]) == 0
    assert complaints == []


def test_a_reader_goes_from_a_breach_to_its_receipt_and_to_the_law(
    chromium: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(chromium, DESKTOP, complaints, address)
    page.goto(address)
    page.get_by_role("link", name="Đối chiếu").click()
    period = page.get_by_role("row", name="Thời hạn thanh tra")
    period.get_by_role("link", name="Cuộc thanh tra 03 dự án").first.click()
    page.wait_for_url("**/receipt#rule-period")
    page.get_by_role("row", name="Thời hạn thanh tra").get_by_role("link").click()

    page.wait_for_url("**/law?a=VN-2010-A#tinh-period")
    assert "45 ngày, tổng đến 70" in page.inner_text("#tinh-period")
    assert complaints == []


SHOWN = "row => row.checkVisibility()"


def test_what_is_folded_on_screen_is_told_on_paper(
    chromium: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(chromium, DESKTOP, complaints, address)
    page.goto(f"{address}/inspections/khac")
    folded = [page.locator(f"{part} .fold tbody tr").first for part in (".ledger", ".terms")]
    door, day = page.locator(".doors, .barred, .time").first, page.locator(".meta .onpaper")
    assert [row.evaluate(SHOWN) for row in folded] == [False, False]
    assert not day.is_visible()

    page.emulate_media(media="print")

    assert [row.evaluate(SHOWN) for row in folded] == [True, True]
    assert day.inner_text().split() == ["Tính", "đến", "hết", "ngày", "08/09/2021"]
    assert not door.is_visible()
    assert page.pdf().startswith(b"%PDF")
    assert complaints == []


def test_the_calendar_leads_from_a_day_to_what_is_said_of_it(
    chromium: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(chromium, PHONE, complaints, address)
    page.goto(address)
    page.get_by_role("link", name="Lịch", exact=True).click()
    page.wait_for_url(f"{address}/calendar")
    page.get_by_role("table", name="Tháng 9").get_by_role("link", name="2 Lễ").click()

    assert page.url.endswith("#d-2021-09-02")
    assert "Quốc khánh" in page.locator(":target").inner_text()
    page.get_by_role("link", name="2022 →").click()
    page.wait_for_url(f"{address}/calendar/2022")
    assert complaints == []
