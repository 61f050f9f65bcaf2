"""Projections whole: their own table, and the stalls and people that lie beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    not_,
    or_,
    select,
)

from tiendo.listing import COLUMNS, InspectionRow, Involved, PendingStall
from tiendo.store.inserts import standing
from tiendo.store.prepared import Prepared, Task
from tiendo.store.tables import INVOLVED, STALL

_MANY = 500  # streams named in one statement
_EMPTY = {
    table: delete(table).where(table.c.stream.in_(bindparam("some", expanding=True)))
    for table in (STALL, INVOLVED)
}
_FILL = {table: insert(table) for table in (STALL, INVOLVED)}
_STALL = tuple(STALL.c[name] for name in PendingStall.__dataclass_fields__)


def read_rows(connection: Connection, wanted: Select[Any]) -> tuple[InspectionRow, ...]:
    """The projections that a question to their table finds, in its order."""
    bare = [dict(row) for row in connection.execute(wanted).mappings()]
    streams = [str(row["stream"]) for row in bare]
    stalls, people = dict[str, tuple[PendingStall, ...]](), dict[str, tuple[Involved, ...]]()
    for some in _batches(streams):
        for stream, found in _by_stream(connection, STALL, _STALL, STALL.c.number, some):
            stalls[stream] = tuple(PendingStall(*row[1:]) for row in found)
        columns = (INVOLVED.c.person, INVOLVED.c.role)
        for stream, found in _by_stream(connection, INVOLVED, columns, INVOLVED.c.person, some):
            people[stream] = tuple(Involved(*row[1:]) for row in found)
    return tuple(
        InspectionRow(
            **{name: row[name] for name in COLUMNS},
            stalls=stalls.get(stream, ()),
            involved=people.get(stream, ()),
        )
        for stream, row in zip(streams, bare, strict=True)
    )


def put_parts(connection: Connection, rows: Sequence[InspectionRow]) -> None:
    """Put the stalls and people of these rows in the place of those they had."""
    if len(rows) == 1:
        for task in (*tasks_for_stalls(rows[0]), *tasks_for_people(rows[0])):
            task.statement.run(connection, task.values)
        return
    for table in (STALL, INVOLVED):
        for some in _batches([row.stream for row in rows]):
            connection.execute(_EMPTY[table], {"some": some})
    for table, parts in ((STALL, _stalls_of), (INVOLVED, _people_of)):
        if given := [part for row in rows for part in parts(row)]:
            connection.execute(_FILL[table], given)


def tasks_for_stalls(row: InspectionRow, *, fewer: bool = True) -> list[Task]:
    """The stalls of one row, as tasks, where there may be ``fewer`` than there are.

    What is there already is not written again.
    """
    stalls = [Task(_STALL_STANDS, each) for each in _stalls_of(row)]
    if fewer:
        stalls.append(Task(_NO_MORE_STALLS, {"stream": row.stream, "number": len(stalls)}))
    return stalls


def tasks_for_people(row: InspectionRow) -> list[Task]:
    """The people of one row, as tasks; who is there already is not written again."""
    people = {"stream": row.stream, **named(row.involved)}
    return [
        Task(_nobody_but(len(row.involved)), people),
        *[Task(_IS_INVOLVED, each) for each in _people_of(row)],
    ]


_NO_MORE_STALLS = Prepared(
    delete(STALL).where(
        STALL.c.stream == bindparam("stream"), STALL.c.number > bindparam("number")
    )
)
_STALL_STANDS = Prepared(lambda dialect: standing(dialect, STALL), STALL.c.keys())
_IS_INVOLVED = Prepared(lambda dialect: standing(dialect, INVOLVED), INVOLVED.c.keys())


def named(people: Sequence[Involved]) -> dict[str, str]:
    """People as the values of a statement that names each of them."""
    found = dict[str, str]()
    for n, each in enumerate(people):
        found[f"person{n}"], found[f"role{n}"] = each.person, each.role
    return found


def these_alone(count: int) -> tuple[ColumnElement[bool], ...]:
    """That so many people, and nobody else, have an inspection on their lists."""
    of_it = INVOLVED.c.stream == bindparam("_stream")
    others = select(INVOLVED.c.stream).where(of_it, not_(_any_of(count))).exists()
    its = select(func.count()).select_from(INVOLVED).where(of_it).scalar_subquery()
    return ~others, its == count


def _any_of(count: int) -> ColumnElement[bool]:
    each = (
        and_(
            INVOLVED.c.person == bindparam(f"person{n}"), INVOLVED.c.role == bindparam(f"role{n}")
        )
        for n in range(count)
    )
    return or_(false(), *each)


@cache
def _nobody_but(count: int) -> Prepared:
    """Takes out of one's lists an inspection in which one is none of so many."""
    of_it = delete(INVOLVED).where(INVOLVED.c.stream == bindparam("stream"))
    return Prepared(of_it.where(not_(_any_of(count))))


def _stalls_of(row: InspectionRow) -> list[dict[str, Any]]:
    return [
        {"stream": row.stream, "number": number, **fields_of(stall)}
        for number, stall in enumerate(row.stalls, start=1)
    ]


def _people_of(row: InspectionRow) -> list[dict[str, Any]]:
    return [{"stream": row.stream, **fields_of(each)} for each in row.involved]


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass of plain values; ``asdict`` would copy each of them."""
    names, take = _taking(type(value))  # type: ignore[arg-type]
    return dict(zip(names, take(value), strict=True))


@cache
def _taking(kind: Any) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    names = tuple(each.name for each in fields(kind))
    return names, attrgetter(*names)


def _by_stream(
    connection: Connection, table: Table, columns: Sequence[Any], order: Any, some: Sequence[str]
) -> Iterator[tuple[str, list[Row[Any]]]]:
    wanted = select(table.c.stream, *columns).where(table.c.stream.in_(some))
    ordered = wanted.order_by(table.c.stream, order, *columns)
    for stream, found in groupby(connection.execute(ordered), key=lambda row: str(row.stream)):
        yield stream, list(found)


def _batches(streams: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(streams), _MANY):
        yield streams[start : start + _MANY]
