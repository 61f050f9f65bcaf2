"""The days lost across a small office, worked out by hand. 07/06/2021 is a Monday."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from builders import K, Story, paper
from reckonings import VIETNAM, at_work, day, ended, held, suspended, timeline_of

from states.ledger import Account, ledger
from states.lost import Loss, Spell, spells_of, year_to

UNTIL = "18/06/2021"
FINANCE = "Sở Tài chính"


def asked(story: Story, on: str) -> Story:
    story.tell(
        "draft_request",
        day(on),
        request="YC1",
        addressee=FINANCE,
        items=["Hồ sơ"],
        due_on=day("30/12/2021"),
    )
    letter = paper(K.DOCUMENT_REQUEST, day(on), number="YC1")
    story.tell("send_request", day(on), request="YC1", document=letter)
    return story


def office() -> tuple[tuple[str, str, Story], ...]:
    """Three inspections decided on Mon 31/05 and begun on Mon 07/06."""
    reporting = ended(at_work("07/06/2021"), "11/06/2021")
    waiting = asked(ended(at_work("07/06/2021"), "10/06/2021"), "14/06/2021")
    paused = asked(held(at_work("07/06/2021"), "09/06/2021"), "14/06/2021")
    return (
        ("reporting", "Phòng 1", reporting),
        ("waiting", "Phòng 1", waiting),
        ("paused", "Phòng 2", paused),
    )


def test_days_lost_over_the_new_year_belong_each_to_its_own() -> None:
    story = held(at_work("07/06/2021"), "20/12/2021", "11/01/2022")
    inspection = timeline_of(story, "30/01/2022").inspection

    paused = Account.SITE_PAUSED
    found = {s.year: s.days for s in spells_of(inspection, VIETNAM) if s.account is paused}
    assert found == {2021: 12, 2022: 10}


def test_before_it_began_nothing_of_a_pause_is_lost() -> None:
    (spell,) = (s for s in spells(held(at_work("07/06/2021"), "16/06/2021")) if s.after_day)
    assert [year_to(day(on), VIETNAM).lost(spell) for on in ("14/06/2021", "16/06/2021")] == [0, 1]


def lost(until: str = UNTIL) -> dict[str, dict[str, int]]:
    """Days by party and stream from 1 January of a day's year to that day."""
    stretch = year_to(day(until), VIETNAM)
    found: dict[str, dict[str, int]] = {}
    for stream, room, story in office():
        for spell in spells(story, room):
            name = Loss(spell.account, spell.party, spell.room, 0, 0).name.vi
            if days := stretch.lost(spell):
                found.setdefault(name, {})[stream] = days
    return found


def spells(story: Story, room: str = "Phòng 1") -> tuple[Spell, ...]:
    inspection = timeline_of(story, UNTIL).inspection
    place = replace(inspection.place, room=room)
    return spells_of(replace(inspection, place=place), VIETNAM)


def test_the_days_of_a_small_office_are_lost_where_they_lay() -> None:
    """What is worked, weekends and what waits in the plan is no loss.

    Before the announcement, 31/05 to 04/06, five working days each of the team heads. Reporting:
    Fri 11/06, then Mon 14 to Fri 18: 6 more. Waiting: Thu 10 and Fri 11 there, 14-18 with the
    department. Paused: Wed 09 to Sun 13, five days of pause, weekend and all; then the answer is
    owed, 14-18.
    """
    assert lost() == {
        "Chờ Sở Tài chính": {"paused": 5, "waiting": 5},
        "Tại bàn của Trưởng đoàn, Phòng 1": {"reporting": 5 + 6, "waiting": 5 + 2},
        "Tại bàn của Trưởng đoàn, Phòng 2": {"paused": 5},
        "Tạm dừng thanh tra trực tiếp": {"paused": 5},
    }


def test_what_goes_on_is_counted_to_whatever_day_is_asked_for() -> None:
    """The answer is owed on: to 06/07 12 more working days, and 18 days of the one paused."""
    owed = lost("06/07/2021")["Chờ Sở Tài chính"]

    assert owed == {"paused": 5 + 18, "waiting": 5 + 12}
    assert set(lost("06/07/2022")) == {"Chờ Sở Tài chính", "Tại bàn của Trưởng đoàn, Phòng 1"}


def test_suspensions_by_different_decisions_are_one_loss_of_nobody() -> None:
    """Suspended Wed 09 to Fri 11/06 by one decision and from Wed 16/06 by another: 2 + 3 days."""
    story = suspended(at_work("07/06/2021"), "09/06/2021", "11/06/2021")
    suspended(story, "16/06/2021")

    (loss,) = [each for each in spells(story) if each.account is Account.SUSPENDED]
    assert (loss.party, loss.room, loss.days) == ("", "", 2)
    assert year_to(day(UNTIL), VIETNAM).lost(loss) == 5
    assert Loss(loss.account, "", "", 1, 5).name.vi == "Tạm dừng cuộc thanh tra"


@pytest.mark.parametrize("until", [UNTIL, "19/06/2021", "31/12/2021", "01/01/2022", "07/02/2022"])
def test_the_losses_are_what_the_ledgers_say_and_not_a_day_more(until: str) -> None:
    of_nobody = (
        *(Account.WORKED, Account.WEEKEND, Account.HOLIDAY, Account.PLANNED, Account.FOLLOW_UP),
    )
    stretch, first = year_to(day(until), VIETNAM), day(until).replace(month=1, day=1)
    for _, _, story in (*office(), ("", "", suspended(at_work("07/06/2021"), "09/06/2021"))):
        book = ledger(timeline_of(story, UNTIL), VIETNAM, day(until), first)
        spent: Counter[Account] = Counter()
        for run in book.runs:
            if run.post.account not in of_nobody:
                spent[run.post.account] += run.days
        counted: Counter[Account] = Counter()
        for spell in spells(story):
            counted[spell.account] += stretch.lost(spell)
        assert +counted == spent


def test_what_has_ended_loses_no_more() -> None:
    story = ended(at_work("07/06/2021"), "11/06/2021")
    on = day("16/06/2021")
    story.tell("discontinue", on, document=paper(K.TERMINATION_DECISION, on))
    (desk,) = spells(story)

    assert (desk.days, desk.after_day, desk.after_worked) == (5 + 3, None, None)
