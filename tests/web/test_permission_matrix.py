"""For every capacity and every act: the same answer from desk, page, API and command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import OFFICERS, REGISTER, TO_ONSITE, paper
from doors import PASSWORD, cheap, let_in
from offices import CASE, Told
from reader import Browser

from states.errors import Refused, RuleError
from states.papers import DocumentKind
from states.powers import POWERS
from states.roles import Role, own_roles
from tiendo.accounts import Doorkeeper, Knock
from tiendo.acts import act_of, kinds
from tiendo.api_tokens import make
from tiendo.cli import opening
from tiendo.cli.writing import do
from tiendo.desk import Desk
from tiendo.ports import Person
from tiendo.settings import Settings

ROOT = Path(__file__).parent.parent.parent
BEFORE = date(2020, 1, 6)  # before there was any inspection: nothing asked here is ever recorded
ADMINISTRATOR = Person("khanh", "Bùi Quốc Khánh", "Chuyên viên", "administrator")
APPRAISER = Person("tham", "Lê Thẩm", "Thanh tra viên", "member", "Phòng 4", "Khối 3")
HOLDERS = {
    Role.CHIEF_INSPECTOR: "kieu",
    Role.DEPUTY: "hoa",
    Role.ROOM_HEAD: "dung",
    Role.TEAM_HEAD: "binh",
    Role.MEMBER: "an",
    Role.OVERSEER: "giamsat",
    Role.APPRAISER: "tham",
    Role.OFFICE: "vanphong",
    Role.ADMINISTRATOR: "khanh",
}
ANSWERS = {"acknowledge", "snooze", "hand_over"}  # whoever was told: tests/shell/test_answers.py
MACHINES = {kind for kind, who in POWERS.items() if who == {Role.MACHINE}}
ASKED = sorted(set(kinds()) - ANSWERS - MACHINES - {"register"})


VALUES: dict[str, Any] = {
    "date": "2020-01-07",
    "number": "1",
    "officer": "khach",
    "officers": ["khach"],
    "lines": ["khach"],
    "flag": "true",
}
EXTRA: dict[str, dict[str, Any]] = {
    "annul": {"target": "2", "reason": "Ghi nhầm"},
    "move_regime": {"regime": "VN-2022-A", "reason": "Luật mới"},
    "set_deadline": {"duty": "period"},
    "file_document": {"document": {"kind": "other", "number": "1"}},
}


def plain(kind: str) -> dict[str, Any]:
    """An act with every field it must have, on a day when nothing was there."""
    given: dict[str, Any] = {"occurred_on": BEFORE.isoformat()}
    for field in act_of(kind).fields:
        if field.required:
            first = field.choices[0] if field.choices else "1"
            given[field.name] = VALUES.get(field.kind, first)
    return given | EXTRA.get(kind, {})


@pytest.fixture
def watched(desk: Desk) -> Desk:
    """An inspection on site with an overseer and an appraiser, in an office with everybody."""
    desk.store.put_people([ADMINISTRATOR, APPRAISER])
    told = Told(desk, date(2021, 6, 1)).walk(TO_ONSITE)
    letter = paper(DocumentKind.SUPERVISION_ASSIGNMENT, told.day)
    told.tell("assign_overseer", by="kieu", overseer="giamsat", document=letter)
    told.tell("end_fieldwork", document=paper(DocumentKind.ONSITE_END_NOTICE, told.day))
    told.tell("submit_team_report", document=paper(DocumentKind.TEAM_REPORT, told.day))
    told.tell("start_draft")
    told.tell("submit_appraisal", appraiser="tham")
    return desk


def at_the_desk(desk: Desk, role: Role, kind: str) -> bool:
    """Whether the desk lets a capacity do an act, as far as that is its to say."""
    try:
        desk.record(CASE, {"kind": kind, **plain(kind)}, by=HOLDERS[role])
    except Refused as refused:
        return all(reason.code != "role" for reason in refused.reasons)
    except RuleError:
        return True
    raise AssertionError(f"{kind} was recorded")


def test_every_capacity_is_somebodys(watched: Desk) -> None:
    place = watched.inspection(CASE).place
    people = {each.id: each for each in (*OFFICERS, ADMINISTRATOR, APPRAISER)}

    for role, person in HOLDERS.items():
        assert own_roles(people[person], place) == {role}


def test_the_desk_lets_do_what_the_table_says(watched: Desk) -> None:
    before = watched.store.events(CASE)

    for role in HOLDERS:
        for kind in ASKED:
            assert at_the_desk(watched, role, kind) is (role in POWERS[kind]), (role, kind)

    assert watched.store.events(CASE) == before


@pytest.mark.slow
def test_page_api_and_command_line_answer_as_the_desk(
    watched: Desk, stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = watched.store.events(CASE)
    app: Any = stranger.client.app
    door: Doorkeeper = app.state.door
    let_in(door, *HOLDERS.values())
    guests = {each.person: each for each in door.store.accounts.every()}
    roads = Roads(watched, stranger, door, len(before))
    monkeypatch.setattr(opening, "desk", roads.opened)
    monkeypatch.setattr(door, "session", roads.session)
    for name in ("dossier", "against", "again"):  # only the status is asked, not the page
        monkeypatch.setattr(f"tiendo.web.routes.{name}", lambda *_, **__: None)
    monkeypatch.setattr(app.state.pages, "html", lambda *_, **__: "")

    for role, person in HOLDERS.items():
        roads.enter(person, guests)
        for kind in ASKED:
            may = role in POWERS[kind]
            assert roads.by_page(kind) is may, ("page", role, kind)
            assert roads.by_api(kind) is may, ("api", role, kind)
            assert roads.by_command(kind, person) is may, ("command", role, kind)

    assert watched.store.events(CASE) == before


class Roads:
    """The three ways to record an act, for one person after the other."""

    def __init__(self, desk: Desk, browser: Browser, door: Doorkeeper, seen: int) -> None:
        self.desk, self.client, self.door, self.seen = desk, browser.client, door, seen
        self.guest: Any = None
        self.token, self.keys = "", 0
        self._session, self._settings = door.session, cheap()

    def enter(self, person: str, guests: Mapping[str, Any]) -> None:
        """Be somebody from now on: the session of the page is put in place."""
        self.guest = self._session(self.door.sign_in(Knock(person, PASSWORD)))
        assert self.guest is not None
        assert self.guest[1].person == guests[person].person
        self.token = make(self.door, person, "thử", "write", "1")

    def session(self, _cookie: str) -> Any:
        return self.guest

    @contextmanager
    def opened(self) -> Iterator[tuple[Desk, Settings]]:
        yield self.desk, self._settings

    def by_page(self, kind: str) -> bool:
        form = {"kind": kind, "seen": str(self.seen), **plain(kind)}
        document = form.pop("document", None)
        if document:
            form |= {f"document_{name}": value for name, value in document.items()}
        status: int = self.client.post(f"/inspections/{CASE}/acts", data=form).status_code
        assert status in (403, 409, 422), (kind, status)
        return status != 403

    def by_api(self, kind: str) -> bool:
        self.keys += 1
        answer = self.client.post(
            f"/api/inspections/{CASE}/acts",
            json={"kind": kind, "seen": self.seen, **plain(kind)},
            headers={"authorization": f"Bearer {self.token}", "idempotency-key": str(self.keys)},
        )
        assert answer.status_code in (403, 409), (kind, answer.text)
        return bool(answer.status_code != 403)

    def by_command(self, kind: str, person: str) -> bool:
        fields = plain(kind)
        on = fields.pop("occurred_on")
        with pytest.raises(RuleError) as refused:
            do(CASE, kind, by=person, on=on, data=json.dumps(fields))
        reasons = refused.value.reasons if isinstance(refused.value, Refused) else ()
        return all(reason.code != "role" for reason in reasons)


def test_a_registration_is_asked_of_the_place_it_names(watched: Desk) -> None:
    for role, person in HOLDERS.items():
        act = {"kind": "register", "occurred_on": date(2021, 9, 8), **REGISTER}
        may = role in POWERS["register"]
        try:
            watched.record(f"moi-{person}", act, by=person)
        except Refused:
            assert not may, role
        else:
            assert may, role
    elsewhere = {**REGISTER, "room": "Phòng 2"}
    with pytest.raises(Refused):
        watched.record(
            "moi", {"kind": "register", "occurred_on": date(2021, 9, 8), **elsewhere}, by="dung"
        )


def test_the_printed_matrix_is_current() -> None:
    printed = subprocess.run(
        [sys.executable, "scripts/permissions.py"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout

    assert (ROOT / "docs/permissions.md").read_text(encoding="utf-8") == printed
