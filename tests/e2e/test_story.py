"""A day at the office in a real browser: with JavaScript, and the same without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import chromium, come_in
from doors import PASSWORD
from offices import CASE
from playwright.sync_api import Browser, BrowserContext, Page, expect
from three_projects import behind, three_projects

from tiendo.desk import Desk

pytestmark = pytest.mark.slow
PAGE = f"/inspections/{CASE}"
SOON = 30_000
"""Milliseconds: two seconds is asked for; a machine with much else to do may need more."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for both ways."""
    with chromium() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The three projects, paused on site and never reviewed; two more in Gò Dầu."""
    with three_projects(tmp_path) as opened:
        yield opened


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """A running server's address."""
    with behind(desk, tmp_path) as found:
        yield found


Opens = Callable[[str], Page]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def scripted(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts."""
    return bool(request.param)


@pytest.fixture
def opens(browser: Browser, address: str, scripted: bool) -> Iterator[Opens]:
    """A window of somebody who has signed in; all are shut in the end."""
    contexts = list[BrowserContext]()

    def opens(person: str) -> Page:
        contexts.append(browser.new_context(base_url=address, java_script_enabled=scripted))
        page = contexts[-1].new_page()
        come_in(page, address, person, PASSWORD)
        return page

    yield opens
    for context in contexts:
        context.close()


def signed(page: Page, form: str, number: str) -> None:
    """Fill in number, date and signer of the paper of a form."""
    page.locator(f"{form} [name=document_number]").fill(number)
    page.locator(f"{form} [name=document_signed_on]").fill("07/09/2021")
    page.locator(f"{form} [name=document_signed_by]").fill("Võ Kiều")


def ask_for_papers(page: Page) -> None:
    """Draft a request and send it, previewing the sending first."""
    page.locator("#act-draft_request > summary").click()
    form = "#act-draft_request form"
    page.locator(f"{form} [name=addressee]").fill("Ban Quản lý dự án")
    page.locator(f"{form} [name=items]").fill("Hồ sơ hoàn công\nNhật ký công trình")
    page.locator(f"{form} [name=due_on]").fill("20/09/2021")
    page.locator(form).get_by_role("button", name="Ghi:").click()
    expect(page.get_by_text("Đã ghi: Soạn yêu cầu")).to_be_visible()
    page.locator("#act-send_request-YC1 > summary").click()
    signed(page, "#act-send_request-YC1 form", "88/TTr-NV1")


def test_a_request_sent_in_the_pause_frees_what_the_supervisor_sees(
    opens: Opens, scripted: bool
) -> None:
    head, deputy = opens("binh"), opens("hoa")
    deputy.goto("/")
    stuck = deputy.locator("section[aria-labelledby=stuck]")
    expect(stuck).to_contain_text("Cuộc thanh tra 03 dự án")
    head.goto("/my")
    head.get_by_role("link", name="Cuộc thanh tra 03 dự án").first.click()
    ask_for_papers(head)

    form = head.locator("#act-send_request-YC1 form")
    if scripted:
        expect(form.locator(".foreseen")).to_contain_text("Hết vướng")
    else:
        form.get_by_role("button", name="Xem trước").click()
        form = head.locator(".preview form")
        expect(head.locator(".preview .foreseen").first).to_contain_text("Hết vướng")
    form.get_by_role("button", name="Ghi:").click()
    expect(head.get_by_text("Đã ghi: Gửi yêu cầu")).to_be_visible()

    if not scripted:
        deputy.reload()
    expect(stuck).not_to_contain_text("Cuộc thanh tra 03 dự án", timeout=SOON)


def test_two_inspections_are_suspended_under_one_decision(opens: Opens, desk: Desk) -> None:
    chief = opens("kieu")
    chief.goto("/decisions/new?kind=pause_case")
    chief.locator("form.sheet [name=locality]").fill("go dau")
    signed(chief, "form.sheet", "77/QĐ-TTr")
    chief.get_by_role("button", name="Thử, chưa ghi").click()
    expect(chief.locator("form.tried li b")).to_have_count(2)
    assert desk.inspection("go-1").hold is None

    chief.get_by_role("button", name="Ghi cho các cuộc đã chọn").click()

    expect(chief.get_by_text("Đã ghi 2 cuộc")).to_be_visible()
    for stream in ("go-1", "go-2"):
        hold = desk.inspection(stream).hold
        assert hold is not None
        assert hold.document is not None
        assert hold.document.number == "77/QĐ-TTr"


def test_a_refused_act_says_why_and_who_can_help(opens: Opens, desk: Desk) -> None:
    head = opens("binh")
    head.goto(PAGE)
    head.locator("#act-lift_hold > summary").click()

    head.locator("#act-lift_hold form").get_by_role("button", name="Ghi:").click()

    said = head.locator("section[role=alert]")
    expect(said).to_contain_text("Chưa nêu lý do tiếp tục")
    expect(said).to_contain_text("Ai lo được: Trưởng đoàn Trần Văn Bình")
    assert desk.inspection(CASE).in_state("hold.site_paused")
