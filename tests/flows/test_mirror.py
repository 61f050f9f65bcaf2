"""Mirror runs: one paused run for each of the worst, whatever is killed, run twice or changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from prefect import State
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Cancelled, Completed, Running, Scheduled

from flows.mirror import DEPLOYMENT, key_of, mirrors, reconcile
from states.stall import StallKind
from states.text import Text
from tiendo.stuck import StuckLine

FLOW_ID = UUID(int=7)


class Killed(Exception):
    """The process is gone."""


@dataclass
class Prefect:
    """The part of Prefect that matters: runs, one for each key, and a client that may die."""

    runs: dict[UUID, FlowRun] = field(default_factory=dict)
    writes: int = 0
    dies_at: int = 0
    pages: int = 0

    def written(self) -> None:
        self.writes += 1
        if self.writes == self.dies_at:
            raise Killed

    async def read_deployment_by_name(self, name: str) -> SimpleNamespace:
        assert name == DEPLOYMENT
        return SimpleNamespace(id=UUID(int=1))

    async def read_flow_runs(
        self, *, flow_filter: Any, flow_run_filter: FlowRunFilter, limit: int, offset: int
    ) -> list[FlowRun]:
        assert flow_filter.name.any_ == ["inspection"]
        self.pages += 1
        tags = set((flow_run_filter.tags and flow_run_filter.tags.all_) or ())
        found = [run for run in self.runs.values() if tags <= set(run.tags)]
        return [run.model_copy() for run in found[offset : offset + limit]]

    async def create_flow_run_from_deployment(
        self,
        _deployment: UUID,
        *,
        parameters: dict[str, Any],
        name: str,
        idempotency_key: str,
        tags: Iterable[str],
        state: State[None],
    ) -> FlowRun:
        for run in self.runs.values():
            if run.idempotency_key == idempotency_key:
                return run.model_copy()
        run = FlowRun(
            id=UUID(int=100 + self.writes),
            flow_id=FLOW_ID,
            name=name,
            parameters=parameters,
            idempotency_key=idempotency_key,
            tags=list(tags),
            state=state,
        )
        self.runs[run.id] = run
        self.written()
        return run.model_copy()

    async def update_flow_run(
        self, run_id: UUID, *, name: str | None = None, tags: Iterable[str]
    ) -> None:
        run = self.runs[run_id]
        self.runs[run_id] = run.model_copy(update={"name": name or run.name, "tags": list(tags)})
        self.written()

    async def set_flow_run_state(self, run_id: UUID, state: State[None], *, force: bool) -> None:
        assert force, "the rules of Prefect would refuse it"
        self.set(run_id, state)
        self.written()

    def set(self, run_id: UUID, state: State[None]) -> None:
        self.runs[run_id] = self.runs[run_id].model_copy(update={"state": state})

    def run(self, stream: str) -> FlowRun:
        (run,) = [run for run in self.runs.values() if run.idempotency_key == key_of(stream)]
        return run

    def shown(self) -> dict[str, str]:
        """The paused runs: their inspection and message."""
        paused = [run for run in self.runs.values() if run.state and run.state.is_paused()]
        assert all("dang-vuong" in run.tags for run in paused)
        return {
            str(run.parameters["stream"]): str(run.state and run.state.message) for run in paused
        }

    def reconcile(self, lines: Sequence[StuckLine], limit: int = 50) -> None:
        wanted = mirrors(lines, limit)
        stuck = {line.stream for line in lines}
        asyncio.run(reconcile(self, wanted, stuck))  # type: ignore[arg-type]


def line(stream: str, kind: StallKind = StallKind.SILENT, says: str = "Chờ An.") -> StuckLine:
    return StuckLine(
        stream=stream,
        name=f"Cuộc {stream}",
        kind=kind,
        subject="",
        since=date(2021, 8, 1),
        stuck_from=date(2021, 8, 2),
        days=30,
        who="an",
        sentence=Text(says, says),
        block="Khối 1",
    )


LINES = (line("a"), line("b"), line("c"))


def names(run: FlowRun) -> tuple[str, str]:
    assert run.state is not None
    return run.state.type.value, str(run.state.name)


def test_a_mirror_bears_name_code_tags_and_every_sentence_of_its_inspection() -> None:
    both = (line("ben-dinh"), line("ben-dinh", StallKind.REQUEST_OVERDUE, "Chờ Sở."), line("x"))

    (mirror, other) = mirrors(both, 50)

    assert (mirror.name, other.name) == ("Cuộc ben-dinh (ben-dinh)", "Cuộc x (x)")
    assert mirror.message == "Chờ An. Chờ Sở."
    assert mirror.tags == {
        "dang-vuong",
        "ma:ben-dinh",
        "khoi:khoi-1",
        "kieu:im-lang-qua-lau",
        "kieu:yeu-cau-qua-han-tra-loi",
    }


def test_a_mirror_waits_without_a_time_limit_for_the_deployment_to_be_run() -> None:
    state = mirrors(LINES, 1)[0].state

    assert (state.type, state.name) == (StateType.PAUSED, "Đang vướng")
    assert state.state_details.pause_reschedule
    assert state.state_details.pause_timeout is None


@pytest.mark.parametrize(("limit", "expected"), [(0, 0), (2, 2), (50, 3)])
def test_only_the_worst_have_a_mirror(limit: int, expected: int) -> None:
    assert [mirror.stream for mirror in mirrors(LINES, limit)] == ["a", "b", "c"][:expected]


def test_the_second_time_nothing_is_written() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)
    before = prefect.writes

    prefect.reconcile(LINES)

    assert prefect.writes == before
    assert prefect.shown() == {"a": "Chờ An.", "b": "Chờ An.", "c": "Chờ An."}


def test_the_worst_is_made_last_because_the_newest_is_listed_first() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)

    assert [run.parameters["stream"] for run in prefect.runs.values()] == ["c", "b", "a"]


@pytest.mark.parametrize("dies_at", range(1, 8))
def test_killed_after_any_write_the_next_sweep_makes_it_whole(dies_at: int) -> None:
    """One to close, one to change, two to open: seven writes, and death after each."""
    prefect = Prefect()
    prefect.reconcile((line("d"), line("a", says="Trước.")))
    prefect.writes, prefect.dies_at = 0, dies_at
    with pytest.raises(Killed):
        prefect.reconcile(LINES)

    prefect.reconcile(LINES)

    assert prefect.shown() == {"a": "Chờ An.", "b": "Chờ An.", "c": "Chờ An."}
    assert len(prefect.runs) == 4
    assert names(prefect.run("d")) == ("COMPLETED", "Đã thông")
    assert "dang-vuong" not in prefect.run("d").tags


def test_a_new_sentence_updates_the_run_and_makes_no_second() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)

    prefect.reconcile((line("a", StallKind.REVIEW_PASSED, "Chờ Bình."), *LINES[1:]))

    assert len(prefect.runs) == 3
    assert prefect.shown()["a"] == "Chờ Bình."
    assert "kieu:qua-ngay-hen-quyet-dinh" in prefect.run("a").tags
    assert "kieu:im-lang-qua-lau" not in prefect.run("a").tags


def test_an_inspection_that_moved_closes_its_mirror_and_stuck_again_reopens_it() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)
    prefect.reconcile(LINES[1:])
    run = prefect.run("a")
    assert names(run) == ("COMPLETED", "Đã thông")
    assert {"da-thong", "ma:a"} <= set(run.tags)

    prefect.reconcile(LINES)

    assert prefect.run("a").id == run.id
    assert "da-thong" not in prefect.run("a").tags
    assert set(prefect.shown()) == {"a", "b", "c"}


def test_still_stuck_but_no_longer_among_the_worst_is_not_called_freed() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)

    prefect.reconcile(LINES, limit=2)

    assert names(prefect.run("c")) == ("COMPLETED", "Ngoài danh sách")
    assert set(prefect.shown()) == {"a", "b"}


def test_a_key_that_was_vacuumed_with_its_run_makes_a_new_one() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)
    prefect.runs.pop(prefect.run("a").id)

    prefect.reconcile(LINES)

    assert set(prefect.shown()) == {"a", "b", "c"}


@pytest.mark.parametrize("state", [Scheduled(name="Resuming"), Running()])
@pytest.mark.parametrize("lines", [LINES, LINES[1:]])
def test_a_mirror_that_is_being_read_is_left_alone(
    state: State[None], lines: Sequence[StuckLine]
) -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)
    prefect.set(prefect.run("a").id, state)

    prefect.reconcile(lines)

    assert prefect.run("a").state == state
    assert "dang-vuong" in prefect.run("a").tags


@pytest.mark.parametrize("state", [Completed(name="Đã xem"), Cancelled()])
def test_read_or_cancelled_it_is_a_mirror_again_at_the_next_sweep(state: State[None]) -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)
    prefect.set(prefect.run("a").id, state)

    prefect.reconcile(LINES)

    assert set(prefect.shown()) == {"a", "b", "c"}
    assert len(prefect.runs) == 3


def test_a_copy_that_somebody_made_is_closed_and_the_mirror_stays() -> None:
    prefect = Prefect()
    prefect.reconcile(LINES)
    copy = prefect.run("a").model_copy(update={"id": UUID(int=9), "idempotency_key": None})
    prefect.runs[copy.id] = copy

    prefect.reconcile(LINES)

    assert names(prefect.runs[copy.id]) == ("COMPLETED", "Bản trùng")
    assert set(prefect.shown()) == {"a", "b", "c"}


def test_more_runs_than_one_page_are_all_seen() -> None:
    prefect, many = Prefect(), tuple(line(f"c{n:03}") for n in range(230))
    prefect.reconcile(many, limit=230)
    prefect.pages = 0

    prefect.reconcile((), limit=230)

    assert prefect.pages == 2
    assert prefect.shown() == {}
