"""Who acted and on what ground: the small values that events are made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from states.model import Frozen, Key


class Person(Frozen):
    """Somebody of the office who acted."""

    kind: Literal["person"] = "person"
    id: Key


class Machine(Frozen):
    """A flow that acted by itself."""

    kind: Literal["machine"] = "machine"
    id: Key


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
