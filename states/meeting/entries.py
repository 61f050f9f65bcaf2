"""What the events of directives, reports and meetings have in common."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from states.alerts import Acknowledged, Escalated, HandedOver, Snoozed
from states.model import Prose
from states.recorded import Recorded

Words = Annotated[Prose, Field(min_length=1)]
Stream = Annotated[str, Field(pattern=r"^[a-z]+:[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
"""The id of a stream that is no inspection."""
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of a file's bytes, by which it is kept."""


class Annulled(Recorded):
    """An earlier entry was found wrong; it stays readable and no longer counts."""

    kind: Literal["annul"] = "annul"
    target: int = Field(ge=2, description="Version of the entry that was wrong.")
    reason: Words


Answers: TypeAlias = Escalated | Acknowledged | Snoozed | HandedOver
"""The ladder's words: what was told, and what people answered."""
