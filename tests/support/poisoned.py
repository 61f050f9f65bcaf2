"""The demonstration office with hostile text in front of every word that people wrote in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from doors import cheap
from hostile import text_fields
from pydantic import BaseModel, TypeAdapter, ValidationError

from states.meeting.directive_records import Charged
from states.roles import Officer
from tiendo import intake, judging
from tiendo.bootstrap import desk_on
from tiendo.clock import FixedDayClock
from tiendo.demo.agenda import load_agenda
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.meeting import secretary
from tiendo.meeting.packing import prepare
from tiendo.store.opening import open_store
from tiendo.sweep import sweep

T = TypeVar("T", bound=BaseModel)
FIELDS = text_fields()
IDS = frozenset({"about", "every", "period", "room", "block", "omits", "mentions", "owners", "to"})
"""Text that the office's own words are compared with: names of rooms, ids of streams."""
_BEFORE = "=1+1\"'</textarea><img src=x onerror=alert(1)><script>alert('"
_AFTER = "')</script>{x}{{7*7}}|[a](javascript:alert(1))\u202e👩🏽‍⚖️" + "W" * 60 + " "


def poison(tag: str) -> str:
    """Hostile text that tells where it was put."""
    return f"{_BEFORE}{tag}{_AFTER}"


@contextmanager
def poisoned(home: Path) -> Iterator[Desk]:
    """A desk of the demonstration office whose every word is hostile."""
    settings = cheap(home=home, today=DEMO_DAY)
    with closing(open_store(f"sqlite:///{home / 'tiendo.db'}")) as store, _poured():
        desk = desk_on(store, settings)
        put = store.put_people
        with mock.patch.object(store, "put_people", lambda people: put([*map(_officer, people)])):
            load_demo(desk)
        load_agenda(replace(desk, clock=FixedDayClock(DEMO_DAY)))
        prepare(desk, as_of=DEMO_DAY, now=desk.clock.now())
        sweep(desk, as_of=DEMO_DAY, now=desk.clock.now())
        yield desk


@contextmanager
def _poured() -> Iterator[None]:
    """Every act that is recorded meanwhile goes down with poison in its words."""

    def to_event(act: Any, **given: Any) -> Any:
        return _of(intake.to_event(act, **given))

    def event_of(events: Any, act: Any, **given: Any) -> Any:
        return _of(intake.event_of(events, act, **given))

    with (
        mock.patch.object(judging, "to_event", to_event),
        mock.patch.object(secretary, "event_of", event_of),
    ):
        yield


def _officer(officer: Officer) -> Officer:
    return replace(
        officer,
        name=poison("Officer.name") + officer.name,
        title=poison("Officer.title") + officer.title,
    )


def _of(model: T) -> T:
    """A model with poison in front of every text in it that is free."""
    changed = {
        name: _value(_where(type(model), name), value)
        for name, value in ((each, getattr(model, each)) for each in type(model).model_fields)
        if value and name not in IDS and not isinstance(value, Charged)
    }
    return model.model_copy(update=changed)


def _where(model: type[BaseModel], name: str) -> str:
    found = (f"{each.__name__}.{name}" for each in reversed(model.__mro__))
    return next((each for each in found if each in FIELDS), "")


def _value(where: str, value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _of(value)
    if isinstance(value, tuple):
        return tuple(_value(where, each) for each in value)
    return _text(FIELDS[where], where, value) if where and isinstance(value, str) else value


def _text(adapter: TypeAdapter[Any], where: str, value: str) -> str:
    bad = poison(where)
    for text in (bad + value, (bad + value)[:300], value):
        try:
            return str(adapter.validate_python(text))
        except ValidationError:
            continue
    return value
