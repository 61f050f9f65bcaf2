"""What is said beside a clock: recalled figures, ceilings passed, units that do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from states.events import ExtensionGround
from states.law import Moment, Rule, Unit
from states.law_terms import CONFIDENCE_NAMES
from states.lawbook import ceiling_binds
from states.past import Extension
from states.sourced import Confidence
from states.text import Text

SILENT = Text(
    "Chưa có căn cứ nói thời gian tạm dừng có tính vào thời hạn hay không: tạm tính là có.",
    "Nothing says whether the time on hold counts: it is taken to count.",
)
_OVER_CEILING = Text(
    "Thời hạn {limit} ngày vượt mức tối đa {ceiling} ngày.",
    "The period of {limit} days is above the ceiling of {ceiling} days.",
)
_WORKING_OVERSHOOT = Text(
    "Quyết định tính theo ngày làm việc nên hạn {due:%d/%m/%Y} muộn hơn mức {allowed} ngày tính "
    "từ ngày công bố ({because}).",
    "The decision counts working days, so {due:%d/%m/%Y} is later than the {allowed} calendar "
    "days of the law ({because}).",
)
_UNEXTENDED = Text("chưa gia hạn", "not extended")
_EXTENDED = Text("kể cả gia hạn", "extensions included")
_LONG_EXTENSION = Text(
    "Có lần gia hạn {days} ngày, quy định mỗi lần đến {allowed} ngày.",
    "One extension is of {days} days; the rule allows {allowed} each.",
)
_TOO_MANY = Text(
    "Đã gia hạn {count} lần, quy định chỉ {allowed} lần.",
    "Extended {count} times; the rule allows {allowed}.",
)
_RECALLED = Text(
    "Số ngày của quy định này chưa được đối chiếu với văn bản ({how}): chỉ để nhắc.",
    "The figure of this rule was not checked against its source ({how}): a reminder only.",
)
_MIXED = Text(
    "Có lần gia hạn tính theo đơn vị ngày khác với quyết định: tạm cộng theo đơn vị của "
    "quyết định.",
    "One extension counts other days than the decision: added in the unit of the decision.",
)
_SIGNED_LATE = Text(
    "Thời hạn đã hết ngày {ended:%d/%m/%Y}, trước khi ký gia hạn ngày {on:%d/%m/%Y}.",
    "The period ran out on {ended:%d/%m/%Y}, before its extension was signed on {on:%d/%m/%Y}.",
)


def recalled(rule: Rule) -> list[Text]:
    """That the figure of a rule was recalled and not read, if it was not."""
    if rule.confidence is Confidence.SEEN:
        return []
    return [_recalled(rule.confidence)]


def remarks(
    rule: Rule,
    extensions: tuple[Extension, ...],
    limit: int,
    unit: Unit,
    counted: int | None,
    due: date | None,
    *,
    literal: bool,
) -> list[Text]:
    """What to say beside a clock of ``limit`` units that is due on ``due``.

    ``counted`` is how many calendar days lie up to ``due`` that no hold takes out; ``literal``
    whether the law's readings are taken as the words say.
    """
    found = recalled(rule)
    ceiling = rule.ceiling
    if ceiling is None or rule.stops_on is not Moment.ONSITE_ENDED:
        return found
    bound = [
        e for e in extensions if ceiling_binds(rule, ExtensionGround(e.ground), literal=literal)
    ]
    added = sum(extension.days for extension in extensions)
    free = added - sum(extension.days for extension in bound)
    if any(extension.unit != unit for extension in extensions):
        found.append(_MIXED)
    return found + _over(rule, ceiling, bound, limit, unit, counted, due, added, free)


def signed_late(
    ends: Callable[[int], date | None], extensions: Sequence[Extension], limit: int
) -> Iterator[Text]:
    """Each extension signed when the period had run out: a fact of the calendar, no verdict.

    ``ends`` is the last day of a period of so many days, ``limit`` the days all extensions make.
    Whether such an extension is good nothing we have read says (law.md §3.3).
    """
    days = limit - sum(each.days for each in extensions)
    for each in sorted(extensions, key=_signed_on):
        ended = ends(days)
        if ended is not None and ended < _signed_on(each):
            yield _SIGNED_LATE.fill(ended=ended, on=_signed_on(each))
        days += each.days


def _signed_on(extension: Extension) -> date:
    signed = extension.document.signed_on if extension.document else None
    return signed or extension.on


@cache
def _recalled(confidence: Confidence) -> Text:
    return _RECALLED.fill(how=CONFIDENCE_NAMES[confidence])


def _over(
    rule: Rule,
    ceiling: int,
    bound: list[Extension],
    limit: int,
    unit: Unit,
    counted: int | None,
    due: date | None,
    added: int,
    free: int,
) -> list[Text]:
    """What goes beyond the ceiling, the number or the length of extensions."""
    found: list[Text] = []
    if rule.amount is not None and limit - added > rule.amount:
        found.append(_OVER_CEILING.fill(limit=limit - added, ceiling=rule.amount))
    if limit - free > ceiling:
        found.append(_OVER_CEILING.fill(limit=limit - free, ceiling=ceiling))
    elif unit is Unit.WORKING and counted is not None:
        # The ceiling is reached by extending only: without, the limit itself is the most.
        allowed, because = (ceiling, _EXTENDED) if bound else (rule.amount, _UNEXTENDED)
        if allowed is not None and counted > allowed + free:
            found.append(_WORKING_OVERSHOOT.fill(due=due, allowed=allowed + free, because=because))
    if rule.extensions is not None and len(bound) > rule.extensions:
        found.append(_TOO_MANY.fill(count=len(bound), allowed=rule.extensions))
    allowed = rule.extension_days
    long = [e.days for e in bound if allowed is not None and e.days > allowed]
    if long:
        found.append(_LONG_EXTENSION.fill(days=max(long), allowed=allowed))
    return found
