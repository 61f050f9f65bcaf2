"""The morning letter in words: short paragraphs for a phone, each thing with its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.meeting.lapse_words import LAPSE_NAMES
from states.roles import Officer, Role
from states.stall_names import KIND_NAMES
from states.text import dmy
from states.way_words import FASTEST
from tiendo.meeting.lapsing import LapseLine
from tiendo.notices import path_of
from tiendo.postbox import Letter
from tiendo.stuck import StuckLine

_LATE = "GIAO BAN: CHẬM HOẶC IM LẶNG"
MOST = 20
"""How many things one part of a letter lists; the page has the rest."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What one person hears one morning.

    ``own``: stuck lines whose turn it is; ``waiting``: notices that are not urgent; ``under``:
    what else is stuck where the person supervises; ``told``: what was told since the last one.
    ``owed``, ``late``: the same of the agenda, his own and below him.
    """

    person: Officer
    on: date
    own: tuple[StuckLine, ...]
    waiting: tuple[Letter, ...]
    under: tuple[StuckLine, ...]
    told: tuple[Letter, ...]
    owed: tuple[LapseLine, ...] = ()
    late: tuple[LapseLine, ...] = ()

    @property
    def news(self) -> tuple[Letter, ...]:
        """What waits and is not said already as late: the warning that came before it."""
        late = tuple(f"{line.stream}:{line.kind}:" for line in (*self.owed, *self.late))
        return tuple(each for each in self.waiting if not each.key.startswith(late))

    @property
    def something(self) -> bool:
        """Whether there is anything to say; what was told already is not said again by itself."""
        return bool(self.own or self.waiting or self.under or self.owed or self.late)


def subject(morning: Morning) -> str:
    """The subject: the day, and how much there is."""
    duties = len(morning.own) + len(morning.owed) + len(morning.news)
    stuck = len({line.stream for line in morning.under})
    parts = [f"{duties} việc cần làm"] if duties else []
    parts += [f"{stuck} cuộc đang vướng"] if stuck else []
    parts += [f"{len(morning.late)} việc giao ban chậm hoặc im lặng"] if morning.late else []
    return f"Tiến độ sáng {dmy(morning.on)}: {', '.join(parts)}"


def body(morning: Morning, page: str) -> str:
    """The whole letter, links included."""
    own = [_line(each, page) for each in morning.own]
    owed = [_lapse(each, page) for each in morning.owed]
    waiting = [_letter(each, page) for each in morning.news]
    parts = [
        f"Kính gửi đồng chí {morning.person.name},",
        *_part("VIỆC CẦN LÀM", [*own, *owed, *waiting], page),
        *_part(_scope(morning.person), [_line(each, page) for each in morning.under], page),
        *_part(_LATE, [_lapse(each, page) for each in morning.late], page),
        *_part("ĐÃ BÁO TỪ LẦN TRƯỚC", [_letter(each, page) for each in morning.told], page),
    ]
    return "\n\n".join(parts)


def _scope(person: Officer) -> str:
    match Role(person.role):
        case Role.DEPUTY:
            return f"ĐANG VƯỚNG TRONG {person.block.upper()}"
        case Role.ROOM_HEAD:
            return f"ĐANG VƯỚNG TRONG {person.room.upper()}"
        case _:
            return "ĐANG VƯỚNG TRONG TOÀN CƠ QUAN"


def _part(title: str, things: Sequence[str], page: str) -> list[str]:
    if not things:
        return []
    listed = [f"{number}. {thing}" for number, thing in enumerate(things[:MOST], start=1)]
    more = len(things) - MOST
    rest = [f"Và {more} việc nữa, xem tại:\n{page}"] if more > 0 else []
    return [f"{title} ({len(things)})", *listed, *rest]


def _line(line: StuckLine, page: str) -> str:
    head = f"{line.name}: {KIND_NAMES[line.kind].vi} ({line.days} ngày)"
    said = [line.sentence.vi, *([FASTEST.fill(way=line.way).vi] if line.way else [])]
    return "\n".join((head, *said, f"{page}{path_of(line.stream)}"))


def _lapse(line: LapseLine, page: str) -> str:
    head = f"{line.title}: {LAPSE_NAMES[line.kind].vi} ({line.days} ngày)"
    return "\n".join((head, line.sentence.vi, f"{page}{path_of(line.stream)}"))


def _letter(letter: Letter, page: str) -> str:
    return f"{letter.subject}\n{letter.body}\n{page}{path_of(letter.stream)}"
