"""What others change, told to open pages as it happens: one look at the record a second.

However many pages are open, one watch a process asks the index of the record what is new; it
sleeps while nobody reads. A stream of messages ends by itself after a while, and the browser comes
back for the next: a server that is to stop is not kept, and an ended session is not served.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from datetime import datetime, timedelta

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tiendo.desk import Desk
from tiendo.ports import StoreError

LIVE_ROUTES = APIRouter()
EVERY = 1.0
"""Seconds between two looks at the record."""
LIFE = 20
"""How many looks a stream of messages lives."""
OVERLAP = timedelta(seconds=10)
"""How long a writer may take from naming its moment to being seen."""
MOST = 500
"""More changes than this at once are told as one: everything."""
_EVERYTHING = "*"

Heads = frozenset[tuple[str, int]]


class Watch:
    """Looks at the record while anybody listens, and wakes them with what is new."""

    def __init__(self, desk: Desk, every: float = EVERY) -> None:
        self._desk, self._every = desk, every
        self._listeners: set[asyncio.Queue[frozenset[str] | None]] = set()
        self._task: asyncio.Task[None] | None = None
        self.looks = 0

    def now(self) -> datetime:
        """The moment by which entries are recorded."""
        return self._desk.clock.now()

    async def listen(self, since: datetime | None) -> AsyncIterator[frozenset[str]]:
        """The streams that change, a set at a time, empty ones too; first those since a moment."""
        queue: asyncio.Queue[frozenset[str] | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            if since is not None:
                yield named(await self._heads(since))
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._look())
            for _ in range(LIFE):
                streams = await queue.get()
                if streams is None:
                    return
                yield streams
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """Let every listener go."""
        for queue in self._listeners:
            queue.put_nowait(None)

    async def _look(self) -> None:
        """Look once in a while until nobody listens; a store that fails is asked again."""
        seen = await self._heads(self.now() - OVERLAP)
        before = self.now()
        while self._listeners:
            await asyncio.sleep(self._every)
            # A clock that was set back must hide nothing: the earlier of the two counts.
            since = min(before, self.now()) - OVERLAP
            before = self.now()
            heads = await self._heads(since)
            self._tell(named(heads - seen))
            seen = heads

    def _tell(self, streams: frozenset[str]) -> None:
        for queue in self._listeners:
            queue.put_nowait(streams)

    async def _heads(self, since: datetime) -> Heads:
        self.looks += 1
        try:
            found = await run_in_threadpool(self._desk.store.overview.recorded, since, MOST + 1)
        except StoreError:
            return frozenset()
        return frozenset(found)


def named(heads: Iterable[tuple[str, int]]) -> frozenset[str]:
    """The streams of what is new; everything where it is too much to name."""
    streams = frozenset(stream for stream, _ in heads)
    return streams if len(streams) <= MOST else frozenset({_EVERYTHING})


@LIVE_ROUTES.get("/live")
async def live(request: Request) -> Response:
    """What changes, as server-sent events: the ids of inspections, and the moment of the look."""
    watch = _watch(request)
    since = _moment(request.headers.get("last-event-id") or request.query_params.get("since", ""))
    return StreamingResponse(
        _messages(watch, since),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _messages(watch: Watch, since: datetime | None) -> AsyncIterator[str]:
    yield "retry: 500\n\n"
    async for streams in watch.listen(since):
        if streams:
            # The moment goes back a little: what is told twice is only looked at twice.
            at = (watch.now() - timedelta(seconds=1)).isoformat()
            told = json.dumps(sorted(streams), ensure_ascii=False)
            yield f"id: {at}\nevent: change\ndata: {told}\n\n"
        else:
            yield ": \n\n"


def _moment(written: str) -> datetime | None:
    """The moment to begin at; None for now, or anything that is none."""
    try:
        moment = datetime.fromisoformat(written.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment.utcoffset() is not None else None


def _watch(request: Request) -> Watch:
    """The one watch of this application."""
    state = request.app.state
    if getattr(state, "watch", None) is None:
        state.watch = Watch(state.desk)
    watch: Watch = state.watch
    return watch


def let_go(app: FastAPI) -> None:
    """End every stream of messages of an application."""
    watch: Watch | None = getattr(app.state, "watch", None)
    if watch is not None:
        watch.close()
