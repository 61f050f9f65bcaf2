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
from prefect.settings import PREFECT_UI_URL, temporary_settings

from flows.escalate import escalate, run_name
from states.roles import Role
from states.stall import Alarm, Call, StallKind
from states.text import Text
from tiendo.clock import FixedDayClock
from tiendo.pulse import Outcome
from tiendo.stuck import StuckLine
from tiendo.sweep import Rise, SweepReport

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
    sentence=Text("Chờ báo cáo [gấp](x) của Sở Công Thương.", "Waiting for the report."),
    block="Khối 1",
    way=Text("«Tiếp nhận» [gấp](x)", "“Receive” [urgent](x)"),
)


def rise(line: StuckLine) -> Rise:
    alarm = Alarm(line.kind, line.since, line.stuck_from, Role.TEAM_HEAD)
    call = Call(
        alarm, "team_head", Role.TEAM_HEAD, TODAY, f"{line.stream}:{line.subject}", early=False
    )
    return Rise(line.stream, line.name, line.block, call, line.who)


@dataclass
class Office:
    """Stands in for the desk and its sweep: a rung is raised once, however often one sweeps."""

    lines: tuple[StuckLine, ...] = (LINE,)
    failed: tuple[tuple[str, str], ...] = ()
    told: set[str] = field(default_factory=set)
    shown: list[dict[str, object]] = field(default_factory=list)
    supervised: list[tuple[SweepReport, str]] = field(default_factory=list)
    trouble: str = ""
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
        rises = tuple(rise(line) for line in self.lines if line.stream not in self.told)
        self.told.update(rise.stream for rise in rises)
        return SweepReport(as_of, len(self.lines), rises, self.lines, self.failed)

    async def supervise(self, report: SweepReport, said: str) -> str:
        self.supervised.append((report, said))
        return self.trouble

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
    monkeypatch.setattr("flows.escalate.show", made.supervise)
    return made


def test_a_sweep_says_in_words_what_it_found(office: Office) -> None:
    state = office.swept()

    assert state.is_completed()
    assert (state.name, state.message) == (
        "Đã rà soát",
        "1 cuộc đang vướng, 1 cảnh báo mới leo cấp",
    )
    assert [said for _, said in office.supervised] == [state.message]
    assert office.closed == 1
    beat = ("escalate", Outcome.DONE, "1 cuộc đang vướng, 1 cảnh báo mới leo cấp.")
    assert office.pulses.ended == [beat]


def test_a_second_sweep_raises_nothing_again(office: Office) -> None:
    office.swept()

    state = office.swept()

    assert state.message == "1 cuộc đang vướng, 0 cảnh báo mới leo cấp"


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

    shown, _ = office.shown
    assert shown["key"] == "stuck-inspections"
    assert shown["table"] == [
        {
            "Cuộc thanh tra": "[Bốn dự án (chỉ định thầu)]"
            "(http://127.0.0.1:9000/inspections/bao-cao-sct)",
            "Đang vướng": "Chờ báo cáo (gấp)(x) của Sở Công Thương.",
            "Cách gỡ": "«Tiếp nhận» (gấp)(x)",
            "Chờ ai": "Trần Văn Bình",
            "Từ ngày": "13/08/2021",
            "Số ngày": 26,
            "Khối": "Khối 1",
            "Mã": "bao-cao-sct",
        }
    ]


def test_the_table_leads_to_the_filtered_lists_of_prefects_own_page(office: Office) -> None:
    with temporary_settings({PREFECT_UI_URL: "http://127.0.0.1:4200"}):
        office.swept(date(2021, 9, 7))

    shown, _ = office.shown
    span = "type=span&seconds=-315360000"  # else it lists the past week only
    assert shown["description"] == (
        "Theo ngày 07/09/2021: 1 cuộc đang vướng, 1 cảnh báo mới leo cấp. Xem: "
        f"[Mọi cuộc đang vướng](http://127.0.0.1:4200/runs?tag=dang-vuong&{span}) · "
        f"[Khối 1](http://127.0.0.1:4200/runs?tag=dang-vuong&tag=khoi%3Akhoi-1&{span}) · "
        "[Hồ sơ không đọc được]"
        f"(http://127.0.0.1:4200/runs?tag=dang-vuong&tag=kieu%3Aho-so-khong-doc-duoc&{span})"
    )


def test_an_office_where_nothing_is_stuck_has_no_list_to_lead_to(office: Office) -> None:
    office.lines = ()

    office.swept(date(2021, 9, 7))

    shown, _ = office.shown
    assert shown["description"] == (
        "Theo ngày 07/09/2021: 0 cuộc đang vướng, 0 cảnh báo mới leo cấp."
    )


def test_prefects_trouble_is_said_and_leaves_the_sweep_done(office: Office) -> None:
    office.trouble = "chưa cập nhật đủ"

    state = office.swept()

    assert state.is_completed()
    assert state.message == "1 cuộc đang vướng, 1 cảnh báo mới leo cấp; chưa cập nhật đủ"


def test_an_inspection_that_cannot_be_swept_makes_the_run_red_after_the_others_were_shown(
    office: Office,
) -> None:
    office.failed = (("ben-dinh", "ValueError: hỏng"),)

    state = office.swept()

    assert state.is_failed()
    assert state.message == (
        "1 cuộc đang vướng, 1 cảnh báo mới leo cấp; "
        "không rà soát được: ben-dinh (ValueError: hỏng)"
    )
    assert [each["key"] for each in office.shown] == ["stuck-inspections", "late-directives"]
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
