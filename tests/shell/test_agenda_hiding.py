"""What somebody could do so that a directive is not told as late, or that it ever was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import at
from offices import LATE, assign_late

from states.errors import Refused
from tiendo.agenda import read_agenda
from tiendo.desk import Desk
from tiendo.meeting.lapsing import tell
from tiendo.meeting.secretary import note, record
from tiendo.ports import Notice, Person

TODAY = date(2021, 9, 8)
ADMINISTRATOR = Person("khanh", "Bùi Quốc Khánh", "Chuyên viên", "administrator")


@pytest.fixture
def late(desk: Desk) -> Desk:
    """A directive due on 13/08/2021: in September everybody above was told that it is late."""
    assign_late(desk)
    tell(desk, LATE, as_of=date(2021, 9, 6), now=at(date(2021, 9, 6)))
    return desk


def letters(desk: Desk, by: str, kind: str, **fields: Any) -> list[Notice]:
    """What an act has those told who had been told of a lapse."""
    before = {each.key for each in desk.store.notices()}
    record(desk, LATE, {"kind": kind, **fields}, by=by, now=at(TODAY))
    new = [each for each in desk.store.notices() if each.key not in before]
    return [each for each in new if ":taken_back:" in each.key]


@pytest.mark.parametrize(
    ("by", "said"), [("vanphong", "là việc của Phó Chánh"), ("long", "Việc này do")]
)
def test_a_date_that_was_set_is_moved_on_by_whoever_judges_the_directive(
    late: Desk, by: str, said: str
) -> None:
    later = {"due_on": date(2021, 12, 1), "reason": "Sở xin gia hạn"}
    with pytest.raises(Refused, match=said):
        record(late, LATE, {"kind": "set_due", **later}, by=by, now=at(TODAY))

    sooner = {"kind": "set_due", "due_on": date(2021, 8, 12), "reason": "Gấp"}
    backed = {**sooner, "occurred_on": date(2021, 8, 9)}
    record(late, LATE, backed, by="vanphong", now=at(TODAY))
    for judge in ("hoa", "kieu"):
        record(late, LATE, {"kind": "set_due", **later}, by=judge, now=at(TODAY))
        later["due_on"] = date(2021, 12, 8)


def test_the_office_sets_the_first_date_and_none_of_its_own_later(desk: Desk) -> None:
    own = {
        "kind": "assign",
        "occurred_on": date(2021, 9, 8),
        "title": "Văn bản hướng dẫn",
        "sentence": "Văn phòng trình văn bản hướng dẫn.",
        "owner": {"kind": "office", "name": ""},
    }
    stream = "directive:2021-09-08.01"
    record(desk, stream, own, by="vanphong")
    first = {"kind": "set_due", "due_on": date(2021, 9, 14), "reason": "Theo kết luận"}
    record(desk, stream, first, by="vanphong")

    with pytest.raises(Refused, match="là việc của Chánh Thanh tra"):
        record(desk, stream, {**first, "due_on": date(2021, 9, 15)}, by="vanphong")


def test_annulling_that_a_room_was_silent_is_told_to_all_who_knew_of_it(late: Desk) -> None:
    silent = {"kind": "note_silence", "report": "report:2021-08.phong-1", "paper": "a" * 64}
    on = date(2021, 9, 3)
    entry = note(late, LATE, silent, actor="meet", on=on, now=at(on))
    assert entry is not None
    version = next(
        e.version
        for e in read_agenda(LATE, late.store.events(LATE))
        if getattr(e, "kind", "") == "note_silence"
    )
    tell(late, LATE, as_of=TODAY, now=at(TODAY))
    reason = {"target": version, "reason": "Máy đọc nhầm"}

    late.store.put_people([ADMINISTRATOR])
    with pytest.raises(Refused):
        letters(late, ADMINISTRATOR.id, "annul", **reason)
    found = letters(late, "vanphong", "annul", **reason)

    assert {each.recipient for each in found} == {"dung"}
    assert all(f"đã hủy mục số {version} («Máy đọc nhầm»)" in each.body for each in found)


def test_a_report_of_an_earlier_day_that_ends_a_lapse_is_told_too(late: Desk) -> None:
    found = letters(late, "dung", "report", text="Đã trình Sở", occurred_on=date(2021, 8, 12))

    assert {each.recipient for each in found} == {"hoa", "kieu"}
    assert all("là của ngày 12/08/2021, trước ngày đã báo (06/09/2021)" in n.body for n in found)
