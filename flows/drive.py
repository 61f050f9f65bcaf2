"""What needs no person is done: every hour, and at once where somebody has just acted."""

from __future__ import annotations

from datetime import date

from prefect import State, flow
from prefect.runtime import flow_run

from flows.office import at_desk, ended, office_time
from tiendo.beat import Said
from tiendo.desk import Desk
from tiendo.drive import DriveReport
from tiendo.drive import drive as do_what_is_owed

NAMED = 3  # inspections in the name of a run


def run_name() -> str:
    """What the run is called in Prefect's list: after whose act, or on which day; the hour."""
    now = office_time()
    asked = flow_run.parameters or {}
    if streams := asked.get("streams"):
        more = ", …" if len(streams) > NAMED else ""
        return f"Làm tiếp ở {', '.join(streams[:NAMED])}{more} lúc {now:%H:%M:%S}"
    day = date.fromisoformat(str(asked["as_of"])) if asked.get("as_of") else now.date()
    return f"Máy làm việc ngày {day:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="drive",
    flow_run_name=run_name,
    description="Máy tự nhắc, tự đôn đốc những việc không cần người. Chạy lại cũng không sao.",
)
async def drive(streams: list[str] | None = None, as_of: date | None = None) -> State[None]:
    """Do what is the machine's turn; red when an inspection could not be worked on."""
    return ended(told(await at_desk("drive", lambda desk: driven(desk, streams, as_of), told)))


def told(report: DriveReport) -> Said:
    """How the drive went, in one sentence."""
    if not report.failed:
        return Said(True, report.summary.vi)
    faults = "; ".join(f"{stream} ({error})" for stream, error in report.failed)
    return Said(False, f"{report.summary.vi}; không làm được: {faults}")


def driven(desk: Desk, streams: list[str] | None, as_of: date | None) -> DriveReport:
    """The drive, on a day or today."""
    day = as_of or desk.clock.today()
    return do_what_is_owed(desk, streams, as_of=day, now=desk.clock.now())
