"""What a store promises, on every database."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from sqlalchemy import Engine, text

from tests.contracts.builders import DAY, NOON, a_notice, a_row, an_event, grow, renamed
from tiendo.ports import AlreadyClaimed, Conflict, Person, Store
from tiendo.store.errors import Unstorable

AN = Person("an", "Nguyễn Thị An", "Thanh tra viên", "team_head", "P.NV2", "NV2")
BINH = Person("binh", "Trần Văn Bình", "Phó Chánh Thanh tra", "deputy", "", "NV2")


def everything(store: Store) -> tuple[object, ...]:
    return tuple(store.every_stream()), store.rows(), store.notices()


def test_a_new_store_is_empty_and_whole(store: Store) -> None:
    assert store.events("TB") == ()
    assert everything(store) == ((), (), ())
    assert store.row("TB") is None
    assert store.nominated(date.max) == ()
    assert store.people() == ()
    assert store.verify() == ()


def test_events_come_back_as_written_in_order_and_chained(store: Store) -> None:
    first, second, third = (an_event(says=says) for says in ("một", "hai", "ba"))

    store.append("TB", 0, [first, second], a_row("TB", 2))
    store.append("TB", 2, [third], a_row("TB", 3))

    prev_hash = "0" * 64
    for version, (stored, new) in enumerate(
        zip(store.events("TB"), (first, second, third), strict=True), start=1
    ):
        hash_ = sha256(f"{prev_hash}\nTB\n{version}\n{new.body}".encode()).hexdigest()
        assert (stored.stream, stored.version) == ("TB", version)
        assert (stored.prev_hash, stored.hash) == (prev_hash, hash_)
        assert (stored.kind, stored.actor, stored.body) == (new.kind, new.actor, new.body)
        assert (stored.occurred_on, stored.recorded_at) == (new.occurred_on, new.recorded_at)
        prev_hash = hash_
    assert store.verify() == ()


def test_streams_come_in_byte_order_whatever_the_databases_language(store: Store) -> None:
    names = ("i-2", "I-10", "I-9", "Đ-1", "z", "Ă", "I 1")
    for name in names:
        grow(store, name, 2)

    assert [stream for stream, _ in store.every_stream()] == sorted(names)
    assert [len(events) for _, events in store.every_stream()] == [2] * len(names)
    assert [row.stream for row in store.rows()] == sorted(names)
    assert store.nominated(DAY) == tuple(sorted(names))


def test_streams_may_be_written_while_all_are_read(store: Store) -> None:
    grow(store, "A", 1)
    grow(store, "B", 1)

    for stream, events in store.every_stream():
        store.reproject(renamed(a_row(stream, len(events)), "khác"))
        grow(store, stream, 1, after=1)

    assert [len(events) for _, events in store.every_stream()] == [2, 2]


@pytest.mark.parametrize("after", [0, 2, 4, 9], ids=["as new", "behind", "gap of 1", "gap of 6"])
def test_an_append_not_after_the_head_is_a_conflict_and_writes_nothing(
    store: Store, after: int
) -> None:
    grow(store, "TB", 3)
    before = everything(store)

    with pytest.raises(Conflict) as refusal:
        store.append("TB", after, [an_event()], a_row("TB", after + 1), [a_notice("k")])

    assert (refusal.value.stream, refusal.value.version) == ("TB", after + 1)
    assert everything(store) == before


def test_an_unknown_stream_begins_at_one(store: Store) -> None:
    with pytest.raises(Conflict):
        store.append("TB", 1, [an_event()], a_row("TB", 2))

    assert everything(store) == ((), (), ())


def test_a_notice_is_claimed_once_and_the_loser_writes_nothing(store: Store) -> None:
    store.append("TB", 0, [an_event()], a_row("TB", 1), [a_notice("late:TB")])
    before = everything(store)

    with pytest.raises(AlreadyClaimed) as refusal:
        store.append("TB", 1, [an_event()], a_row("TB", 2), [a_notice("a"), a_notice("late:TB")])

    assert refusal.value.key == "late:TB"
    assert everything(store) == before


def test_one_key_twice_in_one_append_is_claimed_by_none(store: Store) -> None:
    with pytest.raises(AlreadyClaimed):
        store.append("TB", 0, [an_event()], a_row("TB", 1), [a_notice("k"), a_notice("k")])

    assert everything(store) == ((), (), ())


@pytest.mark.parametrize(
    ("events", "stream", "version"), [(0, "TB", 0), (1, "TB", 2), (1, "other", 1)]
)
def test_a_projection_that_is_not_of_these_events_is_a_mistake(
    store: Store, events: int, stream: str, version: int
) -> None:
    with pytest.raises(ValueError, match="projection"):
        store.append("TB", 0, [an_event()] * events, a_row(stream, version))


def test_notices_come_by_due_day_with_the_moment_of_their_event(
    store: Store, shell: Engine
) -> None:
    late, soon = a_notice("a", due_on=DAY + timedelta(1)), a_notice("b")
    calm = replace(a_notice("c"), urgent=False)
    store.append("TB", 0, [an_event()], a_row("TB", 1), [late, soon, calm])
    with shell.begin() as connection:
        told = connection.execute(text("SELECT DISTINCT created_at, routed_at FROM outbox")).all()

    assert store.notices() == (soon, calm, late)
    assert [tuple(row) for row in told] == [("2021-09-08T05:00:00.000123+00:00", None)]


def test_notices_without_an_event_are_queued_once(store: Store, shell: Engine) -> None:
    first, second = a_notice("digest:an"), a_notice("digest:binh")

    store.queue([], NOON)
    store.queue([first], NOON)
    store.queue([second, replace(first, subject="khác"), second], NOON + timedelta(1))

    assert store.notices() == (first, second)
    with shell.connect() as connection:
        told = connection.execute(text("SELECT created_at FROM outbox ORDER BY key")).scalars()
        assert [moment[:10] for moment in told] == ["2021-09-08", "2021-09-09"]


def test_a_projection_is_read_as_it_was_written(store: Store) -> None:
    row = replace(a_row("TB", 1, attention_on=None), stuck_from=date(2021, 9, 30))

    store.append("TB", 0, [an_event()], row)

    assert store.row("TB") == row
    assert store.rows() == (row,)


def test_a_projection_is_rewritten_only_at_the_head(store: Store) -> None:
    grow(store, "TB", 2)

    store.reproject(renamed(a_row("TB", 2), "mới"))
    store.reproject(renamed(a_row("TB", 1), "cũ"))
    store.reproject(renamed(a_row("TB", 3), "chưa có"))
    store.reproject(a_row("unknown", 0))

    assert store.rows() == (renamed(a_row("TB", 2), "mới"),)


def test_a_lost_projection_is_put_back(store: Store, shell: Engine) -> None:
    grow(store, "TB", 2)
    with shell.begin() as connection:
        connection.execute(text("DELETE FROM inspection"))

    store.reproject(a_row("TB", 2))

    assert store.rows() == (a_row("TB", 2),)
    assert store.verify() == ()


def test_the_nominated_come_in_pages(store: Store) -> None:
    for number in range(7):
        row = a_row(f"I-{number}", 1, attention_on=DAY + timedelta(number % 2))
        store.append(row.stream, 0, [an_event()], row)
    store.append("never", 0, [an_event()], a_row("never", 1, attention_on=None))

    assert store.nominated(DAY - timedelta(1)) == ()
    assert store.nominated(DAY) == ("I-0", "I-2", "I-4", "I-6")
    assert store.nominated(DAY, limit=3) == ("I-0", "I-2", "I-4")
    assert store.nominated(DAY, limit=3, after="I-4") == ("I-6",)
    assert store.nominated(DAY, after="I-6") == ()


def test_people_are_added_or_replaced(store: Store) -> None:
    store.put_people([BINH, AN])
    store.put_people([])
    store.put_people([replace(AN, room="P.NV1")])

    assert store.people() == (replace(AN, room="P.NV1"), BINH)


@pytest.mark.parametrize(
    "offset", [timedelta(hours=7), timedelta(hours=-9, minutes=-30), timedelta(seconds=24001)]
)
def test_a_moment_keeps_its_instant_whatever_its_offset(store: Store, offset: timedelta) -> None:
    moment = NOON.astimezone(timezone(offset))

    store.append("TB", 0, [an_event(at=moment)], a_row("TB", 1))

    (stored,) = store.events("TB")
    assert (stored.recorded_at, stored.recorded_at.tzinfo) == (NOON, UTC)
    assert store.verify() == ()


@pytest.mark.parametrize(
    "moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_the_ends_of_time_can_be_stored(store: Store, moment: datetime) -> None:
    store.append("TB", 0, [an_event(at=moment)], a_row("TB", 1, attention_on=date.max))

    assert [event.recorded_at for event in store.events("TB")] == [moment]
    assert store.nominated(date.max) == ("TB",)


def test_a_body_is_kept_as_given_and_names_are_composed(store: Store) -> None:
    decomposed = unicodedata.normalize("NFD", "Quyết định số 12/QĐ-TTr 🖋 ' \" \\ %s :x \r\n")
    long = "Đường cầu Bến Đình " * 60_000
    event = an_event(says=decomposed + long)

    store.append("TB", 0, [event], renamed(a_row("TB", 1), decomposed))

    assert [stored.body for stored in store.events("TB")] == [event.body]
    assert [row.name for row in store.rows()] == [unicodedata.normalize("NFC", decomposed)]
    assert store.verify() == ()


def test_one_name_in_two_spellings_is_one_stream(store: Store) -> None:
    composed = "Thanh tra Bến Đình"
    decomposed = unicodedata.normalize("NFD", composed)
    grow(store, decomposed, 1)

    grow(store, composed, 1, after=1)

    assert store.events(decomposed) == store.events(composed)
    assert len(store.events(composed)) == 2
    assert store.verify() == ()


@pytest.mark.parametrize("bad", ["mot\x00hai", "mot\ud800hai"], ids=["NUL", "surrogate"])
@pytest.mark.parametrize(
    "write",
    [
        lambda s, bad: s.append(bad, 0, [an_event()], a_row(bad, 1)),
        lambda s, bad: s.append("T", 0, [replace(an_event(), body=bad)], a_row("T", 1)),
        lambda s, bad: s.append("T", 0, [an_event(kind=bad)], a_row("T", 1)),
        lambda s, bad: s.append("T", 0, [an_event()], renamed(a_row("T", 1), bad)),
        lambda s, bad: s.append("T", 0, [an_event()], a_row("T", 1), [a_notice(bad)]),
        lambda s, bad: s.put_people([replace(AN, name=bad)]),
        lambda s, bad: s.events(bad),
    ],
    ids=["stream", "body", "kind", "name", "notice", "person", "question"],
)
def test_text_no_database_can_hold_is_refused_by_name(
    store: Store, write: Callable[[Store, str], None], bad: str
) -> None:
    with pytest.raises(Unstorable, match=r"cannot be stored: .*mot"):
        write(store, bad)

    assert everything(store) == ((), (), ())


def test_a_moment_without_its_offset_is_refused(store: Store) -> None:
    with pytest.raises(Unstorable, match="offset"):
        store.append("TB", 0, [an_event(at=NOON.replace(tzinfo=None))], a_row("TB", 1))

    assert everything(store) == ((), (), ())


def test_a_moment_is_refused_where_a_day_is_wanted(store: Store) -> None:
    with pytest.raises(Unstorable, match="not a moment"):
        store.append("TB", 0, [replace(an_event(), occurred_on=NOON)], a_row("TB", 1))

    assert everything(store) == ((), (), ())
