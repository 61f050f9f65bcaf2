"""The hourly sweep as a flow: what it shows, and when it is red; run without Prefect's engine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from machine import NotedBeats
from prefect import State

from flows.escalate import escalate, run_name
from states.stall import StallKind
from states.text import Text
from tiendo.clock import FixedDayClock
from tiendo.pulse import Outcome
from tiendo.stuck import StuckLine
from tiendo.sweep import SweepReport

TODAY = date(2021, 9, 8)
LINE = StuckLine(
    stream="bao-cao-sct",
    name="Bốn dự án [chỉ định thầu]",
    kind=next(iter(StallKind)),
    subject="",
    since=date(2021, 8, 13),
    stuck_from=date(2021, 8, 14),
    days=26,
    who="binh",
    sentence=Text("Chờ báo cáo của Sở Công Thương.", "Waiting for the report."),
)


@dataclass
class Office:
    """Stands in for the desk and its sweep: a rung is raised once, however often one sweeps."""

    lines: tuple[StuckLine, ...] = (LINE,)
    failed: tuple[tuple[str, str], ...] = ()
    told: set[str] = field(default_factory=set)
    shown: list[dict[str, object]] = field(default_factory=list)
    pulses: NotedBeats = field(default_factory=NotedBeats)
    closed: int = 0

    clock = FixedDayClock(TODAY)

    @property
    def store(self) -> Office:
        return self

    def people(self) -> tuple[SimpleNamespace, ...]:
        return (SimpleNamespace(id="binh", name="Trần Văn Bình"),)

    def close(self) -> None:
        self.closed += 1

    def sweep(self, _desk: Office, *, as_of: date, now: datetime) -> SweepReport:
        assert now.tzinfo is not None
        raised = tuple(line.stream for line in self.lines if line.stream not in self.told)
        self.told.update(raised)
        return SweepReport(as_of, len(self.lines), raised, self.lines, self.failed)

    async def show(self, **artifact: object) -> None:
        self.shown.append(artifact)

    def swept(self, as_of: date | None = None) -> State[None]:
        return asyncio.run(escalate.fn(as_of))


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office()
    monkeypatch.setattr("flows.office.open_desk", lambda: made)
    monkeypatch.setattr("flows.escalate.sweep", made.sweep)
    monkeypatch.setattr("flows.escalate.acreate_table_artifact", made.show)
    return made


def test_a_sweep_says_in_words_what_it_found(office: Office) -> None:
    state = office.swept()

    assert state.is_completed()
    assert state.message == "1 cuộc đang vướng, 1 cảnh báo mới"
    assert office.closed == 1
    beat = ("escalate", Outcome.DONE, "1 cuộc đang vướng, 1 cảnh báo mới.")
    assert office.pulses.ended == [beat]


def test_a_second_sweep_raises_nothing_again(office: Office) -> None:
    office.swept()

    state = office.swept()

    assert state.message == "1 cuộc đang vướng, 0 cảnh báo mới"


def test_two_stalls_of_one_inspection_count_as_one_inspection(office: Office) -> None:
    office.lines = (LINE, replace(LINE, subject="02/QĐ"))

    state = office.swept()

    assert state.message is not None
    assert state.message.startswith("1 cuộc đang vướng")


def test_the_table_reads_in_vietnamese_and_leads_to_our_page(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_PORT", "9000")

    office.swept(date(2021, 9, 7))

    assert office.shown == [
        {
            "key": "stuck-inspections",
            "description": "Theo ngày 07/09/2021: 1 cuộc đang vướng, 1 cảnh báo mới.",
            "table": [
                {
                    "Cuộc thanh tra": "[Bốn dự án (chỉ định thầu)]"
                    "(http://127.0.0.1:9000/inspections/bao-cao-sct)",
                    "Đang vướng": "Chờ báo cáo của Sở Công Thương.",
                    "Chờ ai": "Trần Văn Bình",
                    "Từ ngày": "13/08/2021",
                    "Số ngày": 26,
                }
            ],
        }
    ]


def test_an_inspection_that_cannot_be_swept_makes_the_run_red_after_the_others_were_shown(
    office: Office,
) -> None:
    office.failed = (("ben-dinh", "ValueError: hỏng"),)

    state = office.swept()

    assert state.is_failed()
    assert state.message == (
        "1 cuộc đang vướng, 1 cảnh báo mới; không rà soát được: ben-dinh (ValueError: hỏng)"
    )
    assert len(office.shown) == 1
    assert [outcome for _, outcome, _ in office.pulses.ended] == [Outcome.FAILED]


@contextmanager
def asked_for(as_of: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.escalate.flow_run", SimpleNamespace(parameters={"as_of": as_of}))
        yield


def test_a_run_is_named_by_its_day_and_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")

    name = run_name()

    assert name.startswith("Rà soát 08/09/2021 lúc ")


def test_a_run_for_another_day_is_named_by_that_day() -> None:
    with asked_for("2021-08-01"):
        name = run_name()

    assert name.startswith("Rà soát 01/08/2021 lúc ")
