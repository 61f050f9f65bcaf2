"""What the lists of the command line are narrowed by, as the page's are; and where they go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated

from cyclopts import Parameter

from states.text import Text, same
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.listing import PAGE, Wanted
from tiendo.otherday import worked_out
from tiendo.overview import Overview
from tiendo.wanting import read_asked, refuse_unknown, wanted_of

MOST = 10_000
_NO_LIMIT = Text(
    "--limit: «{value}» không phải số từ 1 đến {most}.",
    "--limit: “{value}” is not a number from 1 to {most}.",
)
_MORE = Text("Còn nữa: thêm {options}", "There is more: add {options}")


@dataclass(frozen=True)
class Narrow:
    """Only some of the office; what is left empty asks nothing."""

    block: Annotated[str, Parameter(help="Khối / only of this block.")] = ""
    room: Annotated[str, Parameter(help="Phòng / only of this room.")] = ""
    locality: Annotated[str, Parameter(help="Địa bàn / only of this locality.")] = ""
    year: Annotated[str, Parameter(help="Năm kế hoạch / only of the plan of this year.")] = ""
    law: Annotated[str, Parameter(help="Luật áp dụng / only under this regime.")] = ""
    hold: Annotated[str, Parameter(help="Tạm dừng / only with this leaf of hold.")] = ""
    limit: Annotated[int, Parameter(help="Số dòng / how many lines.")] = PAGE
    after: Annotated[str, Parameter(help="Tiếp theo chỗ ấy / go on after this place.")] = ""


Narrowed = Annotated[Narrow, Parameter(name="*")]


@dataclass(frozen=True, slots=True)
class Looked:
    """What answers for a day, and what is asked of it."""

    overview: Overview
    wanted: Wanted
    limit: int
    after: str


def looked(
    desk: Desk, narrow: Narrow, day: date, known_by: datetime | None, words: str = ""
) -> Looked:
    """What a command asks of the office on a day. Raises BadInput."""
    if not 0 < narrow.limit <= MOST:
        raise BadInput(_NO_LIMIT.fill(value=same(str(narrow.limit)), most=MOST))
    given = {each.name: str(getattr(narrow, each.name)) for each in fields(narrow)}
    asked = read_asked(given | {"q": words})
    overview = worked_out(desk, as_of=day, today=desk.clock.today(), known_by=known_by)
    refuse_unknown(asked, overview.facets(), desk.store.people())
    return Looked(overview, wanted_of(asked), narrow.limit, narrow.after)


def print_more(last: str, lang: str, options: Sequence[str] = ()) -> None:
    """Say how a list goes on; nothing at its end."""
    if last:
        print(_MORE.fill(options=" ".join((f"--after '{last}'", *options))).say(lang))
