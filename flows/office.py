"""What every flow does alike: open this installation's desk, work at it, let it go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

from tiendo.bootstrap import open_desk
from tiendo.desk import Desk

T = TypeVar("T")


async def at_desk(work: Callable[[Desk], T]) -> T:
    """Do blocking work at the desk, in a thread of its own, so that Prefect keeps breathing."""
    return await asyncio.to_thread(_done, work)


async def steps_at_desk(work: Callable[[Desk], Iterator[T]]) -> AsyncIterator[T]:
    """Work that goes on in steps: each is done in a thread, and told of when it is."""
    desk = await asyncio.to_thread(open_desk)
    try:
        steps = work(desk)
        while (step := await asyncio.to_thread(next, steps, None)) is not None:
            yield step
    finally:
        desk.store.close()


def _done(work: Callable[[Desk], T]) -> T:
    desk = open_desk()
    try:
        return work(desk)
    finally:
        desk.store.close()
