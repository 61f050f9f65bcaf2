"""Every night a verified copy of everything, in one file."""

from __future__ import annotations

from datetime import timedelta

from prefect import State, flow

from flows.office import at_desk, ended, office_time
from tiendo.backup import Backup, back_up, said_of
from tiendo.beat import Said, beat
from tiendo.clock import clock_face
from tiendo.desk import Desk
from tiendo.health_terms import BACKUP, MADE
from tiendo.settings import Settings, read_settings


def run_name() -> str:
    """What the run is called in Prefect's list."""
    now = office_time()
    return f"Sao lưu {now:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="backup",
    flow_run_name=run_name,
    description="Sao lưu toàn bộ vào một tệp và kiểm tra lại. Đỏ nếu không có bản sao lưu tốt.",
)
async def backup(unless_within_hours: int = 12) -> State[None]:
    """Back up, unless a good backup is that fresh already (every start of the machine asks)."""
    settings = read_settings()
    made = await at_desk(BACKUP, lambda desk: backed_up(desk, settings, unless_within_hours), told)
    return ended(told(made))


def backed_up(desk: Desk, settings: Settings, within_hours: int) -> Backup | str:
    """The backup made now, or when the fresh one was made that spares it."""
    now, beats = desk.clock.now(), desk.store.pulses.by_flow().get(MADE)
    good = beats.done if beats else None
    if good and timedelta() <= now - good.started_at < timedelta(hours=within_hours):
        return clock_face(good.started_at)
    folder, keep = settings.backups_folder, settings.backups_kept
    return beat(
        desk,
        MADE,
        lambda _: back_up(settings.url, folder, now=now, keep=keep, scans=desk.scans),
        told,
    )


def told(made: Backup | str) -> Said:
    """How it went."""
    if isinstance(made, str):
        return Said(True, f"Đã có bản sao lưu tốt lúc {made}.")
    return said_of(made)
