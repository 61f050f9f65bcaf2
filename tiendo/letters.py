"""Finding a drafted letter in the record."""

from __future__ import annotations

from states.events import Prompted
from states.text import Text, joined, same
from tiendo.desk import Desk
from tiendo.errors import NotFound


def drafted(desk: Desk, stream: str, version: int) -> Prompted:
    """The entry of an inspection that holds a drafted letter. Raises NotFound."""
    history = desk.history(stream)
    prompts = (each for each in history if isinstance(each, Prompted))
    letters = {each.version: each for each in prompts if each.letter}
    if version in letters:
        return letters[version]
    text = Text(
        "Mục {n} của cuộc thanh tra «{id}» không có dự thảo văn bản nào",
        "Entry {n} of inspection “{id}” holds no drafted letter",
    )
    where = ", ".join(map(str, letters))
    there = Text("; có ở mục: {where}.", "; there is one in: {where}.") if where else same(".")
    raise NotFound(joined((text.fill(n=version, id=stream[:80]), there.fill(where=where)), "", ""))
