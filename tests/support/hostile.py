"""Text from whoever wishes us ill, and the fields that hold text, found in the models."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter

from states.events import EVENT, Event
from states.meeting.directive_records import DIRECTIVE_EVENT, DirectiveEvent
from states.meeting.meeting_records import MEETING_EVENT, MeetingEvent
from states.meeting.report_records import REPORT_EVENT, ReportEvent

ADAPTERS: dict[str, tuple[TypeAdapter[Any], Any]] = {
    "inspection": (EVENT, Event),
    "directive": (DIRECTIVE_EVENT, DirectiveEvent),
    "report": (REPORT_EVENT, ReportEvent),
    "meeting": (MEETING_EVENT, MeetingEvent),
}
SHOWN = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{0.__class__} {evil} {{ 7 * 7 }} {% raw %} %(name)s %s",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "[Bấm](javascript:alert(1)) ![x](http://evil.example/x.png) `x` | y | ---",
    "'; DROP TABLE event; --",
    "../../../etc/passwd\\..\\..\\con",
    "Số 1\r\nBcc: evil@evil.example\r\n\r\nThư khác",
    "👩🏽‍⚖️ 🇻🇳 \u202etrái\u202c \u200fphải \ufeffđầu",
    "W" * 300,
    "đ" * 10_000,
)
"""What is either shown as the text it is, or refused."""
UNUSABLE = ("a\x00b", "a\x1b[2Jb", "a\x08b", "a\x7fb", "a\x85b", "a\ud800b", "\udfff")
"""What no database, paper or letter can hold: always refused."""


def members(union: Any) -> tuple[type[BaseModel], ...]:
    """The models of a union of events."""
    return tuple(_flat(typing.get_args(union)[0]))


def kinds_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The kinds by which a model of events goes."""
    return typing.get_args(model.model_fields["kind"].annotation)


def text_fields() -> dict[str, TypeAdapter[Any]]:
    """What checks each text field of every event and of what stands in it, by model and name."""
    found = dict[str, TypeAdapter[Any]]()
    for _, union in ADAPTERS.values():
        for model in members(union):
            found.update(_fields(model))
    return found


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, TypeAdapter[Any]]]:
    for name, info in model.model_fields.items():
        owner = next(each for each in reversed(model.__mro__) if name in _own(each))
        whole = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        for inner, adapter in _inside(whole):
            yield inner or f"{owner.__name__}.{name}", adapter


def _own(model: type) -> dict[str, Any]:
    return inspect.get_annotations(model)


def _inside(annotation: Any) -> Iterator[tuple[str, TypeAdapter[Any]]]:
    """The text fields in a type: itself, what a list or an optional holds, a model's own."""
    bare = annotation
    while typing.get_origin(bare) is Annotated:
        bare = typing.get_args(bare)[0]
    if bare is str:
        yield "", TypeAdapter(annotation)
    elif isinstance(bare, type) and issubclass(bare, BaseModel):
        yield from _fields(bare)
    elif typing.get_origin(bare) in (tuple, typing.Union, types.UnionType):
        for part in typing.get_args(bare):
            yield from _inside(part)


def _flat(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type):
        yield annotation
    else:
        for part in typing.get_args(annotation):
            yield from _flat(part)
