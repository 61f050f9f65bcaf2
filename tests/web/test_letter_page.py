"""A drafted letter on the page: from the history to a sheet that can be printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from builders import at
from offices import CASE, Told
from reader import Browser

from tiendo.drive import drive

PAGE = f"/inspections/{CASE}"


@pytest.fixture
def version(told: Told) -> int:
    """The entry of a letter that the machine drafted on 23/08/2021."""
    told.day = date(2021, 8, 3)
    told.request("YC1", date(2021, 8, 20))
    drive(told.desk, as_of=date(2021, 8, 23), now=at(date(2021, 8, 23)))
    return len(told.desk.history(CASE))


def test_the_history_says_what_the_machine_did_and_leads_to_the_letter(
    browser: Browser, version: int
) -> None:
    page = browser.get(PAGE).text

    entry = page.split(f'id="entry-{version}"')[1].split("</li>")[0]
    assert "Máy nhắc việc" in entry
    assert "Đôn đốc trả lời yêu cầu" in entry
    assert "Đã báo Trưởng đoàn Trần Văn Bình" in entry
    assert "Hệ thống" in entry
    assert f'href="{PAGE}/letters/{version}"' in entry
    assert "Kính gửi" not in entry


def test_the_letter_is_laid_out_and_says_that_it_is_a_draft(
    browser: Browser, version: int
) -> None:
    answer = browser.get(f"{PAGE}/letters/{version}")

    assert answer.status_code == 200
    for words in (
        "Máy soạn ngày 23/08/2021, chưa ký, chưa gửi.",
        "Trình Trưởng đoàn ký.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Kính gửi: Sở Công Thương",
        "1. Báo cáo 04 dự án chỉ định thầu",
        "TRƯỞNG ĐOÀN",
    ):
        assert words in answer.text, words


def test_the_letter_is_vietnamese_whatever_the_reader_speaks(
    browser: Browser, version: int
) -> None:
    page = browser.get(f"{PAGE}/letters/{version}?lang=en").text

    assert "Drafted by the machine on 23/08/2021; not signed, not sent." in page
    assert '<article class="letter" lang="vi">' in page
    assert "Kính gửi: Sở Công Thương" in page


@pytest.mark.parametrize("entry", ["1", "99", "abc"])
@pytest.mark.usefixtures("version")
def test_an_entry_without_a_letter_has_no_such_page(browser: Browser, entry: str) -> None:
    answer = browser.get(f"{PAGE}/letters/{entry}")

    assert answer.status_code == 404
    assert "<h1" in answer.text  # a page in words, whatever was typed


def test_nobody_is_offered_to_annul_what_the_machine_said(
    open_browser: Callable[[str], Browser], version: int
) -> None:
    page = open_browser("kieu").get(PAGE).text

    entry = page.split(f'id="entry-{version}"')[1].split("</li>")[0]
    assert "Hủy mục này" not in entry


def test_the_letter_is_handed_out_as_a_docx(browser: Browser, version: int) -> None:
    assert f'href="{PAGE}/letters/{version}/docx"' in browser.get(f"{PAGE}/letters/{version}").text

    answer = browser.get(f"{PAGE}/letters/{version}/docx")

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    named = answer.headers["content-disposition"]
    assert named.startswith(f'attachment; filename="du-thao-ba-du-an-{version}.docx"')
    assert browser.get(f"{PAGE}/letters/1/docx").status_code == 404
