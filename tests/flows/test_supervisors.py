"""What supervisors see in Prefect beside the table, and that its trouble is never the sweep's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from flows.mirror import Mirror
from flows.supervisors import announce, show, title
from states.roles import Role
from states.stall import Alarm, Call, StallKind
from states.text import Text
from tiendo.stuck import StuckLine
from tiendo.sweep import Rise, SweepReport

DAY = date(2021, 9, 8)
RUN, ONE, TWO = UUID(int=1), UUID(int=2), UUID(int=3)
ALARM = Alarm(StallKind.REQUEST_OVERDUE, DAY, DAY, Role.TEAM_HEAD, "YC-02")
RISE = Rise(
    "a",
    "Cuộc A",
    "Khối 1",
    Call(ALARM, "deputy", Role.DEPUTY, DAY, "a:request:deputy", early=False),
    "hanh",
)
LINE = StuckLine(
    stream="a",
    name="Cuộc A",
    kind=StallKind.REQUEST_OVERDUE,
    subject="YC-02",
    since=DAY,
    stuck_from=DAY,
    days=1,
    who="an",
    sentence=Text("Chờ Sở.", "Waiting."),
    block="Khối 1",
)
REPORT = SweepReport(DAY, 1, (RISE,), (LINE,), ())
NINE = datetime(2021, 9, 8, 2, 0, tzinfo=UTC)


@dataclass
class Prefect:
    """A client that keeps what it was told."""

    updates: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    mirrored: list[tuple[str, ...]] = field(default_factory=list)

    async def read_flow_runs(self, *, flow_run_filter: Any) -> list[SimpleNamespace]:
        assert flow_run_filter.tags.all_ == ["auto-scheduled"]
        named = "Rà soát mọi cuộc, theo lịch 09:00 08/09/2021"
        planned = SimpleNamespace(deployment_id=ONE, expected_start_time=NINE)
        return [
            SimpleNamespace(id=TWO, name="brave-otter", **vars(planned)),
            SimpleNamespace(id=ONE, name=named, **vars(planned)),
        ]

    async def read_deployments(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(id=ONE, description="Rà soát mọi cuộc, báo.", name="hourly")]

    async def update_flow_run(self, run_id: UUID, **changes: Any) -> None:
        self.updates[run_id] = changes

    def emit(self, event: str, **fields: Any) -> None:
        self.events.append({"event": event, **fields})

    async def reconcile(self, _client: Prefect, wanted: Sequence[Mirror], stuck: set[str]) -> None:
        assert {mirror.stream for mirror in wanted} <= stuck
        self.mirrored.append(tuple(mirror.stream for mirror in wanted))


@pytest.fixture
def prefect(monkeypatch: pytest.MonkeyPatch) -> Prefect:
    made = Prefect()

    @asynccontextmanager
    async def client() -> AsyncIterator[Prefect]:
        yield made

    monkeypatch.setattr("flows.supervisors.get_client", client)
    monkeypatch.setattr("flows.supervisors.emit_event", made.emit)
    monkeypatch.setattr("flows.supervisors.reconcile", made.reconcile)
    own = SimpleNamespace(id=RUN, name="Rà soát 08/09/2021 lúc 09:00", tags=["khoi-dong"])
    monkeypatch.setattr("flows.supervisors.flow_run", own)
    return made


def shown(report: SweepReport = REPORT) -> str:
    return asyncio.run(show(report, "1 cuộc đang vướng"))


def test_the_run_says_in_its_name_and_tags_what_was_found(prefect: Prefect) -> None:
    assert shown() == ""

    assert prefect.updates[RUN] == {
        "name": "Rà soát 08/09/2021 lúc 09:00: 1 cuộc đang vướng",
        "tags": ["khoi-dong", "khoi:khoi-1", "kieu:yeu-cau-qua-han-tra-loi"],
    }


def test_a_planned_run_has_a_name_in_words_before_it_starts(prefect: Prefect) -> None:
    shown()

    assert prefect.updates[TWO] == {"name": "Rà soát mọi cuộc, theo lịch 09:00 08/09/2021"}
    assert ONE not in prefect.updates, "it has that name already"


def test_the_worst_are_mirrored_as_many_as_the_office_has_set(
    prefect: Prefect, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown()
    monkeypatch.setenv("TIENDO_MIRRORS", "0")
    shown()

    assert prefect.mirrored == [("a",), ()]


def test_an_escalation_is_an_event_with_all_that_an_automation_needs(prefect: Prefect) -> None:
    announce(RISE)

    (event,) = prefect.events
    assert event["event"] == "tiendo.escalated"
    assert event["resource"]["prefect.resource.id"] == "tiendo.inspection.a"
    payload = event["payload"]
    assert (payload["rung"], payload["role"], payload["stall"], payload["block"]) == (
        "deputy",
        "deputy",
        "request_overdue",
        "Khối 1",
    )
    assert payload["page"].endswith("/inspections/a")


def test_an_escalation_announced_again_is_the_same_event(prefect: Prefect) -> None:
    announce(RISE)
    announce(RISE)
    announce(
        Rise(
            "a",
            "Cuộc A",
            "",
            Call(ALARM, "deputy-2", Role.DEPUTY, DAY, "a:request:x", early=False),
            "",
        )
    )

    first, again, other = (event["id"] for event in prefect.events)
    assert first == again != other


async def breaks() -> None:
    raise ConnectionError("hết kết nối")


async def hangs() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("trouble", "why"), [(breaks, "ConnectionError: hết kết nối"), (hangs, "quá 0 giây")]
)
def test_a_prefect_that_breaks_or_hangs_is_said_after_a_bounded_time(
    prefect: Prefect,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: Callable[[], Any],
    why: str,
) -> None:
    async def reconcile(*_given: object) -> None:
        await trouble()

    monkeypatch.setattr("flows.supervisors.reconcile", reconcile)
    monkeypatch.setattr("flows.supervisors.SECONDS", 0.05)

    assert shown() == f"chưa cập nhật đủ danh sách đang vướng trong Prefect ({why})"
    assert "show_failed" in caplog.text
    assert len(prefect.events) == 1, "the escalations were announced before"


@pytest.mark.parametrize(
    ("says", "expected"),
    [("Rà soát mọi cuộc, báo ngay. Lặp lại được.", "Rà soát mọi cuộc"), ("hourly", "hourly")],
)
def test_a_title_is_the_first_clause(says: str, expected: str) -> None:
    assert title(says) == expected
