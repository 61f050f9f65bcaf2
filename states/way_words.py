"""The ways out of a stall in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from states.freeing import Release
from states.inspection import Inspection
from states.papers import DOCUMENT_NAMES
from states.request import STEP_NAMES
from states.roles import Role
from states.steps import NEW_REQUEST, Step
from states.terms import name_of
from states.text import Text, joined, same

NameHolder: TypeAlias = Callable[[Role], Text]
"""A capacity with the name of whoever holds it now."""

_ACT = Text("«{act}» ({who})", "“{act}” ({who})")
_ON_REQUEST = Text(
    "«{act}» đối với yêu cầu {request} ({who})", "“{act}” for request {request} ({who})"
)
_ONLY_IF: dict[str, Text] = {
    "waive_request": Text("nếu không còn cần", "if it is not needed any more"),
    "accept_answer": Text("nếu trả lời đạt", "if the answer will do"),
    "declare_none": Text("nếu đúng là không có", "if there is indeed nothing"),
    "lift_hold": Text("khi đủ điều kiện", "once conditions allow"),
    "extend": Text("nếu có căn cứ gia hạn", "if there are grounds to extend"),
    "confirm_fulfilled": Text("nếu đã thực hiện xong", "if it has been done"),
    "return_answer": Text("nếu trả lời chưa đạt", "if the answer will not do"),
    "find_shortfall": Text("nếu thực hiện chưa đủ", "if it was not done in full"),
    "dismiss_complaint": Text("nếu xác định khiếu nại không đúng", "if it proves unfounded"),
    "uphold_complaint": Text("nếu xác định khiếu nại có cơ sở", "if it proves founded"),
}
"""On what condition an act is proper: the machine suggests it, people judge."""
_PROVIDED = Text("{act}, {condition}", "{act}, {condition}")
_PAPER = Text(
    "{act}, kèm {paper} đủ số, ngày, người ký",
    "{act}, with a numbered, dated and signed {paper}",
)
_FILED = Text(
    "Lưu vào hồ sơ {paper} đủ số, ngày, người ký ({who})",
    "File a numbered, dated and signed {paper} ({who})",
)
_GAINS = Text("không còn gì vướng trong {days} ngày tới", "nothing stuck for the next {days} days")
_NOTHING = Text(
    "cuộc thanh tra vẫn còn vướng việc khác", "something else about the inspection stays stuck"
)
_OVER = Text("sau đó không còn hạn nào phải theo dõi", "after that no date is left to watch")
_NOBODY = Text("chưa có ai giữ vai trò cần thiết", "nobody holds a capacity that is needed")


def step_text(step: Step, inspection: Inspection, name: NameHolder) -> Text:
    """One act: what it is, who may do it now, and the paper it needs."""
    who = joined(tuple(name(role) for role in held(step, inspection)), " hoặc ", " or ")
    paper = DOCUMENT_NAMES[step.document] if step.document else same("")
    if step.kind == "file_document":
        return _FILED.fill(paper=paper, who=who)
    known = step.kind in STEP_NAMES and step.request != NEW_REQUEST
    shape = _ON_REQUEST if known else _ACT
    act = shape.fill(act=name_of(step.kind), request=step.request, who=who)
    if step.kind in _ONLY_IF:
        act = _PROVIDED.fill(act=act, condition=_ONLY_IF[step.kind])
    return _PAPER.fill(act=act, paper=paper) if step.document else act


def held(step: Step, inspection: Inspection) -> tuple[Role, ...]:
    """The capacities that come first for an act: the team's own before those above it."""
    near = [role for role in _NEAREST if role in step.who]
    named = [r for r in near if r not in _NAMED or getattr(inspection.place, _NAMED[r])]
    return tuple((named or near)[:2])


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


def way_text(release: Release, inspection: Inspection, name: NameHolder) -> Text:
    """A whole way out in one sentence: each act in turn, and what it gains."""
    acts = joined(
        tuple(step_text(step, inspection, name) for step in release.way), "; rồi ", "; then "
    )
    gain = gain_text(release)
    return Text(f"{acts.vi} → {gain.vi}.", f"{acts.en} → {gain.en}.")


def gain_text(release: Release) -> Text:
    """What a way out gains, in words."""
    if release.people is None:
        return _NOBODY
    if release.gains is None:
        return _OVER
    return _GAINS.fill(days=release.gains) if release.gains else _NOTHING
