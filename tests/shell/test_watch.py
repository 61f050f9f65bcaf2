"""A round of the watch: the record verified as far as it is new, and each finding told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE
from machine import alive, at_time, office_time
from offices import CASE, Told, open_office, sqlite, tamper

from states.roles import Officer
from states.text import same
from tiendo.desk import Desk
from tiendo.health import Finding, Severity
from tiendo.health_terms import NEW, WHOLE
from tiendo.integrity import check, check_whole, whole_is_due
from tiendo.limits import load_limits
from tiendo.ports import Fault, SetAside, StoredEvent
from tiendo.pulse import Outcome
from tiendo.store.seals import SqlSeals
from tiendo.store.sql import SqlStore
from tiendo.watch import recipients, watch

LIMITS = load_limits()
MORNING = office_time(8, 9, 5)


def beat_of(desk: Desk, flow: str) -> tuple[Outcome, str]:
    newest = desk.store.pulses.by_flow()[flow].newest
    return newest.outcome, newest.said


def test_the_whole_record_is_verified_once_a_day_after_its_hour(desk: Desk) -> None:
    assert whole_is_due(at_time(desk, MORNING), LIMITS)  # never yet

    check(at_time(desk, MORNING), LIMITS)

    assert not whole_is_due(at_time(desk, office_time(8, 23)), LIMITS)
    assert not whole_is_due(at_time(desk, office_time(9, 2, 59)), LIMITS)
    assert whole_is_due(at_time(desk, office_time(9, 3)), LIMITS)


def test_a_verification_that_was_killed_is_due_again(desk: Desk) -> None:
    desk.store.pulses.begin(WHOLE, office_time(8, 3))

    assert whole_is_due(at_time(desk, MORNING), LIMITS)


def test_what_is_new_is_verified_and_only_that(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_time(told.desk, MORNING)
    check(desk, LIMITS)
    looked_at: list[str] = []
    events = SqlStore.events

    def counted(store: SqlStore, stream: str, since: int = 1) -> tuple[StoredEvent, ...]:
        looked_at.append(stream)
        return events(store, stream, since)

    monkeypatch.setattr(SqlStore, "events", counted)

    assert check(desk, LIMITS) == ()
    assert looked_at == []
    told.tell("note", date(2021, 9, 8), text="x", now=MORNING)
    looked_at.clear()
    assert check(desk, LIMITS) == ()
    assert looked_at == [CASE]
    assert beat_of(desk, NEW) == (Outcome.DONE, "Sổ ghi nguyên vẹn.")


def test_a_changed_entry_is_found_by_the_next_verification_that_reads_it(
    told: Told, tmp_path: Path
) -> None:
    desk = at_time(told.desk, MORNING)
    tamper(tmp_path / "office.db", CASE, 2)

    faults = check_whole(desk)

    assert {fault.stream for fault in faults} >= {CASE}
    outcome, said = beat_of(desk, WHOLE)
    assert outcome is Outcome.FAILED
    assert f"{CASE} mục 2" in said
    assert desk.store.seals.unsealed() == (CASE,)  # never sealed while it is broken


def test_somebody_writing_meanwhile_is_no_fault(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The projection read after the events is newer than they are: that alone breaks nothing."""
    desk = at_time(told.desk, MORNING)
    whole = SqlStore.every_stream

    def slowly(
        store: SqlStore, _set_aside: SetAside
    ) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        for stream, stored in whole(store):
            monkeypatch.setattr(SqlStore, "every_stream", whole)
            told.tell(
                "pause_site",
                date(2021, 9, 8),
                document=PAUSE_NOTICE,
                reason="Giãn cách",
                now=MORNING,
            )
            yield stream, stored

    monkeypatch.setattr(SqlStore, "every_stream", slowly)

    assert check_whole(desk) == ()


def test_a_stream_that_moves_while_it_is_looked_at_waits_for_the_next_watch(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_time(told.desk, MORNING)
    check(desk, LIMITS)
    told.tell("note", date(2021, 9, 8), text="x", now=MORNING)
    faults = SqlSeals.faults

    def meanwhile(seals: SqlSeals, stream: str) -> tuple[Fault, ...]:
        monkeypatch.setattr(SqlSeals, "faults", faults)
        told.tell(
            "pause_site", date(2021, 9, 8), document=PAUSE_NOTICE, reason="Giãn cách", now=MORNING
        )
        return faults(seals, stream)

    monkeypatch.setattr(SqlSeals, "faults", meanwhile)

    assert check(desk, LIMITS) == ()
    assert desk.store.seals.unsealed() == (CASE,)
    assert check(desk, LIMITS) == ()
    assert desk.store.seals.unsealed() == ()


def test_each_finding_is_told_once_a_day_to_the_office(desk: Desk) -> None:
    alive(desk, office_time(7, 9))
    seen = (Finding("prefect:late", same("Prefect trễ."), Severity.SERIOUS, MORNING),)

    found = watch(at_time(desk, MORNING), LIMITS, seen)
    watch(at_time(desk, MORNING + timedelta(minutes=15)), LIMITS, seen)

    keys = [each.key for each in found.findings]
    assert "silent:escalate" in keys
    assert "prefect:late" in keys
    assert found.serious
    notices = [n for n in desk.store.notices() if n.key.startswith("watch:prefect:late")]
    assert [(n.key, n.recipient) for n in notices] == [
        ("watch:prefect:late:2021-09-08:vanphong", "vanphong")
    ]
    assert notices[0].body == "Prefect trễ. (Từ 09:05 08/09/2021.)"
    watch(at_time(desk, MORNING + timedelta(days=1)), LIMITS, seen)
    assert len([n for n in desk.store.notices() if "prefect:late" in n.key]) == 2


def test_administrators_are_told_before_the_office_and_an_empty_post_is_told_too() -> None:
    lan = Officer("lan", "Lan", "", "office")
    minh = Officer("minh", "Minh", "", "administrator")

    assert recipients((lan, minh)) == ("minh",)
    assert recipients((lan,)) == ("lan",)
    assert recipients(()) == ("office",)


def test_a_watch_that_finds_nothing_tells_nobody(tmp_path: Path) -> None:
    desk = open_office(sqlite(tmp_path), date(2021, 9, 8))
    alive(desk, office_time(8, 9))

    found = watch(at_time(desk, office_time(8, 9, 1)), LIMITS)

    assert (found.findings, desk.store.notices()) == ((), ())
    desk.store.close()
