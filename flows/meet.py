"""The pack of the next meeting, every working morning: what is late, silent, unheard."""

from __future__ import annotations

from datetime import date

from prefect import State, flow
from prefect.artifacts import acreate_table_artifact
from prefect.runtime import flow_run

from flows.links import inspection_page, link, plain
from flows.office import at_desk, ended, office_time
from states.meeting.packed import OUTCOME_NAMES, Item, Pack
from states.text import dmy
from tiendo.beat import Said
from tiendo.desk import Desk
from tiendo.health_terms import MEET
from tiendo.meeting.packing import Prepared, prepare

KEY = "meeting-pack"


def run_name() -> str:
    """What the run is called in Prefect's list: the day the pack is made for."""
    now = office_time()
    asked = (flow_run.parameters or {}).get("as_of")
    day = date.fromisoformat(str(asked)) if asked else now.date()
    return f"Chuẩn bị giao ban {day:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name=MEET,
    flow_run_name=run_name,
    description="Chuẩn bị giao ban: việc chậm, việc phòng không báo cáo, việc chưa có ý kiến.",
)
async def meet(as_of: date | None = None) -> State[None]:
    """Keep up with time, and put the pack before the meeting that is called; again is the same."""
    made = await at_desk(MEET, lambda desk: prepared(desk, as_of), told)
    await acreate_table_artifact(
        key=KEY, description=description(made.pack), table=[row(item) for item in made.pack.open]
    )
    return ended(told(made))


def prepared(desk: Desk, as_of: date | None) -> Prepared:
    """One round of preparing, as of a day or today."""
    return prepare(desk, as_of=as_of or desk.clock.today(), now=desk.clock.now())


def told(made: Prepared) -> Said:
    """What was found, in one line."""
    found, kept = made.pack, made.kept_up
    late = sum(item.days_late > 0 for item in found.open)
    silent = sum(bool(item.unmentioned) for item in found.open)
    unheard = sum(item.no_opinion for item in found.open)
    said = (
        f"{len(found.open)} nhiệm vụ còn mở: {late} chậm, {silent} phòng không báo cáo, {unheard} "
        f"chưa có ý kiến Lãnh đạo khối; {len(found.unreviewed)} cuộc tạm dừng chưa rà soát; "
        f"mở {len(kept.reports)} kỳ báo cáo, {len(kept.occurrences)} kỳ nhiệm vụ."
    )
    return Said(True, said)


def description(found: Pack) -> str:
    """What the table is about, with the way to the meeting."""
    if found.meeting is None:
        return f"Theo ngày {dmy(found.as_of)}: chưa triệu tập cuộc họp nào."
    return f"Cho {link(found.meeting.about.title, inspection_page(found.meeting.id))}."


def row(item: Item) -> dict[str, str | int]:
    """One directive as a supervisor reads it, with the way to our page."""
    directive = item.directive
    return {
        "Nhiệm vụ": link(directive.about.title, inspection_page(directive.id)),
        "Ai": plain(item.who),
        "Hạn": dmy(directive.due_on) if directive.due_on else "",
        "Tình trạng": OUTCOME_NAMES[item.outcome].vi,
        "Chậm (ngày)": item.days_late,
        "Phòng báo cáo": "không" if item.unmentioned else "",
        "Ý kiến Lãnh đạo khối": "chưa có" if item.no_opinion else "",
        "Chuyển kỳ": item.carried,
    }
