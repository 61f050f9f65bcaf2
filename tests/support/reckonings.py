"""A calendar typed from the announcements, and clocks read off a story by day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from builders import TO_SIGNING, K, Story, paper

from states.clocks import Clock, ClockState, Reckoning, clocks
from states.lawbook import Pack
from states.ledger import Ledger, ledger
from states.receipt import Line, receipt
from states.timeline import Timeline, trace
from states.workdays import Workdays
from tiendo.lawbook import lawbook


def day(text: str) -> date:
    """A day as the office writes it, dd/mm/yyyy."""
    d, m, y = (int(part) for part in text.split("/"))
    return date(y, m, d)


HOLIDAYS = (  # as announced, typed by hand
    *("01/01/2020", "23/01/2020", "24/01/2020", "25/01/2020", "26/01/2020", "27/01/2020"),
    *("28/01/2020", "29/01/2020", "02/04/2020", "30/04/2020", "01/05/2020", "02/09/2020"),
    *("01/01/2021", "10/02/2021", "11/02/2021", "12/02/2021", "13/02/2021", "14/02/2021"),
    *("15/02/2021", "16/02/2021", "21/04/2021", "30/04/2021", "01/05/2021", "03/05/2021"),
    *("02/09/2021", "03/09/2021", "03/01/2022", "31/01/2022", "01/02/2022", "02/02/2022"),
    *("03/02/2022", "04/02/2022", "11/04/2022", "02/05/2022", "03/05/2022", "01/09/2022"),
    *("02/09/2022", "01/09/2023", "02/09/2023", "04/09/2023"),
)
VIETNAM = Workdays(date(2019, 1, 1), date(2027, 12, 31), off=map(day, HOLIDAYS))
"""Saturdays and Sundays off, and the holidays above. 03/05/2021 is off for Saturday 01/05."""


def signed(on: str, **named: Any) -> Story:
    """An inspection registered and decided on one day; ``named`` is what the decision says."""
    story = Story(day(on))
    story.tell("issue_decision", document=paper(K.DECISION, day(on)), **named)
    return story


def at_work(announced: str, on: str = "", **named: Any) -> Story:
    """Decided (a week before, unless said), announced on a day and begun on that same day."""
    announced_on = day(announced)
    before = on or f"{date.fromordinal(announced_on.toordinal() - 7):%d/%m/%Y}"
    story = signed(before, **named)
    minutes = paper(K.ANNOUNCEMENT_MINUTES, announced_on)
    story.tell("announce", announced_on, document=minutes)
    story.tell("open_fieldwork", announced_on)
    return story


def extended(story: Story, days: int, on: str, **named: Any) -> Story:
    """The period lengthened by a decision of its own number."""
    order = paper(K.EXTENSION_DECISION, day(on), number=f"GH-{len(story.events)}")
    story.tell("extend", day(on), days=days, document=order, **named)
    return story


def held(story: Story, start: str, end: str = "", **said: Any) -> Story:
    """Work on site paused on a day, and resumed on another if one is given."""
    story.tell("pause_site", day(start), reason="Dịch bệnh", **said)
    if end:
        story.tell("lift_hold", day(end), reason="Hết dịch")
    return story


def suspended(story: Story, start: str, end: str = "", **said: Any) -> Story:
    """The whole inspection suspended by decision, and resumed by one if a day is given."""
    number = f"TD-{len(story.events)}"
    order = paper(K.SUSPENSION_DECISION, day(start), number=number)
    story.tell("pause_case", day(start), document=order, **said)
    if end:
        resumed = paper(K.RESUME_DECISION, day(end), number=f"TT-{len(story.events)}")
        story.tell("lift_hold", day(end), document=resumed)
    return story


def ended(story: Story, on: str) -> Story:
    """Work on site ended on a day, with its notice."""
    story.tell("end_fieldwork", day(on), document=paper(K.ONSITE_END_NOTICE, day(on)))
    return story


def for_signature(registered: str) -> Story:
    """Registered on a day, then a step a day: the draft goes for signature on the eighth."""
    return Story(day(registered)).walk(TO_SIGNING)


def timeline_of(story: Story, as_of: str, known_by: datetime | None = None) -> Timeline:
    """The days of a story up to the end of a day."""
    found = trace("TTR-1", story.events, as_of=day(as_of), known_by=known_by)
    assert found is not None
    return found


def _at(story: Story, as_of: str, known_by: datetime | None, pack: Pack | str | None) -> Reckoning:
    found = timeline_of(story, as_of, known_by)
    if pack is None:
        assert found.signed_on is not None
        pack = lawbook().regime_for(found.signed_on)
    law = lawbook().pack(pack) if isinstance(pack, str) else pack
    return Reckoning(found, law, VIETNAM, day(as_of))


def clock_of(
    story: Story,
    rule: str,
    as_of: str,
    *,
    known_by: datetime | None = None,
    pack: Pack | str | None = None,
) -> Clock:
    """One clock at the end of a day, by default under the law of the day of signing."""
    return next(c for c in clocks(_at(story, as_of, known_by, pack)) if c.rule.id == rule)


def clocks_of(story: Story, as_of: str) -> dict[str, Clock]:
    """Every clock at the end of a day, by its rule."""
    return {found.rule.id: found for found in clocks(_at(story, as_of, None, None))}


def due(story: Story, rule: str, as_of: str, *, pack: Pack | str | None = None) -> str:
    """When one duty is due, dd/mm/yyyy; "-" if nothing says."""
    on = clock_of(story, rule, as_of, pack=pack).due_on
    return f"{on:%d/%m/%Y}" if on else "-"


def state(story: Story, rule: str, as_of: str, *, pack: Pack | str | None = None) -> ClockState:
    """Where one clock stands at the end of a day."""
    return clock_of(story, rule, as_of, pack=pack).state


def line_of(story: Story, rule: str, as_of: str, *, pack: Pack | str | None = None) -> Line:
    """One line of the receipt."""
    lines = receipt(_at(story, as_of, None, pack))
    return next(line for line in lines if line.rule.id == rule)


def warned(clock: Clock, *words: str) -> bool:
    """Whether one warning of a clock holds all these words, in either language."""
    return any(all(w in f"{text.vi} {text.en}" for w in words) for text in clock.warnings)


def ledger_of(story: Story, as_of: str) -> Ledger:
    """The ledger of a story up to the end of a day."""
    return ledger(timeline_of(story, as_of), VIETNAM, day(as_of))


def runs(found: Ledger) -> list[str]:
    """Each run as "dd/mm-dd/mm account party"."""
    return [
        f"{run.first:%d/%m}-{run.last:%d/%m} {run.post.account} {run.post.party}".strip()
        for run in found.runs
    ]
