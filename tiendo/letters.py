"""Finding a drafted letter in the record."""

from __future__ import annotations

from states.events import Prompted
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import NotFound


def drafted(desk: Desk, stream: str, version: int) -> Prompted:
    """The entry of an inspection that holds a drafted letter. Raises NotFound."""
    entry = next((each for each in desk.history(stream) if each.version == version), None)
    if isinstance(entry, Prompted) and entry.letter:
        return entry
    text = Text(
        "Mục {n} của cuộc thanh tra «{id}» không có dự thảo văn bản nào.",
        "Entry {n} of inspection “{id}” holds no drafted letter.",
    )
    raise NotFound(text.fill(n=version, id=stream[:80]))
