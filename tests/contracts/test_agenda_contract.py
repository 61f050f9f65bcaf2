"""Directives, reports and meetings beside inspections, on every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from states.streams import StreamKind
from tests.contracts.builders import DAY, NOON, a_notice, a_row, an_event, grow
from tiendo.agendabook import AgendaRow
from tiendo.ports import AlreadyClaimed, Conflict, Head, Store

D1, D2, R1 = "directive:2021-08-06.01", "directive:2021-08-06.02", "report:2021-09.phong-1"


def an_agenda_row(stream: str, version: int, *, attention_on: date | None = DAY) -> AgendaRow:
    """The projection of a thing at that version."""
    return AgendaRow(
        stream=stream,
        version=version,
        kind=stream.partition(":")[0],
        state="assigned",
        title="Báo cáo của Sở Công Thương",
        folded="bao cao cua so cong thuong",
        room="Phòng 1",
        block="Khối 1",
        owner="",
        meeting="meeting:2021-08-06",
        period="",
        due_on=date(2021, 8, 13),
        attention_on=attention_on,
        stuck_from=None,
    )


def add(store: Store, stream: str, version: int = 1, **said: date | None) -> None:
    """One more event of a thing, with its projection."""
    event = an_event(says=str(version))
    store.append(stream, version - 1, [event], an_agenda_row(stream, version, **said))


def test_each_kind_is_read_by_itself_and_all_of_them_together(store: Store) -> None:
    grow(store, "TB", 1)
    grow(store, "a-report", 1)
    add(store, D1)
    add(store, D1, 2)
    add(store, R1)

    def ids(kind: StreamKind | None) -> list[str]:
        return [stream for stream, _ in store.every_stream(None, kind)]

    assert ids(None) == ["TB", "a-report", D1, R1]
    assert ids(StreamKind.INSPECTION) == ["TB", "a-report"]
    assert (ids(StreamKind.DIRECTIVE), ids(StreamKind.REPORT)) == ([D1], [R1])
    assert [row.stream for row in store.rows()] == ["TB", "a-report"]
    assert [row.stream for row in store.agenda.rows()] == [D1, R1]
    assert [row.stream for row in store.agenda.rows(StreamKind.REPORT)] == [R1]
    assert store.agenda.row(D1) == an_agenda_row(D1, 2)
    assert store.agenda.row("TB") is None
    assert store.verify() == ()


def test_one_of_two_writers_of_a_thing_loses_and_a_key_is_claimed_once(store: Store) -> None:
    add(store, D1)
    with pytest.raises(Conflict):
        add(store, D1)

    told, row = a_notice("k", stream=D1), an_agenda_row(D1, 2)
    store.append(D1, 1, [an_event()], row, [told])
    with pytest.raises(AlreadyClaimed):
        store.append(D1, 2, [an_event()], an_agenda_row(D1, 3), [told])
    assert len(store.events(D1)) == 2


def test_only_what_is_due_is_nominated_and_no_inspection_with_it(store: Store) -> None:
    grow(store, "TB", 1)
    add(store, D1)
    add(store, D2, attention_on=date(2021, 9, 9))
    add(store, R1, attention_on=None)

    assert store.agenda.nominated(DAY) == (D1,)
    assert store.nominated(DAY) == ("TB",)


def test_a_projection_is_written_again_only_where_the_record_has_not_moved(store: Store) -> None:
    add(store, D1)
    add(store, D1, 2)
    stale = replace(an_agenda_row(D1, 1), state="dropped")
    fresh = replace(an_agenda_row(D1, 2), attention_on=None)

    store.agenda.reproject([stale])
    assert store.agenda.row(D1) == an_agenda_row(D1, 2)
    store.agenda.reproject([fresh])
    assert store.agenda.row(D1) == fresh


def test_a_thing_without_its_projection_is_found_and_is_no_inspection(
    store: Store, shell: Engine
) -> None:
    add(store, D1)
    with shell.begin() as connection:
        connection.execute(text("DELETE FROM agenda"))

    assert store.agenda.unprojected() == (D1,)
    assert store.unprojected() == ()
    assert [fault.what for fault in store.verify()] == ["the stream has no projection"]


def test_a_projection_without_events_is_found(store: Store, shell: Engine) -> None:
    add(store, D1)
    with shell.begin() as connection:
        connection.execute(text("UPDATE agenda SET stream = :to"), {"to": D2})

    assert {(fault.stream, fault.what) for fault in store.verify()} == {
        (D1, "the stream has no projection"),
        (D2, "a projection stands, and no event is there"),
    }


def test_things_are_sealed_like_inspections(store: Store) -> None:
    grow(store, "TB", 1)
    add(store, D1)
    assert store.seals.unsealed() == ("TB", D1)

    store.seals.put([Head(each, 1, store.events(each)[0].hash) for each in ("TB", D1)])
    assert store.seals.unsealed() == ()
    add(store, D1, 2)
    assert store.seals.unsealed() == (D1,)


def test_a_file_is_kept_once_under_its_hash_and_given_back_to_the_byte(store: Store) -> None:
    content = bytes(range(256)) * 40
    first = store.papers.put("kết luận.docx", content, NOON)
    again = store.papers.put("bản khác tên.docx", content, NOON)

    assert first == again == sha256(content).hexdigest()
    kept = store.papers.get(first)
    assert kept is not None
    assert (kept.name, kept.content, kept.taken_at) == ("kết luận.docx", content, NOON)
    assert store.papers.get("0" * 64) is None
    assert (store.papers.holds(first), store.papers.holds("0" * 64)) == (True, False)
    assert store.verify() == ()


@pytest.mark.parametrize("act", ["DELETE FROM paper", "UPDATE paper SET name = 'x'"])
def test_a_kept_file_is_neither_changed_nor_thrown_away(
    store: Store, shell: Engine, act: str
) -> None:
    store.papers.put("kl.txt", b"x", NOON)

    with pytest.raises(DBAPIError, match="keeps every file"), shell.begin() as connection:
        connection.execute(text(act))


def test_a_file_put_in_place_of_another_is_found(store: Store, shell: Engine) -> None:
    with shell.begin() as connection:
        put = text("INSERT INTO paper (hash, name, content, taken_at) VALUES (:h, 'x', :c, :t)")
        at = "2021-09-08T05:00:00.000000+00:00"
        connection.execute(put, {"h": "0" * 64, "c": b"another", "t": at})

    assert [fault.what for fault in store.verify()] == [
        "the paper 000000000000… is not the file that was taken in"
    ]


def test_an_inspections_own_row_is_untouched(store: Store) -> None:
    grow(store, "TB", 2)

    assert store.row("TB") == a_row("TB", 2)
    assert store.agenda.rows() == ()
