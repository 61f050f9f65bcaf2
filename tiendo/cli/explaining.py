"""Commands that say why: why, bottlenecks."""

from __future__ import annotations

from collections.abc import Sequence

from states.text import Text, dmy
from tiendo.bottlenecks import Tally, hold_ups
from tiendo.cli import opening, rendering
from tiendo.cli.reading import AsJson, AsOf, KnownBy
from tiendo.explain import Cause, Explanation, explain
from tiendo.lostdays import LostDays
from tiendo.why_json import hold_ups_json, why_json

_CAUSES = Text("Vì sao:", "Why:")
_WAYS = Text("Cách gỡ, tốt nhất trước:", "Ways out, best first:")
_NO_WAY = Text("Chưa có việc nào của cơ quan gỡ được.", "No act of the office frees it.")
_FREE = Text("Ngày {day}: không có gì đang vướng.", "{day}: nothing is stuck.")


def why(
    inspection: str, /, *, as_of: AsOf = "", known_by: KnownBy = "", as_json: AsJson = False
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


def bottlenecks(*, as_of: AsOf = "", known_by: KnownBy = "", as_json: AsJson = False) -> None:
    """Ai, nơi nào, văn bản nào làm nghẽn, mất ngày ở đâu / what holds up the most, whose days."""
    with opening.desk() as (desk, settings):
        day = opening.as_of(as_of, desk)
        held = hold_ups(desk, as_of=day, known_by=opening.known_by(known_by))
        if as_json:
            rendering.print_json(hold_ups_json(held))
            return
        found = held.bottlenecks
        if not found.people:
            print(_FREE.fill(day=dmy(day)).say(settings.lang))
        for heading, tallies in (
            (Text("Đang ở lượt ai", "Whose turn"), found.people),
            (Text("Nơi còn nợ trả lời", "Who owes an answer"), found.entities),
            (Text("Văn bản còn thiếu", "Papers needed"), found.papers),
            (Text("Một việc là gỡ được", "One act that frees"), found.acts),
        ):
            _print_tallies(heading, tallies, settings.lang)
        _print_lost(held.lost, settings.lang)


_LOST = Text("Mất ngày ở đâu, {since} đến {until}", "Whose days, {since} to {until}")
_UNCOUNTED = Text("Không cộng được sổ ngày của: {which}.", "No day ledger of: {which}.")


def _print_lost(lost: LostDays, lang: str) -> None:
    rows = [
        (each.name.say(lang), str(each.days), ", ".join(f"{s} ({n})" for s, n in each.streams))
        for each in lost.losses
    ]
    if rows:
        heading = _LOST.fill(since=dmy(lost.since), until=dmy(lost.until)).say(lang)
        heads = Text("Số ngày|Cuộc nào (số ngày)", "Days|Which (days)").say(lang).split("|")
        rendering.print_table((heading, *heads), rows)
    if lost.uncounted:
        print(_UNCOUNTED.fill(which=", ".join(lost.uncounted)).say(lang))


def _print_tallies(heading: Text, tallies: Sequence[Tally], lang: str) -> None:
    heads = Text("Số cuộc|Số ngày|Cuộc nào", "Inspections|Days|Which").say(lang).split("|")
    rows = [
        (each.name.say(lang), str(len(each.streams)), str(each.days), ", ".join(each.streams))
        for each in tallies
    ]
    if rows:
        rendering.print_table((heading.say(lang), *heads), rows)
