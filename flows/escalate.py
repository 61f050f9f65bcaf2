"""The hourly sweep: whatever has become stuck is claimed, recorded and shown, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from prefect import State, flow
from prefect.artifacts import acreate_table_artifact
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.office import at_desk
from tiendo.beat import Said
from tiendo.clock import OFFICE_ZONE, open_clock
from tiendo.desk import Desk
from tiendo.settings import read_settings
from tiendo.stuck import StuckLine
from tiendo.sweep import SweepReport, sweep

ROWS_SHOWN = 500  # an artifact is for a look; the complete list is our page


def run_name() -> str:
    """What the run is called in Prefect's list: the day swept, and the hour it was done."""
    now = open_clock(read_settings().today).now().astimezone(OFFICE_ZONE)
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
    await acreate_table_artifact(
        key="stuck-inspections",
        description=f"Theo ngày {report.as_of:%d/%m/%Y}: {summary(report)}.",
        table=[row(line, names) for line in report.stuck[:ROWS_SHOWN]],
    )
    if report.failed:
        return Failed(message=f"{summary(report)}; không rà soát được: {faults(report)}")
    return Completed(message=summary(report))


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
    settings = read_settings()
    page = f"http://{settings.host}:{settings.port}/inspections/{line.stream}"
    label = line.name.replace("[", "(").replace("]", ")")
    return {
        "Cuộc thanh tra": f"[{label}]({page})",
        "Đang vướng": line.sentence.vi,
        "Chờ ai": names.get(line.who, line.who),
        "Từ ngày": f"{line.since:%d/%m/%Y}",
        "Số ngày": line.days,
    }


def summary(report: SweepReport) -> str:
    """What was found, in one line."""
    stuck = len({line.stream for line in report.stuck})
    return f"{stuck} cuộc đang vướng, {len(report.raised)} cảnh báo mới"


def faults(report: SweepReport) -> str:
    """The inspections that could not be swept, each with its reason."""
    return "; ".join(f"{stream} ({error})" for stream, error in report.failed)
