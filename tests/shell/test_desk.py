"""The desk: the only road to a change, and everything it refuses."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders import PAUSE_NOTICE, REGISTER, K, at, paper
from offices import CASE, Told

from states.allowed import within_reach
from states.errors import Contradiction, Refused
from states.rules import Trigger
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, ShellError, Stale

NOW = at(date(2021, 9, 8))


def head(desk: Desk) -> int:
    return len(desk.store.events(CASE))


def test_what_is_recorded_is_there_with_both_its_times(told: Told) -> None:
    told.tell(
        "pause_site",
        date(2021, 7, 19),
        document=PAUSE_NOTICE,
        reason="Giãn cách",
        now=at(date(2021, 8, 9)),
    )

    last = told.desk.history(CASE)[-1]
    assert last.occurred_on == date(2021, 7, 19)
    assert last.recorded_at == at(date(2021, 8, 9))
    row = told.desk.store.row(CASE)
    assert row is not None
    assert (row.hold, row.version) == ("hold.site_paused", 5)
    assert row.stuck_from == date(2021, 7, 29)
    assert row.attention_on == date(2021, 7, 19)  # the duty that the pause opens is told at once


def test_a_clock_set_back_never_reorders_the_record(told: Told) -> None:
    told.tell("note", text="một", now=at(date(2021, 9, 8), 10))
    told.tell("note", text="hai", now=at(date(2021, 9, 8), 9))

    first, second = told.desk.history(CASE)[-2:]
    assert second.recorded_at - first.recorded_at == timedelta(microseconds=1)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"kind": "fly"}, "Không có việc nào tên «fly»"),
    ({}, "Thiếu loại việc"),
    ({"kind": "note"}, "Thiếu nội dung nhật ký"),
    ({"kind": "note", "text": ""}, "không được để trống"),
    ({"kind": "note", "text": "x" * 1_000_000}, "quá dài (nhiều nhất 20000 ký tự)"),
    ({"kind": "note", "text": "x", "occurred_on": "09/09/2021"}, "ở tương lai"),
    ({"kind": "note", "text": "x", "occurred_on": "hôm qua"}, "«hôm qua» không phải ngày"),
    (
        {"kind": "note", "text": "a\x00b"},
        "ký tự điều khiển không dùng được (U+0000",
    ),
    ({"kind": "note", "text": "x", "mood": "good"}, "không có mục mood"),
    ({"kind": "pause_site", "ground": "lười"}, "«lười» không hợp lệ"),
    ({"kind": "extend", "days": "nhiều"}, "Số ngày gia hạn"),
    (
        {"kind": "declare_none", "document": {"kind": "decision", "signed_on": "2021-12-01"}},
        "tương lai",
    ),
    ({"kind": "declare_none", "document": "QĐ 12"}, "Văn bản"),
    ({"kind": "change_team", "team_head": "ai-do"}, "mang mã «ai-do»"),
]


@pytest.mark.parametrize(("act", "sentence"), BAD)
def test_bad_input_gets_a_sentence_that_names_the_field(
    told: Told, act: dict[str, Any], sentence: str
) -> None:
    before = head(told.desk)

    with pytest.raises(ShellError) as refused:
        told.desk.record(CASE, {"occurred_on": date(2021, 9, 8), **act}, by="kieu", now=NOW)

    assert sentence in refused.value.text.vi
    assert refused.value.text.en
    assert head(told.desk) == before


def test_who_acts_when_it_is_recorded_and_its_place_are_never_taken_from_the_door(
    told: Told,
) -> None:
    told.desk.record(
        CASE,
        {
            "kind": "note",
            "text": "x",
            "occurred_on": "2021-09-08",
            "actor": {"kind": "machine", "id": "escalate"},
            "recorded_at": datetime(2000, 1, 1, tzinfo=UTC),
            "version": 99,
        },
        by="binh",
        now=NOW,
    )

    last = told.desk.history(CASE)[-1]
    assert (last.actor.id, last.recorded_at, last.version) == ("binh", NOW, 5)


def test_an_unknown_inspection_and_an_unknown_person_are_named(told: Told) -> None:
    act = {"kind": "note", "text": "x", "occurred_on": "2021-09-08"}

    with pytest.raises(NotFound, match="«khong-co»"):
        told.desk.record("khong-co", act, by="binh", now=NOW)
    with pytest.raises(NotFound, match="«ma»"):
        told.desk.record(CASE, act, by="ma", now=NOW)
    with pytest.raises(NotFound, match="trống"):
        told.desk.record(CASE, act, by="", now=NOW)


@pytest.mark.parametrize(
    ("person", "kind"),
    [
        ("khach", "pause_site"),
        ("an", "pause_site"),
        ("binh", "issue_conclusion"),
        ("dung", "lift_hold"),
        ("long", "lift_hold"),
        ("kieu", "open_fieldwork"),
        ("binh", "escalate"),
    ],
)
def test_nobody_goes_beyond_his_powers(told: Told, person: str, kind: str) -> None:
    act: dict[str, Any] = {"kind": kind, "occurred_on": date(2021, 9, 8), "reason": "x"}
    if kind == "escalate":
        act |= {"key": "k", "stall": "s", "rung": "x", "to": "x"}

    with pytest.raises(Refused, match="Việc này do") as refused:
        told.desk.record(CASE, act, by=person, now=NOW)

    assert refused.value.reasons[0].code == "role"


def test_a_refusal_says_what_may_be_done_instead(told: Told) -> None:
    with pytest.raises(Refused) as refused:
        told.tell("publish", date(2021, 9, 8))

    assert Trigger.PAUSE_SITE.value in refused.value.instead
    assert Trigger.PUBLISH.value not in refused.value.instead
    assert Trigger.ISSUE_CONCLUSION.value not in refused.value.instead


def test_a_reader_who_looked_at_an_older_state_is_told_so(told: Told) -> None:
    seen = head(told.desk)
    told.tell("note", text="người khác ghi")

    with pytest.raises(Stale, match="vừa có thay đổi"):
        told.desk.record(
            CASE, {"kind": "declare_none", "occurred_on": "08/09/2021"}, by="binh", seen=seen
        )


def test_a_late_entry_that_contradicts_is_refused_and_nothing_is_written(told: Told) -> None:
    told.day = date(2021, 8, 20)
    told.tell("end_fieldwork", document=paper(K.ONSITE_END_NOTICE))
    before = told.desk.store.events(CASE), told.desk.store.row(CASE)

    with pytest.raises(Contradiction, match="mục số 5"):
        told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách")

    assert (told.desk.store.events(CASE), told.desk.store.row(CASE)) == before


def test_an_id_nobody_could_type_is_refused(desk: Desk) -> None:
    for stream in ("Ba dự án", "../x", "", "x" * 81):
        act = {**REGISTER, "kind": "register", "occurred_on": date(2021, 6, 1)}
        with pytest.raises(BadInput, match="Mã cuộc thanh tra"):
            desk.record(stream, act, by="vanphong", now=NOW)


def test_vietnamese_typed_in_pieces_is_stored_composed(told: Told) -> None:
    told.tell("note", text=unicodedata.normalize("NFD", "Đã làm việc với đơn vị"))

    (body,) = [e.body for e in told.desk.store.events(CASE)[-1:]]
    assert "Đã làm việc với đơn vị" in body


def test_verify_finds_a_record_whole(told: Told) -> None:
    told.request("YC1", date(2021, 8, 13))

    assert told.desk.verify() == ()


def test_verify_finds_a_projection_that_is_not_what_the_events_say(told: Told) -> None:
    row = told.desk.store.row(CASE)
    assert row is not None
    from dataclasses import replace

    told.desk.store.reproject(replace(row, hold="hold.site_paused"))

    (fault,) = told.desk.verify()
    assert (fault.stream, fault.version) == (CASE, 4)


def test_every_answer_is_given_for_the_person_who_asks(told: Told) -> None:
    for_head, for_guest = (told.desk.allowed(CASE, who) for who in ("binh", "khach"))

    assert within_reach(for_head["pause_site"])
    assert for_head.keys() == for_guest.keys()
    assert not any(within_reach(reasons) for reasons in for_guest.values())


def test_texts_are_in_both_languages() -> None:
    assert Text("a {x}", "b {x}").fill(x=Text("một", "one")) == Text("a một", "b one")
