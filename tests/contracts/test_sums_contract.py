"""What is summed of all inspections: every database answers as the rows themselves would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from states.breaches import Breach
from states.ledger import Account
from states.lost import Spell, Stretch
from states.stays import Stay
from tests.contracts.builders import DAY, a_row, an_event
from tests.contracts.test_overview_contract import PHASES, an_office
from tiendo.listing import InspectionRow, Wanted
from tiendo.ports import Rewrite, Store
from tiendo.snapshot import Snapshot
from tiendo.sums import Breaker, Burden, Loser, Party, Sort, Summed, Sums

ORDINAL = DAY.toordinal()
STRETCH = Stretch(DAY.year, date(DAY.year, 1, 1).toordinal() - 1, ORDINAL, 1500, 1680)


def some_sums(n: int) -> Sums:
    """Burdens and spells that differ in everything that is asked about."""
    burdens = [
        Burden(sort, key, ORDINAL + n % 7 - 4, ORDINAL - n % 11)
        for sort, keys in {
            Sort.WHO: ("team_head:an", "person:an", "deputy:Khối 1"),
            Sort.ENTITY: ("Sở Tài chính", "Sở Công Thương"),
        }.items()
        for nth, key in enumerate(keys)
        if (n + nth) % 3
    ]
    year = DAY.year - n % 2
    lost = [
        Spell(
            Account.DESK, "team_head", f"Phòng {n % 3}", year, n % 5, None, 1490 + 20 * (n % 12)
        ),
        Spell(Account.SITE_PAUSED, "", "", year, 3, ORDINAL - 60 * (n % 5) + 30, None),
        Spell(Account.ENTITY, "Sở Tài chính", "", year, 2 + n % 4),
    ]
    kept = sorted(lost[: 1 + n % 3], key=lambda spell: spell.account)
    phase = list(PHASES.values())[n % 3]
    stays = [Stay(phase, ORDINAL - n * 7 % 50, None)] if phase != "ended" else []
    stays += [Stay("course.prep", ORDINAL - 100, n * 13 % 40)]
    stays = sorted(stays, key=lambda stay: stay.phase)
    held = tuple(sorted(burdens, key=lambda b: (b.sort, b.key)))
    return Sums(held, tuple(kept), tuple(stays), some_breaches(n))


def some_breaches(n: int) -> tuple[Breach, ...]:
    """One rule that goes on, was met late or fell away late by turns; one that others breach."""
    late = (None, 4 + n % 9, 3)[n % 3]
    period = Breach("period", ORDINAL + n % 13 - 9, late, met=n % 3 == 1)
    return (Breach("announce", ORDINAL - n % 5, None, met=False), period)[n % 2 :]


def put(store: Store, rows: list[InspectionRow]) -> tuple[Snapshot, Mapping[str, Sums]]:
    store.rewrite([Rewrite(row, (an_event(),)) for row in rows])
    sums = {row.stream: some_sums(n) for n, row in enumerate(rows)}
    store.overview.sums.put([Summed(row.stream, 1, sums[row.stream]) for row in rows])
    return Snapshot(rows, (), sums), sums


def test_every_sum_is_what_the_rows_say(store: Store) -> None:
    memory, sums = put(store, an_office(60))
    kept, there = store.overview.sums, memory.sums
    owners = {"team_head:an": "an", "person:an": "an", "deputy:Khối 1": "hoa"}

    assert dict(kept.of(list(sums))) == sums
    assert (kept.waiting(), kept.unsummed(9)) == (0, ())
    for wanted in (Wanted(), Wanted(block="Khối 1"), Wanted(phase="live", year=2020)):
        for sort in Sort:
            assert kept.heaviest(wanted, DAY, sort, 2) == there.heaviest(wanted, DAY, sort, 2)
        of_all = kept.owned(wanted, DAY, Sort.WHO, owners)
        assert of_all == there.owned(wanted, DAY, Sort.WHO, owners)
        assert of_all
        held = kept.held(wanted, DAY, Sort.ENTITY, ("Sở Tài chính",), 5)
        assert held == there.held(wanted, DAY, Sort.ENTITY, ("Sở Tài chính",), 5)
        losses = kept.losses(wanted, STRETCH)
        assert losses == there.losses(wanted, STRETCH)
        for each in losses:
            found = kept.losers(wanted, STRETCH, each.party, 100)
            assert found == there.losers(wanted, STRETCH, each.party, 100)
            assert (len(found), sum(one.days for one in found)) == (each.count, each.days)
        assert kept.oldest_first(wanted, DAY, 9) == there.oldest_first(wanted, DAY, 9)
        assert kept.age_groups(wanted, DAY, 7) == there.age_groups(wanted, DAY, 7)
    for on in (DAY - timedelta(5), DAY, DAY + timedelta(20)):
        assert kept.breached(on) == there.breached(on)
        for rule in kept.breached(on):
            late = kept.breakers(on, rule.rule, 100)
            assert late == there.breakers(on, rule.rule, 100)
            assert (len(late), sum(each.met for each in late)) == (rule.count, rule.late)
    assert len(kept.breached(DAY)) == 2
    assert kept.owned(Wanted(), DAY, Sort.WHO, {}) == {}
    assert kept.past_stays("course.prep", DAY) == there.past_stays("course.prep", DAY)
    assert kept.past_stays("course.prep", DAY).count == 60
    assert kept.past_stays("course.field", DAY) == there.past_stays("course.field", DAY)


def test_the_inspections_of_a_party_are_read_page_by_page(store: Store) -> None:
    memory, _ = put(store, an_office(60))
    party = Party("site_paused", "", "")
    whole = memory.sums.losers(Wanted(), STRETCH, party, 100)

    read, last = list[Loser](), None
    while page := store.overview.sums.losers(Wanted(), STRETCH, party, 7, last):
        read += page
        last = page[-1]

    assert tuple(read) == whole


def test_the_inspections_that_breached_a_rule_are_read_page_by_page(store: Store) -> None:
    memory, _ = put(store, an_office(60))
    whole = memory.sums.breakers(DAY, "period", 100)

    for sums in (store.overview.sums, memory.sums):
        read, place = list[Breaker](), None
        for _ in range(len(whole)):
            page = sums.breakers(DAY, "period", 7, place)
            read += page
            place = (page[-1].days, page[-1].stream) if page else place
        assert tuple(read) == whole
    assert len(whole) > 40


def test_lists_are_narrowed_by_what_holds_inspections_up(store: Store) -> None:
    memory, _ = put(store, an_office(60))

    for keys in (("team_head:an",), ("deputy:Khối 1", "person:an"), ("nobody",)):
        wanted = Wanted(held_by=("who", keys), year=2020)
        for on in (DAY - timedelta(3), DAY):
            assert store.overview.stuck(wanted, on, 9) == memory.stuck(wanted, on, 9)
            assert store.overview.listed(wanted, on, 9) == memory.listed(wanted, on, 9)


def test_what_has_moved_on_is_summed_again_and_not_overwritten(store: Store) -> None:
    row = a_row("A", 1)
    store.append("A", 0, [an_event()], row)
    assert store.overview.sums.unsummed(9) == (("A", 1),)
    store.append("A", 1, [an_event()], replace(row, version=2))

    store.overview.sums.put([Summed("A", 1, some_sums(1))])
    assert (store.overview.sums.unsummed(9), store.overview.sums.of(["A"])) == ((("A", 2),), {})

    store.overview.sums.put([Summed("A", 2, some_sums(1))])
    assert store.overview.sums.waiting() == 0
    store.reproject(replace(row, version=2, name="khác"))  # worked out again: so is what is summed
    assert store.overview.sums.waiting() == 1
    store.overview.sums.put([Summed("A", 2, some_sums(2))])
    assert dict(store.overview.sums.of(["A"])) == {"A": some_sums(2)}
    store.overview.sums.forget()
    assert store.overview.sums.waiting() == 1


def test_what_changed_behind_a_day_or_a_moment_is_known(store: Store) -> None:
    early, late = (
        an_event(),
        replace(an_event(), occurred_on=an_event().occurred_on + timedelta(9)),
    )
    store.append("A", 0, [early], a_row("A", 1))
    store.append("B", 0, [late], a_row("B", 1))

    assert store.overview.changed(early.occurred_on) == {"B"}
    assert store.overview.changed(late.occurred_on) == frozenset()
    before = early.recorded_at - timedelta(seconds=1)
    assert store.overview.changed(late.occurred_on, before) == {"A", "B"}
    assert store.overview.versions() == {"A": 1, "B": 1}
