"""What every flow does alike: open this installation's desk, work at it, let it go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from tiendo.bootstrap import open_desk
from tiendo.desk import Desk

T = TypeVar("T")


async def at_desk(work: Callable[[Desk], T]) -> T:
    """Do blocking work at the desk, in a thread of its own, so that Prefect keeps breathing."""
    return await asyncio.to_thread(_done, work)


def _done(work: Callable[[Desk], T]) -> T:
    desk = open_desk()
    try:
        return work(desk)
    finally:
        desk.store.close()
