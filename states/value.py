"""Values that every act makes by the dozen: frozen to whoever checks types, plain at run time.

A frozen dataclass sets its fields by a call each, and takes eight times as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from typing_extensions import dataclass_transform

__all__ = ["changed", "value"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[T]) -> type[T]:
    """A dataclass with slots that nobody changes: mypy refuses it, and its hash rests on that."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


if TYPE_CHECKING:
    from dataclasses import replace as changed
else:

    def changed(thing: T, **new: Any) -> T:
        """The same value with these fields new, as ``dataclasses.replace`` has it."""
        kind = type(thing)
        places, fields_of = _taking(kind)
        given = list(fields_of(thing))
        for name, its in new.items():
            given[places[name]] = its
        return kind(*given)


@cache
def _taking(kind: type[Any]) -> tuple[dict[str, int], attrgetter[tuple[Any, ...]]]:
    names = tuple(kind.__match_args__)
    return {name: place for place, name in enumerate(names)}, attrgetter(*names)
