"""How often somebody may try a password: counted per account and per address.

Whoever shows that he is no stranger to an account, by a mark of its owner's browser or from within
a session, is counted by that alone: strangers use up only each other's tries.
"""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from states.text import Text
from tiendo.clock import SystemClock
from tiendo.errors import ShellError
from tiendo.passwords import fingerprint

WINDOW_MINUTES = 15
TRIES_OF_ACCOUNT = 10
TRIES_OF_ADDRESS = 40

_LIMITED = Text(
    "Đã thử quá nhiều lần; hãy thử lại sau {minutes} phút.",
    "Too many attempts; try again in {minutes} minutes.",
)


class TooManyTries(ShellError):
    """Somebody tried too often; ``seconds`` from now it may be tried again.

    ``first``: nobody was refused for this in the window before; only that is worth a line of the
    door's log, which whoever tries on and on must not be able to fill.
    """

    def __init__(self, text: Text, seconds: int, *, first: bool) -> None:
        self.seconds, self.first = seconds, first
        super().__init__(text)


class Tries:
    """Counts attempts to give a password, in this process."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._account = RateLimitItemPerMinute(TRIES_OF_ACCOUNT, WINDOW_MINUTES)
        self._address = RateLimitItemPerMinute(TRIES_OF_ADDRESS, WINDOW_MINUTES)
        self._refused = RateLimitItemPerMinute(1, WINDOW_MINUTES)

    def begin(self, person: str, address: str, own: str = "") -> None:
        """Count an attempt on an account, by ``own`` (a mark, a session) where there is one.

        Raises TooManyTries, the same for an account unknown.
        """
        if not own and not self._window.test(self._address, "address", address):
            self._refuse(self._address, ("address", address))
        counted = _counted(person, own)
        if not self._window.hit(self._account, *counted):
            self._refuse(self._account, counted)

    def failed(self, address: str) -> None:
        """Count a failure at an address: one password tried on many accounts."""
        self._window.hit(self._address, "address", address)

    def passed(self, person: str, own: str = "") -> None:
        """Forget the attempts of whoever came in; not those of others on the same account."""
        self._window.clear(self._account, *_counted(person, own))

    def _refuse(self, item: RateLimitItemPerMinute, key: tuple[str, str]) -> None:
        resets = self._window.get_window_stats(item, *key).reset_time
        seconds = max(1, round(resets - SystemClock().now().timestamp()))
        first = self._window.hit(self._refused, "refused", *key)
        raise TooManyTries(_LIMITED.fill(minutes=-(-seconds // 60)), seconds, first=first)


def _counted(person: str, own: str) -> tuple[str, str]:
    return ("own", fingerprint(own)) if own else ("account", fingerprint(person))
