"""A paper that came with a form: its file, or else the text that was typed."""

from __future__ import annotations

from states.text import Text
from tiendo.errors import BadInput
from tiendo.meeting.faults import MOST_BYTES
from tiendo.web.posted import Posted


def paper_in(posted: Posted, name: str) -> tuple[bytes, str]:
    """The bytes of a paper and what its file is called; typed text is called ``name``.

    A file that is too large is read no further than it takes to say so. Raises BadInput.
    """
    if posted.upload:
        content = posted.upload.file.read(MOST_BYTES + 1)
        return content, _base(posted.upload.name) or name
    text = posted.one("text")
    if not text:
        raise BadInput(Text("Chưa có tệp hay nội dung nào.", "There is no file and no text."))
    return text.encode(), name


def _base(name: str) -> str:
    """The name of a file without the folders some browsers send, short enough to be kept."""
    plain = "".join(char for char in name if char.isprintable())
    return plain.replace("\\", "/").rpartition("/")[2][-200:]
