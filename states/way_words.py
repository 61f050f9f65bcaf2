"""The ways out of a stall in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from states.freeing import Release
from states.inspection import Inspection
from states.papers import DOCUMENT_NAMES
from states.request import STEP_NAMES
from states.roles import Role
from states.steps import NEW_REQUEST, Step
from states.terms import name_of
from states.text import Text, joined

NameHolder: TypeAlias = Callable[[Role], Text]
"""A capacity with the name of whoever holds it now."""

_ACT = Text("«{act}»", "“{act}”")
_ON_REQUEST = Text("«{act}» {request}", "“{act}”, request {request}")
_OF_REQUEST = Text("«{act}» yêu cầu {request}", "“{act}”, request {request}")
_FILING = Text("«Lưu {paper} vào hồ sơ»", "“File the {paper}”")
_WITH_PAPER = Text(
    "kèm {paper} đủ số, ngày, người ký", "with the {paper}, numbered, dated and signed"
)
_COMPLETE = Text("đủ số, ngày, người ký", "numbered, dated and signed")
_ONLY_IF: dict[str, Text] = {
    "draft_request": Text("nếu có nội dung cần yêu cầu", "if there is something to request"),
    "receive_answer": Text("khi {addressee} trả lời", "once {addressee} answers"),
    "waive_request": Text("nếu không còn cần", "if it is not needed any more"),
    "accept_answer": Text("nếu trả lời đạt", "if the answer will do"),
    "declare_none": Text(
        "nếu đúng là không có (nếu có: soạn, gửi yêu cầu)",
        "if there is indeed nothing (if there is something: draft and send a request)",
    ),
    "lift_hold": Text("khi đủ điều kiện", "once conditions allow"),
    "extend": Text("nếu có căn cứ gia hạn", "if there are grounds to extend"),
    "confirm_fulfilled": Text("nếu đã thực hiện xong", "if it has been done"),
    "return_answer": Text("nếu trả lời chưa đạt", "if the answer will not do"),
    "find_shortfall": Text("nếu thực hiện chưa đủ", "if it was not done in full"),
}
"""On what condition an act is proper: the machine suggests it, people judge."""
_NONE_ALONE = Text("nếu đúng là không có", "if there is indeed nothing")
"""… while the order of the hold lets nothing be requested."""
_GAINS = Text("không còn gì vướng trong {days} ngày tới", "nothing stuck for the next {days} days")
_GAINS_ONE = Text("không còn gì vướng trong 1 ngày tới", "nothing stuck for the next day")
_NOTHING = Text(
    "cuộc thanh tra vẫn còn vướng việc khác", "something else about the inspection stays stuck"
)
_OVER = Text("không còn hạn nào phải theo dõi", "no date is left to watch")
_NOBODY = Text(
    "chưa làm được vì chưa có ai giữ vai trò cần thiết",
    "not possible yet: nobody holds a capacity that is needed",
)
_THEN = Text("{acts}; sau đó {gain}", "{acts}; after that {gain}")
_BUT = Text("{acts}; {gain}", "{acts}; {gain}")


@dataclass(frozen=True, slots=True)
class ActWords:
    """One act of a way out: its name, who may do it now, on what condition, with which paper."""

    name: Text
    who: Text
    condition: Text | None
    paper: Text | None

    @property
    def text(self) -> Text:
        """All of it in one line."""
        parts = (
            Text(f"{self.name.vi} ({self.who.vi})", f"{self.name.en} ({self.who.en})"),
            self.condition,
            self.paper,
        )
        return joined(tuple(part for part in parts if part is not None))


def act_words(
    step: Step,
    inspection: Inspection,
    name: NameHolder,
    *,
    turn: Role | None = None,
    most: int | None = None,
) -> ActWords:
    """One act in words, naming at most so many of those who may do it, whose turn it is first."""
    roles = held(step, inspection, turn)[:most]
    return ActWords(
        name=named(step),
        who=joined(tuple(name(role) for role in roles), " hoặc ", " or "),
        condition=_condition(step, inspection),
        paper=_paper(step),
    )


RULINGS = frozenset({"uphold_complaint", "dismiss_complaint"})
"""Acts that decide a matter one way or the other: the machine says that it is to be decided."""
_SETTLING = Text("«Giải quyết khiếu nại»", "“Settle the complaint”")


def named(step: Step) -> Text:
    """What an act is called, with the paper it files or the request it is about."""
    if step.kind == "file_document" and step.document:
        return _FILING.fill(paper=DOCUMENT_NAMES[step.document])
    if step.kind in RULINGS:
        return _SETTLING
    act = name_of(step.kind)
    if step.kind not in STEP_NAMES or step.request == NEW_REQUEST:
        return _ACT.fill(act=act)
    shape = _ON_REQUEST if act.vi.endswith("yêu cầu") else _OF_REQUEST
    return shape.fill(act=act, request=step.request)


def _condition(step: Step, inspection: Inspection) -> Text | None:
    if step.kind not in _ONLY_IF:
        return None
    if step.kind == "declare_none" and inspection.hold and not inspection.hold.requests_allowed:
        return _NONE_ALONE
    request = inspection.request(step.request)
    return _ONLY_IF[step.kind].fill(addressee=request and request.addressee)


def _paper(step: Step) -> Text | None:
    if step.kind == "file_document":
        return _COMPLETE
    return _WITH_PAPER.fill(paper=DOCUMENT_NAMES[step.document]) if step.document else None


def held(step: Step, inspection: Inspection, turn: Role | None = None) -> tuple[Role, ...]:
    """The capacities that come first for an act: whose turn it is, if given, then the nearest.

    The team's own are nearer than those above it.
    """
    near = [role for role in _NEAREST if role in step.who]
    named = [r for r in near if r not in _NAMED or getattr(inspection.place, _NAMED[r])]
    return tuple(sorted(named or near, key=lambda role: role is not turn)[:2])


_NEAREST = (
    Role.TEAM_HEAD,
    Role.APPRAISER,
    Role.ROOM_HEAD,
    Role.DEPUTY,
    Role.CHIEF_INSPECTOR,
    Role.OFFICE,
    Role.OVERSEER,
    Role.MEMBER,
)
_NAMED = {Role.APPRAISER: "appraiser", Role.OVERSEER: "overseer"}


def way_text(
    release: Release, inspection: Inspection, name: NameHolder, turn: Role | None = None
) -> Text:
    """A whole way out in one sentence: each act in turn, and what it gains."""
    acts = tuple(act_words(step, inspection, name, turn=turn).text for step in release.way)
    said = _gaining(release, joined(acts, "; rồi ", "; then "))
    return Text(f"{said.vi}.", f"{said.en}.")


def brief_text(
    release: Release, inspection: Inspection, name: NameHolder, turn: Role | None = None
) -> Text:
    """A way out in one short line: the first act with whoever is nearest to it, then the rest."""
    first = act_words(release.way[0], inspection, name, turn=turn, most=1)
    said = ActWords(first.name, first.who, first.condition, None).text
    rest = tuple(named(step) for step in release.way[1:])
    acts = joined((said, joined(rest)), "; rồi ", "; then ") if rest else said
    return _gaining(release, acts)


def _gaining(release: Release, acts: Text) -> Text:
    shape = _BUT if release.people is None else _THEN
    return shape.fill(acts=acts, gain=gain_text(release))


FASTEST = Text("Cách gỡ tốt nhất: {way}.", "Best way out: {way}.")
"""The best way out behind the sentence of a stall, in messages."""


def gain_text(release: Release) -> Text:
    """What a way out gains, in words."""
    if release.people is None:
        return _NOBODY
    if release.gains is None:
        return _OVER
    if release.gains == 1:
        return _GAINS_ONE
    return _GAINS.fill(days=release.gains) if release.gains else _NOTHING
