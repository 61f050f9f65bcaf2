"""What the program writes is its owner's: other accounts of the machine have no right to it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o007


def keep_private() -> None:
    """From here on this process, and whatever it starts, writes files for its owner alone."""
    os.umask(0o077)


def shut_to_others(file: Path) -> None:
    """Take a file that is there from everybody but its owner and its group, if it is ours."""
    with suppress(OSError):  # there is none yet, or it is another's to change
        if (mode := file.stat().st_mode) & _OTHERS:
            file.chmod(mode & ~_OTHERS)
