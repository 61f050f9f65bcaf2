"""Files that somebody names, in a setting or a command: one reader for all of them.

Only a real file is read, and only so much of it. A device never ends, a pipe nobody writes into
never begins, and a disk's image named by mistake is more than the machine can hold: each is
refused at once, by its name and by the setting that named it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from states.text import Text
from tiendo.errors import BadInput

MOST_BYTES = 1_000_000
"""Far more than any file of numbers or settings is."""
_MB = 1_000_000
_KINDS = {
    stat.S_IFDIR: Text("thư mục", "a folder"),
    stat.S_IFIFO: Text("đường ống", "a pipe"),
    stat.S_IFCHR: Text("thiết bị", "a device"),
    stat.S_IFBLK: Text("ổ đĩa", "a disk"),
}
_SOMETHING = Text("thứ khác", "something else")

_WHY: dict[type[Exception], Text] = {
    FileNotFoundError: Text("không có tệp này", "there is no such file"),
    PermissionError: Text("không được phép đọc", "it may not be read"),
}
UNREADABLE = Text("Không đọc được {name}: {error}", "Cannot read {name}: {error}")
"""What is said of any file that cannot be read, those of the program too."""
_NO_FILE = Text(
    "Không đọc được {name}: đó là {kind}, không phải tệp thường.",
    "Cannot read {name}: it is {kind}, not a regular file.",
)
_TOO_BIG = Text(
    "Không đọc được {name}: lớn hơn {most} MB, là mức lớn nhất của loại tệp này.",
    "Cannot read {name}: it is larger than {most} MB, the limit for such a file.",
)


def open_given(file: Path, named_by: str = "") -> BinaryIO:
    """A real file, to be read by whoever knows how much of it.

    ``named_by``: the setting or option in which its name stands. Raises BadInput.
    """
    name = _name(file, named_by)
    try:
        # Not waited for: that it is a pipe into which nobody writes is seen once it is open.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        why = _WHY.get(type(error), getattr(error, "strerror", None) or error)
        raise BadInput(UNREADABLE.fill(name=name, error=why)) from error
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise BadInput(_NO_FILE.fill(name=name, kind=_KINDS.get(stat.S_IFMT(mode), _SOMETHING)))


def read_given(file: Path, named_by: str = "", most: int = MOST_BYTES) -> bytes:
    """All of a real file that is not too big. Raises BadInput naming file, setting and limit."""
    with open_given(file, named_by) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise BadInput(_TOO_BIG.fill(name=_name(file, named_by), most=most // _MB))
    return content


def _name(file: Path, named_by: str) -> str:
    return f"{named_by}={file}" if named_by else str(file)
