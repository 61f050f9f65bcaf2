"""An office in which every word people wrote is hostile: on each page, paper, letter and form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from browsing import chromium, come_in, serving
from doors import cheap
from fastapi import FastAPI
from hostile import UNUSABLE
from page_reading import PageRead
from pages_seen import PAGES
from playwright.sync_api import Page
from poisoned import poisoned
from reader import Browser, PageForm, forms_in, window
from thorough import THOROUGH

from flows import escalate, meet
from tests.ports import free_port
from tiendo.channels.mail import composed_letter
from tiendo.channels.message import Message
from tiendo.demo.accounts import PASSWORD as PUBLIC
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.story import story
from tiendo.sweep import sweep
from tiendo.web.app import create_app

pytestmark = pytest.mark.slow
TOLD = re.compile(r"alert\('([A-Za-z]+\.[a-z_]+)'\)")
PREFECT = "http://127.0.0.1:8023/"
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
ON_A_PHONE = (
    ("tam", "/"),
    ("hai", "/inspections/ba-du-an"),
    ("hai", "/my"),
    ("tam", "/plan/2021"),
    ("tam", "/directives"),
    ("hanh", "/meeting/meeting:2021-09-08"),
    ("lan", "/meeting/meeting:2021-08-06/items"),
    ("tam", "/inbox"),
    ("khanh", "/users"),
)
PAPERS = {("/meetings/read", "text"), ("/reports/submit", "text")}
REFUSED = {200, 400, 403, 404, 409, 413, 422}
"""200 where nothing can be written: a filter that finds nothing."""
BAD = (UNUSABLE[0], "Số\r\nBcc: x@y.z\r\n" + "đ" * 20_001)
BAD_NAMES = ("null byte", "too long")
Opens = Callable[[str], Browser]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The hostile office."""
    with poisoned(tmp_path_factory.mktemp("hostile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def opens(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Opens:
    """Gives the browser of a person of the office, signed in once."""
    app: FastAPI = create_app(desk, cheap(home=tmp_path_factory.mktemp("home"), today=DEMO_DAY))
    app.state.pages = type(app.state.pages)(PREFECT, lambda: None)
    known = dict[str, Browser]()

    def opens(person: str) -> Browser:
        if person not in known:
            known[person] = window(app)
            if person:
                known[person].post("/sign-in", {"person": person, "password": PUBLIC})
        return known[person]

    return opens


def shape(path: str) -> str:
    """An address without what tells one thing from another of its kind."""
    bare = re.sub(r"\?.*", "", path)
    bare = re.sub(r"/(inspections|meeting|papers|letters|plan|calendar)/[^/]+", r"/\1/*", bare)
    return re.sub(r"[0-9a-f]{64}|\d+", "*", bare)


@pytest.fixture(scope="module")
def walked(opens: Opens) -> list[tuple[str, str, Any]]:
    """Every page of the list, and one of each other kind that they lead to, as answered."""
    found, known, ahead = list[tuple[str, str, Any]](), set[str](), list(PAGES)
    while ahead:
        person, path = ahead.pop(0)
        answer = opens(person).get(path)
        found.append((person, path, answer))
        known.add(shape(path))
        if answer.headers.get("content-type", "").startswith("text/html"):
            for link in sorted(PageRead(answer.text, PREFECT).links):
                if shape(link) not in known:
                    known.add(shape(link))
                    ahead.append((person, link))
    return found


def test_on_every_page_it_is_text_and_nothing_leads_or_runs_elsewhere(
    walked: list[tuple[str, str, Any]],
) -> None:
    seen = set[str]()
    for person, path, answer in walked:
        assert answer.status_code in {200, 303, 404}, (person, path, answer.text[:300])
        if answer.headers.get("content-type", "").startswith("text/html"):
            page = PageRead(answer.text, PREFECT)
            assert page.amiss == [], (path, page.amiss[:3])
            seen |= set(TOLD.findall(page.text))
    assert len(walked) > len(PAGES) + 8
    assert seen >= {
        "Officer.name",
        "Officer.title",
        "Registered.name",
        "Registered.short_name",
        "Registered.entity",
        "Registered.locality",
        "Recorded.reason",
        "Noted.text",
        "RequestDrafted.addressee",
        "RequestDrafted.items",
        "Document.number",
        "Document.signed_by",
        "Assigned.title",
        "Assigned.sentence",
        "MeetingCalled.title",
        "ProposedItem.words",
        "Said.sentence",
    }, sorted(seen)


def test_papers_hold_it_as_runs_of_text_without_fields_or_links(
    walked: list[tuple[str, str, Any]],
) -> None:
    papers = [each.content for _, path, each in walked if "docx" in path]
    assert papers
    for content in papers:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = [file.read(name).decode() for name in file.namelist() if "word/" in name]
        whole = "".join(parts)
        assert "alert(" in whole
        assert "<w:hyperlink" not in whole
        assert {each.strip() for each in re.findall(r"<w:instrText[^>]*>([^<]*)<", whole)} <= {
            "PAGE"
        }
        assert "evil" not in "".join(re.findall(r'Target="([^"]*)"', whole))


def test_a_letter_keeps_it_out_of_its_head(desk: Desk) -> None:
    letters = desk.store.letters.inbox([each.id for each in desk.store.people()], 200)
    assert any("alert(" in each.subject for each in letters)
    for each in letters:
        hostile = f"{each.subject}\r\nBcc: evil@evil.example\r\n\r\nX"
        message = Message(
            "id@x",
            "code",
            "a@b.vn",
            hostile,
            each.body,
            "http://x/",
            each.key,
            each.stream,
            each.recipient,
            each.due_on,
            desk.clock.now(),
        )
        letter = composed_letter(message, "tiendo@b.vn")
        head = letter.as_bytes().partition(b"\r\n\r\n")[0]
        assert b"\nBcc" not in head
        assert letter.get_all("To") == ["a@b.vn"]
        assert letter.get_content_type() == "text/plain"


def test_in_prefect_it_makes_no_link_and_no_mark_up(desk: Desk) -> None:
    report = sweep(desk, as_of=DEMO_DAY, now=desk.clock.now())
    names = {each.id: each.name for each in desk.store.people()}
    rows = [escalate.row(line, names) for line in report.stuck]
    rows += [escalate.lapse_row(line, names) for line in report.lapses]
    rows += [meet.row(item) for item in meet.prepared(desk, None).pack.open]
    assert rows
    for cell in (str(each) for row in rows for each in row.values()):
        words = re.sub(r"^\[([^\[\]]*)\]\(http://[^\s()]+\)$", r"\1", cell)
        assert not re.search(r"[<>\[\]\\`]", words), cell
    for stream in [line.stream for line in report.stuck][:5]:
        told = story(desk, stream, as_of=DEMO_DAY)
        assert "<" not in told
        assert not re.search(r"(?<!\\)[\[\]`]", told)


WIDEST = """() => [...document.querySelectorAll('main *')]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
  .map(each => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 40)}`)"""


def widest(page: Page) -> list[str]:
    """What stands out on the right."""
    return list(page.evaluate(WIDEST))[-3:]


def forms_of(walked: list[tuple[str, str, Any]]) -> Iterator[tuple[str, str, PageForm]]:
    """One form of each kind that stands on any page, with who may send it."""
    known = set[tuple[str, ...]]()
    for person, path, answer in walked:
        if answer.headers.get("content-type", "").startswith("text/html"):
            for form in forms_in(answer.text):
                kind = (shape(form.action), form.method, *form.fields, form.kind)
                if kind not in known and form.action != "/sign-out":
                    known.add(kind)
                    yield person, path, form


def written(desk: Desk) -> tuple[int, ...]:
    """How much is recorded, whatever kind it is."""
    store = desk.store
    events = sum(len(stored) for _, stored in store.every_stream(lambda *_: None))
    return events, len(store.people()), len(store.delegations.every())


def asked_of(form: PageForm, number: int) -> list[str]:
    """The fields of a form that are tried: all of them, or here one, another from form to form."""
    names = list(form.typed)
    return names if THOROUGH or not names else [names[number % len(names)]]


def whole(form: PageForm) -> dict[str, list[str]]:
    """A form filled in as somebody well-meaning would."""
    days = {name for name, hint in form.typed.items() if "yyyy" in hint}
    words = {name: ["07/09/2021" if name in days else "x1"] for name in form.typed}
    return form.fields | words


@pytest.mark.parametrize(
    "text", BAD if THOROUGH else BAD[:1], ids=BAD_NAMES if THOROUGH else BAD_NAMES[:1]
)
def test_no_form_fails_or_writes_half_of_what_cannot_be_kept(
    desk: Desk, opens: Opens, walked: list[tuple[str, str, Any]], text: str
) -> None:
    asked = set[str]()
    before = written(desk)
    for number, (person, path, form) in enumerate(forms_of(walked)):
        for name in asked_of(form, number):
            if (form.action, name) in PAPERS:
                continue  # a whole paper, which is long and has lines
            given = whole(form) | {name: [text]}
            asked.add(name)
            if form.method == "get":
                asked_for = given | {name: [text[:4000]]}
                answer = opens(person).client.get(form.action, params=asked_for)
                assert answer.status_code in {200, 422}, (path, form.action, name)
                continue
            answer = opens(person).post(form.action, given)
            assert answer.status_code in {200, 400, 403, 404, 409, 413, 422}, (
                path,
                form.kind,
                name,
            )
            assert PageRead(answer.text, PREFECT).amiss == []
    assert written(desk) == before
    assert len(asked) > 5
    assert not THOROUGH or asked >= {"text", "reason", "document_number", "name", "title", "q"}


def test_in_a_browser_no_script_runs_and_nothing_is_wider_than_a_phone(desk: Desk) -> None:
    said = list[str]()
    settings = cheap(port=free_port(), today=DEMO_DAY)
    with ExitStack() as stack:
        stack.enter_context(serving(desk, settings))
        browser = stack.enter_context(chromium())
        for person, path in ON_A_PHONE if THOROUGH else ON_A_PHONE[:2]:
            page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
            page.on("dialog", lambda dialog: said.append(dialog.message))
            page.on("console", lambda message: said.append(message.text))
            come_in(page, f"http://127.0.0.1:{settings.port}", person)
            page.goto(f"http://127.0.0.1:{settings.port}{path}")
            page.evaluate(UNFOLD)
            if page.evaluate("document.documentElement.scrollWidth") > 390:
                said.append(f"{path} is wider than the window: {widest(page)}")
            page.context.close()
    assert said == []
