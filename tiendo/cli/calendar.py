"""The calendar on the command line: what it says of a year, and loading an announcement."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclopts import App

from states.text import Text, dmy, joined, same
from states.workdays import DAY_KIND_NAMES, WEEKDAY_NAMES
from tiendo import asjson, reference
from tiendo.announcing import ACT, Preview, announce, calendar_of, preview
from tiendo.calendar import Calendar, DayFact, cite
from tiendo.calendar_file import read_calendar_file
from tiendo.cli import opening, rendering, reprojecting
from tiendo.cli.options import AsJson, By
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.ports import CalendarDay
from tiendo.reproject import Change
from tiendo.settings import Settings

calendar = App(name="calendar")


@calendar.default
def show(year: int | None = None, /, *, as_json: AsJson = False) -> None:
    """Ngày nghỉ, ngày làm bù của một năm với văn bản / a year's days off, with documents.

    Parameters
    ----------
    year
        Năm; bỏ trống là năm nay / the year (default: this one).
    """
    with opening.desk() as (desk, settings):
        found = calendar_of(desk)
        today = desk.clock.today()
        chosen = today.year if year is None else year
        if outside := found.outside(chosen):
            raise BadInput(outside)
        if as_json:
            rendering.print_json(reference.year_json(found, chosen, today))
            return
        lang = settings.lang
        head = _PROVISIONAL if chosen in found.provisional_years() else _YEAR
        print(head.fill(year=chosen).say(lang))
        rendering.print_table(
            _HEADS.say(lang).split("|"),
            [_cells(found, fact, lang) for fact in found.special(chosen)],
        )
        months = found.months(chosen)
        counts = " · ".join(f"{month}: {days}" for month, days in enumerate(months, start=1))
        print(_MONTHS.fill(counts=counts, total=sum(months)).say(lang))
        for warning in found.warnings(today):
            print(f"! {warning.say(lang)}")


def _cells(found: Calendar, fact: DayFact, lang: str) -> tuple[str, ...]:
    return (
        f"{WEEKDAY_NAMES[fact.day.weekday()].say(lang)} {dmy(fact.day)}",
        DAY_KIND_NAMES[fact.kind].say(lang),
        fact.name.say(lang),
        found.basis(fact).say(lang),
    )


@calendar.command
def load(
    file: Path,
    /,
    *,
    by: By = "",
    dry_run: bool = False,
    as_json: AsJson = False,
) -> int:
    """Nạp ngày nghỉ, ngày làm bù từ tệp CSV và tính lại mọi hạn / load announced days.

    Parameters
    ----------
    file
        Tệp CSV: ngày, loại, tên, số văn bản, ngày ký, nơi ban hành / the CSV file.
    dry_run
        Chỉ xem trước, không ghi gì / only show what would change.
    """
    with opening.desk() as (desk, settings):
        who, lang = opening.actor(by, settings), settings.lang
        desk.check_office(ACT, who)
        days = read_calendar_file(file, years=calendar_of(desk).years, today=desk.clock.today())
        seen = preview(desk, days, by=who)
        if not as_json:
            _print_preview(seen, lang)
        failed, moved = list(seen.failed), len(seen.changes)
        if not dry_run:
            failed, moved = _load(desk, days, who, settings)
        if as_json:
            rendering.print_json(_preview_json(seen, moved, failed, loaded=not dry_run))
        elif dry_run:
            print(_DRY.say(lang))
        else:
            print(_DONE.fill(days=len(seen.new), n=moved).say(lang))
            reprojecting.left(desk, lang)
        for stream, error in failed:
            print(f"{stream}: {error}", file=sys.stderr)
        return 1 if failed else 0


def _load(
    desk: Desk, days: tuple[CalendarDay, ...], by: str, settings: Settings
) -> tuple[reprojecting.Failed, int]:
    """Record the days and work out again what follows here; what failed, and what moved."""
    steps = announce(
        desk,
        days,
        by=by,
        now=desk.clock.now(),
        at_once=settings.reproject_at_once,
        part=settings.reproject_part,
    )
    return reprojecting.told(desk, steps, settings.lang)


def _print_preview(seen: Preview, lang: str) -> None:
    for before, after in seen.days:
        weekday = WEEKDAY_NAMES[after.day.weekday()].say(lang)
        turn = DAY_KIND_NAMES[after.kind].say(lang)
        if before.kind is not after.kind:
            turn = f"{DAY_KIND_NAMES[before.kind].say(lang)} → {turn}"
        else:
            turn = f"{turn} {_SAME.say(lang)}"
        document = cite(after.document).say(lang) if after.document else ""
        print(f"  {weekday} {dmy(after.day)}: {turn} ({document})")
    if not seen.new:
        print(_KNOWN.say(lang))
    print(_CHANGES.fill(n=len(seen.changes), total=seen.looked_at).say(lang))
    for change in seen.changes:
        print(f"  {_moved(change).say(lang)}")


def _moved(change: Change) -> Text:
    """One inspection's line: which of its two days move, from when to when."""
    parts = tuple(
        shape.fill(old=dmy(old) if old else "—", new=dmy(new) if new else "—")
        for shape, (old, new) in ((_ATTENTION, change.attention), (_STUCK, change.stuck))
        if old != new
    )
    return same(f"{change.stream}:").then(joined(parts))


def _preview_json(
    seen: Preview, moved: int, failed: list[tuple[str, str]], *, loaded: bool
) -> asjson.Json:
    return {
        "loaded": loaded,
        "new_days": len(seen.new),
        "looked_at": seen.looked_at,
        "changed": moved,
        "days": [
            {"date": after.day.isoformat(), "before": before.kind.value, "after": after.kind.value}
            for before, after in seen.days
        ],
        "changes": [_change_json(change) for change in seen.changes],
        "failed": [list(pair) for pair in failed],
    }


def _change_json(change: Change) -> dict[str, asjson.Json]:
    return {
        "inspection": change.stream,
        "name": change.name,
        "attention_on": [day.isoformat() if day else None for day in change.attention],
        "stuck_from": [day.isoformat() if day else None for day in change.stuck],
    }


_YEAR = Text("Năm {year}:", "{year}:")
_PROVISIONAL = Text(
    "Năm {year} (dự kiến: chưa nạp văn bản thông báo):",
    "{year} (provisional: no announcement was loaded):",
)
_HEADS = Text("Ngày|Là|Tên|Căn cứ", "Day|Is|Name|Basis")
_MONTHS = Text(
    "Số ngày làm việc theo tháng: {counts}. Cả năm: {total}.",
    "Working days by month: {counts}. In the year: {total}.",
)
_SAME = Text("(không đổi)", "(unchanged)")
_KNOWN = Text("Các ngày này đã nạp từ trước.", "These days were loaded before.")
_CHANGES = Text(
    "{n} hạn thay đổi (trong {total} cuộc thanh tra đang mở).",
    "{n} due dates change (of {total} open inspections).",
)
_ATTENTION = Text("báo tiếp {old} → {new}", "next told {old} → {new}")
_STUCK = Text("tính là vướng từ {old} → {new}", "stuck from {old} → {new}")
_DRY = Text("Chỉ xem trước: chưa ghi gì.", "A preview only: nothing was recorded.")
_DONE = Text(
    "Đã nạp {days} ngày mới; đã tính lại, {n} hạn thay đổi.",
    "{days} new days loaded; worked out again, {n} due dates changed.",
)
