"""What kind of file something is, read from its content; one that was cut off is of no kind."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import BinaryIO, Literal

Kind = Literal["pdf", "docx", "png", "jpeg"]
EXTENSIONS: dict[Kind, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "docx": ("docx",),
    "png": ("png",),
    "jpeg": ("jpg", "jpeg"),
}
MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_DOCX_NEEDS = {"[Content_Types].xml", "word/document.xml"}
_MACRO = "vbaproject.bin"
_END = struct.Struct("<12xI6x")
"""The record at the end of a zip: how long its directory is."""
_LONGEST_END, _DIRECTORY = 20 + _END.size + 0xFFFF, 1 << 20
_WIDE = b"PK\x06\x07"


def kind_of(file: BinaryIO, size: int) -> Kind | None:
    """What a file is; None if it is none of ours, or not whole."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"%PDF-"):
        return "pdf" if b"%%EOF" in _tail(file, size, 2048) else None
    if head.startswith(_PNG):
        return "png" if _PNG_END in _tail(file, size, 64) else None
    if head.startswith(b"\xff\xd8\xff"):
        # Cameras add their own things behind the end of the picture.
        return "jpeg" if b"\xff\xd9" in _tail(file, size, 64 * 1024) else None
    return "docx" if head.startswith(b"PK\x03\x04") and _is_docx(file, size) else None


def _is_docx(file: BinaryIO, size: int) -> bool:
    """Whether it is a Word file with its directory, without macros; nothing in it is unpacked."""
    if not _has_small_directory(file, size):
        return False
    try:
        with zipfile.ZipFile(file) as found:
            names = set(found.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    return names >= _DOCX_NEEDS and not any(name.lower().endswith(_MACRO) for name in names)


def _has_small_directory(file: BinaryIO, size: int) -> bool:
    """Whether its directory is of the length that such files have, and is told in the usual way.

    A directory of 25 MB takes seconds and 200 MB to read, and 64-bit ones are for files of 4 GB.
    """
    tail = _tail(file, size, _LONGEST_END)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size or tail[max(at - 20, 0) :].startswith(_WIDE):
        return False
    (length,) = _END.unpack_from(tail, at)
    return bool(length <= _DIRECTORY)


def _tail(file: BinaryIO, size: int, length: int) -> bytes:
    file.seek(-min(size, length), os.SEEK_END)
    return file.read(length)
