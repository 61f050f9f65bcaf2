"""Loading: once, twice, killed half-way, and never beside somebody else's work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import pytest

from states.events import Event
from states.inspection import Inspection
from states.roles import Officer
from tiendo.demo.loader import DEMO_DAY, DemoSummary, load_demo
from tiendo.demo.script import read_script
from tiendo.desk import Desk
from tiendo.errors import BadInput, OfficeError
from tiendo.identity import Claim
from tiendo.ports import Notice, Person, StoredEvent
from tiendo.stuck import stuck
from tiendo.sweep import sweep

pytestmark = pytest.mark.slow

ACTS = len(read_script().in_order)
NOON = datetime(2021, 9, 8, 5, tzinfo=UTC)


class Killed(BaseException):
    """What the desk below dies of."""


@dataclass(frozen=True)
class DyingDesk(Desk):
    """A desk whose process is killed after some writes."""

    left: Iterator[None] = field(default_factory=lambda: repeat(None))

    def write(
        self,
        stream: str,
        after: int,
        new: Sequence[Event],
        inspection: Inspection,
        notices: Sequence[Notice] = (),
        claim: Claim | None = None,
        by: Officer | None = None,
    ) -> None:
        if next(self.left, Killed) is Killed:
            raise Killed
        super().write(stream, after, new, inspection, notices, claim, by)


def killed_after(desk: Desk, writes: int) -> None:
    dying = DyingDesk(
        desk.store, desk.clock, desk.policy, desk.days, repeat(None, writes), law=desk.law
    )
    with pytest.raises(Killed):
        load_demo(dying)


def held(desk: Desk) -> dict[str, tuple[StoredEvent, ...]]:
    return dict(desk.store.every_stream())


def test_the_office_is_loaded_and_whole(empty: Desk) -> None:
    summary = load_demo(empty)

    assert summary == DemoSummary(
        people=len(empty.store.people()),
        inspections=len(empty.store.rows()),
        acts=sum(len(events) for events in held(empty).values()),
        recorded=summary.acts,
    )
    assert empty.verify() == ()
    assert str(summary) == (
        f"Cơ quan minh họa ngày 08/09/2021: 26 cuộc thanh tra, 22 người, {ACTS} việc đã ghi "
        f"(lần này {ACTS})."
    )


def test_loading_twice_is_loading_once(desk: Desk) -> None:
    before = (held(desk), desk.store.rows(), desk.store.people())

    summary = load_demo(desk)

    assert summary.recorded == 0
    assert (held(desk), desk.store.rows(), desk.store.people()) == before


@pytest.mark.parametrize(
    "writes",
    [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in (ACTS // 2, ACTS - 1))],
)
def test_a_load_killed_on_the_way_is_completed_by_the_next(
    empty: Desk, desk: Desk, writes: int
) -> None:
    killed_after(empty, writes)

    summary = load_demo(empty)

    assert summary.recorded == summary.acts - writes
    assert held(empty) == held(desk)
    assert empty.store.rows() == desk.store.rows()


@pytest.mark.slow
def test_a_sweep_between_two_halves_does_not_stop_the_second(empty: Desk, desk: Desk) -> None:
    killed_after(empty, ACTS - 80)
    assert sweep(empty, as_of=DEMO_DAY, now=NOON).raised

    summary = load_demo(empty)

    assert summary.recorded == 80
    assert empty.verify() == ()
    swept = tuple(replace(each, escalation=None) for each in stuck(empty, as_of=DEMO_DAY))
    assert swept == stuck(desk, as_of=DEMO_DAY)
    assert load_demo(empty).recorded == 0


def test_what_is_recorded_in_the_demonstration_stays(desk: Desk) -> None:
    desk.record("ba-du-an", {"kind": "declare_none", "occurred_on": DEMO_DAY}, by="hai")
    before = held(desk)

    summary = load_demo(desk)

    assert summary.recorded == 0
    assert held(desk) == before


def test_no_demonstration_beside_somebody_elses_inspections(empty: Desk, desk: Desk) -> None:
    empty.store.put_people(desk.store.people())
    ours = next(iter(read_script().inspections["ba-du-an"]))
    empty.record("TTR-2021-01", ours.act, by="lan", now=NOON)
    before = held(empty)

    with pytest.raises(OfficeError, match=r"cơ quan khác \(TTR-2021-01\); chưa ghi gì"):
        load_demo(empty)

    assert held(empty) == before


def test_no_demonstration_over_an_inspection_that_only_has_the_same_id(
    empty: Desk, desk: Desk
) -> None:
    empty.store.put_people(desk.store.people())
    ours = next(iter(read_script().inspections["ba-du-an"]))
    empty.record("ba-du-an", {**ours.act, "short_name": "Cuộc khác"}, by="lan", now=NOON)

    with pytest.raises(OfficeError, match=r"«ba-du-an» đã có ghi chép khác"):
        load_demo(empty)


def test_no_demonstration_in_an_office_that_has_its_people(empty: Desk) -> None:
    stranger = Person("tam", "Người Khác", "Chánh Thanh tra", "chief_inspector", "", "")
    empty.store.put_people([stranger])

    with pytest.raises(OfficeError, match="Người Khác"):
        load_demo(empty)

    assert empty.store.people() == (stranger,)
    assert held(empty) == {}


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the demonstration's files with one thing changed in one of them."""

    def copied(file: str, old: str, new: str) -> Path:
        source = Path(__file__).resolve().parents[2] / "tiendo" / "demo"
        folder = tmp_path / "files"
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return copied


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("occurred_on: 20/05/2021", "occurred_on: 32/05/2021", "mục 2: Ngày xảy ra: «32/05/2021»"),
        ("kind: announce\n", "kind: anounce\n", "mục 8 (anounce): không có việc nào tên như vậy"),
        ("due_on: 18/06/2021", "due: 18/06/2021", "mục 10 (draft_request): Thiếu hạn trả lời."),
        ("occurred_on: 31/05/2021", "occurred_on: 03/05/2021", "mục 8 (announce): ngày ghi sớm"),
        ("      by: hanh\n", "", "mục 3: Thiếu by."),
    ],
)
def test_a_fault_in_the_files_is_told_with_its_place(
    copied: Callable[[str, str, str], Path], old: str, new: str, told: str
) -> None:
    folder = copied("inspections/seeds.yaml", old, new)

    with pytest.raises(BadInput) as refused:
        read_script(folder)

    assert "seeds.yaml, «ba-du-an», " + told in refused.value.text.vi
