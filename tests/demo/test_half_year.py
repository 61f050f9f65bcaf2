"""The second half of 2021 in the demonstration office, day by day, against a table by hand.

What people recorded is known from its day on; the machines work every evening. After 08/09/2021
nobody records anything: whatever stands goes on rising.
"""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from half_year import (
    Entry,
    HalfYear,
    Said,
    by_hand,
    every_day,
    in_order,
    is_off,
    open_office,
    said,
    settled,
)

from flows.drive import drive
from flows.escalate import escalate
from states.events import Escalated
from tiendo import sweep

pytestmark = pytest.mark.slow

BY_HAND = by_hand(Path(__file__).with_name("half-year-2021.txt"))

STILL = {
    "ba-du-an": (date(2021, 7, 19), date(2021, 12, 31)),  # nobody said whether the days count
    "trang-bang": (date(2021, 7, 20), date(2021, 12, 31)),
    "truong-cao-dang-nghe": (date(2021, 7, 19), date(2021, 8, 29)),
    "hoa-thanh": (date(2021, 7, 16), date(2021, 8, 29)),
    "duong-minh-chau": (date(2021, 8, 2), date(2021, 12, 31)),  # from the day it was known
    "so-giao-duc-mua-sam": (date(2021, 7, 19), date(2021, 12, 31)),
    "tp-tay-ninh-xay-dung": (date(2021, 7, 19), date(2021, 12, 31)),
    "benh-vien-y-hoc-co-truyen": (date(2021, 7, 26), date(2021, 12, 31)),
}
"""Holds whose days do not count, from the first evening to the last."""

DOWN = {
    date(2021, 8, 5): (date(2021, 8, 2), date(2021, 8, 3), date(2021, 8, 4)),
    date(2021, 9, 10): (date(2021, 9, 7), date(2021, 9, 8), date(2021, 9, 9)),
    date(2021, 10, 7): (date(2021, 10, 4), date(2021, 10, 5), date(2021, 10, 6)),
}
"""Three times three days without a flow, by the first day back."""

NOT_ANY_MORE: dict[str, set[Said]] = {
    # The team head himself wrote to Sở Y tế on 03/08: the next letter is the second.
    "bhxh-so-y-te": {("02/08", "drive", "urge_answer", "GT-SYT-02", "1", "tuan")},
    # Answered on the morning of 05/08.
    "truong-cao-dang-nghe": {("03/08", "drive", "answer_soon", "YC-01", "0", "nhung")},
    # Due on 09/09: on the 10th it is late, and who is late is told so, not that it is near.
    "so-khoa-hoc": {
        (
            "07/09",
            "escalate",
            "past_deadline",
            "issue_conclusion",
            "chief_inspector-before",
            "tam",
        )
    },
    # Nobody was named to appraise. Entry 24: 21 of people, 3 of the machine before it.
    "tan-chau": {("07/09", "escalate", "past_deadline", "appraisal+24", "appraiser-before", "")},
}
"""What was told on a day without flows, and was no longer so on the first day back."""


@dataclass
class Lived:
    """An office after the half-year, and the days on which a second run was not idle."""

    office: HalfYear
    restless: list[date]


@pytest.fixture(scope="module")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HalfYear, Path]]:
    """The office on 30/06/2021 and a folder for copies; nothing of the list is worked out."""
    folder = tmp_path_factory.mktemp("half-year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            sweep, "stuck_with_ways", lambda *_, **__: ()
        )  # the report's list, of all cases
        office = settled(folder / "eve.db")
        office.desk.store.close()
        yield office, folder


def opened(eve: tuple[HalfYear, Path], name: str) -> HalfYear:
    office, folder = eve
    desk = open_office(Path(shutil.copy(folder / "eve.db", folder / name)))
    return replace(office, desk=desk, placed=dict(office.placed))


@pytest.fixture(scope="module")
def daily(eve: tuple[HalfYear, Path]) -> Iterator[Lived]:
    """Lived through with the flows twice every evening."""
    lived = Lived(opened(eve, "daily.db"), [])
    office = lived.office
    for day in every_day():
        office.people_act(day)
        office.machines_act(day)
        rows = office.desk.store.rows()
        if office.machines_act(day) or rows != office.desk.store.rows():
            lived.restless.append(day)
    yield lived
    office.desk.store.close()


@pytest.fixture(scope="module")
def broken(eve: tuple[HalfYear, Path]) -> Iterator[HalfYear]:
    """Lived through with the flows down three times."""
    office = opened(eve, "broken.db")
    down = {day for days in DOWN.values() for day in days}
    for day in every_day():
        office.people_act(day)
        if day not in down:
            office.machines_act(day)
    yield office
    office.desk.store.close()


