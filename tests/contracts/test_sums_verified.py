"""What is summed is verified too: whatever differs from the events is named, and mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from builders import DAYS, OFFICERS, POLICY, TO_ONSITE, K, at, paper
from offices import Told
from sqlalchemy import Engine, text

from states.roles import Officer
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.fanout import ask, work
from tiendo.integrity import check_whole
from tiendo.lawbook import lawbook
from tiendo.ports import Store
from tiendo.store.sums import SqlSums
from tiendo.summing import sum_up
from tiendo.sums import Sums

TODAY = date(2021, 9, 8)
NOW = at(TODAY)
ENDED, OPEN = "da-xong", "dang-lam"
HELD, LOST, STAYS, LATE = "what holds it up", "days lost", "days in phases", "breaches"
WAYS = "papers and acts that free"
DAMAGES = (
    (ENDED, "UPDATE breach SET late = 77, due_day = due_day - 1 WHERE 0 = 0", LATE),
    (ENDED, "DELETE FROM breach WHERE 0 = 0", LATE),
    (ENDED, "UPDATE lost SET days = days + 1 WHERE 0 = 0", LOST),
    (ENDED, "UPDATE stay SET days = 1 WHERE 0 = 0", STAYS),
    (OPEN, "UPDATE stay SET since_day = 1 WHERE 0 = 0", STAYS),
    (OPEN, "DELETE FROM burden WHERE sort = 'who'", HELD),
    (OPEN, "UPDATE burden SET key = 'Sở Y tế' WHERE sort = 'entity'", HELD),
    (OPEN, "UPDATE burden SET from_day = from_day - 1 WHERE sort = 'act'", WAYS),
    (OPEN, "UPDATE burden SET since_day = since_day + 1 WHERE sort = 'act'", WAYS),
)


@pytest.fixture
def desk(store: Store) -> Desk:
    """An inspection that has ended, late, and one at work that is stuck; all of it summed."""
    store.put_people(OFFICERS)
    desk = Desk(store, FixedDayClock(TODAY), POLICY, DAYS, law=lawbook())
    ended = Told(desk, date(2021, 2, 1), stream=ENDED).walk(TO_ONSITE)
    ended.tell("pause_site", date(2021, 4, 1), reason="Giãn cách")
    order = paper(K.TERMINATION_DECISION, date(2021, 8, 2))
    ended.tell("discontinue", date(2021, 8, 2), by="kieu", document=order)
    Told(desk, date(2021, 6, 1), stream=OPEN).walk(TO_ONSITE).request("YC1", date(2021, 7, 1))
    sum_up(desk)
    return desk


def mend(desk: Desk) -> None:
    """As `tiendo reproject` does."""
    job = ask(desk, at=NOW, insist=True, size=10)
    assert job is not None
    assert list(work(desk, job, now=NOW))
    assert sum_up(desk) == 2


def kept(desk: Desk) -> dict[str, Sums]:
    return dict(desk.store.overview.sums.of([ENDED, OPEN]))


def spoil(shell: Engine, *damages: str) -> None:
    with shell.begin() as connection:
        assert all(connection.execute(text(each)).rowcount > 0 for each in damages)


def test_sums_changed_behind_the_programs_back_are_named_and_mended(
    desk: Desk, shell: Engine
) -> None:
    whole = kept(desk)
    assert set(whole) == {ENDED, OPEN}
    assert check_whole(desk) == ()
    for stream, damage, named in DAMAGES:
        spoil(shell, f"{damage} AND stream = '{stream}'")

        (fault,) = check_whole(desk)

        assert (fault.stream, fault.version) == (stream, len(desk.store.events(stream)))
        what = f"the sums differ from the events ({named}): tiendo reproject mends it"
        assert fault.what == what, damage
        mend(desk)
        assert kept(desk) == whole
    assert check_whole(desk) == ()


def test_all_that_differs_of_each_is_named_and_what_is_still_to_be_summed_is_not(
    desk: Desk, shell: Engine
) -> None:
    spoil(shell, "DELETE FROM stay", "DELETE FROM lost")

    assert [(fault.stream, f"({LOST}, {STAYS})" in fault.what) for fault in check_whole(desk)] == [
        (ENDED, True),
        (OPEN, True),
    ]
    desk.store.overview.sums.forget()
    assert check_whole(desk) == ()


def test_neither_newcomers_nor_an_act_recorded_meanwhile_are_a_fault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.put_people([Officer("vanphong", "Đỗ Lan", "", "member", "Phòng 9", "Khối 9")])
    desk.store.put_people([Officer(f"moi{n}", "Người Mới", "", "office") for n in range(3)])
    assert check_whole(desk) == ()
    asked = SqlSums.of

    def slowly(sums: SqlSums, streams: Sequence[str]) -> Mapping[str, Sums]:
        found = asked(sums, streams)
        monkeypatch.setattr(SqlSums, "of", asked)
        told, letter = Told(desk, TODAY, stream=OPEN), paper(K.ENTITY_ANSWER, TODAY)
        told.tell("receive_answer", now=NOW, request="YC1", document=letter)
        return found

    monkeypatch.setattr(SqlSums, "of", slowly)

    assert check_whole(desk) == ()
    assert desk.inspection(OPEN).requests[0].state == "received"
