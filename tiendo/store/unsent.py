"""Whether what the record says was told still stands in the outbox, to whom it was told.

The outbox has no chain of its own: what it must hold is known from the entries that came with it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, Text, select, true, type_coerce

from tiendo.ports import Fault
from tiendo.store.tables import EVENT, OUTBOX

_PAGE = 1000
_TOLD = "escalate"


def without_letter(connection: Connection, stream: str) -> Iterator[Fault]:
    """Every telling, of all streams or of one, whose letter is gone or another person's."""
    wanted = (
        select(EVENT.c.stream, EVENT.c.version, type_coerce(EVENT.c.body, Text).label("body"))
        .where(EVENT.c.kind == _TOLD, EVENT.c.stream == stream if stream else true())
        .order_by(EVENT.c.stream, EVENT.c.version)
    )
    found = connection.execution_options(yield_per=_PAGE).execute(wanted)
    for name, rows in groupby(found, key=attrgetter("stream")):
        tellings = [told for row in rows if (told := _telling(row.version, row.body))]
        yield from _of_one_stream(connection, name, tellings)


def _telling(version: int, body: str) -> tuple[int, str, str] | None:
    """The entry, the key and the person of a telling (empty: nobody holds that post).

    None of one that cannot be read so.
    """
    try:
        said = json.loads(body)
        key, told = str(said["key"]), str(said["told"])
    except (ValueError, KeyError, TypeError):
        return None  # told by the checks of the events themselves
    # Rungs were first recorded by number, and named their letters otherwise.
    return None if isinstance(said.get("rung"), int) else (version, key, told)


def _of_one_stream(
    connection: Connection, stream: str, tellings: list[tuple[int, str, str]]
) -> Iterator[Fault]:
    """One letter tells a person of all rungs of an alarm that were told to him at once.

    The Office hears of a rung that nobody holds, and perhaps of its own in the same letter.
    """
    rungs = defaultdict[str, set[str]](set)
    for _, key, _ in tellings:
        rungs[key.rpartition(":")[0]].add(key)
    every = sorted({key for _, key, _ in tellings})
    sent = set[tuple[str, str]]()
    for at in range(0, len(every), _PAGE):
        its = select(OUTBOX.c.key, OUTBOX.c.recipient).where(
            OUTBOX.c.key.in_(every[at : at + _PAGE])
        )
        sent |= {(row.key, row.recipient) for row in connection.execute(its)}
    for version, key, told in tellings:
        if told and not any((each, told) in sent for each in rungs[key.rpartition(":")[0]]):
            yield Fault(stream, version, f"its letter to {told} is not in the outbox")
