"""Who acted and on what ground: the small values that events are made of."""

from __future__ import annotations

from enum import StrEnum
from operator import not_
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from states.model import Frozen, Key, Name


class Under(Frozen):
    """In whose post somebody acted, and by which decision."""

    giver: Key
    paper: Name


class Person(Frozen):
    """Somebody of the office who acted; ``under`` a mandate if not by powers of his own."""

    kind: Literal["person"] = "person"
    id: Key
    under: Under | None = Field(default=None, exclude_if=not_)

    @property
    def acts_as(self) -> str:
        """Whose powers were used."""
        return self.under.giver if self.under else self.id


class Machine(Frozen):
    """A flow that acted by itself."""

    kind: Literal["machine"] = "machine"
    id: Key

    @property
    def acts_as(self) -> str:
        """Whose powers were used."""
        return self.id


Actor: TypeAlias = Annotated[Person | Machine, Field(discriminator="kind")]


class Ground(StrEnum):
    """Why an inspection was held. The values are stored."""

    EPIDEMIC = "epidemic"
    FORCE_MAJEURE = "force_majeure"
    ENTITY_REQUEST = "entity_request"
    SUPERIOR_ORDER = "superior_order"
    OTHER = "other"


class ExtensionGround(StrEnum):
    """Why the period was lengthened. The values are stored."""

    COMPLEX = "complex"
    EXPERT_OPINION = "expert_opinion"
    FOREIGN_ELEMENT = "foreign_element"
    CORRUPTION = "corruption"
    OBSTRUCTION = "obstruction"
    FORCE_MAJEURE = "force_majeure"
