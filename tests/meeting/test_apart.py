"""A hostile file is read in a process of its own, with limits that hold."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from meeting_papers import docx_of, pdf_of

from tiendo.meeting import apart
from tiendo.meeting.faults import BadPaper


def test_both_kinds_are_read_there() -> None:
    assert apart.read_apart("docx", docx_of(["Văn phòng trình."]), "a.docx") == [
        ["Văn phòng trình."]
    ]
    assert apart.read_apart("pdf", pdf_of([["Văn phòng trình."]]), "a.pdf") == [
        ["Văn phòng trình."]
    ]


def test_a_refusal_comes_back_in_both_languages_with_the_name() -> None:
    with pytest.raises(BadPaper) as refused:
        apart.read_apart("pdf", b"%PDF-1.7\n", "a.pdf")

    assert refused.value.text.vi.startswith("a.pdf: tệp .pdf bị hỏng")
    assert refused.value.text.en.startswith("a.pdf: this .pdf is torn")


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", -4.9)

    with pytest.raises(BadPaper, match="đã dừng"):
        apart.read_apart("pdf", pdf_of([["Chữ."]]), "a.pdf")


def test_whatever_is_read_is_read_within_limits_of_time_and_memory() -> None:
    code = (
        "import resource as r; from tiendo.meeting import apart\n"
        "limits = lambda _: [[str(r.getrlimit(x)[0]) for x in (r.RLIMIT_CPU, r.RLIMIT_AS)]]\n"
        "apart.READERS['pdf'] = limits; apart.main('pdf')"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, input=b"")

    assert json.loads(done.stdout) == [[str(apart.SECONDS), str(apart.MEGABYTES * 1_000_000)]]


def test_what_takes_too_much_memory_is_stopped() -> None:
    code = (
        "from tiendo.meeting import apart; apart.MEGABYTES = 300; apart._limit()\n"
        "bytearray(400_000_000)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert "MemoryError" in done.stderr


def test_a_reader_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")

    with pytest.raises(BadPaper, match="đã dừng"):
        apart.read_apart("pdf", b"", "a.pdf")
