"""What lists ask of the projections: every database answers as the rows themselves would."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts.builders import DAY, a_row, an_event
from tiendo.finding import words_of
from tiendo.listing import InspectionRow, Involved, PendingStall, Wanted
from tiendo.ports import Rewrite, Store
from tiendo.snapshot import Snapshot

PHASES = {
    "course.field.onsite": "course.field",
    "course.conclude.signing": "course.conclude",
    "course.closed": "ended",
}
HOLDERS = ("team_head:an", "deputy:NV2", "chief_inspector")


def a_stall(rank: int, after: int, holder: str, subject: str) -> PendingStall:
    due = DAY + timedelta(after)
    return PendingStall(rank, due + timedelta(1), due, f"kind{rank}", subject, holder)


def an_office(count: int) -> list[InspectionRow]:
    """Inspections that differ in everything lists ask about."""
    found = list[InspectionRow]()
    for n in range(count):
        course = list(PHASES)[n % 3]
        stalls = tuple(
            a_stall((n * 5 + k * 3) % 12, (n * 7 + k * 11) % 40 - 30, HOLDERS[(n + k) % 3], str(k))
            for k in range(n % 3 if n % 4 else 0)
        )
        stalls = tuple(sorted(stalls, key=lambda s: (s.rank, s.stuck_from, s.subject)))
        found.append(
            replace(
                a_row(f"I-{n:03}", 1),
                course=course,
                phase=PHASES[course],
                hold=("hold.clear", "hold.site_paused")[n % 2],
                block=f"Khối {n % 2}",
                room=f"Phòng {n % 4}",
                locality=("Trảng Bàng", "Gò Dầu", "")[n % 3],
                year=2019 + n % 3,
                regime=("", "VN-2010-A")[n % 2],
                folded=(" thanh tra trang bang", " cau ben dinh 100%", " go dau")[n % 3],
                course_since=DAY - timedelta(n * 13 % 37),
                lost_days=n % 5,
                held_from=(DAY - timedelta(n)).toordinal() if n % 2 else None,
                stuck_from=min((s.stuck_from for s in stalls), default=None),
                stalls=stalls,
                involved=(Involved("an" if n % 2 else "binh", "team_head"),),
            )
        )
    return found


def put(store: Store, rows: list[InspectionRow]) -> Snapshot:
    store.rewrite([Rewrite(row, (an_event(),)) for row in rows])
    return Snapshot(rows)


def test_rows_come_back_whole_and_lose_what_they_no_longer_have(store: Store) -> None:
    rows = an_office(12)
    put(store, rows)
    bare = replace(rows[11], stalls=(), involved=())

    assert list(store.rows()) == rows
    assert store.page(5, rows[1].stream) == tuple(rows[2:7])
    store.reproject(bare)

    assert store.row(rows[11].stream) == bare
    assert store.row(rows[10].stream) == rows[10]


WANTED = (
    Wanted(),
    Wanted(phase="live"),
    Wanted(phase="course.conclude", block="Khối 1"),
    Wanted(stuck=True),
    Wanted(room="Phòng 2", year=2020),
    Wanted(hold="hold.site_paused", regime="VN-2010-A", locality="Gò Dầu"),
    Wanted(words=words_of("TTr TB")),
    Wanted(words=words_of("0%")),
    Wanted(words=words_of("100%")),
    Wanted(words=words_of("_")),
    Wanted(block="không có"),
)


def test_every_list_is_what_the_rows_say(store: Store) -> None:
    memory, sql = put(store, an_office(60)), store.overview

    for wanted in WANTED:
        for on in (DAY - timedelta(20), DAY, DAY + timedelta(20)):
            assert sql.tallies(wanted, on) == memory.tallies(wanted, on)
            assert sql.stuck_count(wanted, on) == memory.stuck_count(wanted, on)
            assert sql.listed(wanted, on, 7) == memory.listed(wanted, on, 7)
            assert sql.stuck(wanted, on, 7) == memory.stuck(wanted, on, 7)
    assert sql.facets() == memory.facets()
    assert sql.planned(2020, 5, "I-010") == memory.planned(2020, 5, "I-010")
    assert sql.at(["course.conclude.signing", "course.closed"], "Khối 1", 6) == memory.at(
        ["course.conclude.signing", "course.closed"], "Khối 1", 6
    )
    assert sql.involving("an", 9) == memory.involving("an", 9)
    assert sql.held_by(HOLDERS[:2], DAY, 9) == memory.held_by(HOLDERS[:2], DAY, 9)
    assert sql.held_by([], DAY) == ()


def test_page_after_page_the_whole_list_is_read_once(store: Store) -> None:
    memory, sql = put(store, an_office(60)), store.overview
    whole, rows = memory.stuck(Wanted(), DAY, 1000), memory.listed(Wanted(), DAY, 1000)

    read, last = list(sql.stuck(Wanted(), DAY, 4)), None
    while read[-1] != last:
        last = read[-1]
        read += sql.stuck(Wanted(), DAY, 4, last)
    listed, after = list(sql.listed(Wanted(), DAY, 7)), ""
    while listed[-1].stream != after:
        after = listed[-1].stream
        listed += sql.listed(Wanted(), DAY, 7, after)

    assert len(whole) > 12
    assert tuple(read) == whole
    assert tuple(listed) == rows


@given(st.text(max_size=60))
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_is_looked_for(store: Store, written: str) -> None:
    found = store.overview.listed(Wanted(words=words_of(written)), DAY)

    assert found == ()
