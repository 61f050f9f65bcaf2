"""Up to which head each stream was verified: what changed since then is all there is to check.

A sealed head that is no longer in the record was cut off or changed behind the program's back,
even where the chain that is left fits and the projection was lowered with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Select, select, union, union_all

from tiendo.ports import Fault, Head
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_or_replace
from tiendo.store.tables import AGENDA, INSPECTION, SEAL
from tiendo.store.verify import faults


class SqlSeals:
    """The seals in a database that has been migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unsealed(self, limit: int = 500, after: str = "") -> tuple[str, ...]:
        """One page of the streams that stand elsewhere than when they were verified last."""
        with self._database.reading() as connection:
            return tuple(connection.execute(_unsealed(after).limit(limit)).scalars())

    def faults(self, stream: str) -> tuple[Fault, ...]:
        """Everything wrong with the record of one stream."""
        with self._database.reading() as connection:
            return tuple(faults(connection, stream))

    def put(self, heads: Sequence[Head]) -> None:
        """Note that these streams were verified and found whole up to these heads."""
        if heads:
            with self._database.writing() as connection:
                fresh = insert_or_replace(self._database.dialect, SEAL)
                # In one order everywhere: two that seal the same streams queue, never cross.
                rows = [asdict(each) for each in sorted(heads, key=lambda each: each.stream)]
                connection.execute(fresh, rows)


def _unsealed(after: str) -> Select[tuple[str]]:
    heads = union_all(*(select(each.c.stream, each.c.version) for each in (INSPECTION, AGENDA)))
    head = heads.subquery("head")
    both = head.outerjoin(SEAL, head.c.stream == SEAL.c.stream)
    moved = SEAL.c.version.is_distinct_from(head.c.version)
    gone = [
        ~select(each.c.stream).where(each.c.stream == SEAL.c.stream).exists()
        for each in (INSPECTION, AGENDA)
    ]
    found = union(
        select(head.c.stream).select_from(both).where(moved),
        select(SEAL.c.stream).where(*gone),
    ).subquery()
    return select(found.c.stream).where(found.c.stream > after).order_by(found.c.stream)
