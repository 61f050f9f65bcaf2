"""One decision for many inspections, on the page: tried, recorded, sent twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from builders import REGISTER, K, paper
from offices import Told
from reader import Browser, PageForm, forms_in

from tiendo.desk import Desk

NEW = "/decisions/new?kind=pause_case"
ORDER = {
    "locality": "go dau",
    "occurred_on": "07/09/2021",
    "document_number": "77/QĐ-TTr",
    "document_signed_on": "07/09/2021",
    "document_signed_by": "Võ Kiều",
    "reason": "Giãn cách <b>",
    "days_count": "false",
}


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two inspections in Gò Dầu at work on site, one not begun, one elsewhere."""
    for stream, locality, begun in (
        ("go-1", "Gò Dầu", True),
        ("go-2", "Gò Dầu", True),
        ("moi", "Gò Dầu", False),
        ("xa", "Tân Biên", True),
    ):
        told = Told(desk, date(2021, 8, 2), stream=stream)
        told.tell("register", **{**REGISTER, "locality": locality, "short_name": f"Cuộc {stream}"})
        if begun:
            told.tell("issue_decision", document=paper(K.DECISION, told.day))
            told.tell("announce", document=paper(K.ANNOUNCEMENT_MINUTES, told.day))
    return desk


@pytest.fixture
def chief(open_browser: Callable[[str], Browser]) -> Browser:
    """The Chief Inspector's browser."""
    return open_browser("kieu")


def form_to(page: str, action: str) -> PageForm:
    (found,) = (form for form in forms_in(page) if form.action == action)
    return found


def tried(chief: Browser, **changed: str) -> str:
    form = form_to(chief.get(NEW).text, "/decisions/preview")
    fields = form.fields | {name: [value] for name, value in {**ORDER, **changed}.items()}
    return chief.post("/decisions/preview", fields).text


def test_the_dry_run_has_a_line_for_each_and_the_reason_for_those_left_out(
    chief: Browser, office: Desk
) -> None:
    page = tried(chief)

    assert page.count('name="chosen"') == 2
    assert "đồng hồ dừng" in page
    assert "Cuộc moi" in page[page.index("Để lại, và vì sao") :]
    assert "Cuộc xa" not in page
    assert "Giãn cách &lt;b&gt;" in page
    assert office.inspection("go-1").hold is None


def test_what_was_tried_is_recorded_once_though_it_is_sent_twice(
    chief: Browser, office: Desk
) -> None:
    form = form_to(tried(chief), "/decisions")

    first = chief.post("/decisions", form.fields)
    again = chief.post("/decisions", form.fields)

    assert "Đã ghi 2 cuộc; 0 cuộc đã ghi từ trước" in first.text
    assert "Đã ghi 0 cuộc; 2 cuộc đã ghi từ trước" in again.text
    for stream in ("go-1", "go-2"):
        kinds = [event.kind for event in office.history(stream)]
        assert kinds.count("pause_case") == 1
        (entry,) = (e for e in office.history(stream) if e.kind == "pause_case")
        assert entry.document is not None
        assert entry.document.number == "77/QĐ-TTr"


def test_only_the_chosen_ones_are_recorded(chief: Browser, office: Desk) -> None:
    form = form_to(tried(chief), "/decisions")
    form.fields["chosen"] = [key for key in form.fields["chosen"] if key.startswith("go-2:")]

    chief.post("/decisions", form.fields)

    assert office.inspection("go-1").hold is None
    assert office.inspection("go-2").hold is not None


def test_without_number_date_and_signer_nothing_is_tried(chief: Browser, office: Desk) -> None:
    page = tried(chief, document_number="")

    assert "cần đủ số" in page or "phải có đủ số" in page
    assert 'name="chosen"' not in page
    assert office.inspection("go-1").hold is None


def test_a_member_of_the_team_is_told_why_not_and_forging_helps_nothing(
    head: Browser, chief: Browser, office: Desk
) -> None:
    form = form_to(tried(chief), "/decisions")

    refused = head.post("/decisions", form.fields)

    assert "để lại 2 cuộc" in refused.text
    assert "Việc này do" in refused.text
    assert office.inspection("go-1").hold is None


@pytest.mark.parametrize("kind", ["pause_site", "lift_hold", "assign_overseer", "remind_request"])
def test_every_kind_has_its_form_and_an_unknown_one_the_usual(
    chief: Browser, office: Desk, kind: str
) -> None:
    page = chief.get(f"/decisions/new?kind={kind}")

    assert page.status_code == 200
    assert form_to(page.text, "/decisions/preview").kind == kind
    assert chief.get("/decisions/new?kind=publish").status_code == 200
    assert chief.get("/decisions/preview").status_code == 303
    assert office.inspection("xa").hold is None
