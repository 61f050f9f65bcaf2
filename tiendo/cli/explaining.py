"""Commands that say why: why, bottlenecks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from states.text import Text, dmy
from tiendo.bottlenecks import Tally
from tiendo.bottlenecks import bottlenecks as held_up
from tiendo.cli import opening, rendering
from tiendo.cli.narrowing import Narrow, Narrowed, looked
from tiendo.cli.options import AsJson, AsOf, CaseId, KnownBy
from tiendo.explain import Cause, Explanation, explain
from tiendo.lostdays import LostDays, lost_days
from tiendo.summing import EVERY, sum_up
from tiendo.sums import Sort
from tiendo.why_json import bottlenecks_json, lost_json, why_json

_ROWS, _NAMED = 12, 6
"""How many of each sort are shown, and how many inspections of each are named."""

_CAUSES = Text("Vì sao:", "Why:")
_WAYS = Text("Cách gỡ, tốt nhất trước:", "Ways out, best first:")
_NO_WAY = Text("Chưa có việc nào của cơ quan gỡ được.", "No act of the office frees it.")
_FREE = Text("Ngày {day}: không có gì đang vướng.", "{day}: nothing is stuck.")


def why(
    inspection: CaseId, /, *, as_of: AsOf = "", known_by: KnownBy = "", as_json: AsJson = False
) -> None:
    """Vì sao vướng, ai giữ, cách gỡ / why it is stuck, who holds it, the ways out."""
    with opening.desk() as (desk, settings):
        day = opening.as_of(as_of, desk)
        found = desk.inspection(inspection, as_of=day, known_by=opening.known_by(known_by))
        stalls = explain(desk, found, day, desk.store.people())
        if as_json:
            rendering.print_json([why_json(each) for each in stalls])
            return
        if not stalls:
            print(_FREE.fill(day=dmy(day)).say(settings.lang))
        for each in stalls:
            _print_why(each, settings.lang)


def _print_why(stall: Explanation, lang: str) -> None:
    print(f"! {stall.sentence.say(lang)}\n  {_CAUSES.say(lang)}")
    for number, cause in enumerate(stall.causes, start=1):
        print(f"  {number}. {_cause(cause, lang)}")
    print(f"  {(_WAYS if stall.exits else _NO_WAY).say(lang)}")
    for number, exit_ in enumerate(stall.exits, start=1):
        print(f"  {number}. {exit_.words.say(lang)}")


def _cause(cause: Cause, lang: str) -> str:
    link = cause.link
    parts = [Text("từ {day}", "since {day}").fill(day=dmy(link.since))] if link.since else []
    if link.version:
        parts.append(Text("mục {n}", "entry {n}").fill(n=link.version))
    if cause.who:
        parts.append(Text("chờ {who}", "waiting for {who}").fill(who=cause.who))
    said = "; ".join(part.say(lang) for part in parts)
    return f"{link.what.say(lang)} ({said})" if said else link.what.say(lang)


def bottlenecks(
    *,
    narrow: Narrowed = Narrow(limit=_ROWS),  # noqa: B008 - frozen
    as_of: AsOf = "",
    known_by: KnownBy = "",
    as_json: AsJson = False,
) -> None:
    """Ai, nơi nào, văn bản nào làm nghẽn, mất ngày ở đâu / what holds up the most, whose days."""
    with opening.desk() as (desk, settings):
        day = opening.as_of(as_of, desk)
        sum_up(desk, EVERY)
        asked = looked(desk, narrow, day, opening.known_by(known_by))
        sums, wanted = asked.overview.sums, asked.wanted
        people = desk.store.people()
        found = held_up(sums, people, as_of=day, wanted=wanted, limit=asked.limit)
        lost = lost_days(sums, desk.days, as_of=day, wanted=wanted, limit=asked.limit)
        if as_json:
            told = bottlenecks_json(found, sums, wanted, day) | {"lost": lost_json(lost)}
            rendering.print_json(told)
            return
        if not found[Sort.WHO]:
            print(_FREE.fill(day=dmy(day)).say(settings.lang))
        for sort, heading in _HEADINGS.items():
            streams = {e.key: sums.held(wanted, day, sort, e.keys, _NAMED) for e in found[sort]}
            _print_tallies(heading, found[sort], streams, settings.lang)
        _print_lost(lost, settings.lang)


_HEADINGS = {
    Sort.WHO: Text("Đang ở lượt ai", "Whose turn"),
    Sort.ENTITY: Text("Nơi còn nợ trả lời", "Who owes an answer"),
    Sort.PAPER: Text("Văn bản còn thiếu", "Papers needed"),
    Sort.ACT: Text("Một việc là gỡ được", "One act that frees"),
}
_LOST = Text("Mất ngày ở đâu, {since} đến {until}", "Whose days, {since} to {until}")
_UNCOUNTED = Text("Không cộng được sổ ngày của: {which}.", "No day ledger of: {which}.")


def _print_lost(lost: LostDays, lang: str) -> None:
    rows = [
        (
            each.name.say(lang),
            str(each.days),
            _some([f"{stream} ({days})" for stream, _, days in each.streams], each.count),
        )
        for each in lost.losses
    ]
    if rows:
        heading = _LOST.fill(since=dmy(lost.since), until=dmy(lost.until)).say(lang)
        heads = Text("Số ngày|Cuộc nào (số ngày)", "Days|Which (days)").say(lang).split("|")
        rendering.print_table((heading, *heads), rows)
    if lost.uncounted:
        print(_UNCOUNTED.fill(which=", ".join(lost.uncounted)).say(lang))


def _print_tallies(
    heading: Text, tallies: Sequence[Tally], streams: Mapping[str, Sequence[str]], lang: str
) -> None:
    heads = Text("Số cuộc|Số ngày|Cuộc nào", "Inspections|Days|Which").say(lang).split("|")
    rows = [
        (
            each.name.say(lang),
            str(each.count),
            str(each.days),
            _some(streams[each.key], each.count),
        )
        for each in tallies
    ]
    if rows:
        rendering.print_table((heading.say(lang), *heads), rows)


def _some(named: Sequence[str], count: int) -> str:
    """The first of so many, and how many more there are."""
    return ", ".join(named) + (f" … +{count - len(named)}" if count > len(named) else "")