def of_all(office: HalfYear) -> list[tuple[str, Entry]]:
    return [(stream, entry) for stream, found in office.entries().items() for entry in found]


@pytest.mark.parametrize("stream", BY_HAND)
def test_each_is_told_once_at_its_rung_and_day(daily: Lived, stream: str) -> None:
    assert in_order([said(entry) for entry in daily.office.entries()[stream]]) == BY_HAND[stream]


def test_everybody_s_acts_are_in_and_the_record_is_whole(daily: Lived) -> None:
    assert len(BY_HAND) == 10
    assert daily.office.fed == len(daily.office.steps)
    assert daily.office.desk.verify() == ()


def test_no_key_is_told_twice(daily: Lived) -> None:
    told = Counter(entry.key for _, entry in of_all(daily.office))
    notices = {notice.key for notice in daily.office.desk.store.notices()}

    assert set(told.values()) == {1}
    assert notices <= told.keys()
    assert len(notices) == len(daily.office.desk.store.notices())


def test_nothing_is_told_on_a_day_off(daily: Lived) -> None:
    on_days_off = [(s, said(e)) for s, e in of_all(daily.office) if is_off(e.occurred_on)]

    assert on_days_off == []
    assert sum(is_off(day) for day in every_day()) == 54  # 52 of 26 weekends, 02 and 03/09


def test_nobody_is_late_for_days_that_do_not_count(daily: Lived) -> None:
    found = daily.office.entries()
    late = [
        (stream, said(entry))
        for stream, (first, last) in STILL.items()
        for entry in found[stream]
        if isinstance(entry, Escalated)
        and entry.stall == "past_deadline"
        and first <= entry.occurred_on <= last
    ]

    assert late == []


def test_nobody_is_warned_of_what_is_late_already(daily: Lived) -> None:
    late, warned = set[str](), list[str]()
    for _, entry in of_all(daily.office):
        if isinstance(entry, Escalated) and entry.early and entry.alarm in late:
            warned.append(entry.key)
        elif isinstance(entry, Escalated) and not entry.early:
            late.add(entry.alarm)

    assert (warned, len(late) > 30) == ([], True)


def test_a_second_run_on_the_same_day_changes_nothing(daily: Lived) -> None:
    assert daily.restless == []


def test_the_flows_themselves_do_the_same_for_a_fortnight(
    daily: Lived, eve: tuple[HalfYear, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening the installation each time, without Prefect's server: what it shows is set aside."""
    office = opened(eve, "tiendo.db")
    monkeypatch.setenv("TIENDO_HOME", str(eve[1]))
    for name in ("TIENDO_DATABASE_URL", "TIENDO_POLICY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("flows.escalate.acreate_table_artifact", _shown)
    monkeypatch.setattr("flows.escalate.show", _shown)
    fortnight = every_day()[:14]
    for day in fortnight:
        office.people_act(day)
        monkeypatch.setenv("TIENDO_TODAY", day.isoformat())
        assert asyncio.run(drive.fn()).is_completed()
        assert asyncio.run(escalate.fn()).is_completed()
    done = {s: list(map(said, found)) for s, found in office.entries().items()}
    office.desk.store.close()

    assert sum(map(len, done.values())) > 15
    assert done == {
        stream: [said(entry) for entry in found if entry.occurred_on in fortnight]
        for stream, found in daily.office.entries().items()
    }


async def _shown(*_: object, **__: object) -> str:
    return ""


def first_back(day: date) -> date:
    return next((back for back, days in DOWN.items() if day in days), day)


def test_three_days_without_flows_lose_nothing(daily: Lived, broken: HalfYear) -> None:
    usual = {entry.key: (stream, entry) for stream, entry in of_all(daily.office)}
    later = {entry.key: entry for _, entry in of_all(broken)}
    lost = dict[str, set[Said]]()
    for key in usual.keys() - later.keys():
        stream, entry = usual[key]
        lost.setdefault(stream, set()).add(said(entry))

    assert lost == NOT_ANY_MORE
    assert later.keys() <= usual.keys()
    assert len(later) == len(of_all(broken))
    assert broken.desk.verify() == ()


def test_what_fell_into_the_three_days_is_told_on_the_first_day_back(
    daily: Lived, broken: HalfYear
) -> None:
    """An urging goes by the last one: it and those after it may come later, never sooner."""
    usual = {entry.key: entry for _, entry in of_all(daily.office)}
    late = Counter[date]()
    for _, entry in of_all(broken):
        due = first_back(usual[entry.key].occurred_on)
        late[due] += due != usual[entry.key].occurred_on
        if isinstance(entry, Escalated) or not entry.number:
            assert entry.occurred_on == due, entry.key
        else:
            assert entry.occurred_on >= due, entry.key

    assert all(late[back] > 3 for back in DOWN), late
