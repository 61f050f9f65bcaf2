"""How a refusal becomes a sentence and an exit code; loaded only when something was refused."""

from __future__ import annotations

from states.errors import Contradiction, OutsideCalendar, Refused, RuleError
from states.text import Text
from tiendo.answers import StoreError
from tiendo.errors import BadInput, NotFound, NotMoved, OfficeError, ShellError, Stale
from tiendo.settings import read_settings


def told(error: Exception) -> tuple[str, int]:
    """What is printed of a failure, and the exit code. Raises what is no refusal again."""
    match error:
        case RuleError() | ShellError() | StoreError():
            return _sentence(error, _language()), _exit_code(error)
        case OSError():
            return _MACHINE.fill(error=error).say(_language()), 4
        case _:
            raise error


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
        return _refusal(error, lang)
    if isinstance(error, BadInput) and error.missing:
        return f"{error.text.say(lang)} {_GIVE.fill(names=', '.join(error.missing)).say(lang)}"
    if isinstance(error, RuleError | ShellError):
        return error.text.say(lang)
    return str(error)


_MACHINE = Text(
    "Máy không ghi hoặc không đọc được: {error}. Trước khi làm lại, hãy xem việc vừa yêu cầu đã "
    "được ghi chưa (tiendo show MÃ).",
    "The machine cannot write or read: {error}. Before doing it again, see whether what you asked "
    "for was recorded (tiendo show ID).",
)
"""Also where only the output found no room: the act itself may be done."""
_GIVE = Text("Mục cần thêm (--set): {names}.", "Fields to add (--set): {names}.")


def _refusal(refused: Refused, lang: str) -> str:
    """A refusal with each reason on a line of its own, and what is allowed instead."""
    head = Text("Không làm được, vì:", "Not possible, because:").say(lang)
    lines = [head, *(f"  - {reason.text.say(lang)}" for reason in refused.reasons)]
    if refused.instead:
        instead = Text("Hiện làm được: ", "Possible now: ").say(lang)
        lines.append(instead + ", ".join(refused.instead))
    return "\n".join(lines)


def _language() -> str:
    try:
        return read_settings().lang
    except BadInput:
        return "vi"
