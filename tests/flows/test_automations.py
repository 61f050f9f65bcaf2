"""Prefect's own alarms: made once however often, kept as the file says, and about Prefect only."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from prefect.events.schemas.automations import Automation, AutomationCore, EventTrigger, Posture
from pydantic import ValidationError

from flows.automations import Alarm, automation, read_alarms, settle
from flows.serve import read_deployments

ALARMS = read_alarms()
WATCH = UUID(int=5)


@dataclass
class Prefect:
    """Keeps automations; knows a deployment of `watch`, or none."""

    watch: UUID | None = None
    kept: list[Automation] = field(default_factory=list)
    writes: int = 0

    async def read_deployments(self, *, flow_filter: Any) -> list[SimpleNamespace]:
        assert flow_filter.name.any_ == ["watch"]
        return [SimpleNamespace(id=self.watch)] if self.watch else []

    async def read_automations_by_name(self, name: str) -> list[Automation]:
        return [each for each in self.kept if each.name == name]

    async def create_automation(self, wanted: AutomationCore) -> UUID:
        self.writes += 1
        made = Automation(id=UUID(int=len(self.kept)), **wanted.model_dump())
        self.kept.append(made)
        return made.id

    async def update_automation(self, automation_id: UUID, wanted: AutomationCore) -> None:
        self.writes += 1
        await self.forget(automation_id)
        self.kept.append(Automation(id=automation_id, **wanted.model_dump()))

    async def delete_automation(self, automation_id: UUID) -> None:
        self.writes += 1
        await self.forget(automation_id)

    async def forget(self, automation_id: UUID) -> None:
        self.kept = [each for each in self.kept if each.id != automation_id]

    def settle(self, alarms: tuple[Alarm, ...] = ALARMS) -> None:
        asyncio.run(settle(self, alarms))  # type: ignore[arg-type]


def actions(prefect: Prefect) -> list[str]:
    return sorted(action.type for each in prefect.kept for action in each.actions)


@pytest.mark.parametrize("alarm", ALARMS, ids=lambda alarm: alarm.name)
def test_every_alarm_is_one_that_prefect_takes_and_is_about_its_own_runs(alarm: Alarm) -> None:
    trigger = automation(alarm).trigger

    assert isinstance(trigger, EventTrigger)
    assert trigger.match["prefect.resource.id"] == ["prefect.flow-run.*"]
    heard = trigger.after | trigger.expect
    assert all(each.startswith("prefect.flow-run.") for each in heard)


def test_a_silent_run_is_given_four_missed_beats() -> None:
    (silent,) = [a for a in ALARMS if "prefect.flow-run.heartbeat" in str(a.trigger)]
    trigger = automation(silent).trigger

    assert isinstance(trigger, EventTrigger)
    assert (trigger.posture, trigger.within) == (Posture.Proactive, timedelta(seconds=150))
    assert [action.type for action in automation(silent).actions] == ["change-flow-run-state"]


def test_a_second_time_makes_no_second() -> None:
    prefect = Prefect()
    prefect.settle()
    assert prefect.writes == len(ALARMS) == 3

    prefect.settle()

    assert prefect.writes == 3


def test_two_that_were_made_at_once_become_one_again() -> None:
    prefect = Prefect()
    prefect.settle()
    prefect.kept += [each.model_copy(update={"id": UUID(int=90)}) for each in prefect.kept[:1]]

    prefect.settle()

    assert sorted(each.name for each in prefect.kept) == sorted(alarm.name for alarm in ALARMS)


def test_what_was_switched_off_stays_off() -> None:
    prefect = Prefect()
    prefect.settle()
    prefect.kept = [each.model_copy(update={"enabled": False}) for each in prefect.kept]

    prefect.settle()

    assert not any(each.enabled for each in prefect.kept)


def test_without_a_watch_the_firing_alone_is_the_sign_and_with_one_it_is_run() -> None:
    prefect = Prefect()
    prefect.settle()
    assert actions(prefect) == ["change-flow-run-state", "do-nothing", "do-nothing"]

    prefect.watch = WATCH
    prefect.settle()

    assert actions(prefect) == ["change-flow-run-state", "run-deployment", "run-deployment"]
    assert len(prefect.kept) == 3


def test_an_alarm_that_reads_otherwise_is_renewed() -> None:
    prefect = Prefect()
    prefect.settle()
    changed = ALARMS[0].model_copy(update={"description": "Khác"})

    prefect.settle((changed, *ALARMS[1:]))

    assert "Khác" in {each.description for each in prefect.kept}
    assert prefect.writes == 4


def test_watch_is_not_called_for_its_own_failure() -> None:
    for alarm in ALARMS:
        if alarm.run:
            assert "watch" not in str(alarm.trigger)


def test_every_flow_that_runs_by_itself_is_watched() -> None:
    scheduled = {
        each.entrypoint.rpartition(":")[2] for each in read_deployments() if each.schedules
    }
    for alarm in ALARMS:
        if alarm.run:
            assert all(flow in str(alarm.trigger) for flow in scheduled - {"watch"})


def test_a_field_that_is_unknown_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="actoins"):
        Alarm.model_validate({"name": "x", "description": "", "trigger": {}, "actoins": []})
