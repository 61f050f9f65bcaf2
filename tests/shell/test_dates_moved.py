"""A date that was recorded is moved on by a paper, and by nothing less."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import TO_SIGNING, K, paper
from offices import Told

from states.errors import Refused

DUTY: dict[str, Any] = {"duty": "draft_due_on"}


def test_a_recorded_date_is_moved_on_by_a_paper_alone(told: Told) -> None:
    for kind, needed in TO_SIGNING[3:6]:
        told.day += timedelta(days=1)
        told.tell(kind, document=paper(needed, told.day) if needed else None)
    told.tell("set_deadline", **DUTY, due_on=date(2021, 6, 20))
    later, unsigned = date(2021, 7, 20), {**paper(K.OTHER, told.day), "signed_by": ""}

    for document in (None, unsigned):
        with pytest.raises(Refused, match="dời sang ngày muộn hơn phải có văn bản"):
            told.tell("set_deadline", **DUTY, due_on=later, document=document)
    told.tell("set_deadline", **DUTY, due_on=date(2021, 6, 18))  # sooner: a promise of more
    told.tell("set_deadline", **DUTY, due_on=later, document=paper(K.OTHER, told.day))

    told.tell("submit_appraisal")
    told.tell("return_draft", by="hoa")
    told.tell("set_deadline", **DUTY, due_on=date(2021, 8, 20))  # of the next round: its first
