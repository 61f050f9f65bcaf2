"""Commands about days: clocks, ledger, receipt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from cyclopts import Parameter

from states.clock_words import CLOCK_HEADS, clock_cells, due_day
from states.clocks import Clock, Reckoning
from states.clocks import clocks as all_clocks
from states.law_terms import citation_text
from states.lawbook import Pack
from states.ledger import ledger as ledger_of
from states.papers import cited
from states.receipt import VERDICT_NAMES, Line, void_risks
from states.receipt import receipt as receipt_of
from states.text import Text, dmy
from tiendo import asjson
from tiendo.breached import tally
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson, AsOf, CaseId, KnownBy
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.otherday import worked_out
from tiendo.reckoning import reckon, timeline_of
from tiendo.summing import EVERY, sum_up

Regime = Annotated[str, Parameter(help="Xem theo luật khác, để so sánh / under another law.")]


def clocks(
    inspection: CaseId,
    /,
    *,
    as_of: AsOf = "",
    known_by: KnownBy = "",
    regime: Regime = "",
    as_json: AsJson = False,
) -> None:
    """Các thời hạn: hạn nào, theo điều nào, còn bao nhiêu / by when, under which article."""
    with opening.desk() as (desk, settings):
        at = _reckon(desk, inspection, as_of, known_by, regime)
        found = all_clocks(at)
        if as_json:
            rendering.print_json([asjson.clock_json(clock) for clock in found])
            return
        lang = settings.lang
        print(f"{at.pack.name.say(lang)} · {dmy(at.as_of)}")
        rows = [[cell.say(lang) for cell in clock_cells(clock)] for clock in found]
        rendering.print_table([head.say(lang) for head in CLOCK_HEADS], rows)
        if regime:
            now = _reckon(desk, inspection, as_of, known_by, "")
            _print_both(all_clocks(now), found, now.pack, at.pack, lang)
        for clock in found:
            for warning in clock.warnings:
                print(f"! {clock.rule.name.say(lang)}: {warning.say(lang)}")


def _print_both(
    now: Sequence[Clock], then: Sequence[Clock], left: Pack, right: Pack, lang: str
) -> None:
    """Each duty's last day under the law that governs and under the one asked for."""
    other = {clock.rule.id: clock for clock in then}
    rows = []
    for clock in now:
        beside = other.pop(clock.rule.id, None)
        rows.append(
            (clock.rule.name.say(lang), due_day(clock), due_day(beside) if beside else "—")
        )
    rows += [(clock.rule.name.say(lang), "—", due_day(clock)) for clock in other.values()]
    print()
    rendering.print_table((Text("Việc", "Duty").say(lang), left.regime_id, right.regime_id), rows)


def ledger(
    inspection: CaseId, /, *, as_of: AsOf = "", known_by: KnownBy = "", as_json: AsJson = False
) -> None:
    """Sổ ngày: mỗi ngày đã qua thuộc về ai / every elapsed day in exactly one account."""
    with opening.desk() as (desk, settings):
        day = opening.as_of(as_of, desk)
        known = opening.known_by(known_by)
        timeline = timeline_of(desk, inspection, as_of=day, known_by=known)
        found = ledger_of(timeline, desk.days, day)
        if as_json:
            rendering.print_json(asjson.ledger_json(found))
            return
        lang = settings.lang
        rows = [(post.name.say(lang), str(days)) for post, days in found.totals()]
        rows.append((Text("Cộng", "In all").say(lang), str(found.days)))
        rendering.print_table(Text("Khoản|Ngày", "Account|Days").say(lang).split("|"), rows)


def receipt(
    inspection: str = "",
    /,
    *,
    as_of: AsOf = "",
    known_by: KnownBy = "",
    regime: Regime = "",
    as_json: AsJson = False,
) -> None:
    """Bảng đối chiếu: từng việc với hạn, ngày làm, chứng cứ, kết quả / each duty, its verdict.

    Parameters
    ----------
    inspection
        Mã cuộc thanh tra; bỏ trống để xem cả cơ quan / leave out for the whole office.
    """
    with opening.desk() as (desk, settings):
        if not inspection:
            if regime:
                raise BadInput(_ONE_AT_A_TIME)
            day, known = opening.as_of(as_of, desk), opening.known_by(known_by)
            _print_office(desk, day, known, settings.lang, as_json)
            return
        at = _reckon(desk, inspection, as_of, known_by, regime)
        lines = receipt_of(at)
        if as_json:
            rendering.print_json([asjson.receipt_json(line) for line in lines])
            return
        print(f"{at.pack.name.say(settings.lang)} · {dmy(at.as_of)} · {at.pack.hash[:12]}")
        heads = Text(
            "Việc|Hạn|Ngày làm|Chứng cứ|Kết quả|Căn cứ", "Duty|Due|Done|Evidence|Verdict|Source"
        )
        rows = [_receipt_row(line, settings.lang) for line in lines]
        rendering.print_table(heads.say(settings.lang).split("|"), rows)
        for omission in void_risks(at.timeline, at.pack):
            lack = Text("Thiếu: {what}", "Missing: {what}").fill(what=omission.name)
            print(f"! {lack.say(settings.lang)}")


def _receipt_row(line: Line, lang: str) -> tuple[str, ...]:
    verdict = VERDICT_NAMES[line.verdict].say(lang)
    if line.days_late:
        verdict += Text(" {n} ngày", " {n} days").fill(n=line.days_late).say(lang)
    return (
        line.rule.name.say(lang),
        dmy(line.due_on) if line.due_on else "—",
        dmy(line.done_on) if line.done_on else "—",
        cited(line.evidence).say(lang) if line.evidence else "",
        verdict,
        citation_text(line.rule.citation).say(lang),
    )


_ONE_AT_A_TIME = Text(
    "Chỉ xem được một cuộc thanh tra theo luật khác: thiếu mã cuộc thanh tra.",
    "Another law can be tried on one inspection only: name it.",
)


def _print_office(
    desk: Desk, day: date, known_by: datetime | None, lang: str, as_json: bool
) -> None:
    """The rules most often met late or overdue across the office, once all of it is summed."""
    sum_up(desk, EVERY)
    overview = worked_out(desk, as_of=day, today=desk.clock.today(), known_by=known_by)
    found = tally(overview, desk.days, day)
    for stream in found.unreadable:
        print(f"! {stream}", file=sys.stderr)
    if as_json:
        rendering.print_json({each.breached.rule: each.breached.count for each in found.rules})
        return
    rows = [(each.name.say(lang), str(each.breached.count)) for each in found.rules]
    heads = Text("Việc hay trễ nhất|Số cuộc", "Most often late|Inspections")
    rendering.print_table(heads.say(lang).split("|"), rows)


def _reckon(desk: Desk, stream: str, as_of: str, known_by: str, regime: str) -> Reckoning:
    day, known = opening.as_of(as_of, desk), opening.known_by(known_by)
    return reckon(desk, stream, as_of=day, known_by=known, regime=regime)
