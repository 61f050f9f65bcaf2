"""The lines of a .pdf, page by page; a page that is only a picture is said, not skipped."""

from __future__ import annotations

import io
import logging
import warnings
from typing import TYPE_CHECKING

from states.text import Text
from tiendo.meeting import faults
from tiendo.meeting.faults import Unreadable

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 300


def pdf_pages(content: bytes) -> list[list[str]]:
    """The lines of each page. Raises Unreadable on a torn or locked file and on pictures."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints are not for the user
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(content)
        except Unreadable:
            raise
        except Exception as error:  # a hostile file makes the library raise anything at all
            why = type(error).__name__
            raise Unreadable(faults.TORN_PDF.fill(why=why)) from error


def _read(content: bytes) -> list[list[str]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not _unlocked(reader):
        raise Unreadable(faults.LOCKED_PDF)
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Unreadable(faults.MANY_PAGES.fill(n=count, most=MOST_PAGES))
    pages, pictures, letters = [], [], 0
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        letters += len(text)
        if letters > faults.MOST_LETTERS:
            raise Unreadable(faults.TOO_LONG)
        if not any(char.isalpha() for char in text) and _shows_something(page):
            pictures.append(number)
        pages.append(text.splitlines())
    if pictures:
        listed = ", ".join(map(str, pictures[:20]))
        where = Text(f"trang {listed}", f"page {listed}")
        raise Unreadable(faults.SCAN.fill(pages=where))
    return pages


def _unlocked(reader: PdfReader) -> bool:
    """Whether the file opens with no password, as many locked only against change do."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # no way to decrypt it here
        return False


def _shows_something(page: PageObject) -> bool:
    """Whether a page without text has a picture or drawing on it."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return bool(objects and len(objects.get_object()))
