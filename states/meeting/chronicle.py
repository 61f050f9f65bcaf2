"""Replay of the agenda's streams: as known at a moment, as they stood on a day.

The same order and the same rules as for an inspection (`states.history`): by the day things
happened, then as recorded; what is entered late is inserted at its place and all is replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from states.actors import Machine
from states.alerts import Escalated
from states.errors import Contradiction, Refused, Unknown
from states.meeting import directive, gathering, room_report
from states.meeting.directive_records import DIRECTIVE_EVENT
from states.meeting.entries import Annulled
from states.meeting.followed import Followed
from states.meeting.meeting_records import MEETING_EVENT
from states.meeting.report_records import REPORT_EVENT
from states.recorded import Recorded
from states.streams import StreamKind
from states.text import Text

F = TypeVar("F", bound=Followed)


@dataclass(frozen=True)
class Chronicle(Generic[F]):
    """One kind of stream: how its events are read, what the first begins, what others change."""

    kind: StreamKind
    events: TypeAdapter[Any]
    begin: Callable[[str, Any], F]
    apply: Callable[[F, Any], F]
    names: dict[str, Text]

    def replay(
        self,
        stream: str,
        events: Iterable[Recorded],
        *,
        known_by: datetime | None = None,
        as_of: date | None = None,
    ) -> F | None:
        """What the events known by a moment leave at the end of a day; None if it was not there.

        Raises RuleError if the history itself is illegal.
        """
        known = [e for e in events if known_by is None or e.recorded_at <= known_by]
        ordered = [e for e in in_order(known) if as_of is None or e.occurred_on <= as_of]
        return self._fold(stream, ordered, None)

    def admit(self, stream: str, events: Sequence[Recorded], new: Recorded) -> F:
        """What ``new`` leaves, inserted at its place and everything checked again.

        Raises Refused, Contradiction naming the first later entry that would not be legal, or
        Unknown if an annulled entry does not exist.
        """
        if isinstance(new, Annulled):
            _check_annulment(events, new)
        found = self._fold(stream, in_order([*events, new]), new)
        assert found is not None  # its first entry is never annulled
        return found

    def _fold(self, stream: str, ordered: Sequence[Recorded], new: Recorded | None) -> F | None:
        found: F | None = None
        for event in ordered:
            try:
                found = self.begin(stream, event) if found is None else self.apply(found, event)
            except Refused as refused:
                if new is not None and event.version == new.version:
                    raise
                if isinstance(event.actor, Machine) and found is not None:
                    continue  # people entered late what makes the machine's act void: it yields
                raise self._contradiction(event, refused) from refused
        return found

    def _contradiction(self, later: Any, refused: Refused) -> Contradiction:
        kind = later.kind
        text = Text(
            "Không ghi được: mục số {n} («{kind}», ngày {on:%d/%m/%Y}) sẽ không còn đúng. {why}",
            "Not recorded: entry {n} (“{kind}”, {on:%d/%m/%Y}) would no longer be legal. {why}",
        ).fill(
            n=later.version,
            kind=self.names.get(kind, Text(kind, kind)),
            on=later.occurred_on,
            why=refused.text,
        )
        return Contradiction(later.version, text)


def in_order(events: Iterable[Recorded]) -> list[Recorded]:
    """The events that count, by the day they happened, then as they were recorded."""
    known = list(events)
    void = {event.target for event in known if isinstance(event, Annulled)}
    kept = [e for e in known if e.version not in void and not isinstance(e, Annulled)]
    return sorted(kept, key=lambda event: (event.occurred_on, event.version))


def _check_annulment(events: Sequence[Recorded], new: Annulled) -> None:
    target = next((e for e in events if e.version == new.target), None)
    if target is None:
        text = Text("Không có mục số {n} để hủy.", "There is no entry {n} to annul.")
        raise Unknown(text.fill(n=new.target))
    if isinstance(target, Annulled | Escalated):
        text = Text("Mục số {n} không hủy được.", "Entry {n} cannot be annulled.")
        raise Unknown(text.fill(n=new.target))
    if any(isinstance(e, Annulled) and e.target == new.target for e in events):
        text = Text("Mục số {n} đã bị hủy trước đó.", "Entry {n} was annulled before.")
        raise Unknown(text.fill(n=new.target))


DIRECTIVES = Chronicle(
    StreamKind.DIRECTIVE,
    DIRECTIVE_EVENT,
    directive.begin,
    directive.apply,
    directive.DIRECTIVE_ACT_NAMES,
)
REPORTS = Chronicle(
    StreamKind.REPORT,
    REPORT_EVENT,
    room_report.begin,
    room_report.apply,
    room_report.REPORT_ACT_NAMES,
)
MEETINGS = Chronicle(
    StreamKind.MEETING,
    MEETING_EVENT,
    gathering.begin,
    gathering.apply,
    gathering.MEETING_ACT_NAMES,
)
CHRONICLES: dict[StreamKind, Chronicle[Any]] = {
    each.kind: each for each in (DIRECTIVES, REPORTS, MEETINGS)
}
"""How each kind of stream of the agenda is read."""
