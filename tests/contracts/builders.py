"""Facts to write in the contract tests: each test states only what it is about."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from tiendo.ports import InspectionRow, NewEvent, Notice, Store

DAY = date(2021, 9, 8)
NOON = datetime(2021, 9, 8, 5, 0, 0, 123, tzinfo=UTC)


def an_event(
    kind: str = "noted", *, at: datetime = NOON, by: str = "an", says: str = ""
) -> NewEvent:
    """One event whose columns agree with its body."""
    body = {
        "kind": kind,
        "occurred_on": DAY.isoformat(),
        "recorded_at": at.isoformat(),
        "actor": {"kind": "person", "id": by},
        "says": says,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return NewEvent(kind, DAY, at, f"person:{by}", text)


def a_row(stream: str, version: int, *, attention_on: date | None = DAY) -> InspectionRow:
    """The projection of a stream at that version."""
    return InspectionRow(
        stream=stream,
        version=version,
        course="onsite.working",
        hold="running",
        records="open",
        oversight="none",
        remedy="none",
        complaint="none",
        name="Thanh tra công tác quản lý tại Trảng Bàng",
        folded="thanh tra cong tac quan ly tai trang bang",
        entity="UBND thị xã Trảng Bàng",
        room="P.NV2",
        block="NV2",
        team_head="an",
        year=2021,
        attention_on=attention_on,
        stuck_from=None,
    )


def a_notice(key: str, *, stream: str = "TB", due_on: date = DAY) -> Notice:
    """One message owed to Mrs An."""
    return Notice(key, stream, "an", "Chậm tiến độ", "Hết hạn ngày 08/09/2021.", due_on)


def grow(store: Store, stream: str, count: int, *, after: int = 0) -> None:
    """A stream with that many events, each in its own transaction."""
    for version in range(after + 1, after + count + 1):
        store.append(stream, version - 1, [an_event(says=str(version))], a_row(stream, version))


def renamed(row: InspectionRow, name: str) -> InspectionRow:
    """The same projection under another name."""
    return replace(row, name=name)
