"""The law of one period as a pack of rules, and all packs as a book opened by signing day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from states.errors import Unknown
from states.events import ExtensionGround, Ground
from states.law import Level, Moment, Party, Rule
from states.model import Day, Frozen, Line, Prose
from states.papers import DocumentKind
from states.sourced import Said, Severity, Sourced, fault
from states.text import Text, dmy

_ONE = timedelta(days=1)
_ID = Field(pattern=r"^[a-z][a-z_]*$")


class Borrowed(Sourced):
    """A statement that may be lent: ``by_analogy`` it is no law here, and only warns.

    ``valid_from``: the day its instrument came into force, where that is later than the pack's.
    """

    id: Annotated[str, _ID]
    name: Said
    by_analogy: bool = False
    valid_from: Day | None = None

    @model_validator(mode="after")
    def _never_blocks_by_analogy(self) -> Borrowed:
        if self.by_analogy and self.severity is Severity.BLOCK:
            raise fault(
                "severity",
                "quy định áp dụng tương tự chỉ được cảnh báo.",
                "a rule applied by analogy may only warn.",
            )
        return self


class Omission(Borrowed):
    """What an inspection is void without; any one of the documents shows that it was done."""

    shown_by: tuple[DocumentKind, ...] = Field(min_length=1)


class Separation(Borrowed):
    """Who may not be what on one inspection."""

    who: Party
    never: Party | None = None


class Extendable(Sourced):
    """A ground on which the period may be extended."""

    ground: ExtensionGround
    name: Said


class Suspendable(Sourced):
    """A ground of suspension in the law itself."""

    ground: Ground
    notify: tuple[Party, ...] = ()


class Holds(Sourced):
    """What the law of the period says of suspension; ``note`` says what it leaves open."""

    grounds: tuple[Suspendable, ...] = ()
    note: Prose = ""


class Counting(Sourced):
    """Where it stands how first and last days are counted."""


class Reading(Sourced):
    """A text that can be read two ways; the office selects, ``literal`` is what the words say."""

    id: Annotated[str, _ID]
    name: Said
    literal: bool


class Pack(Frozen):
    """The rules of one regime; ``hash`` is the sha256 of the file they came from."""

    regime_id: Annotated[str, Field(pattern=r"^VN-\d{4}(-[A-Z])?$")]
    name: Said
    law: Line
    instruments: tuple[Line, ...] = ()
    valid_from: Day
    valid_to: Day | None = None
    counting: Counting
    holds: Holds
    extension_grounds: tuple[Extendable, ...] = ()
    readings: tuple[Reading, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)
    void_without: tuple[Omission, ...] = Field(min_length=1)
    separation: tuple[Separation, ...] = Field(min_length=1)
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @model_validator(mode="before")
    @classmethod
    def _rules_live_as_long_as_the_pack(cls, raw: object) -> object:
        if not isinstance(raw, Mapping) or not isinstance(raw.get("rules"), list | tuple):
            return raw
        life = {key: raw[key] for key in ("valid_from", "valid_to") if key in raw}
        rules = [{**life, **row} if isinstance(row, Mapping) else row for row in raw["rules"]]
        return {**raw, "rules": rules}

    @model_validator(mode="after")
    def _hangs_together(self) -> Pack:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise fault("valid_to", "trước valid_from.", "is before valid_from.")
        seen: set[tuple[Level, str]] = set()
        grounds = {each.ground for each in self.extension_grounds}
        for rule in self.rules:
            if (rule.level, rule.id) in seen:
                raise fault(
                    "id", f"«{rule.id}» ({rule.level}) có hai lần.", f"“{rule.id}” is there twice."
                )
            seen.add((rule.level, rule.id))
            if unknown := set(rule.grounds_outside_ceiling) - grounds:
                name = ", ".join(sorted(unknown))
                raise fault(
                    "grounds_outside_ceiling",
                    f"«{rule.id}»: không có căn cứ gia hạn «{name}».",
                    f"“{rule.id}”: there is no ground of extension “{name}”.",
                )
        return self

    def at(self, level: Level) -> tuple[Rule, ...]:
        """The rules of one level of inspection, in the order of the procedure."""
        return tuple(rule for rule in self.rules if rule.level is level)

    def rule(self, rule_id: str, level: Level = Level.PROVINCE) -> Rule | None:
        """One rule; None where this regime has no such duty."""
        return next((r for r in self.at(level) if r.id == rule_id), None)

    @cached_property
    def duties(self) -> tuple[Rule, ...]:
        """What a provincial inspection owes; the days of the yearly plan are no inspection's."""
        own, plan = Level.PROVINCE, Moment.PLAN_DATE
        return tuple([r for r in self.rules if r.level is own and r.anchor is not plan])

    @property
    def typed_fields(self) -> tuple[tuple[str, Rule], ...]:
        """The fields that somebody must type from a document, as the law gives no number."""
        return tuple((rule.form_field, rule) for rule in self.rules if rule.form_field)


