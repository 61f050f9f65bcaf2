"""What an act needs to know first: who acts, and how the stream stands."""

from __future__ import annotations

from states.roles import Officer
from states.value import value


@value
class Glance:
    """Who is about to act, and how a stream stands, seen at one moment.

    ``lent``: whether anything was handed to the person that nobody ended. Of the stream, how
    many ``entries`` there are, the version of the ``last``, and the ``hash`` of the one that was
    asked about; empty where there is none.
    """

    person: Officer
    lent: bool
    entries: int
    last: int
    hash: str
