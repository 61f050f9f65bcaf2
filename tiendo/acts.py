"""What each act asks for, read from the rules: doors build their forms and options from it."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from states import events as ev
from states.apply import papers_of
from states.papers import DOCUMENT_NAMES, DocumentKind
from states.rules import Trigger
from states.terms import name_of
from states.text import Text
from tiendo.intake import FIELD_NAMES

_COMMON = frozenset(ev.Moved.model_fields)
_PAPER_OF: dict[str, DocumentKind] = {
    "remind_request": DocumentKind.REMINDER_LETTER,
    "receive_answer": DocumentKind.ENTITY_ANSWER,
    "pause_site": DocumentKind.ONSITE_PAUSE_NOTICE,
    "change_team": DocumentKind.TEAM_CHANGE_DECISION,
    "urge": DocumentKind.URGE_LETTER,
}
CHOICE_NAMES: dict[str, Text] = {
    "epidemic": Text("dịch bệnh", "epidemic"),
    "force_majeure": Text("bất khả kháng", "force majeure"),
    "entity_request": Text("theo đề nghị của đối tượng", "asked by the entity"),
    "superior_order": Text("theo chỉ đạo của cấp trên", "order from above"),
    "other": Text("khác", "other"),
    "calendar_day": Text("ngày (kể cả ngày nghỉ)", "calendar days"),
    "working_day": Text("ngày làm việc", "working days"),
    "documents": Text("cung cấp thông tin, tài liệu", "documents"),
    "explanation": Text("giải trình", "explanation"),
    "complex": Text("phức tạp, nhiều lĩnh vực, nhiều nơi", "complex, many fields or places"),
    "expert_opinion": Text("cần trưng cầu giám định, ý kiến chuyên môn", "expert opinion"),
    "foreign_element": Text("có yếu tố nước ngoài", "foreign element"),
    "corruption": Text("làm rõ hành vi tham nhũng", "corruption to be clarified"),
    "obstruction": Text("đối tượng không hợp tác, cản trở", "no cooperation, obstruction"),
    "planned": Text("theo kế hoạch", "planned"),
    "unexpected": Text("đột xuất", "unexpected"),
}
"""What the values of choices are called on screen."""
_LABELS_OF_ACTS: dict[tuple[str, str], Text] = {
    ("extend", "ground"): Text("căn cứ gia hạn", "ground of the extension"),
    ("defer_start", "ground"): Text("căn cứ hoãn", "ground of the deferral"),
    ("set_deadline", "due_on"): Text("hạn ghi trong văn bản", "due date in the document"),
}
"""Fields that mean something narrower in one act than their name says elsewhere."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act beyond day, document and reason.

    ``kind`` is date, number, flag, choice, lines, officer, officers, paper or text.
    """

    name: str
    label: Text
    kind: str
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: what it is called, the paper it goes with, and its own fields."""

    kind: str
    name: Text
    paper: DocumentKind | None
    fields: tuple[Field, ...]

    @property
    def paper_name(self) -> Text | None:
        """What its paper is called."""
        return DOCUMENT_NAMES[self.paper] if self.paper else None


@cache
def _classes() -> dict[str, type[ev.Event]]:
    found: dict[str, type[ev.Event]] = {}
    union = typing.get_args(typing.get_args(ev.Event)[0])
    for cls in union:
        for kind in typing.get_args(cls.model_fields["kind"].annotation):
            found[kind] = cls
    return found


def kinds() -> tuple[str, ...]:
    """Every kind of event there is."""
    return tuple(_classes())


@cache
def act_of(kind: str) -> Act:
    """What one kind of act asks for. Raises KeyError on an unknown kind."""
    cls = _classes()[kind]
    paper = _PAPER_OF.get(kind)
    if kind in ev.MOVES and (papers := papers_of(Trigger(kind))):
        (paper,) = papers
    own = [name for name in cls.model_fields if name not in _COMMON]
    return Act(
        kind=kind,
        name=name_of(kind),
        paper=paper,
        fields=tuple(_field(kind, cls, name) for name in own),
    )


def _field(act: str, cls: type[ev.Event], name: str) -> Field:
    info = cls.model_fields[name]
    kind, choices = _shape(info.annotation)
    if name in {"team_head", "overseer", "appraiser", "assignee"}:
        kind = "officer"
    if name == "members":
        kind = "officers"
    label = _LABELS_OF_ACTS.get((act, name)) or FIELD_NAMES.get(name, Text(name, name))
    return Field(name, label, kind, info.is_required(), choices)


def _shape(annotation: object) -> tuple[str, tuple[str, ...]]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _shape(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        (inner,) = (a for a in typing.get_args(annotation) if a is not type(None))
        return _shape(inner)
    if origin is typing.Literal:
        return "choice", typing.get_args(annotation)
    if origin is tuple:
        return "lines", ()
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "choice", tuple(str(member.value) for member in annotation)
    plain = {date: "date", bool: "flag", int: "number", str: "text"}
    return plain.get(annotation, "paper") if isinstance(annotation, type) else "text", ()
