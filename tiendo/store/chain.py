"""The chain: each event's hash covers its place, its body and the hash before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from tiendo.ports import NewEvent, StoredEvent

GENESIS = "0" * 64


def chained_hash(prev_hash: str, stream: str, version: int, body: str) -> str:
    """The hash of an event in its place."""
    return sha256(f"{prev_hash}\n{stream}\n{version}\n{body}".encode()).hexdigest()


def linked(
    stream: str, after: int, prev_hash: str, new: Sequence[NewEvent]
) -> Iterator[StoredEvent]:
    """New events in their places behind the head of a stream."""
    for version, event in enumerate(new, start=after + 1):
        hash_ = chained_hash(prev_hash, stream, version, event.body)
        yield StoredEvent(
            kind=event.kind,
            occurred_on=event.occurred_on,
            recorded_at=event.recorded_at,
            actor=event.actor,
            body=event.body,
            stream=stream,
            version=version,
            prev_hash=prev_hash,
            hash=hash_,
        )
        prev_hash = hash_
