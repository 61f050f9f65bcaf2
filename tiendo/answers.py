"""What a store answers instead of doing its work.

Exception
├── Conflict          somebody else wrote that version first: load again and decide again
├── AlreadyClaimed    this notice or request was recorded before: nothing to do
└── StoreError        the store cannot do its work (its kinds: tiendo/store/errors.py)
    └── DatabaseDamaged   what it holds in one place cannot be read
"""

from __future__ import annotations


# The two below keep their data in `args`, so that they survive pickling between processes.
class Conflict(Exception):
    """Somebody else wrote that version of the stream first."""

    def __init__(self, stream: str, version: int) -> None:
        self.stream, self.version = stream, version
        super().__init__(stream, version)

    def __str__(self) -> str:
        """The stream and version that were taken."""
        return f"{self.stream}: version {self.version} cannot be written, the record has moved"


class AlreadyClaimed(Exception):
    """A notice, or a program's request, with this key was recorded before."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)

    def __str__(self) -> str:
        """The key that was taken."""
        return f"{self.key} was recorded before"


class StoreError(Exception):
    """The store cannot do its work; the message says what is wrong and where."""


class DatabaseDamaged(StoreError):
    """What the database gives back cannot be read; what lies elsewhere in it may well be."""
