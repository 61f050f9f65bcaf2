"""The documents on file: what counts and what does not, with the papers themselves."""

from __future__ import annotations

from dataclasses import dataclass

from states.inspection import Inspection
from states.papers import Document, Scan, cited, missing_parts
from states.text import Text


@dataclass(frozen=True, slots=True)
class Paper:
    """One document on file; ``lacks`` says why it does not count, if it does not.

    ``scans`` are the papers handed in for it, at once or later.
    """

    name: Text
    document: Document
    lacks: Text | None
    served: bool
    scans: tuple[Scan, ...]


def papers_of(inspection: Inspection) -> tuple[Paper, ...]:
    """Every document of an inspection once, the last filed first."""
    served = {document.bare for document in inspection.spent}
    scans: dict[Document, list[Scan]] = {}
    for document in inspection.documents:
        scans.setdefault(document.bare, []).extend([document.scan] if document.scan else [])
    return tuple(
        Paper(
            name=cited(document),
            document=document,
            lacks=None if document.counts else missing_parts(document),
            served=document in served,
            scans=tuple(dict.fromkeys(found)),
        )
        for document, found in reversed(scans.items())
    )
