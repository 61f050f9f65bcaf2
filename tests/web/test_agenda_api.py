"""The agenda for programs: lapses, directives, reports and meetings, on any day."""

from __future__ import annotations

from pathlib import Path

import pytest
from offices import LATE, tamper
from reader import Browser

from tests.web.test_office_lapses import late  # noqa: F401 - the fixture
from tiendo.desk import Desk
from tiendo.meeting.secretary import record

AGENDA = "/api/agenda"


@pytest.mark.usefixtures("late")
def test_what_is_late_and_everything_there_is(browser: Browser, desk: Desk) -> None:
    call = {"kind": "call", "title": "Giao ban", "planned_on": "2021-09-10"}
    record(desk, "meeting:2021-09-10", call, by="vanphong")

    found = browser.get(AGENDA).json()

    assert found["as_of"] == "2021-09-08"
    (lapse,) = found["lapses"]
    assert (lapse["about"], lapse["kind"], lapse["days"]) == (LATE, "directive_overdue", 26)
    assert lapse["answer"] is None
    assert [each["id"] for each in found["directives"]] == [LATE]
    assert [each["id"] for each in found["meetings"]] == ["meeting:2021-09-10"]
    assert found["reports"] == []


@pytest.mark.usefixtures("late")
def test_on_another_day_it_is_as_it_was(browser: Browser) -> None:
    early = browser.get(f"{AGENDA}?as_of=2021-08-13").json()
    assert (early["lapses"], len(early["directives"])) == ([], 1)
    before = browser.get(f"{AGENDA}?as_of=2021-08-05").json()
    assert before == {
        "as_of": "2021-08-05",
        "lapses": [],
        "directives": [],
        "reports": [],
        "meetings": [],
    }
    assert browser.get(f"{AGENDA}?as_of=hom-qua").status_code == 422


@pytest.mark.usefixtures("late")
def test_what_cannot_be_read_is_said_among_the_lapses(browser: Browser, tmp_path: Path) -> None:
    tamper(tmp_path / "office.db", LATE, 1)

    found = browser.get(AGENDA).json()

    assert [each["kind"] for each in found["lapses"]] == ["unreadable"]
    assert found["directives"] == []
