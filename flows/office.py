"""What every flow does alike: open this installation's desk, work at it, let it go.

The one place where a flow's beat is noted, by which the watch, the page and `tiendo status` know
that it is alive: `await at_desk("deliver", lambda desk: …)`. The name is that of the flow, as in
deployments/prefect.yaml behind the colon.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
from typing import TypeVar

from prefect import State
from prefect.states import Completed, Failed

from tiendo.beat import Said, beat, begin, end, words_of
from tiendo.bootstrap import open_desk
from tiendo.clock import OFFICE_ZONE, open_clock
from tiendo.desk import Desk
from tiendo.settings import read_settings

T = TypeVar("T")


async def at_desk(
    flow: str,
    work: Callable[[Desk], T],
    said: Callable[[T], Said] = lambda _: Said(True, ""),
) -> T:
    """Do blocking work at the desk, in a thread of its own, so that Prefect keeps breathing.

    ``said`` tells from what the work returned how it went; work that raises has failed.
    """
    return await look(lambda desk: beat(desk, flow, work, said))


async def one_beat(flow: str, work: Callable[[], Awaitable[Said]]) -> Said:
    """Do work that comes to the desk many times, as one beat of its flow from start to end."""
    number = await look(lambda desk: begin(desk, flow))
    try:
        how = await work()
    except BaseException as error:  # whatever it was, it passes through
        failed = Said(False, words_of(error))
        await look(lambda desk: end(desk, flow, number, failed))
        raise
    await look(lambda desk: end(desk, flow, number, how))
    return how


def office_time() -> datetime:
    """The hour it is at the office, by which runs are named."""
    return open_clock(read_settings().today).now().astimezone(OFFICE_ZONE)


def ended(said: Said) -> State[None]:
    """How a run ends in Prefect: green or red, with the same sentence as its beat."""
    return Completed(message=said.words) if said.well else Failed(message=said.words)


async def look(work: Callable[[Desk], T]) -> T:
    """Ask the desk something in passing; no beat of a flow."""
    return await asyncio.to_thread(_looked, work)


async def steps_at_desk(work: Callable[[Desk], Iterator[T]]) -> AsyncIterator[T]:
    """Work that goes on in steps: each is done in a thread, and told of when it is."""
    desk = await asyncio.to_thread(open_desk)
    try:
        steps = work(desk)
        while (step := await asyncio.to_thread(next, steps, None)) is not None:
            yield step
    finally:
        desk.store.close()


def _looked(work: Callable[[Desk], T]) -> T:
    desk = open_desk()
    try:
        return work(desk)
    finally:
        desk.store.close()
