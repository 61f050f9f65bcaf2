"""Files that nobody wrote in good faith, and odd ones that somebody did: read whole or refused."""

from __future__ import annotations

import io
import subprocess
import threading
import time
import zlib

import docx
import pypdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from meeting_papers import docx_of, pdf_of, saved, with_part

from tiendo.meeting import apart
from tiendo.meeting.docx_text import docx_paragraphs
from tiendo.meeting.faults import BadPaper, Unreadable
from tiendo.meeting.pdf_text import pdf_pages
from tiendo.meeting.taking_in import take_in

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body_of(inside: str) -> bytes:
    """A .docx whose body is this XML."""
    xml = f"<?xml version='1.0'?><w:document {_W}><w:body>{inside}</w:body></w:document>"
    return with_part(docx_of(["x"]), "word/document.xml", xml.encode())


def nested(depth: int) -> bytes:
    opened = "<w:tbl><w:tr><w:tc>" * depth
    closed = "<w:p/></w:tc></w:tr></w:tbl>" * depth
    return body_of(f"{opened}<w:p><w:r><w:t>Văn phòng trình.</w:t></w:r></w:p>{closed}<w:p/>")


def test_a_table_in_a_table_is_read_to_its_bottom() -> None:
    assert docx_paragraphs(nested(20)) == ["Văn phòng trình."]


@pytest.mark.parametrize("depth", [400, 20_000])
def test_tables_nested_without_end_are_refused_and_not_half_read(depth: int) -> None:
    with pytest.raises(Unreadable, match="bị hỏng hoặc thiếu"):
        docx_paragraphs(nested(depth))


def test_a_footnote_is_read_where_it_is_called_and_a_comment_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Phòng 1 trình báo cáo")
    run = paragraph.add_run()
    called = OxmlElement("w:footnoteReference")
    called.set(qn("w:id"), "2")
    run._r.append(called)
    paragraph.add_run(".")
    document.add_comment(paragraph.runs[0], "Có nên hỏi lại không?", author="A", initials="A")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r>'
        "<w:t>chậm nhất 14/9/2021</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, REL.FOOTNOTES)

    assert docx_paragraphs(saved(document)) == ["Phòng 1 trình báo cáo [chậm nhất 14/9/2021]."]


def test_a_field_gives_what_is_seen_and_not_its_code() -> None:
    field = (
        '<w:p><w:r><w:t>Trang </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>DDEAUTO cmd /c calc</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert parse_xml(f"<w:x {_W}>{field}</w:x>") is not None

    assert docx_paragraphs(body_of(field)) == ["Trang 7"]


def test_signs_that_turn_the_direction_of_reading_are_not_taken_in() -> None:
    taken = take_in("Phòng 1 trình \u202e4102/9/41\u202c ngày\u2066 sau\u2069.".encode(), "kl.txt")

    assert taken.paper.text == "Phòng 1 trình 4102/9/41 ngày sau."


def test_control_signs_are_no_text() -> None:
    with pytest.raises(BadPaper, match="không phải tệp chữ"):
        take_in("Phòng 1\x07 trình\x1b[2J.".encode(), "kl.txt")


GOOD_PDF = pdf_of([["Phòng 1 trình."], ["Văn phòng gửi."]])


def test_a_pdf_whose_table_of_places_is_wrong_is_read_all_the_same() -> None:
    broken = GOOD_PDF.replace(b"startxref\n", b"startxref\n9")

    assert pdf_pages(broken) == [["Phòng 1 trình."], ["Văn phòng gửi."]]


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(GOOD_PDF))
    writer.encrypt(user_password=password, owner_password="x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_is_said_to_be_locked_and_one_locked_against_change_is_read() -> None:
    with pytest.raises(Unreadable, match="có mật khẩu"):
        pdf_pages(locked("bí mật"))

    assert pdf_pages(locked("")) == [["Phòng 1 trình."], ["Văn phòng gửi."]]


def bomb(megabytes: int) -> bytes:
    """A .pdf of one page whose content unpacks to so much."""
    packer, packed = zlib.compressobj(9), b""
    for _ in range(megabytes):
        packed += packer.compress(b"BT ET " * 166_667)
    packed += packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    start = GOOD_PDF.index(b"11 0 obj\n") + len(b"11 0 obj\n")
    end = GOOD_PDF.index(b"endobj", start)
    return GOOD_PDF[:start] + stream + b"\n" + GOOD_PDF[end:]


@pytest.mark.slow
def test_a_pdf_that_unpacks_to_too_much_is_stopped_in_its_own_process() -> None:
    content, started = bomb(600), time.perf_counter()
    assert len(content) < 2_000_000

    with pytest.raises(BadPaper, match=r"đã dừng|hỏng hoặc không đọc được"):
        apart.read_apart("pdf", content, "kl.pdf")

    assert time.perf_counter() - started < apart.SECONDS + 60


def test_only_so_many_files_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(apart.AT_ONCE, timeout=60)

    def counted(kind: str, _: bytes) -> object:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        together.wait()
        time.sleep(0.02)  # for one too many
        with lock:
            running -= 1
        raise subprocess.TimeoutExpired(kind, 1)

    monkeypatch.setattr(apart, "_run", counted)

    def ask() -> None:
        with pytest.raises(BadPaper):
            apart.read_apart("pdf", b"", "kl.pdf")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert most == apart.AT_ONCE
