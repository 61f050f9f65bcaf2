"""The hourly sweep: whatever has become stuck is claimed, recorded and shown, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from prefect import State, flow
from prefect.artifacts import acreate_table_artifact
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.links import STUCK, block_tag, inspection_page, kind_tag, link, plain, runs_tagged
from flows.office import at_desk, office_time
from flows.supervisors import show
from states.meeting.lapse_words import LAPSE_NAMES
from states.stall_names import KIND_NAMES
from tiendo.beat import Said
from tiendo.desk import Desk
from tiendo.meeting.lapsing import LapseLine
from tiendo.stuck import StuckLine
from tiendo.sweep import SweepReport, sweep

ROWS_SHOWN = 500  # an artifact is for a look; the complete list is our page


def run_name() -> str:
    """What the run is called in Prefect's list: the day swept, and the hour it was done."""
    now = office_time()
    asked = (flow_run.parameters or {}).get("as_of")
    day = date.fromisoformat(str(asked)) if asked else now.date()
    return f"Rà soát {day:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="escalate",
    flow_run_name=run_name,
    description="Rà soát mọi cuộc thanh tra, cảnh báo cuộc đang vướng. Chạy lại cũng không sao.",
)
async def escalate(as_of: date | None = None) -> State[None]:
    """Sweep every inspection that is due for a look; red when one of them could not be swept."""
    report, names = await at_desk("escalate", lambda desk: swept(desk, as_of), told)
    said = summary(report)
    await acreate_table_artifact(
        key="stuck-inspections",
        description=f"Theo ngày {report.as_of:%d/%m/%Y}: {said}. {lists(report)}".strip(),
        table=[row(line, names) for line in report.stuck[:ROWS_SHOWN]],
    )
    await acreate_table_artifact(
        key="late-directives",
        description=f"Việc giao ban chậm hoặc im lặng, theo ngày {report.as_of:%d/%m/%Y}.",
        table=[lapse_row(line, names) for line in report.lapses[:ROWS_SHOWN]],
    )
    trouble = await show(report, said)
    words = "; ".join(filter(None, (said, faults(report), trouble)))
    return Failed(message=words) if report.failed else Completed(name="Đã rà soát", message=words)


def swept(desk: Desk, as_of: date | None) -> tuple[SweepReport, Mapping[str, str]]:
    """The sweep, and the names of the office's people."""
    report = sweep(desk, as_of=as_of or desk.clock.today(), now=desk.clock.now())
    return report, {person.id: person.name for person in desk.store.people()}


def told(found: tuple[SweepReport, Mapping[str, str]]) -> Said:
    """How the sweep went, for whoever watches over it."""
    report, _ = found
    return Said(not report.failed, f"{summary(report)}.")


def row(line: StuckLine, names: Mapping[str, str]) -> dict[str, str | int]:
    """One stuck inspection as a supervisor reads it, with the way to our page."""
    return {
        "Cuộc thanh tra": link(line.name, inspection_page(line.stream)),
        "Đang vướng": plain(line.sentence.vi),
        "Cách gỡ": plain(line.way.vi) if line.way else "",
        "Chờ ai": plain(names.get(line.who, line.who)),
        "Từ ngày": f"{line.since:%d/%m/%Y}",
        "Số ngày": line.days,
        "Khối": plain(line.block),
        "Mã": line.stream,
    }


def lapse_row(line: LapseLine, names: Mapping[str, str]) -> dict[str, str | int]:
    """One directive, report or meeting that is late or silent, with the way to our page."""
    return {
        "Việc": link(line.title, inspection_page(line.stream)),
        "Loại": LAPSE_NAMES[line.kind].vi,
        "Đang vướng": plain(line.sentence.vi),
        "Chờ ai": plain(names.get(line.who, line.who)),
        "Từ ngày": f"{line.since:%d/%m/%Y}",
        "Số ngày": line.days,
        "Khối": plain(line.block),
    }


def lists(report: SweepReport) -> str:
    """Links to the runs in Prefect that stand for what is stuck: all, by block, by kind."""
    if not report.stuck:
        return ""
    blocks = sorted({line.block for line in report.stuck if line.block})
    kinds = dict.fromkeys(line.kind for line in report.stuck)
    found = [
        link("Mọi cuộc đang vướng", runs_tagged(STUCK)),
        *(link(block, runs_tagged(STUCK, block_tag(block))) for block in blocks),
        *(link(KIND_NAMES[kind].vi, runs_tagged(STUCK, kind_tag(kind))) for kind in kinds),
    ]
    return f"Xem: {' · '.join(found)}"


def summary(report: SweepReport) -> str:
    """What was found, in one line."""
    stuck = len({line.stream for line in report.stuck})
    early = sum(rise.call.early for rise in report.rises)
    said = f"{stuck} cuộc đang vướng, {len(report.rises) - early} cảnh báo mới leo cấp"
    if report.lapses:
        late, new = len(report.lapses), len(report.lapse_rises)
        said += f"; giao ban: {late} việc chậm hoặc im lặng, {new} cảnh báo mới"
    return f"{said}, {early} lời nhắc trước hạn" if early else said


def faults(report: SweepReport) -> str:
    """The inspections that could not be swept, each with its reason; empty if there are none."""
    broken = "; ".join(f"{stream} ({error})" for stream, error in report.failed)
    return broken and f"không rà soát được: {broken}"
