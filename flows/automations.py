"""Prefect's own alarms, as deployments/automations.yaml lists them: made once, kept as listed.

They watch over Prefect's runs and carry no escalation: with many keys at once they lose firings.
Where workers are used instead of `tiendo up`: `python -m flows.automations` after deploying.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path

from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowFilter
from prefect.events.schemas.automations import AutomationCore
from pydantic import BaseModel, ConfigDict

from tiendo.yaml_text import read_yaml

ALARMS = Path(__file__).parent.parent / "deployments" / "automations.yaml"
OURS = "tiendo"


class Alarm(BaseModel):
    """One entry of automations.yaml; ``trigger`` and ``actions`` are Prefect's own.

    ``run``: the flow whose deployment is run as well, where there is one.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    description: str
    trigger: dict[str, object]
    actions: list[dict[str, object]] = []
    run: str = ""


def read_alarms(path: Path = ALARMS) -> tuple[Alarm, ...]:
    """The alarms that the file lists. Raises ValidationError naming the field."""
    entries = read_yaml(path.read_text(encoding="utf-8"))["automations"]
    return tuple(Alarm.model_validate(entry) for entry in entries)


def automation(alarm: Alarm, deployment_id: str = "") -> AutomationCore:
    """An alarm as Prefect takes it, with a tag that changes whenever anything of it does."""
    actions = list(alarm.actions)
    if deployment_id:
        actions.append({"type": "run-deployment", "deployment_id": deployment_id})
    said = {
        "name": alarm.name,
        "description": alarm.description,
        "trigger": alarm.trigger,
        "actions": actions or [{"type": "do-nothing"}],  # that it fired is an event by itself
    }
    version = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
    return AutomationCore.model_validate({**said, "tags": [OURS, f"{OURS}:{version}"]})


async def settle(client: PrefectClient, alarms: tuple[Alarm, ...]) -> None:
    """Make each alarm that is missing, renew the one that reads otherwise, delete doubles.

    One that is as listed is not touched: whoever switched it off finds it off.
    """
    for alarm in alarms:
        wanted = automation(alarm, await _deployment_of(client, alarm.run))
        there = sorted(await client.read_automations_by_name(alarm.name), key=lambda it: it.id)
        for double in there[1:]:
            await client.delete_automation(double.id)
        if not there:
            await client.create_automation(wanted)
        elif set(there[0].tags) != set(wanted.tags):
            await client.update_automation(there[0].id, wanted)


async def _deployment_of(client: PrefectClient, flow: str) -> str:
    """The id of the deployment of a flow; empty while there is none."""
    if not flow:
        return ""
    named = FlowFilter.model_validate({"name": {"any_": [flow]}})
    found = await client.read_deployments(flow_filter=named)
    return min((str(each.id) for each in found), default="")


async def main() -> None:
    """Settle the alarms of the file with the server that the environment names."""
    async with get_client() as client:
        await settle(client, read_alarms())


if __name__ == "__main__":
    asyncio.run(main())
