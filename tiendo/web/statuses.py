"""Which HTTP status says what went wrong, on the page and in the API alike."""

from __future__ import annotations

from starlette.responses import Response

from states.errors import Refused, RuleError
from tiendo.accounts import NotSignedIn
from tiendo.errors import BadInput, Busy, NotFound, ShellError
from tiendo.tries import TooManyTries
from tiendo.web.posted import NotAForm, TooLarge

_STATUS: dict[type[ShellError], int] = {
    BadInput: 422,
    Busy: 503,
    NotFound: 404,
    NotSignedIn: 422,
    TooLarge: 413,
    NotAForm: 415,
    TooManyTries: 429,
}


def status_of(error: RuleError | ShellError) -> int:
    """403 where it is not this person's to do, whatever else stands against it; else by kind."""
    if isinstance(error, Refused):
        return 403 if any(reason.code == "role" for reason in error.reasons) else 409
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 409)


def answered(response: Response, error: ShellError) -> Response:
    """An answer that also tells programs how long to wait, where somebody tried too often."""
    if isinstance(error, TooManyTries):
        response.headers["retry-after"] = str(error.seconds)
    return response
