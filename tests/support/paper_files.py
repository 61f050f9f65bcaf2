"""Small whole files of each kind that a paper may be handed in as."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9"


def png() -> bytes:
    """A picture of one dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def docx_with_directory(entries: int, *, wide: bool) -> bytes:
    """A Word file whose directory names one part again and again; ``wide``: told in 64 bits."""

    def entry(name: bytes) -> bytes:
        head = struct.pack("<IHHHHHHIII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0)
        return head + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name

    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    directory = entry(b"[Content_Types].xml") + entry(b"word/document.xml") + entry(b"a") * entries
    size, start, many = len(directory), len(local), entries + 2
    if wide:
        record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, many, many, size, start)
        directory += record + struct.pack("<IIQI", 0x07064B50, 0, start + size, 1)
        size, many = 0, 0  # what is said here does not count
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, many % 65536, many % 65536, size, start, 0)
    return local + directory + end


def docx(*more: str, without: str = "") -> bytes:
    """A Word file with as little in it as makes one."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            if name != without:
                packed.writestr(name, "<x/>")
    return held.getvalue()
