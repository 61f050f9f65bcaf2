"""The inbox: what one person was posted, and that it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import at
from post import DAY, notice
from reader import Browser, forms_in

from tiendo.desk import Desk
from tiendo.notices import code_of

Open = Callable[[str], Browser]
KEY = "ba-du-an:silent::2021-07-19:0"


@pytest.fixture
def posted(desk: Desk) -> Desk:
    desk.store.queue([replace(notice(KEY), body="Nêu rõ <b>có hay không</b>")], at(DAY))
    desk.store.queue([notice("moi", stream="")], at(DAY) + timedelta(hours=1))
    desk.store.queue([notice("khac", to="an"), notice("vp", to="office")], at(DAY))
    return desk


def test_a_person_sees_his_letters_newest_first_with_their_code_and_page(
    posted: Desk, head: Browser
) -> None:
    page = head.get("/inbox").text

    assert len(posted.store.notices()) == 4
    assert page.index("08/09/2021 10:00") < page.index("08/09/2021 09:00")
    assert f"Mã thông báo: {code_of(KEY)}" in page
    assert 'href="/inspections/ba-du-an"' in page
    assert "Nêu rõ &lt;b&gt;có hay không&lt;/b&gt;" in page
    assert code_of("khac") not in page
    assert 'aria-label="2 chưa đọc">2</span>' in page
    assert 'aria-label="2 unread">2</span>' in head.get("/?lang=en").text


def test_reading_one_takes_it_off_the_count(posted: Desk, head: Browser) -> None:
    form = next(
        each for each in forms_in(head.get("/inbox").text) if each.fields.get("key") == [KEY]
    )

    answer = head.post(form.action, form.fields)

    assert (answer.status_code, answer.headers["location"]) == (303, "/inbox")
    assert posted.store.letters.unread(["binh"]) == 1
    page = head.get("/inbox").text
    assert "đọc lúc 08/09/2021" in page
    assert 'aria-label="1 chưa đọc">1</span>' in page


def test_all_can_be_read_at_once(posted: Desk, head: Browser) -> None:
    every = max(
        forms_in(head.get("/inbox").text), key=lambda form: len(form.fields.get("key", []))
    )

    head.post(every.action, every.fields)

    assert posted.store.letters.unread(["binh"]) == 0
    page = head.get("/inbox").text
    assert "Không có thông báo nào chưa đọc." in page
    assert 'class="count bad"' not in page


def test_nobody_reads_another_ones_letters(posted: Desk, open_browser: Open) -> None:
    other = open_browser("an")
    assert code_of(KEY) not in other.get("/inbox").text
    assert len(other.get("/api/inbox").json()) == 1

    answer = other.post("/inbox/read", {"key": [KEY, "khac"]})

    assert answer.status_code == 303
    assert posted.store.letters.unread(["binh"]) == 2
    assert posted.store.letters.unread(["an"]) == 0


def test_a_letter_to_a_post_is_read_by_whoever_holds_it(posted: Desk, open_browser: Open) -> None:
    office = open_browser("vanphong")

    assert code_of("vp") in office.get("/inbox").text
    office.post("/inbox/read", {"key": "vp"})

    assert posted.store.letters.unread(["office"]) == 0


def test_an_account_of_nobody_has_no_inbox(posted: Desk, open_browser: Open) -> None:
    browser = open_browser("da-nghi")
    page = browser.get("/inbox")

    assert len(posted.store.notices()) == 4
    assert page.status_code == 200
    assert "không còn thuộc người nào" in page.text
    assert browser.post("/inbox/read", {"key": KEY}).status_code == 422
    assert browser.get("/api/inbox").status_code == 422


def test_a_form_from_another_site_marks_nothing(posted: Desk, head: Browser) -> None:
    answer = head.client.post(
        "/inbox/read", data={"key": KEY}, headers={"origin": "http://elsewhere.example"}
    )

    assert answer.status_code == 403
    assert posted.store.letters.unread(["binh"]) == 2


def test_programs_read_the_same(posted: Desk, head: Browser) -> None:
    found = head.get("/api/inbox").json()

    assert len(posted.store.notices()) == 4
    assert [(each["key"], each["inspection"], each["read_at"]) for each in found] == [
        ("moi", "", None),
        (KEY, "ba-du-an", None),
    ]
    assert found[1]["code"] == code_of(KEY)


def test_a_copied_address_leads_back(browser: Browser) -> None:
    assert browser.get("/inbox/read").headers["location"] == "/inbox"
