"""The papers themselves: looked at, kept by what they hold, found again, never mistaken."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from builders import K, paper
from commands import Tiendo
from offices import CASE, Told, open_office
from paper_files import JPEG, PDF, docx, docx_with_directory, png

from states.errors import Refused
from states.papers import Scan
from tiendo.backup import back_up, scans_beside
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.moving import restore
from tiendo.scans import Scans, shown_name
from tiendo.settings import Settings

DAY = date(2021, 9, 7)


@pytest.fixture
def scans(tmp_path: Path) -> Scans:
    return Scans(tmp_path / "scans", 1)


def handed_in(scans: Scans, content: bytes = PDF, name: str = "quyết định.pdf") -> Scan:
    found = scans.look(io.BytesIO(content), name)
    scans.put(io.BytesIO(content), found)
    return found


@pytest.mark.parametrize(
    ("content", "name", "kind", "shown"),
    [
        (PDF, "quyết định.pdf", "pdf", "quyết định.pdf"),
        (PDF, "trang.html", "pdf", "trang.html.pdf"),
        (JPEG + b"SEFT", "IMG_1.JPG", "jpeg", "IMG_1.JPG"),
        (png(), "ảnh.png", "png", "ảnh.png"),
        (docx(), "báo cáo.docx", "docx", "báo cáo.docx"),
        (PDF, "../../etc/passwd", "pdf", "passwd.pdf"),
        (PDF, "C:\\giấy\\tờ trình.pdf", "pdf", "tờ trình.pdf"),
        (PDF, "\x00\u202e", "pdf", "?.pdf"),
    ],
)
def test_what_a_file_is_is_read_from_its_content(
    scans: Scans, content: bytes, name: str, kind: str, shown: str
) -> None:
    found = scans.look(io.BytesIO(content), name)

    assert (found.kind, found.name) == (kind, shown)
    assert found.hash == hashlib.sha256(content).hexdigest()
    assert not scans.folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<script>alert(1)</script>",
        b"MZ\x90\x00 an executable",
        PDF[:40],
        JPEG[:-2],
        png()[:-6],
        docx()[:-30],
        docx(without="word/document.xml"),
        docx("word/vbaProject.bin"),
        PDF + b"\0" * (1 << 20),
    ],
)
def test_what_is_no_whole_paper_is_refused_and_nothing_is_kept(
    scans: Scans, content: bytes
) -> None:
    with pytest.raises(BadInput):
        scans.look(io.BytesIO(content), "quyết định.pdf")

    assert list(scans.every()) == []


def test_a_word_file_with_an_endless_directory_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans, beyond = Scans(tmp_path / "scans", 25), (1 << 20) // 47 + 1
    few = docx_with_directory(9, wide=False)
    held = io.BytesIO(docx())
    with zipfile.ZipFile(held, "a") as packed:
        packed.comment = b"x" * 60_000
    for ordinary in (few, held.getvalue()):
        assert scans.look(io.BytesIO(ordinary), "a.docx").kind == "docx"

    monkeypatch.setattr(zipfile, "ZipFile", pytest.fail)
    for content in (
        docx_with_directory(beyond, wide=False),
        docx_with_directory(9, wide=True),
        docx_with_directory(beyond, wide=True),
    ):
        with pytest.raises(BadInput):
            scans.look(io.BytesIO(content), "a.docx")


def test_the_same_paper_is_kept_once_and_only_a_hash_leads_to_it(scans: Scans) -> None:
    first, again = handed_in(scans), handed_in(scans, name="bản khác.pdf")

    assert first.hash == again.hash
    (kept,) = scans.every()
    assert kept.read_bytes() == PDF
    assert scans.find(first.hash) == kept
    for wrong in ("", "..", "../x", first.hash.upper(), first.hash + "/..", "0" * 64):
        assert scans.find(wrong) is None
    assert [path.name for path in scans.folder.iterdir()] == [first.hash[:2]]


def test_a_very_long_name_is_cut_but_keeps_its_end() -> None:
    assert len(shown_name("x" * 1000 + ".pdf")) == 150
    assert shown_name("x" * 1000 + ".pdf").endswith(".pdf")


def with_files(told: Told, scans: Scans) -> Desk:
    desk = told.desk
    return Desk(desk.store, desk.clock, desk.policy, desk.days, law=desk.law, scans=scans)


def filing(scan: Scan | None, number: str = "12/QĐ") -> dict[str, object]:
    document = {**paper(K.EXTENSION_DECISION, DAY, number), "scan": scan}
    return {"kind": "file_document", "occurred_on": DAY, "document": document}


def test_an_entry_may_speak_only_of_a_file_that_is_there(told: Told, scans: Scans) -> None:
    desk = with_files(told, scans)
    absent = Scan(hash="a" * 64, name="x.pdf", kind="pdf")

    with pytest.raises(BadInput, match="chưa được nộp"):
        desk.record(CASE, filing(absent), by="binh")
    with pytest.raises(BadInput):
        told.desk.record(CASE, filing(handed_in(scans)), by="binh")

    assert desk.record(CASE, filing(handed_in(scans)), by="binh").documents[-1].scan is not None


def test_a_paper_that_has_served_serves_no_second_time_with_its_file_behind_it(
    told: Told, scans: Scans
) -> None:
    desk = with_files(told, scans)
    order = paper(K.EXTENSION_DECISION, date(2021, 6, 10), "12/QĐ")
    told.tell("extend", date(2021, 6, 10), by="kieu", days=5, document=order)

    later = {"kind": "file_document", "occurred_on": DAY}
    after = desk.record(
        CASE, {**later, "document": {**order, "scan": handed_in(scans)}}, by="binh"
    )

    assert after.available == ()
    with pytest.raises(Refused):
        desk.record(CASE, {"kind": "extend", "occurred_on": DAY, "days": 5}, by="kieu")


def test_verify_finds_a_file_that_is_gone_or_changed(told: Told, scans: Scans) -> None:
    desk = with_files(told, scans)
    scan = handed_in(scans)
    desk.record(CASE, filing(scan), by="binh")
    assert desk.verify() == ()

    place = scans.find(scan.hash)
    assert place is not None
    place.chmod(0o640)
    place.write_bytes(PDF + b"changed %%EOF")
    (changed,) = desk.verify()
    place.unlink()
    (gone,) = desk.verify()

    assert (changed.stream, changed.version) == (CASE, 5)
    assert "not what was handed in" in changed.what
    assert "missing" in gone.what


def test_a_backup_takes_the_files_along_and_restoring_brings_them_back(
    told: Told, scans: Scans, tmp_path: Path
) -> None:
    desk = with_files(told, scans)
    scan = handed_in(scans)
    desk.record(CASE, filing(scan), by="binh")
    url = f"sqlite:///{tmp_path / 'office.db'}"
    folder, now = tmp_path / "backups", datetime(2021, 9, 8, tzinfo=UTC)

    first = back_up(url, folder, now=now, keep=1, scans=scans)
    again = back_up(url, folder, now=now, keep=1, scans=scans)
    other = Settings(home=tmp_path / "other")
    arrived = restore(other, again.file, lambda _name, _rows: None)

    assert (first.scans, again.scans) == (1, 0)
    assert scans_beside(folder, scans).find(scan.hash) is not None
    assert arrived.faults == ()
    assert Scans(other.scans_folder, 1).find(scan.hash) is not None


def test_a_file_given_at_the_command_line_goes_with_the_act(tiendo: Tiendo, home: Path) -> None:
    file = home / "gia hạn.pdf"
    file.write_bytes(PDF)
    words = ("do", CASE, "file_document", "--doc-kind", "other", "--doc-number", "5/TB")
    signed = ("--doc-date", "2021-09-07", "--doc-signer", "Võ Kiều")

    code, _, err = tiendo(*words, *signed, "--file", str(file))
    missing, _, said = tiendo(*words, *signed, "--file", str(home / "khong-co.pdf"))

    assert code == 0, err
    assert (missing, "khong-co.pdf" in said) == (2, True)
    desk = open_office(f"sqlite:///{home / 'tiendo.db'}", date(2021, 9, 8))
    scan = desk.inspection(CASE).documents[-1].scan
    desk.store.close()
    assert scan is not None
    assert Scans(home / "scans", 1).find(scan.hash) is not None


def test_the_letter_of_a_request_brings_its_file_along(tiendo: Tiendo, home: Path) -> None:
    file = home / "88.pdf"
    file.write_bytes(PDF)
    draft = ("request", "draft", CASE, "YC1", "--to", "Ban QLDA", "--item", "Hồ sơ")
    assert tiendo(*draft, "--due", "30/09/2021")[0] == 0

    signed = ("--doc-number", "88/TTr", "--doc-date", "08/09/2021", "--doc-signer", "Võ Kiều")
    code, _, err = tiendo("request", "send", CASE, "YC1", *signed, "--file", str(file))

    assert (code, err) == (0, "")
    assert [path.read_bytes() for path in (home / "scans").rglob("*") if path.is_file()] == [PDF]
