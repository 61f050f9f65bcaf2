"""The kinds of stream in the record, told apart by their ids.

An inspection's id is what people type (letters, digits, dots, dashes). Every other stream says
its kind before a colon, which no such id can hold: ``directive:2021-09-08.03``.
"""

from __future__ import annotations

from enum import StrEnum

_MARK = ":"


class StreamKind(StrEnum):
    """What a stream is the history of. The values stand in the ids that are stored."""

    INSPECTION = "inspection"
    DIRECTIVE = "directive"
    REPORT = "report"
    MEETING = "meeting"


AGENDA = (StreamKind.DIRECTIVE, StreamKind.REPORT, StreamKind.MEETING)
"""What meetings are about and leave behind."""


def kind_of(stream: str) -> StreamKind | None:
    """The kind of a stream by its id; None for a kind that this program does not know."""
    head, mark, _ = stream.partition(_MARK)
    if not mark:
        return StreamKind.INSPECTION
    return next((kind for kind in AGENDA if kind == head), None)


def stream_id(kind: StreamKind, name: str) -> str:
    """The id of the stream of this kind that goes by a name."""
    return name if kind is StreamKind.INSPECTION else f"{kind}{_MARK}{name}"


def bare(stream: str) -> str:
    """A stream's name, without its kind."""
    return stream.rpartition(_MARK)[2]
