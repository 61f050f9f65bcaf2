"""What the shell refuses; the rules' own refusals are in states/errors.py.

ShellError
├── BadInput         a field is missing, malformed or unknown; names it
├── Busy             something big is being worked out; ask again later
│   └── Working      and how far it is
├── NotFound         no such inspection or person
├── Stale            the inspection has changed since the reader last saw it
├── NotMoved         the office stays where it is: a move or a restore was refused
└── OfficeError      the office cannot be opened
    ├── NoOffice     there is none here
    └── Occupied     another office is here already
"""

from __future__ import annotations

from states.text import Text


class ShellError(Exception):
    """Something the user can mend; ``text`` says what in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.vi)


class BadInput(ShellError):
    """A field is missing, malformed or unknown; ``missing`` names those of an act that are."""

    def __init__(self, text: Text, missing: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.missing = missing


class Busy(ShellError):
    """Something big is being worked out; whoever asks again later is answered."""


class Working(Busy):
    """Something big is being worked out: ``done`` of ``total`` so far, 0 where not yet known."""

    def __init__(self, text: Text, done: int, total: int) -> None:
        super().__init__(text)
        self.done, self.total = done, total


class NotFound(ShellError):
    """No such inspection or person."""


class Stale(ShellError):
    """The inspection has changed since the reader last saw it; nothing was written."""


class NotMoved(ShellError):
    """The office stays where it is; nothing was written anywhere."""


class OfficeError(ShellError):
    """The office cannot be opened, or there is none here."""


class NoOffice(OfficeError):
    """There is no office here; one that is damaged is not this."""


class Occupied(OfficeError):
    """Another office is here already, or an older copy of the one to be loaded; it stays."""