def ceiling_binds(rule: Rule, ground: ExtensionGround, *, literal: bool = True) -> bool:
    """Whether an extension on this ground stays under the ceiling, read literally or not."""
    return rule.ceiling is not None and not (literal and ground in rule.grounds_outside_ceiling)


@dataclass(frozen=True, slots=True)
class Lawbook:
    """Every regime, in the order of time, without a gap. Raises ValueError if there is one."""

    packs: tuple[Pack, ...]

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.packs):
            if earlier.valid_to is None or earlier.valid_to + _ONE != later.valid_from:
                raise ValueError(
                    f"{later.regime_id} does not begin where {earlier.regime_id} ends"
                )

    def regime_for(self, signed_on: date) -> Pack:
        """The regime of an inspection whose decision was signed on this day. Raises Unknown."""
        for pack in self.packs:
            if pack.valid_from <= signed_on and (
                pack.valid_to is None or signed_on <= pack.valid_to
            ):
                return pack
        raise Unknown(
            Text(
                "Chưa có bộ quy tắc cho quyết định ký ngày {day}.",
                "There are no rules for a decision signed on {day}.",
            ).fill(day=dmy(signed_on))
        )

    def pack(self, regime_id: str) -> Pack:
        """A regime by its id, in any case of letters. Raises Unknown naming those there are."""
        for pack in self.packs:
            if pack.regime_id == regime_id.strip().upper():
                return pack
        known = ", ".join(pack.regime_id for pack in self.packs)
        raise Unknown(
            Text(
                "Không có thời kỳ «{id}»; có: {known}.", "No regime “{id}”; there are {known}."
            ).fill(id=regime_id[:40], known=known)
        )

    def check_duty(self, field: str) -> None:
        """Refuse a duty that no law leaves to a document. Raises Unknown naming them."""
        known = dict.fromkeys(r.form_field for p in self.packs for r in p.duties if r.form_field)
        if field not in known:
            text = Text(
                "Không có thời hạn «{id}» nào để nhập từ văn bản; có: {known}.",
                "No deadline “{id}” is left to a document; there are {known}.",
            )
            raise Unknown(text.fill(id=field, known=", ".join(known)))


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule in two regimes; ``fields`` are the ones that differ, all if one side lacks it."""

    id: str
    level: Level
    left: Rule | None
    right: Rule | None
    fields: tuple[str, ...]


_TIME = frozenset({"valid_from", "valid_to"})


def diff(left: Pack, right: Pack) -> tuple[Difference, ...]:
    """Every rule of two regimes side by side, the same ones too, in the order of the left."""
    places = dict.fromkeys((rule.level, rule.id) for rule in (*left.rules, *right.rules))
    return tuple(_difference(left, right, level, rule_id) for level, rule_id in places)


def _difference(left: Pack, right: Pack, level: Level, rule_id: str) -> Difference:
    one, other = left.rule(rule_id, level), right.rule(rule_id, level)
    names = tuple(name for name in Rule.model_fields if name not in _TIME)
    if one is not None and other is not None:
        names = tuple(name for name in names if getattr(one, name) != getattr(other, name))
    return Difference(rule_id, level, one, other, names)
