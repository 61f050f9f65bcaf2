"""That what was told is still owed or sent, to whom it was told, is checked as the record is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from builders import PAUSE_NOTICE, REGISTER, TO_ONSITE, at, paper
from conclusions import number_of
from offices import ACTORS, CASE, Told, open_office
from sqlalchemy import create_engine, text

from tiendo.desk import Desk
from tiendo.integrity import check_whole
from tiendo.meeting.confirming import confirm
from tiendo.meeting.lapsing import tell
from tiendo.sweep import sweep

MET = "meeting:2021-08-06"
TOLD = date(2021, 8, 9)
DEPUTYS = f"{CASE}:unreviewed_pause::2021-07-19:deputy"


@pytest.fixture
def alarmed(url: str) -> Iterator[Told]:
    """Paused on 19/07/2021: on 09/08 three persons were told at once."""
    told = Told(open_office(url, TOLD), date(2021, 6, 1)).walk()
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách")
    sweep(told.desk, as_of=TOLD, now=at(TOLD, 8))
    yield told
    told.desk.store.close()


def behind_its_back(url: str, change: str) -> None:
    """Change the outbox with the database's own shell: it must be writable, for it is written."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(change), {"key": DEPUTYS})
    engine.dispose()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE outbox SET recipient = 'binh' WHERE key = :key",
        "UPDATE outbox SET key = 'x' WHERE key = :key",
    ],
)
def test_a_letter_turned_to_another_or_into_another_is_found(
    alarmed: Told, url: str, change: str
) -> None:
    assert alarmed.desk.verify() == ()

    behind_its_back(url, change)

    version = next(
        e.version for e in alarmed.desk.history(CASE) if getattr(e, "key", "") == DEPUTYS
    )
    for found in (alarmed.desk.verify(), alarmed.desk.store.seals.faults(CASE)):
        (fault,) = found
        assert (fault.stream, fault.version) == (CASE, version)
        assert fault.what == "its letter to hoa is not in the outbox"


def test_of_several_rungs_told_to_one_person_at_once_one_letter_is_enough(url: str) -> None:
    """He is head of the team and of the room."""
    told = Told(open_office(url, TOLD), date(2021, 6, 1))
    told.tell("register", **{**REGISTER, "team_head": "dung"})
    told.day = date(2021, 6, 2)
    for kind, needed in TO_ONSITE:
        told.day += timedelta(days=1)
        told.tell(kind, by=ACTORS.get(kind, "dung"), document=needed and paper(needed, told.day))
    told.tell(
        "pause_site", date(2021, 7, 19), by="dung", document=PAUSE_NOTICE, reason="Giãn cách"
    )
    sweep(told.desk, as_of=TOLD, now=at(TOLD, 8))

    assert [n.recipient for n in told.desk.store.notices()].count("dung") == 1
    assert told.desk.verify() == ()
    told.desk.store.close()


def test_one_letter_tells_the_office_of_its_own_lateness_and_of_an_empty_post(desk: Desk) -> None:
    """What the Office owes has no block, so nobody is its deputy: the Office hears that too."""
    (owed,) = confirm(desk, MET, number_of(desk, "Văn phòng trình"), by="vanphong")

    late = date(2021, 11, 1)
    tell(desk, owed.id, as_of=late, now=at(late, 8))

    its = [
        each
        for each in desk.store.notices()
        if each.key.startswith(f"{owed.id}:directive_overdue")
    ]
    assert [letter.recipient for letter in its].count("vanphong") == 1
    assert any("Chưa có ai giữ vai trò" in letter.body for letter in its)
    assert check_whole(desk) == ()
