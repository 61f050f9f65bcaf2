"""The `tiendo` command: its parts, and how a refusal becomes a sentence and an exit code.

Exit codes: 0 done · 1 refused, or `verify` or `status` found something serious · 2 the input is
wrong · 3 there is no such inspection or person · 4 the data cannot be opened or written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from cyclopts import App, CycloptsError
from pydantic import ValidationError

from states.errors import Contradiction, OutsideCalendar, Refused, RuleError
from states.text import Text
from tiendo.cli import (
    agenda,
    calendar,
    clocks,
    driving,
    explaining,
    keeping,
    law,
    many,
    meeting,
    mine,
    packing,
    posting,
    reading,
    reprojecting,
    room_reports,
    running,
    users,
    writing,
)
from tiendo.errors import NotFound, NotMoved, OfficeError, ShellError, Stale
from tiendo.ports import StoreError

app = App(
    name="tiendo",
    help="Tiến độ: cuộc thanh tra đang ở đâu, ai phải làm gì, cái gì đang vướng.",
    version_flags=[],
)
COMMANDS: dict[str, Callable[..., object]] = {
    **reading.COMMANDS,
    **explaining.COMMANDS,
    **mine.COMMANDS,
    **clocks.COMMANDS,
    **law.COMMANDS,
    **writing.COMMANDS,
    **many.COMMANDS,
    **posting.COMMANDS,
    **driving.COMMANDS,
    **reprojecting.COMMANDS,
    **running.COMMANDS,
    **keeping.COMMANDS,
}
for name, command in COMMANDS.items():
    app.command(command, name=name)
app.command(writing.request)
app.command(calendar.calendar)
app.command(posting.contact)
for name, command in {
    **agenda.COMMANDS,
    **room_reports.COMMANDS,
    **packing.COMMANDS,
}.items():
    meeting.meeting.command(command, name=name)
app.command(meeting.meeting)
app.command(users.user)


def _exit_code(error: Exception) -> int:
    match error:
        case OutsideCalendar():
            return 2
        case Refused() | Contradiction() | Stale() | NotMoved():
            return 1
        case NotFound() | RuleError():
            return 3
        case OfficeError() | StoreError():
            return 4
        case _:
            return 2


def _sentence(error: Exception, lang: str) -> str:
    if isinstance(error, Refused):
        return refusal(error, lang)
    if isinstance(error, RuleError | ShellError):
        return error.text.say(lang)
    return str(error)


def refusal(refused: Refused, lang: str) -> str:
    """A refusal with each reason on a line of its own, and what is allowed instead."""
    head = Text("Không làm được, vì:", "Not possible, because:").say(lang)
    lines = [head, *(f"  - {reason.text.say(lang)}" for reason in refused.reasons)]
    if refused.instead:
        instead = Text("Hiện làm được: ", "Possible now: ").say(lang)
        lines.append(instead + ", ".join(refused.instead))
    return "\n".join(lines)


def _language() -> str:
    from tiendo.settings import read_settings

    try:
        return read_settings().lang
    except ValidationError:
        return "vi"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    try:
        code = app(arguments, exit_on_error=False, print_error=True, result_action="return_value")
    except CycloptsError:
        sys.exit(2)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        print(f"TIENDO_{name}: {first['msg']}", file=sys.stderr)
        sys.exit(2)
    except (RuleError, ShellError, StoreError) as error:
        print(_sentence(error, _language()), file=sys.stderr)
        sys.exit(_exit_code(error))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)
