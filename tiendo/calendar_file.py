"""Announced days from a CSV file: every wrong cell gets a sentence, and then nothing is read.

The header names the columns in any order, in Vietnamese (with or without diacritics) or in
English; commas or, as Vietnamese Excel writes it, semicolons.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from states.model import clean, read_day
from states.text import Text, dmy, fold
from tiendo import calendar_faults as say
from tiendo.calendar_faults import COLUMNS, BadCalendarFile, Fault
from tiendo.given_files import open_given
from tiendo.ports import CalendarDay, Ruling

MOST_BYTES, MOST_ROWS, LONGEST_LINE, LONGEST_CELL = 1_000_000, 2_000, 4_000, 300

_HEADS = {fold(name): column for column, names in COLUMNS.items() for name in names}

_KINDS: dict[str, Ruling] = {
    "nghi": Ruling.OFF,
    "nghi le": Ruling.OFF,
    "nghi bu": Ruling.OFF,
    "off": Ruling.OFF,
    "nghi hoan doi": Ruling.SWAPPED_OFF,
    "hoan doi": Ruling.SWAPPED_OFF,
    "swapped off": Ruling.SWAPPED_OFF,
    "lam viec": Ruling.WORKED,
    "lam bu": Ruling.WORKED,
    "worked": Ruling.WORKED,
}


def read_calendar_file(file: Path, *, years: range, today: date) -> tuple[CalendarDay, ...]:
    """The announced days in a file. Raises BadCalendarFile with everything that is wrong, BadInput
    where it is no file.

    ``years`` are those of the calendar; a document may not be signed after ``today``.
    """
    with open_given(file) as opened:
        given = opened.read(MOST_BYTES + 1)
    return parse_calendar(given, name=file.name, years=years, today=today)


def parse_calendar(
    given: bytes, *, name: str, years: range, today: date
) -> tuple[CalendarDay, ...]:
    """The announced days in the bytes of a file called ``name``. Raises BadCalendarFile."""
    rows = _rows(_text(given, name), name)
    if not rows:
        raise BadCalendarFile(name, [Fault(1, "", say.EMPTY)])
    columns = _columns(rows[0], name)
    read = [
        (number, *_values(number, cells, columns, years, today))
        for number, cells in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    faults = [fault for _, _, wrong in read for fault in wrong]
    faults += _twice([(number, values.get("day")) for number, values, _ in read])
    if not read:
        faults.append(Fault(2, "", say.NO_ROWS))
    if faults:
        raise BadCalendarFile(name, sorted(faults, key=lambda fault: fault.row))
    return tuple(CalendarDay(**values) for _, values, _ in read)  # type: ignore[arg-type]


def _twice(days: Sequence[tuple[int, object]]) -> list[Fault]:
    """A fault for each row whose day stands in an earlier row."""
    seen: dict[date, int] = {}
    faults = []
    for number, day in days:
        if not isinstance(day, date):
            continue
        if day in seen:
            faults.append(Fault(number, "day", say.TWICE.fill(day=dmy(day), row=seen[day])))
        seen.setdefault(day, number)
    return faults


def _text(given: bytes, name: str) -> str:
    """The file as text. Raises BadCalendarFile on what no announcement can look like."""
    if len(given) > MOST_BYTES:
        raise BadCalendarFile(name, [Fault(0, "", say.TOO_BIG.fill(most=MOST_BYTES))])
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadCalendarFile(name, [Fault(0, "", say.NOT_UTF8.fill(what="UTF-16"))])
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = given.count(b"\n", 0, error.start) + 1
        what = f"0x{given[error.start]:02X}"
        raise BadCalendarFile(name, [Fault(row, "", say.NOT_UTF8.fill(what=what))]) from None
    for row, line in enumerate(text.split("\n"), start=1):
        if "\x00" in line:
            raise BadCalendarFile(name, [Fault(row, "", say.NUL)])
        if len(line) > LONGEST_LINE:
            raise BadCalendarFile(name, [Fault(row, "", say.LONG_LINE.fill(n=len(line)))])
    return text


def _rows(text: str, name: str) -> list[list[str]]:
    head = text.split("\n", 1)[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        for cells in reader:
            if any("\n" in cell for cell in cells) or reader.line_num != len(rows) + 1:
                raise csv.Error("line break inside a cell")
            rows.append(cells)
    except csv.Error:
        raise BadCalendarFile(name, [Fault(len(rows) + 1, "", say.QUOTES)]) from None
    if len(rows) > MOST_ROWS:
        raise BadCalendarFile(name, [Fault(MOST_ROWS + 1, "", say.TOO_MANY.fill(most=MOST_ROWS))])
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _columns(head: Sequence[str], name: str) -> tuple[str, ...]:
    """Which field each column of the file is. Raises BadCalendarFile."""
    columns = tuple(_HEADS.get(fold(cell.replace("_", " ")), "") for cell in head)
    faults = [
        Fault(1, "", say.NO_SUCH_COLUMN.fill(name=cell[:60] or "(trống)"))
        for cell, column in zip(head, columns, strict=True)
        if not column
    ]
    for column, names in COLUMNS.items():
        if (times := columns.count(column)) != 1:
            shape = say.COLUMN_MISSING if times == 0 else say.COLUMN_TWICE
            faults.append(Fault(1, "", shape.fill(name=names)))
    if faults:
        raise BadCalendarFile(name, faults)
    return columns


def _values(
    number: int, cells: Sequence[str], columns: tuple[str, ...], years: range, today: date
) -> tuple[dict[str, object], list[Fault]]:
    """One row: what its cells say, and what is wrong with them."""
    if len(cells) != len(columns):
        shape = say.CELLS.fill(n=len(cells), wanted=len(columns))
        return {}, [Fault(number, "", shape)]
    values, faults = dict[str, object](), list[Fault]()
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column] = _READ[column](_cell(cell))
        except _Wrong as wrong:
            faults.append(Fault(number, column, wrong.text))
    day, kind, signed = values.get("day"), values.get("kind"), values.get("signed_on")
    if isinstance(day, date) and day.year not in years:
        faults.append(
            Fault(number, "day", say.OUTSIDE.fill(day=dmy(day), a=years[0], b=years[-1]))
        )
    if isinstance(day, date) and kind is Ruling.SWAPPED_OFF and day.weekday() >= 5:
        faults.append(Fault(number, "kind", say.SWAPPED_WEEKEND.fill(day=dmy(day))))
    if isinstance(signed, date) and signed > today:
        future = say.FUTURE.fill(day=dmy(signed), today=dmy(today))
        faults.append(Fault(number, "signed_on", future))
    return values, faults


class _Wrong(Exception):
    def __init__(self, text: Text) -> None:
        self.text = text


def _cell(cell: str) -> str:
    """A cell's text. Raises _Wrong where it is empty, too long, hidden signs or a formula."""
    if len(cell) > LONGEST_CELL:
        raise _Wrong(say.LONG_CELL.fill(most=LONGEST_CELL))
    if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        raise _Wrong(say.FORMULA.fill(value=cell[:60].strip()))
    try:
        text = str(clean(cell))
    except ValueError as error:
        raise _Wrong(say.HIDDEN.fill(what=error)) from None
    if not text:
        raise _Wrong(say.BLANK)
    return text


def _day(text: str) -> object:
    try:
        return read_day(text)
    except ValueError:
        raise _Wrong(say.NO_DATE.fill(value=text[:60])) from None


def _kind(text: str) -> object:
    kind = _KINDS.get(fold(text.replace("_", " ")))
    if kind is None:
        raise _Wrong(say.NO_KIND.fill(value=text[:60]))
    return kind


_READ: Mapping[str, Callable[[str], object]] = {
    "day": _day,
    "kind": _kind,
    "name": str,
    "number": str,
    "signed_on": _day,
    "signed_by": str,
}
