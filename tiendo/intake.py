"""From what a door was given to an event: every field checked, every fault named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from states.events import EVENT, Event
from states.model import Day, Key
from states.recorded import Recorded
from states.text import Text, dmy, joined
from tiendo.clock import office_day
from tiendo.errors import BadInput
from tiendo.spoken import spoken

E = TypeVar("E", bound=Recorded)

FIELD_NAMES: dict[str, Text] = {
    "kind": Text("loại việc", "kind of act"),
    "occurred_on": Text("ngày xảy ra", "day it happened"),
    "document": Text("văn bản", "document"),
    "number": Text("số văn bản", "document number"),
    "signed_on": Text("ngày ký", "date of signing"),
    "signed_by": Text("người ký", "signer"),
    "dated_on": Text("ngày của văn bản", "date of the document"),
    "reason": Text("lý do", "reason"),
    "request": Text("mã yêu cầu", "request id"),
    "asks": Text("loại yêu cầu", "kind of request"),
    "addressee": Text("nơi nhận yêu cầu", "addressee"),
    "items": Text("nội dung yêu cầu", "items"),
    "due_on": Text("hạn trả lời", "due date"),
    "review_on": Text("ngày xem xét lại", "review date"),
    "ground": Text("căn cứ tạm dừng", "ground of the hold"),
    "days": Text("số ngày gia hạn", "days of extension"),
    "appraiser": Text("người thẩm định", "appraiser"),
    "period_days": Text("thời hạn thanh tra (ngày)", "inspection period (days)"),
    "period_unit": Text("thời hạn tính theo", "period counted in"),
    "regime": Text("luật áp dụng", "law that governs"),
    "duty": Text("việc có thời hạn nêu trong văn bản", "duty whose deadline a document names"),
    "overseer": Text("người giám sát", "overseer"),
    "team_head": Text("Trưởng đoàn", "team head"),
    "members": Text("thành viên", "members"),
    "text": Text("nội dung nhật ký", "log entry"),
    "target": Text("mục cần hủy", "entry to annul"),
    "subject": Text("đối với", "about"),
    "name": Text("tên cuộc thanh tra", "name of the inspection"),
    "short_name": Text("tên gọi tắt", "short name"),
    "entity": Text("đối tượng thanh tra", "inspected entity"),
    "room": Text("phòng", "room"),
    "block": Text("khối", "block"),
    "locality": Text("địa bàn", "locality"),
    "form": Text("hình thức", "form"),
    "planned_start": Text("dự kiến bắt đầu", "planned start"),
    "illustration": Text("phần minh họa", "what is invented"),
    "days_count": Text("thời gian tạm dừng có tính vào thời hạn", "time on hold counts"),
    "requests_allowed": Text("được gửi yêu cầu trong khi tạm dừng", "requests allowed meanwhile"),
    "unit": Text("số ngày tính theo", "days counted in"),
    "alarm": Text("cảnh báo", "alarm"),
    "until": Text("hoãn nhắc đến ngày", "next reminder on"),
    "assignee": Text("giao lại cho", "hand over to"),
    "year": Text("năm kế hoạch", "plan year"),
    "title": Text("tên việc", "title"),
    "sentence": Text("câu giao việc", "sentence"),
    "owner": Text("người, đơn vị thực hiện", "owner"),
    "item": Text("số của đề xuất", "proposal number"),
    "paper": Text("tệp", "file"),
    "present": Text("người dự", "those present"),
    "planned_on": Text("ngày họp", "day of the meeting"),
    "about": Text("về việc", "about"),
    "every": Text("kỳ lặp lại", "recurrence"),
}

_KIND_AND_FIELD = 2
_MISSING = Text("Thiếu {field}.", "{field} is missing.")
_TOO_LONG = Text("{field} quá dài (nhiều nhất {max} ký tự).", "{field} is longer than {max}.")
_TOO_SHORT = Text("{field} không được để trống.", "{field} must not be empty.")
_DATE = Text(
    "{field}: «{value}» không phải ngày (viết ngày/tháng/năm hoặc năm-tháng-ngày).",
    "{field}: “{value}” is not a date (write dd/mm/yyyy or yyyy-mm-dd).",
)
_UNKNOWN_KIND = Text("Không có việc nào tên «{value}».", "There is no act named “{value}”.")
_EXTRA = Text("Việc này không có mục {field}.", "This act has no field {field}.")
_CHOICE = Text("{field}: «{value}» không hợp lệ.", "{field}: “{value}” is not valid.")
_CONTROL = Text(
    "{field} có ký tự điều khiển không dùng được ({message}).",
    "{field} has a control character ({message}).",
)
_OTHER = Text("{field}: {message}.", "{field}: {message}.")

_BY_TYPE: dict[str, Text] = {
    "missing": _MISSING,
    "string_too_long": _TOO_LONG,
    "too_long": _TOO_LONG,
    "string_too_short": _TOO_SHORT,
    "too_short": _TOO_SHORT,
    "union_tag_invalid": _UNKNOWN_KIND,
    "union_tag_not_found": _MISSING,
    "extra_forbidden": _EXTRA,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "string_pattern_mismatch": _CHOICE,
}


def _field(detail: ErrorDetails) -> Text:
    names = [part for part in detail["loc"] if isinstance(part, str)]
    name = names[-1] if names else "kind"
    return FIELD_NAMES.get(name, Text(name, name))


def _sentence(detail: ErrorDetails) -> Text:
    context = detail.get("ctx", {})
    why = str(context.get("error", ""))
    shape = _BY_TYPE.get(detail["type"], _OTHER)
    if why == "not a date":
        shape = _DATE
    elif why.startswith("control character"):
        shape = _CONTROL
    shown = str(context.get("tag", detail["input"]))
    filled = shape.fill(
        field=_field(detail),
        value=shown if len(shown) <= 60 else shown[:60] + "…",
        max=context.get("max_length", ""),
        message=why.removeprefix("control character ") or detail["msg"],
    )
    return _capital(filled)


def _capital(text: Text) -> Text:
    return Text(text.vi[:1].upper() + text.vi[1:], text.en[:1].upper() + text.en[1:])


def _missing(error: ValidationError) -> tuple[str, ...]:
    """The fields of the act itself that were not given; its kind stands before each."""
    places = (detail["loc"] for detail in error.errors() if detail["type"] == "missing")
    return tuple(str(place[-1]) for place in places if len(place) == _KIND_AND_FIELD)


def explain(error: ValidationError) -> Text:
    """A validation error as sentences that name each field."""
    return joined(tuple(_sentence(detail) for detail in error.errors()), " ", " ")


_STREAM = TypeAdapter(Key)


def check_stream(stream: str) -> None:
    """Refuse a new inspection's id that people could not type. Raises BadInput."""
    try:
        _STREAM.validate_python(stream)
    except ValidationError as error:
        text = Text(
            "Mã cuộc thanh tra «{id}» chỉ được gồm chữ không dấu, số, dấu chấm, gạch (tối đa 80).",
            "An inspection's id has plain letters, digits, dots, dashes only, at most 80: “{id}”.",
        )
        raise BadInput(text.fill(id=stream[:80])) from error


