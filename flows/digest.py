"""Every working morning: one letter to everybody who has something to do or to hear."""

from __future__ import annotations

from prefect import State, flow

from flows.office import at_desk, ended, office_time
from states.text import dmy
from tiendo.beat import Said
from tiendo.desk import Desk
from tiendo.digest import DigestReport
from tiendo.digest import digest as write_digests
from tiendo.settings import read_settings


def run_name() -> str:
    """What the run is called in Prefect's list."""
    now = office_time()
    return f"Thư sáng {now:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="digest",
    flow_run_name=run_name,
    description="Soạn thư buổi sáng, mỗi người một thư mỗi ngày. Chạy lại cũng không sao.",
)
async def digest() -> State[None]:
    """Queue the morning letters; `deliver` sends them within five minutes."""
    return ended(told(await at_desk("digest", written, told)))


def told(report: DigestReport) -> Said:
    """How many letters there are this morning, in one sentence."""
    if report.closed:
        return Said(True, f"{dmy(report.on)}: ngoài giờ làm việc, không gửi thư sáng")
    return Said(True, f"{dmy(report.on)}: {len(report.written)} thư sáng")


def written(desk: Desk) -> DigestReport:
    """The morning letters of now."""
    return write_digests(desk, now=desk.clock.now(), page=read_settings().page)
