"""Mirror runs: each of the worst stuck inspections as a paused run with no process behind it.

What there should be is compared with the tagged runs that Prefect lists, each time anew; nothing
is remembered here. A run belongs to its inspection by its idempotency key and is used again when
the inspection is stuck again, so that whatever is killed or run twice there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from prefect import State
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateDetails, StateType
from prefect.states import Completed

from flows.links import CLEARED, STUCK, block_tag, code_tag, kind_tag
from tiendo.stuck import StuckLine

FLOW = "inspection"
DEPLOYMENT = f"{FLOW}/mirror"
FOUND, PAUSED = "Bắt đầu vướng", "Đang vướng"
CLOSED, NOT_WORST, DOUBLE = "Đã thông", "Ngoài danh sách", "Bản trùng"
_BEING_READ = frozenset({StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING})
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Mirror:
    """What the run of one stuck inspection should look like."""

    stream: str
    name: str
    message: str
    tags: frozenset[str]

    @property
    def key(self) -> str:
        """The key under which Prefect keeps one run, and not a second."""
        return key_of(self.stream)

    @property
    def state(self) -> State[None]:
        """Paused without a time limit; resuming it starts the deployment's flow."""
        return State(
            type=StateType.PAUSED,
            name=PAUSED,
            message=self.message,
            state_details=StateDetails(pause_reschedule=True),
        )


def key_of(stream: str) -> str:
    """The idempotency key of an inspection's run."""
    return f"{STUCK}:{stream}"


def mirrors(lines: Sequence[StuckLine], limit: int) -> tuple[Mirror, ...]:
    """The runs that should be there for the first ``limit`` inspections of a stuck list."""
    by_stream: dict[str, list[StuckLine]] = {}
    for line in lines:
        by_stream.setdefault(line.stream, []).append(line)
    return tuple(_mirror(stalls) for stalls in list(by_stream.values())[:limit])


def _mirror(stalls: Sequence[StuckLine]) -> Mirror:
    first = stalls[0]
    tags = {STUCK, code_tag(first.stream), *(kind_tag(line.kind) for line in stalls)}
    if first.block:
        tags.add(block_tag(first.block))
    return Mirror(
        stream=first.stream,
        name=f"{first.name} ({first.stream})",
        message=" ".join(line.sentence.vi for line in stalls),
        tags=frozenset(tags),
    )


async def reconcile(
    client: PrefectClient, wanted: Sequence[Mirror], stuck: Collection[str]
) -> None:
    """Make the tagged runs those that are wanted; ``stuck`` are all streams that are stuck.

    Raises what the client raises; half done, the next time does the rest.
    """
    deployment = await client.read_deployment_by_name(DEPLOYMENT)
    missing = {mirror.key: mirror for mirror in wanted}
    for run in await tagged(client):
        mirror = missing.pop(run.idempotency_key or "", None)
        if mirror is None:
            await _close(client, run, stuck)
        else:
            await _renew(client, run, mirror)
    for mirror in reversed(missing.values()):  # the UI lists what is newest first
        run = await client.create_flow_run_from_deployment(
            deployment.id,
            parameters={"stream": mirror.stream},
            name=mirror.name,
            idempotency_key=mirror.key,
            tags=sorted(mirror.tags),
            state=Completed(name=FOUND),  # has a beginning; one that has none is shown as late
        )
        await _renew(client, run, mirror)  # it may be the closed run of former times


async def tagged(client: PrefectClient) -> list[FlowRun]:
    """Every run that is tagged as stuck, whatever its state."""
    found: list[FlowRun] = []
    while True:
        page = await client.read_flow_runs(
            flow_filter=FlowFilter.model_validate({"name": {"any_": [FLOW]}}),
            flow_run_filter=FlowRunFilter.model_validate({"tags": {"all_": [STUCK]}}),
            limit=_PAGE,
            offset=len(found),
        )
        found += page
        if len(page) < _PAGE:
            return found


async def _renew(client: PrefectClient, run: FlowRun, mirror: Mirror) -> None:
    """Bring a run up to what it should be; one that somebody is reading is left alone.

    Tags go first: stopped in between, it is still listed and brought up the next time.
    """
    if _being_read(run):
        return
    if frozenset(run.tags) != mirror.tags or run.name != mirror.name:
        await client.update_flow_run(run.id, name=mirror.name, tags=sorted(mirror.tags))
    if not _shows(run, mirror):
        await client.set_flow_run_state(run.id, mirror.state, force=True)


async def _close(client: PrefectClient, run: FlowRun, stuck: Collection[str]) -> None:
    """Close a run that is not wanted (any more); its tag goes last, for the same reason."""
    if _being_read(run):
        return
    await client.set_flow_run_state(run.id, _farewell(run, stuck), force=True)
    tags = {CLEARED, *run.tags} - {STUCK}
    await client.update_flow_run(run.id, tags=sorted(tags))


def _being_read(run: FlowRun) -> bool:
    return run.state is not None and run.state.type in _BEING_READ


def _shows(run: FlowRun, mirror: Mirror) -> bool:
    state = run.state
    return state is not None and state.is_paused() and state.message == mirror.message


def _farewell(run: FlowRun, stuck: Collection[str]) -> State[None]:
    stream = str(run.parameters.get("stream", ""))
    if run.idempotency_key != key_of(stream):
        return Completed(name=DOUBLE, message="Cuộc thanh tra này đã có bản soi khác.")
    if stream in stuck:
        return Completed(
            name=NOT_WORST,
            message="Vẫn đang vướng, chỉ không còn trong nhóm vướng nhất; xem đủ ở trang Tiến độ.",
        )
    return Completed(name=CLOSED, message="Cuộc thanh tra không còn vướng.")
