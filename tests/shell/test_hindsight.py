"""What people were told is taken back behind nobody: by no old day and by no annulment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import PAUSE_NOTICE, TO_SIGNING, K, at, paper
from offices import CASE, Told

from tiendo.lawbook import lawbook
from tiendo.ports import Notice
from tiendo.sweep import sweep

PAUSED, TOLD, TODAY = date(2021, 7, 19), date(2021, 8, 9), date(2021, 8, 10)


@pytest.fixture
def alarmed(told: Told) -> Told:
    """Paused on 19/07/2021, reviewed by nobody: team head, head of room and deputy were told."""
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách")
    sweep(told.desk, as_of=TOLD, now=at(TOLD, 8))
    return told


def letters(told: Told, kind: str, on: date, **fields: Any) -> list[Notice]:
    """What an act recorded on 10/08/2021 has people told."""
    before = {each.key for each in told.desk.store.notices()}
    told.tell(kind, on, now=at(TODAY), **fields)
    return [each for each in told.desk.store.notices() if each.key not in before]


def test_an_entry_of_an_earlier_day_that_ends_an_alarm_is_told_to_all_who_knew_of_it(
    alarmed: Told,
) -> None:
    found = letters(alarmed, "declare_none", date(2021, 7, 20))

    assert sorted(each.recipient for each in found) == ["dung", "hoa"]
    for each in found:
        assert "Trần Văn Bình hôm nay 10/08/2021 ghi việc" in each.body
        assert "là của ngày 20/07/2021, trước ngày đã báo (09/08/2021)" in each.body
        assert "chưa ai nêu có hay không" in each.body
        assert each.urgent
    assert alarmed.desk.inspection(CASE).in_state("records.none_needed")


def test_lifting_the_pause_in_hindsight_is_told_too(alarmed: Told) -> None:
    found = letters(alarmed, "lift_hold", date(2021, 7, 28), reason="Hết giãn cách")

    assert sorted(each.recipient for each in found) == ["dung", "hoa"]


def test_what_is_done_today_or_changes_nothing_is_told_to_nobody(alarmed: Told) -> None:
    assert letters(alarmed, "note", date(2021, 7, 20), text="Rà soát hồ sơ") == []
    assert letters(alarmed, "declare_none", TODAY) == []


def test_what_was_done_on_the_day_of_the_telling_contradicts_nobody(alarmed: Told) -> None:
    assert letters(alarmed, "declare_none", TOLD) == []


def test_annulling_what_an_alarm_rests_on_is_told_to_all_who_knew_of_it(alarmed: Told) -> None:
    pause = next(e.version for e in alarmed.desk.history(CASE) if e.kind == "pause_site")

    found = letters(alarmed, "annul", TODAY, by="hoa", target=pause, reason="Ghi nhầm")

    assert sorted(each.recipient for each in found) == ["binh", "dung"]  # she knows it herself
    assert all(f"đã hủy mục số {pause} («Ghi nhầm»)" in each.body for each in found)


def test_a_paper_signed_before_the_telling_is_told_by_its_own_day(told: Told) -> None:
    late = Told(replace(told.desk, law=lawbook()), told.day)
    for kind, needed in TO_SIGNING[3:]:
        late.day += timedelta(days=1)
        late.tell(kind, document=paper(needed, late.day) if needed else None)
    sweep(late.desk, as_of=TOLD, now=at(TOLD, 8))

    conclusion = paper(K.CONCLUSION, date(2021, 7, 1))
    found = letters(late, "issue_conclusion", TODAY, by="vanphong", document=conclusion)

    assert {each.recipient for each in found} == {"kieu"}
    assert all("là của ngày 01/07/2021, trước ngày đã báo" in each.body for each in found)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("receive_answer", {}),
        ("waive_request", {"reason": "Không cần nữa"}),
        ("refuse_request", {}),
        ("receive_answer", {"document": {**paper(K.ENTITY_ANSWER), "number": ""}}),
    ],
)
def test_a_late_request_that_is_settled_on_a_word_alone_is_told_to_all_who_knew_of_it(
    told: Told, kind: str, fields: dict[str, Any]
) -> None:
    told.request("YC1", date(2021, 7, 19))
    sweep(told.desk, as_of=TOLD, now=at(TOLD, 8))

    found = letters(told, kind, TODAY, request="YC1", **fields)

    assert {each.recipient for each in found} >= {"dung", "hoa"}
    assert "binh" not in {each.recipient for each in found}
    said = fields.get("reason", "không nêu")
    assert all(f"đủ số, ngày, người ký (lý do: {said})" in each.body for each in found)
    assert all("YC1" in each.body for each in found)


def test_an_answer_that_is_there_is_told_to_nobody(told: Told) -> None:
    told.request("YC1", date(2021, 7, 19))
    sweep(told.desk, as_of=TOLD, now=at(TOLD, 8))

    answer = paper(K.ENTITY_ANSWER, TODAY)
    assert letters(told, "receive_answer", TODAY, request="YC1", document=answer) == []


def test_a_rehearsal_says_who_would_be_told_and_tells_nobody(alarmed: Told) -> None:
    before = alarmed.desk.store.notices()
    act = {"kind": "declare_none", "occurred_on": date(2021, 7, 20)}

    seen = alarmed.desk.rehearse(CASE, act, by="binh", now=at(TODAY))

    assert {each.recipient for each in seen.notices} == {"dung", "hoa"}
    assert alarmed.desk.store.notices() == before
