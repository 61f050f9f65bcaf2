"""A post's powers handed over by a numbered decision: recorded, lent for its days, ended early.

A mandate lends the powers of the giver's post, not those a decision gave the giver over one
inspection; whoever is of a team, watches or appraises it has none over it in another's post. It
begins and ends by itself, with its days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from states.model import read_day
from states.roles import Mandate, Officer, Role
from states.text import Text, dmy
from tiendo.errors import BadInput, NotFound
from tiendo.identity import Delegation
from tiendo.ports import Store

ACT = "delegate"
GIVERS = frozenset({Role.CHIEF_INSPECTOR, Role.DEPUTY, Role.ROOM_HEAD, Role.OFFICE})
"""Posts whose powers may be handed over."""
FIELDS = ("giver", "taker", "paper", "signed_on", "signed_by", "starts_on", "ends_on")
LONGEST = timedelta(days=366)
_LONGEST_TEXT = 120

_NAMES = {
    "giver": Text("người ủy quyền", "who hands over"),
    "taker": Text("người được ủy quyền", "who takes over"),
    "paper": Text("số quyết định", "number of the decision"),
    "signed_on": Text("ngày ký", "date of signing"),
    "signed_by": Text("người ký", "signer"),
    "starts_on": Text("từ ngày", "first day"),
    "ends_on": Text("đến hết ngày", "last day"),
}
_MISSING = Text(
    "Thiếu {field}, dài quá 120 ký tự, hoặc có ký tự ẩn.",
    "Missing, too long, or with hidden characters: {field}.",
)
_DATE = Text(
    "{field}: «{value}» không phải ngày (viết ngày/tháng/năm).",
    "{field}: “{value}” is not a date (write dd/mm/yyyy).",
)
_POST = Text(
    "{name} không giữ chức vụ nào để ủy quyền.", "{name} holds no post that can be handed over."
)
_SELF = Text("Không thể tự ủy quyền cho mình.", "Nobody hands over to himself.")
_DAYS = Text(
    "Ngày đầu {start} phải trước ngày cuối {end}, và không quá 366 ngày.",
    "The first day {start} must be before the last {end}, and no more than 366 days.",
)
_FUTURE = Text("Ngày ký {day} ở tương lai.", "The day of signing, {day}, is in the future.")
_NONE = Text("Không có ủy quyền số {n} đang còn hiệu lực.", "There is no delegation {n} to end.")
_NOBODY = Text("Không có ai mang mã «{id}».", "Nobody has the id “{id}”.")


def mandated(store: Store, officer: Officer, today: date) -> Officer:
    """The officer with the posts that are lent to him on a day."""
    lent = [each for each in store.delegations.every() if each.taker == officer.id]
    if not lent:
        return officer
    people = {each.id: each for each in store.people()}
    mandates = tuple(
        Mandate(people[each.giver], each.paper, each.signed_on, each.ends_on)
        for each in lent
        if in_force(each, today) and each.giver in people
    )
    return replace(officer, mandates=mandates)


def in_force(delegation: Delegation, today: date) -> bool:
    """Whether a delegation lends anything on a day."""
    lasts = delegation.starts_on <= today <= delegation.ends_on
    return lasts and delegation.ended_at is None


def read_delegation(
    fields: Mapping[str, str], people: Iterable[Officer], today: date
) -> Delegation:
    """A delegation from what was typed, not recorded yet. Raises BadInput naming the field."""
    known = {each.id: each for each in people}
    text = {name: _text(fields, name) for name in ("giver", "taker", "paper", "signed_by")}
    days = {name: _day(fields, name) for name in ("signed_on", "starts_on", "ends_on")}
    for name in ("giver", "taker"):
        if text[name] not in known:
            raise BadInput(_NOBODY.fill(id=text[name]))
    if Role(known[text["giver"]].role) not in GIVERS:
        raise BadInput(_POST.fill(name=known[text["giver"]].name))
    if text["giver"] == text["taker"]:
        raise BadInput(_SELF)
    start, end = days["starts_on"], days["ends_on"]
    if not start <= end < start + LONGEST:
        raise BadInput(_DAYS.fill(start=dmy(start), end=dmy(end)))
    if days["signed_on"] > today:
        raise BadInput(_FUTURE.fill(day=dmy(days["signed_on"])))
    return Delegation(
        number=0,
        giver=text["giver"],
        taker=text["taker"],
        paper=text["paper"],
        signed_by=text["signed_by"],
        signed_on=days["signed_on"],
        starts_on=start,
        ends_on=end,
        recorded_at=datetime.min.replace(tzinfo=UTC),  # whoever keeps it says when
        recorded_by="",
    )


def _text(fields: Mapping[str, str], name: str) -> str:
    found = fields.get(name, "").strip()
    if not found or len(found) > _LONGEST_TEXT or not found.isprintable():
        raise BadInput(_MISSING.fill(field=_NAMES[name]))
    return found


def _day(fields: Mapping[str, str], name: str) -> date:
    typed = _text(fields, name)
    try:
        found = read_day(typed)
    except ValueError:
        found = None
    if not isinstance(found, date):
        raise BadInput(_DATE.fill(field=_NAMES[name], value=typed[:40]))
    return found


def no_such(number: str) -> NotFound:
    """That there is no delegation to end."""
    return NotFound(_NONE.fill(n=number[:20]))
