"""Every five minutes: what the outbox owes leaves by mail, webhook and chat."""

from __future__ import annotations

from prefect import State, flow

from flows.office import at_desk, ended, office_time
from tiendo.beat import Said
from tiendo.bootstrap import open_post
from tiendo.deliver import DeliverReport
from tiendo.deliver import deliver as deliver_what_is_due
from tiendo.settings import read_settings


def run_name() -> str:
    """What the run is called in Prefect's list."""
    now = office_time()
    return f"Gửi thông báo {now:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="deliver",
    flow_run_name=run_name,
    description="Gửi thông báo: qua thư, webhook, chat. Chạy lại cũng không sao.",
)
async def deliver() -> State[None]:
    """Send what is due; red when a notice was given up, with its code and never its address."""
    post = open_post(read_settings())
    return ended(
        told(await at_desk("deliver", lambda desk: deliver_what_is_due(desk, post), told))
    )


def told(report: DeliverReport) -> Said:
    """What was sent and what was given up, in one sentence."""
    if not report.died:
        return Said(True, report.text.vi)
    codes = ", ".join(dict.fromkeys(code for code, _ in report.died))
    return Said(False, f"{report.text.vi}: {codes}")
