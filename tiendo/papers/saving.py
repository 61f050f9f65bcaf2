"""A paper written to a file that is not there yet."""

from __future__ import annotations

from pathlib import Path

from states.text import Text
from tiendo.errors import BadInput
from tiendo.papers.paper import AdminPaper

_NOT_WRITTEN = Text("Không ghi được {file}: {error}.", "Cannot write {file}: {error}.")


def save(file: Path, paper: AdminPaper) -> None:
    """Write a paper as .docx. Raises BadInput; a file that is there is never written over."""
    from tiendo.papers.docx_file import docx_of

    content = docx_of(paper)
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except OSError as error:
        raise BadInput(_NOT_WRITTEN.fill(file=file, error=error.strerror or error)) from error
