"""What every stream of the agenda has, and how the ladder's words enter it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from states.alerts import Alert, Escalated, Snoozed
from states.flat import refuse
from states.recorded import Recorded
from states.roles import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One stream as known at some moment, as it stood on some day.

    ``began`` is the day of its first event, ``since`` that on which it entered its state;
    ``place`` says who has powers over it; ``told`` are the keys already claimed, ``alerts`` what
    was told and answered.
    """

    id: str
    place: Place
    began: date
    since: date
    told: frozenset[str] = frozenset()
    alerts: tuple[Alert, ...] = ()


F = TypeVar("F", bound=Followed)


def alerted(followed: F, event: Alert) -> F:
    """The stream after a word of the ladder. Raises Refused on an answer to what nobody heard."""
    if isinstance(event, Escalated):
        return replace(
            followed, told=followed.told | {event.key}, alerts=(*followed.alerts, event)
        )
    told = {each.alarm for each in followed.alerts if isinstance(each, Escalated)}
    if event.alarm not in told:
        raise refuse(
            event.kind,
            "Đến ngày {on:%d/%m/%Y} chưa ai được báo cảnh báo «{alarm}».",
            "By {on:%d/%m/%Y} nobody had been told of the alarm “{alarm}”.",
            on=event.occurred_on,
            alarm=event.alarm,
        )
    if isinstance(event, Snoozed) and event.until <= event.occurred_on:
        raise refuse(
            event.kind,
            "Ngày hoãn nhắc đến phải sau ngày ghi hoãn.",
            "The day of the next reminder must be later than that of the snooze.",
        )
    return replace(followed, alerts=(*followed.alerts, event))


def not_before(act: str, day: date | None, event: Recorded) -> None:
    """Refuse a day that is earlier than the act that sets it. Raises Refused."""
    if day is not None and day < event.occurred_on:
        raise refuse(
            act,
            "Ngày {day:%d/%m/%Y} sớm hơn ngày của việc này {on:%d/%m/%Y}.",
            "{day:%d/%m/%Y} is before the day of this act {on:%d/%m/%Y}.",
            day=day,
            on=event.occurred_on,
        )
