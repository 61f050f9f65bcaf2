"""One beat of a flow: when it began, when it ended and how, noted around the work itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from states.errors import RuleError
from tiendo.desk import Desk
from tiendo.errors import ShellError
from tiendo.ports import StoreError
from tiendo.pulse import Outcome

T = TypeVar("T")
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """How work that came to its end went: well or not, in one sentence."""

    well: bool
    words: str


def beat(
    desk: Desk,
    flow: str,
    work: Callable[[Desk], T],
    said: Callable[[T], Said] = lambda _: Said(True, ""),
) -> T:
    """Do the work as one beat of a flow; raises what the work raises, noted as failed.

    ``said`` tells from what the work returned how it went. A beat that cannot be noted stops
    no work: what is missing then is seen as silence.
    """
    number = begin(desk, flow)
    try:
        done = work(desk)
        how = said(done)
    except BaseException as error:  # whatever it was, it passes through
        end(desk, flow, number, Said(False, words_of(error)))
        raise
    end(desk, flow, number, how)
    return done


def words_of(error: BaseException) -> str:
    """An error as one sentence: our own say what is wrong, others bear their name."""
    if isinstance(error, RuleError | ShellError | StoreError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def begin(desk: Desk, flow: str) -> int:
    """Note that work begins which is done in several pieces; the number of its beat."""
    try:
        return desk.store.pulses.begin(flow, desk.clock.now())
    except StoreError as error:
        LOG.warning("event=beat_not_noted flow=%s error=%r", flow, str(error))
        return 0


def end(desk: Desk, flow: str, number: int, how: Said) -> None:
    """Note how the work of that beat ended."""
    outcome = Outcome.DONE if how.well else Outcome.FAILED
    try:
        desk.store.pulses.end(flow, number, desk.clock.now(), outcome, how.words)
    except StoreError as error:
        LOG.warning("event=beat_not_noted flow=%s error=%r", flow, str(error))
