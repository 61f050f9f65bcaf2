"""A request or a conclusion that is urged, and the letter drafted for it on 08/09/2021."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import K, Story, onsite, paper
from prompting import concluded as published
from prompting import due

from states.inspection import Inspection
from states.letters import letter
from states.office import Office
from states.prompts import Prompt
from states.value import changed

SENT, DUE = date(2021, 8, 3), date(2021, 8, 20)
REPLY_BY = date(2021, 9, 15)
UNNAMED = Office()


def asked(**fields: Any) -> Story:
    """One request sent on 03/08/2021 and due on 20/08/2021."""
    story = onsite()
    story.day = SENT
    given: dict[str, Any] = {
        "request": "YC1",
        "addressee": "Sở Công Thương",
        "items": ["Hồ sơ chỉ định thầu 04 dự án"],
        "due_on": DUE,
    }
    story.tell("draft_request", **{**given, **fields})
    kind = K.EXPLANATION_REQUEST if fields.get("asks") == "explanation" else K.DOCUMENT_REQUEST
    story.tell("send_request", request="YC1", document=paper(kind, SENT))
    return story


def concluded() -> Story:
    """A published conclusion whose performance the province has ordered."""
    story = published()
    given = paper(K.DIRECTING_DOCUMENT, date(2021, 6, 21), "55/UBND-NCPC")
    story.tell("file_document", on=date(2021, 6, 22), document=given)
    return story


def urging(story: Story, day: date, number: int = 1) -> tuple[Prompt, Inspection]:
    """The urging of a day, as if it were the how-manieth."""
    inspection = story.as_of(day)
    (prompt,) = due(inspection, day)
    return changed(prompt, number=number), inspection


def draft(
    story: Story, number: int = 1, signer: str = "Trần Văn Bình", office: Office = UNNAMED
) -> str:
    """The letter of the how-manieth urging."""
    day = date(2021, 9, 8)
    prompt, inspection = urging(story, day, number)
    return letter(prompt, inspection, day, reply_by=REPLY_BY, signer=signer, office=office)
