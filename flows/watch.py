"""Every quarter of an hour: is every other flow alive, is the record whole, is anything stuck."""

from __future__ import annotations

from prefect import State, flow
from prefect.artifacts import acreate_table_artifact
from prefect.states import Completed, Failed

from flows.office import at_desk, office_time
from flows.runs import ask_prefect
from tiendo.beat import Said
from tiendo.clock import SystemClock, clock_face
from tiendo.health import Finding, Health, Severity
from tiendo.limits import load_limits
from tiendo.settings import read_settings
from tiendo.watch import watch as watch_round

WEIGHTS = {Severity.SERIOUS: "Cần xử lý ngay", Severity.WARNING: "Cần lưu ý"}


def run_name() -> str:
    """What the run is called in Prefect's list."""
    now = office_time()
    return f"Trông máy {now:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="watch",
    flow_run_name=run_name,
    description="Trông chính cái máy: lịch nào im, thông báo nào kẹt, sổ ghi còn nguyên không.",
)
async def watch() -> State[None]:
    """Look at everything once; red when something needs somebody now."""
    limits = load_limits(read_settings().watch_file)
    # Prefect's own times are the machine's, whatever day the office lives on.
    seen = await ask_prefect(SystemClock().now())
    found = await at_desk("watch", lambda desk: watch_round(desk, limits, seen), told)
    await acreate_table_artifact(
        key="office-health",
        description=found.line.vi,
        table=[row(each) for each in found.findings],
    )
    return Failed(message=summary(found)) if found.serious else Completed(message=summary(found))


def told(found: Health) -> Said:
    """The watch has done its work whatever it found: what it found is told by itself."""
    return Said(True, summary(found))


def row(finding: Finding) -> dict[str, str]:
    """One finding as a supervisor reads it."""
    return {
        "Việc": finding.text.vi,
        "Mức": WEIGHTS[finding.severity],
        "Từ lúc": clock_face(finding.since),
    }


def summary(found: Health) -> str:
    """What was found, in one line."""
    if not found.findings:
        return "Mọi thứ đều chạy."
    return " ".join(each.text.vi for each in found.findings[:3])
