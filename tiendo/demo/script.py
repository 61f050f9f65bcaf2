"""What the demonstration office is told to hold: people, and inspections act by act.

The YAML files beside this one hold it; each inspection lists its acts in the order in which
they were recorded. A fault in them is told with the file, the inspection and the act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from states.events import Event
from states.model import Day, Frozen, Key, Line, Name
from states.papers import DocumentKind
from states.text import Text, same
from tiendo.acts import act_of, kinds
from tiendo.clock import OFFICE_ZONE
from tiendo.errors import BadInput
from tiendo.intake import explain, to_event
from tiendo.ports import Person
from tiendo.yaml_text import read_yaml

_T = TypeVar("_T")
_OPENS = time(8)  # acts of a day are recorded from here on, a minute apart


class _Somebody(Frozen):
    id: Key
    name: Line
    title: Line
    role: Line
    room: Name = ""
    block: Name = ""


class _Office(Frozen):
    people: tuple[_Somebody, ...] = Field(min_length=1)
    inspections: tuple[Line, ...] = Field(min_length=1)


class _Paper(Frozen):
    """A document; kind and day default to those of the act, a signer may be named by id."""

    kind: DocumentKind | None = None
    number: Line
    signed_on: Day | None = None
    signed_by: Line


class _Act(BaseModel):
    """One act; what is not named here are the act's own fields, checked by the rules."""

    model_config = ConfigDict(frozen=True, extra="allow")
    kind: Line
    occurred_on: Day
    recorded_on: Day | None = None
    by: Key
    document: _Paper | None = None


class _Told(Frozen):
    stream: Key
    acts: tuple[_Act, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the script: its place, who records it at which moment, and what it says."""

    file: str
    stream: str
    number: int
    by: str
    moment: datetime
    act: dict[str, object]

    def event(self, version: int, recorded_at: datetime, placed: tuple[int, ...]) -> Event:
        """The event this act is at a version, given those of the acts before it."""
        actor = {"kind": "person", "id": self.by}
        return to_event(self.placed(placed), version=version, actor=actor, recorded_at=recorded_at)

    def placed(self, placed: tuple[int, ...]) -> dict[str, object]:
        """The act, with the number of an act that it annuls turned into its version."""
        target = self.act.get("target")
        if not isinstance(target, int) or not 1 <= target <= len(placed):
            return self.act
        return {**self.act, "target": placed[target - 1]}


@dataclass(frozen=True, slots=True)
class Script:
    """The whole demonstration office; the steps of each inspection in the order recorded."""

    people: tuple[Person, ...]
    inspections: dict[str, tuple[Step, ...]]

    @property
    def in_order(self) -> tuple[Step, ...]:
        """Every step of every inspection by the moment at which it was recorded."""
        steps = (step for told in self.inspections.values() for step in told)
        return tuple(sorted(steps, key=lambda step: (step.moment, step.stream)))


def read_script(folder: Traversable | None = None) -> Script:
    """The office told in a folder, by default ours. Raises BadInput naming where a fault is."""
    folder = folder or files("tiendo.demo")
    office = _checked(TypeAdapter(_Office), folder, "office.yaml")
    names = {somebody.id: somebody.name for somebody in office.people}
    inspections: dict[str, tuple[Step, ...]] = {}
    for file in office.inspections:
        for told in _checked(TypeAdapter(tuple[_Told, ...]), folder, f"inspections/{file}"):
            if told.stream in inspections:
                raise fault(f"{file}, «{told.stream}»", _TWICE)
            inspections[told.stream] = _steps(file, told, names)
    return Script(tuple(Person(**person.model_dump()) for person in office.people), inspections)


def fault(where: str, why: Text) -> BadInput:
    """What is wrong with the demonstration data, and where."""
    return BadInput(
        Text("Dữ liệu minh họa, {where}: {why}", "Demonstration data, {where}: {why}").fill(
            where=where, why=why
        )
    )


def place_of(step: Step) -> str:
    """Where an act stands in the files."""
    return f"{step.file}, «{step.stream}», mục {step.number} ({step.act['kind']})"


_TWICE = Text("mã này đã dùng.", "this id is used already.")
_BACKWARDS = Text(
    "ngày ghi sớm hơn ngày xảy ra hoặc sớm hơn mục trước.",
    "recorded before it happened or before the act above it.",
)
_NO_KIND = Text("không có việc nào tên như vậy.", "there is no such act.")


def _checked(shape: TypeAdapter[_T], folder: Traversable, file: str) -> _T:
    content: object = None
    try:
        content = read_yaml(folder.joinpath(file).read_text("utf-8"))
        return shape.validate_python(content)
    except (OSError, yaml.YAMLError) as error:
        raise fault(file, same(str(error))) from error
    except ValidationError as error:
        where = _place_in(content, error.errors()[0]["loc"])
        raise fault(f"{file}{where}", explain(error)) from error


def _place_in(content: object, loc: tuple[int | str, ...]) -> str:
    """Which inspection and act a location inside a file is, as far as that can be told."""
    match loc:
        case (int(index), "acts", int(act), *_) if isinstance(content, list):
            return f", «{content[index].get('stream', '?')}», mục {act + 1}"
        case (int(index), *_) if isinstance(content, list):
            return f", cuộc thứ {index + 1}"
        case _:
            return ""


def _steps(file: str, told: _Told, names: dict[str, str]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for number, act in enumerate(told.acts, start=1):
        step = Step(file, told.stream, number, act.by, _moment(act, number), _fields(act, names))
        _check(step, act, steps[-1] if steps else None)
        steps.append(step)
    return tuple(steps)


def _moment(act: _Act, number: int) -> datetime:
    opens = datetime.combine(act.recorded_on or act.occurred_on, _OPENS, OFFICE_ZONE)
    return (opens + timedelta(minutes=number)).astimezone(UTC)


def _fields(act: _Act, names: dict[str, str]) -> dict[str, object]:
    """The act as a door would hand it to the desk."""
    own: dict[str, object] = {"kind": act.kind, "occurred_on": act.occurred_on}
    if act.document is not None and act.kind in kinds():
        paper = act.document
        own["document"] = {
            "kind": paper.kind or act_of(act.kind).paper,
            "number": paper.number,
            "signed_on": paper.signed_on or act.occurred_on,
            "signed_by": names.get(paper.signed_by, paper.signed_by),
        }
    return {**own, **(act.model_extra or {})}


def _check(step: Step, act: _Act, before: Step | None) -> None:
    if act.kind not in kinds():
        raise fault(place_of(step), _NO_KIND)
    recorded = act.recorded_on or act.occurred_on
    if recorded < act.occurred_on or (before and step.moment <= before.moment):
        raise fault(place_of(step), _BACKWARDS)
    try:
        step.event(step.number, step.moment, tuple(range(1, step.number)))
    except BadInput as bad:
        raise fault(place_of(step), bad.text) from bad