def to_event(
    act: Mapping[str, object], *, version: int, actor: Mapping[str, str], recorded_at: datetime
) -> Event:
    """The event an act becomes when recorded now; ``recorded_at`` is aware.

    Raises BadInput naming every field that is missing, malformed, unknown, in the future, or says
    nothing to whoever reads it.
    """
    return event_of(EVENT, act, version=version, actor=actor, recorded_at=recorded_at)


def event_of(
    events: TypeAdapter[E],
    act: Mapping[str, object],
    *,
    version: int,
    actor: Mapping[str, str],
    recorded_at: datetime,
) -> E:
    """As ``to_event``, for any kind of stream. Raises BadInput."""
    said = {name: spoken(value) for name, value in act.items()}
    try:
        event = events.validate_python(
            {**said, "version": version, "actor": actor, "recorded_at": recorded_at}
        )
    except ValidationError as error:
        raise BadInput(explain(error), _missing(error)) from error
    today = office_day(recorded_at)
    _refuse_future(event, today)
    _refuse_far(event, today)
    _refuse_unnumbered(event)
    return event


_FURTHEST = timedelta(days=2 * 366)
"""How far ahead a day may lie: more is a slip of the hand, or meant to be waited for in vain."""
_FAR = Text(
    "{field} {day} xa quá hai năm kể từ hôm nay ({today}).",
    "{field} {day} is more than two years from today ({today}).",
)
_NO_NUMBER = Text(
    "Số văn bản «{number}» chưa có số nào; nếu chưa được cấp số thì để trống.",
    "There is no number in the document number “{number}”; leave it empty until there is one.",
)


@cache
def days_of(kind: type[Recorded]) -> tuple[str, ...]:
    """The fields of a kind of entry that are days."""
    its = {name: field.annotation for name, field in kind.model_fields.items()}
    return tuple(name for name, said in its.items() if said is date or Day in get_args(said))


def _refuse_far(event: Recorded, today: date) -> None:
    for field in days_of(type(event)):
        day = getattr(event, field)
        if day is not None and day - today > _FURTHEST:
            told = _FAR.fill(field=FIELD_NAMES[field], day=dmy(day), today=dmy(today))
            raise BadInput(_capital(told))


def _refuse_unnumbered(event: Recorded) -> None:
    number = event.document.number if event.document else ""
    if number and not any(char.isdecimal() for char in number):
        raise BadInput(_NO_NUMBER.fill(number=number[:60]))


def _refuse_future(event: Recorded, today: date) -> None:
    days = {"occurred_on": event.occurred_on}
    if event.document and event.document.signed_on:
        days["signed_on"] = event.document.signed_on
    for field, day in days.items():
        if day > today:
            text = Text(
                "{field} {day} ở tương lai (hôm nay là {today}).",
                "{field} {day} is in the future (today is {today}).",
            ).fill(field=FIELD_NAMES[field], day=dmy(day), today=dmy(today))
            raise BadInput(_capital(text))
