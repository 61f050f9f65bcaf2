"""Hears which inspections people have changed, and drives them at once, in this process.

`flows/serve.py` runs it beside the schedules; elsewhere it is a process of its own,
`python -m flows.listen`. One is enough, two do nothing twice. What it misses is found hourly.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import suppress

from prefect.events.clients import PrefectEventSubscriber
from prefect.events.filters import EventFilter, EventNameFilter
from prefect.events.schemas.events import Event

from flows.drive import drive
from tiendo.nudge import CHANGED, RESOURCE
from tiendo.private import keep_private

LOG = logging.getLogger(__name__)
QUIET_SECONDS, LONGEST_SECONDS = 0.5, 2.0  # several acts in a row make one run
MOST_AT_ONCE = 200
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0

Changed = asyncio.Queue[str]


async def listen() -> None:
    """Hear and drive until cancelled, whatever becomes of Prefect's server meanwhile."""
    changed: Changed = asyncio.Queue()
    async with asyncio.TaskGroup() as together:
        together.create_task(hear(changed))
        together.create_task(drive_changed(changed, run_drive))


async def hear(changed: Changed) -> None:
    """Queue what is changed; when the line breaks, take it up again, more and more patiently."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            async with PrefectEventSubscriber(filter=only_changes()) as events:
                LOG.warning("event=listening")
                pause = FIRST_PAUSE_SECONDS
                await take_down(events, changed)
        except Exception as error:  # the edge of the loop: whatever broke, listen again
            LOG.warning("event=line_broken again_in=%s why=%r", pause, error)
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE_SECONDS, 2 * pause)


async def take_down(events: AsyncIterable[Event], changed: Changed) -> None:
    """Queue the inspection of each event."""
    async for event in events:
        changed.put_nowait(event.resource.id.removeprefix(RESOURCE))


async def drive_changed(
    changed: Changed, drive_them: Callable[[list[str]], Awaitable[None]]
) -> None:
    """Drive what was changed, one run at a time; one that fails stops none of the next."""
    while True:
        streams = await gathered(changed)
        try:
            await drive_them(streams)
        except Exception as error:  # the edge of the loop: the hourly drive does it
            LOG.warning("event=not_driven streams=%s why=%r", streams, error)


async def gathered(changed: Changed) -> list[str]:
    """What was changed until nothing more comes for a moment, each inspection once."""
    streams = {await changed.get(): None}
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_SECONDS):
            while len(streams) < MOST_AT_ONCE:
                # Not by wait_for: in Python 3.11 it answers what came just then, and forgets that
                # the longest time is over, or that the whole was cancelled.
                async with asyncio.timeout(QUIET_SECONDS):
                    streams[await changed.get()] = None
    return list(streams)


async def run_drive(streams: list[str]) -> None:
    """One run of the flow, to be seen in Prefect; it says itself what it did or could not do."""
    await drive(streams=streams, return_state=True)


def only_changes() -> EventFilter:
    """The events that mean that a person changed an inspection."""
    return EventFilter(event=EventNameFilter(name=[CHANGED]))


if __name__ == "__main__":
    keep_private()
    asyncio.run(listen())
