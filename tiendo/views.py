"""Lists that people saved under a name: each a query that opens it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from states.text import Text
from tiendo.errors import BadInput

MOST = 30
"""How many views a person may keep."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved list of somebody's."""

    person: str
    name: str
    query: str
    saved_at: datetime


class Views(Protocol):
    """The saved lists at rest."""

    def of(self, person: str) -> tuple[SavedView, ...]:
        """Somebody's views, by name."""

    def save(self, view: SavedView) -> None:
        """Keep a view; one of the same name is replaced."""

    def drop(self, person: str, name: str) -> None:
        """Let a view go; nothing happens if there is none."""


def save_view(views: Views, view: SavedView) -> None:
    """Keep a view. Raises BadInput without a name, too long or hidden, or one too many."""
    if not view.name:
        raise BadInput(_NO_NAME)
    if len(view.name) > LONGEST_NAME or not view.name.isprintable():
        raise BadInput(_LONG.fill(most=LONGEST_NAME))
    kept: Mapping[str, SavedView] = {each.name: each for each in views.of(view.person)}
    if view.name not in kept and len(kept) >= MOST:
        raise BadInput(_ENOUGH.fill(most=MOST))
    views.save(view)


_NO_NAME = Text(
    "Chưa đặt tên cho cách xem; chưa lưu gì.", "The view has no name; nothing was saved."
)
_LONG = Text(
    "Tên cách xem: nhiều nhất {most} ký tự trên một dòng, không có ký tự ẩn.",
    "The name: {most} characters at most, on one line, none of them hidden.",
)
_ENOUGH = Text(
    "Mỗi người lưu nhiều nhất {most} cách xem; hãy bỏ bớt một cách.",
    "A person keeps at most {most} views; let one go first.",
)
