"""The story of one inspection as one text: what is stuck, its clocks, who was told, what next.

For a reader outside our page; it is only read together, and nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from states.allowed import allowed
from states.clock_words import CLOCK_HEADS, clock_cells
from states.clocks import ClockState, clocks
from states.errors import RuleError
from states.events import Escalated, Event
from states.inspection import Inspection
from states.roles import Officer, Role
from states.sentences import UNREADABLE
from states.stall import StallKind
from states.stall_names import KIND_NAMES
from states.terms import ROLE_NAMES
from states.text import Text, dmy, same
from states.way_words import FASTEST
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.explain import lines_with_ways
from tiendo.reckoning import reckon
from tiendo.stuck import StuckLine
from tiendo.summary import summary, who_may

TOP = Text("Tính đến hết ngày {day:%d/%m/%Y}.", "As of {day:%d/%m/%Y}.")
STUCK = Text("Đang vướng", "Stuck")
NOT_STUCK = Text("Hiện không vướng gì.", "Nothing is stuck.")
CLOCKS = Text("Thời hạn đang tính", "Clocks that matter now")
NO_CLOCKS = Text("Không có thời hạn nào đang tính.", "No clock is running.")
TOLD = Text("Đã báo những ai", "Who was told")
TOLD_HEADS = (Text("Ngày", "Day"), Text("Đã báo", "Told"), Text("Về việc", "About"))
NOBODY_TOLD = Text("Chưa báo ai.", "Nobody was told yet.")
NOBODY = Text("chưa cử", "nobody")
NEXT = Text("Việc làm được", "What can be done")
NOTHING_NEXT = Text("Không có việc nào làm được lúc này.", "Nothing can be done now.")
_AT_HAND = (ClockState.OVERDUE, ClockState.RUNNING, ClockState.PAUSED, ClockState.NO_FIGURE)


def story(desk: Desk, stream: str, *, as_of: date, lang: str = "vi") -> str:
    """One inspection on a day, as Markdown. Raises NotFound.

    A record that cannot be replayed has a story as well: that it cannot be.
    """
    try:
        inspection, events = desk.inspection(stream, as_of=as_of), desk.history(stream)
    except NotFound:
        raise
    except (RuleError, ValueError) as error:
        why = UNREADABLE.fill(why=f"{type(error).__name__}: {error}"[:200])
        return f"# {stream}\n\n{_plain(why.say(lang))}\n"
    people = desk.store.people()
    parts = [
        f"# {_plain(inspection.about.name)} ({stream})",
        f"*{TOP.fill(day=as_of).say(lang)}*",
        *_standing(desk, inspection, as_of, people, lang),
        f"## {CLOCKS.say(lang)}",
        _clocks(desk, stream, as_of, lang),
        f"## {TOLD.say(lang)}",
        _told(desk, events, as_of, lang),
        f"## {NEXT.say(lang)}",
        _next(inspection, lang),
    ]
    return "\n\n".join(parts) + "\n"


def _standing(
    desk: Desk, inspection: Inspection, as_of: date, people: Sequence[Officer], lang: str
) -> list[str]:
    now = summary(
        inspection,
        as_of,
        officers=people,
        policy=desk.policy,
        days=desk.days,
        law=desk.law,
    )
    lines = lines_with_ways(desk, inspection, as_of, people)
    stuck = [_stall(line, lang) for line in lines]
    return [
        _plain(now.sentence.say(lang)),
        f"## {STUCK.say(lang)}",
        "\n".join(stuck) or NOT_STUCK.say(lang),
    ]


def _stall(line: StuckLine, lang: str) -> str:
    words = line.sentence.then(FASTEST.fill(way=line.way)) if line.way else line.sentence
    return f"- **{KIND_NAMES[line.kind].say(lang)}.** {_plain(words.say(lang))}"


def _clocks(desk: Desk, stream: str, as_of: date, lang: str) -> str:
    try:
        found = clocks(reckon(desk, stream, as_of=as_of))
    except RuleError as error:
        return _plain(error.text.say(lang))
    at_hand = [clock for clock in found if clock.state in _AT_HAND]
    at_hand.sort(key=lambda clock: (_AT_HAND.index(clock.state), clock.due_on or date.max))
    return _table(CLOCK_HEADS, [clock_cells(each) for each in at_hand], lang) or NO_CLOCKS.say(
        lang
    )


def _told(desk: Desk, events: Sequence[Event], as_of: date, lang: str) -> str:
    """The rungs told so far, the last one first."""
    names = {each.id: same(each.name) for each in desk.store.people()}
    duties = (
        {rule.id: rule.name for pack in desk.law.packs for rule in pack.rules} if desk.law else {}
    )
    rows = [
        (
            same(dmy(event.occurred_on)),
            Text("{role}: {name}", "{role}: {name}").fill(
                role=ROLE_NAMES[Role(event.to)],
                name=names.get(event.told, same(event.told)) if event.told else NOBODY,
            ),
            _about(event, duties),
        )
        for event in reversed(events)
        if isinstance(event, Escalated) and event.occurred_on <= as_of
    ]
    return _table(TOLD_HEADS, rows, lang) or NOBODY_TOLD.say(lang)


def _about(event: Escalated, duties: Mapping[str, Text]) -> Text:
    """What was told of: the kind of stall, and the request or duty concerned, if any."""
    kind = KIND_NAMES[StallKind(event.stall)]
    if not event.subject:
        return kind
    subject = duties.get(event.subject.partition("+")[0], same(event.subject))
    return Text(f"{kind.vi}: {subject.vi}", f"{kind.en}: {subject.en}")


def _next(inspection: Inspection, lang: str) -> str:
    """Every move within reach, and who may make it."""
    ahead = [
        f"- {answer.name.say(lang)} ({who_may(answer.trigger).say(lang)})"
        for answer in allowed(inspection, frozenset(Role))
        if answer.within_reach
    ]
    return "\n".join(ahead) or NOTHING_NEXT.say(lang)


def _table(heads: Sequence[Text], rows: Sequence[Sequence[Text]], lang: str) -> str:
    """A table in Markdown; nothing where there are no rows."""
    if not rows:
        return ""
    lines = [heads, [same("---")] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_plain(c.say(lang)) for c in cells)} |" for cells in lines)


def _plain(words: str) -> str:
    """Words that no sign of Markdown or HTML in them can turn into something else."""
    kept = "".join(f"\\{char}" if char in r"\`*_[]|#" else char for char in words)
    return " ".join(kept.replace("&", "&amp;").replace("<", "&lt;").split())
