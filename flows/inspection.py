"""The story of one inspection: what runs when a supervisor resumes a mirror run. It only reads."""

from __future__ import annotations

from prefect import State, flow
from prefect.artifacts import acreate_markdown_artifact
from prefect.states import Completed, Failed

from flows.links import inspection_page, link
from flows.office import at_desk
from tiendo.errors import NotFound
from tiendo.story import story

READ = "Đã xem"


@flow(
    name="inspection",
    description=(
        "Kể lại một cuộc thanh tra: đang vướng gì, thời hạn, đã báo ai, việc làm được. "
        "Chỉ đọc, không ghi gì vào sổ."
    ),
)
async def inspection(stream: str) -> State[None]:
    """Leave the story of one inspection as an artifact of the run; nothing is recorded."""
    try:
        told = await at_desk(
            "inspection", lambda desk: story(desk, stream, as_of=desk.clock.today())
        )
    except NotFound as error:
        return Failed(message=error.text.vi)
    page = inspection_page(stream)
    await acreate_markdown_artifact(
        markdown=f"{link('Mở trang của cuộc thanh tra này để ghi việc', page)}\n\n{told}",
        description=f"Cuộc thanh tra {stream}",
    )
    return Completed(
        name=READ,
        message=f"Xem ở thẻ Artifacts của lần chạy này. Việc cần làm ghi ở {page}",
    )
