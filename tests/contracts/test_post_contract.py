"""What a store promises about deliveries and letters, on every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.contracts.builders import DAY, NOON, a_notice
from tiendo.ports import Store
from tiendo.postbox import (
    Channel,
    Contact,
    Delivery,
    DeliveryState,
    Digest,
    Routed,
    Tally,
)
from tiendo.store.engine import open_database
from tiendo.store.opening import open_store

MINUTE = timedelta(minutes=1)
UNTIL = NOON + 10 * MINUTE


def road(key: str, address: str = "an@tt.example", channel: Channel = Channel.EMAIL) -> Routed:
    return Routed(key, channel, address, f"{key}.{address}@tt.example")


def owe(store: Store, *roads: Routed) -> None:
    """Queue and route a notice for each road."""
    keys = sorted({each.key for each in roads})
    store.queue([a_notice(key) for key in keys], NOON)
    assert store.deliveries.route(keys, roads, NOON) == len(keys)


def take(store: Store, minutes: int = 0, passing_by: tuple[str, ...] = ()) -> Delivery | None:
    now = NOON + minutes * MINUTE
    return store.deliveries.claim(Channel.EMAIL, now, now + 10 * MINUTE, passing_by)


def taken(store: Store, minutes: int = 0) -> Delivery:
    found = take(store, minutes)
    assert found is not None
    return found


def test_contacts_are_set_replaced_and_removed(store: Store) -> None:
    old, mail = (Contact("an", Channel.EMAIL, f"{name}@tt.example") for name in ("cu", "an"))
    chat = Contact("an", Channel.CHAT, "tgram://1/2")

    for each in (old, chat, mail):
        store.deliveries.put_contact(each, NOON, "vanphong")

    assert store.deliveries.contacts() == (chat, mail)
    assert store.deliveries.remove_contact("an", Channel.CHAT)
    assert not store.deliveries.remove_contact("an", Channel.CHAT)
    assert store.deliveries.contacts() == (mail,)


def test_a_notice_is_routed_once_even_when_an_address_comes_later(store: Store) -> None:
    store.queue([a_notice("k"), a_notice("later", due_on=DAY + timedelta(1))], NOON)
    assert [each.key for each in store.deliveries.unrouted(DAY, 10)] == ["k"]

    first = store.deliveries.route(["k"], [road("k")], NOON)
    second = store.deliveries.route(["k"], [road("k"), road("k", "moi@tt.example")], NOON)

    assert (first, second) == (1, 0)
    assert [each.address for each in store.deliveries.unsent()] == ["an@tt.example"]
    assert store.deliveries.unrouted(DAY, 10) == ()


def test_a_notice_that_is_not_urgent_waits_for_the_digest(store: Store) -> None:
    store.queue([replace(a_notice("calm"), urgent=False)], NOON)

    assert store.deliveries.unrouted(DAY, 10) == ()
    assert [each.key for each in store.letters.for_digest(DAY)] == ["calm"]
    assert [each.urgent for each in store.notices()] == [False]


def test_a_claim_is_one_takers_until_it_runs_out(store: Store) -> None:
    owe(store, road("k"))

    first = take(store)

    assert first is not None
    assert (first.key, first.attempts, first.letter.body) == ("k", 1, a_notice("k").body)
    assert take(store, minutes=9) is None
    again = take(store, minutes=10)
    assert again is not None
    assert (again.message_id, again.attempts) == (first.message_id, 2)


def test_the_one_due_longest_is_taken_first_and_others_channels_are_left(store: Store) -> None:
    owe(store, road("b"), road("a"), road("chat", channel=Channel.CHAT))

    found = [take(store), take(store), take(store)]

    assert [each.key if each else None for each in found] == ["a", "b", None]


def test_addresses_can_be_passed_by(store: Store) -> None:
    owe(store, road("a", "x@tt.example"), road("b", "y@tt.example"))

    found = take(store, passing_by=("x@tt.example",))

    assert found is not None
    assert found.address == "y@tt.example"
    assert take(store, passing_by=("x@tt.example",)) is None


def test_what_is_put_off_comes_back_at_its_time_with_its_reason(store: Store) -> None:
    owe(store, road("k"))

    store.deliveries.put_off(taken(store), "451 bận", NOON + 2 * MINUTE)

    assert take(store, minutes=1) is None
    (waiting,) = store.deliveries.unsent()
    assert (waiting.state, waiting.last_error) == (DeliveryState.OWED, "451 bận")
    assert taken(store, minutes=2).attempts == 2


def test_only_the_present_holder_can_put_off_or_give_up(store: Store) -> None:
    owe(store, road("k"))
    slow = taken(store)
    quick = taken(store, minutes=10)

    store.deliveries.died(slow, "chậm")
    store.deliveries.put_off(slow, "chậm", NOON)

    assert store.deliveries.unsent()[0].last_error == ""
    store.deliveries.died(quick, "550 không có người này")
    (dead,) = store.deliveries.unsent()
    assert (dead.state, dead.last_error) == (DeliveryState.DEAD, "550 không có người này")


def test_that_it_was_sent_is_recorded_whoever_holds_it(store: Store) -> None:
    owe(store, road("k"))
    slow = taken(store)
    quick = taken(store, minutes=10)

    store.deliveries.sent(slow, UNTIL)
    store.deliveries.sent(quick, UNTIL + MINUTE)
    store.deliveries.put_off(quick, "muộn", NOON)

    assert store.deliveries.unsent() == ()
    assert store.deliveries.tally() == Tally(0, 0, 0, None)
    assert take(store, minutes=60) is None


def test_the_dead_can_be_owed_again_and_are_counted(store: Store) -> None:
    owe(store, road("k"), road("k", "b@tt.example"))
    store.deliveries.died(taken(store), "550")
    assert store.deliveries.tally() == Tally(0, 1, 1, NOON)

    assert store.deliveries.retry("k", NOON) == 1
    assert store.deliveries.retry("k", NOON) == 0

    assert store.deliveries.tally() == Tally(0, 2, 0, NOON)
    assert {taken(store).attempts, taken(store).attempts} == {1}


def test_a_notice_without_any_address_is_named_until_it_is_read(store: Store) -> None:
    store.queue([a_notice("k")], NOON)
    assert store.deliveries.unaddressed() == ()
    assert store.deliveries.tally().unrouted == 1

    store.deliveries.route(["k"], [], NOON)

    assert [each.key for each in store.deliveries.unaddressed()] == ["k"]
    assert store.letters.mark_read(["an"], ["k"], NOON) == 1
    assert store.deliveries.unaddressed() == ()


def test_letters_are_read_by_their_recipients_alone(store: Store) -> None:
    store.queue([a_notice("a"), a_notice("b")], NOON)
    store.queue([a_notice("c")], NOON + MINUTE)

    assert store.letters.unread(["an", "office"]) == 3
    assert store.letters.unread(["binh"]) == 0
    assert store.letters.mark_read(["binh"], ["a"], UNTIL) == 0
    assert store.letters.mark_read(["an"], ["c", "khong-co"], UNTIL) == 1
    assert store.letters.mark_read(["an"], ["c"], UNTIL + MINUTE) == 0

    assert store.letters.unread(["an"]) == 2
    found = store.letters.inbox(["an"], 10)
    assert [(each.key, each.read_at) for each in found] == [
        ("a", None),
        ("b", None),
        ("c", UNTIL),
    ]
    assert store.letters.inbox(["an"], 1) == found[:1]


def test_a_digest_is_queued_once_and_passes_its_notices_on_once(store: Store) -> None:
    store.queue([replace(a_notice(key), urgent=False) for key in "xy"], NOON)
    digest = Digest("digest:an:2021-09-08", "an", "Thư sáng", "Một việc", DAY, ("x",))

    first = store.letters.put_digests([digest], NOON)
    again = store.letters.put_digests([replace(digest, tells=("y",))], UNTIL)

    assert (first, again) == ((digest.key,), ())
    assert [each.key for each in store.letters.for_digest(DAY)] == ["y"]
    assert store.letters.unread(["an"]) == 2
    assert store.letters.last_written("an", "digest:an:") == NOON
    assert store.letters.last_written("an", "digest_an:") is None
    assert [each.key for each in store.deliveries.unrouted(DAY, 10)] == [digest.key]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE delivery SET state = 'owed', sent_at = NULL WHERE state = 'sent'",
        "UPDATE delivery SET last_error = 'x' WHERE state = 'sent'",
        "DELETE FROM delivery",
        "DELETE FROM outbox",
        "UPDATE delivery SET state = 'lost'",
        "UPDATE delivery SET sent_at = '2021' WHERE state = 'owed'",
        "UPDATE contact SET channel = 'fax'",
    ],
)
def test_the_database_refuses_to_forget_what_was_sent(
    store: Store, shell: Engine, change: str
) -> None:
    owe(store, road("a"), road("b"))
    store.deliveries.put_contact(Contact("an", Channel.EMAIL, "an@tt.example"), NOON, "x")
    store.deliveries.sent(taken(store), NOON)

    with pytest.raises(DBAPIError), shell.begin() as connection:
        connection.execute(text(change))

    assert store.verify() == ()


def test_a_missing_guard_or_notice_is_found(store: Store, shell: Engine) -> None:
    owe(store, road("a"))
    on = {"sqlite": "", "postgresql": " ON outbox"}[shell.dialect.name]
    with shell.begin() as connection:
        connection.execute(text(f"DROP TRIGGER outbox_refuses_delete{on}"))
        connection.execute(text("DELETE FROM outbox"))

    assert [fault.what for fault in store.verify()] == [
        "the trigger outbox_refuses_delete is gone: the record can be changed",
        "a delivery stands, and its notice a is not there",
    ]


def test_an_outbox_of_the_version_before_keeps_its_notices(
    empty_url: str, empty_shell: Engine
) -> None:
    database = open_database(empty_url)
    with database.writing() as connection:
        config = Config()
        config.set_main_option("script_location", "tiendo.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    database.close()
    written = (
        "INSERT INTO outbox (key, stream, recipient, subject, body, due_on, created_at, sent_at)"
        " VALUES (:key, 'TB', 'an', 'Chậm', 'Hết hạn', '2021-09-08',"
        " '2021-09-08T05:00:00.000123+00:00', :sent)"
    )
    with empty_shell.begin() as connection:
        assert connection.execute(text("SELECT * FROM tiendo_version")).scalar() == "0002"
        for key, sent in (("owed", None), ("sent", "2021-09-08T06:00:00.000000+00:00")):
            connection.execute(text(written), {"key": key, "sent": sent})

    store = open_store(empty_url)

    found = store.letters.inbox(["an"], 10)
    assert [(each.key, each.urgent, each.created_at) for each in found] == [
        ("owed", True, NOON),
        ("sent", True, NOON),
    ]
    assert [each.key for each in store.deliveries.unrouted(DAY, 10)] == ["owed"]
    assert store.verify() == ()
    store.close()
