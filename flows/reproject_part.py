"""A helper of `reproject`: works at its job until that is done, even when nobody else is left."""

from __future__ import annotations

from prefect import State, flow
from prefect.states import Completed, Failed

from flows.office import look
from flows.reproject import summary, work_off
from tiendo.fanout import LeftBehind


@flow(
    name="reproject-part",
    flow_run_name="Cùng tính lại các hạn (lần {job})",
    description="Do luồng «reproject» gọi, mỗi máy một lượt. Chạy lại cũng không sao.",
)
async def reproject_part(job: int) -> State[None]:
    """Work at a job, by its number, until it is done."""
    latest = await look(lambda desk: desk.store.partitions.latest())
    if latest is None or latest.number != job:
        return Completed(message=f"Lần tính lại số {job} đã được thay bằng lần sau")
    try:
        return Completed(message=summary(await work_off(latest)))
    except LeftBehind as left:
        return Failed(message=left.text.vi)
