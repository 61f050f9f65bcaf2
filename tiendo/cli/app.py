"""The `tiendo` command: its parts, and how it ends.

Exit codes: 0 done · 1 refused, or `verify` or `status` found something serious · 2 the input is
wrong · 3 there is no such inspection or person · 4 the data or the output
cannot be opened or written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

from cyclopts import App, CycloptsError

from tiendo.cli.commands import TIENDO, register
from tiendo.cli.options import EVERYWHERE
from tiendo.private import keep_private


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # loaded only for who asks

    try:
        return f"tiendo {version('tiendo')}"
    except PackageNotFoundError:
        return "tiendo: chưa được cài đặt, không rõ phiên bản / not installed, version unknown"


app = App(
    name="tiendo",
    help="Tiến độ: cuộc thanh tra đang ở đâu, ai phải làm gì, cái gì đang vướng.",
    version=_version,
    version_flags=["--version"],
    default_parameter=EVERYWHERE,
)
app["--help"].help = "Trợ giúp này / this help."
app["--version"].help = "Số phiên bản / the version of the program."
register(app, TIENDO)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    keep_private()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Vietnamese
    try:
        code = app(arguments, exit_on_error=False, print_error=True, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError:
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        from tiendo.cli.failing import told  # its libraries are loaded only for who failed

        sentence, code = told(error)
        print(sentence, file=sys.stderr)
        if isinstance(error, OSError):
            with suppress(OSError):
                sys.stdout.close()  # what could not be written is not tried again at the end
        sys.exit(code)
    sys.exit(code if isinstance(code, int) else 0)
