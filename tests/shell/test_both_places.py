"""Files lie in two places (decision 42); both are backed up, restored and verified."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from builders import OFFICERS
from machine import office_time
from offices import CASE, Told, break_it
from paper_files import PDF

from tiendo.backup import back_up
from tiendo.bootstrap import open_desk
from tiendo.desk import Desk
from tiendo.meeting.confirming import take
from tiendo.moving import move, restore
from tiendo.scans import Scans
from tiendo.settings import Settings

pytestmark = pytest.mark.slow
TODAY = date(2021, 9, 8)
CONCLUSION = (
    "KẾT LUẬN\ncủa Chánh Thanh tra tại họp giao ban ngày 06/8/2021\n"
    "1. Giao Phòng 1 trình báo cáo chậm nhất 14/9/2021.\n"
).encode()


def nobody(_table: str, _rows: int) -> None:
    """Nobody is told how far it is."""


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    """An office with a scan on an inspection and a conclusion that was taken in; closed."""
    settings = Settings(home=tmp_path / "home", today=TODAY)
    settings.home.mkdir()
    with closing((desk := open_desk(settings)).store):
        desk.store.put_people(OFFICERS)
        told = Told(desk, date(2021, 6, 1)).walk()
        assert desk.scans is not None
        scan = desk.scans.look(io.BytesIO(PDF), "công văn.pdf")
        desk.scans.put(io.BytesIO(PDF), scan)
        day = date(2021, 9, 7)
        paper = {"kind": "other", "number": "1", "signed_on": day, "signed_by": "Võ Kiều"}
        told.tell("file_document", day, document={**paper, "scan": scan})
        take(desk, CONCLUSION, "kết luận.txt", by="vanphong", held_on=date(2021, 8, 6))
    return settings


def kept(settings: Settings) -> tuple[bytes, bytes, str]:
    """The scan and the conclusion as an office holds them, and what is wrong with it."""
    with closing((desk := open_desk(settings)).store):
        return _scan(desk), _conclusion(desk), "; ".join(each.what for each in desk.verify())


def _scan(desk: Desk) -> bytes:
    scan = desk.inspection(CASE).documents[-1].scan
    place = desk.scans.find(scan.hash) if desk.scans and scan else None
    return place.read_bytes() if place else b""


def _conclusion(desk: Desk) -> bytes:
    events = desk.store.events("meeting:2021-08-06")
    (found,) = (e for e in events if e.kind == "take_in")
    paper = desk.store.papers.get(found.body.partition('"paper":"')[2][:64])
    return paper.content if paper else b""


def test_both_come_back_out_of_a_backup(office: Settings, tmp_path: Path) -> None:
    scans = Scans(office.scans_folder, office.scan_mb)
    made = back_up(office.url, tmp_path / "b", now=office_time(8, 12), keep=2, scans=scans)
    other = Settings(home=tmp_path / "other", today=TODAY)

    arrived = restore(other, made.file, nobody)

    assert arrived.faults == ()
    assert kept(other) == kept(office) == (PDF, CONCLUSION, "")


def test_moving_takes_one_along_and_finds_the_other_where_it_was(
    office: Settings, tmp_path: Path
) -> None:
    arrived = move(office, f"sqlite:///{tmp_path / 'moved.db'}", nobody)

    assert arrived.faults == ()
    there = office.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'moved.db'}"})
    assert kept(there) == (PDF, CONCLUSION, "")


def _spoil_scan(office: Settings) -> None:
    (place,) = Scans(office.scans_folder, office.scan_mb).every()
    place.chmod(0o640)
    place.write_bytes(PDF + b"%%EOF changed")


def _spoil_conclusion(office: Settings) -> None:
    break_it(office.home / "tiendo.db", "UPDATE paper SET content = ?", (b"changed",))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_spoil_scan, "is not what was handed in"),
        (_spoil_conclusion, "is not the file that was taken in"),
    ],
)
def test_a_change_behind_our_back_is_found_in_either(
    office: Settings, spoil: Callable[[Settings], None], said: str
) -> None:
    assert kept(office)[2] == ""

    spoil(office)

    assert said in kept(office)[2]
