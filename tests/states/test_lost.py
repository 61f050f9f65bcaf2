"""The days lost across a small office, worked out by hand. 07/06/2021 is a Monday."""

from __future__ import annotations

from builders import K, Story, paper
from reckonings import VIETNAM, at_work, day, ended, held, ledger_of, suspended, timeline_of

from states.ledger import Account, ledger
from states.lost import Losses

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


def lost(since: str) -> list[tuple[str, int, dict[str, int]]]:
    losses = Losses()
    for stream, room, story in office():
        told = timeline_of(story, UNTIL)
        losses.add(stream, room, ledger(told, VIETNAM, day(UNTIL), day(since)))
    return [(each.name.vi, each.days, dict(each.streams)) for each in losses.found]


def test_the_days_of_a_small_office_are_lost_where_they_lay() -> None:
    """From the first day of work: what is worked, weekends and what waits in the plan is no loss.

    Reporting: Fri 11/06, then Mon 14 to Fri 18: 6 days on the team head's desk. Waiting: Thu 10
    and Fri 11 there, 14-18 with the department. Paused: Wed 09 to Sun 13, five days of pause,
    weekend and all; then the answer is owed, 14-18.
    """
    assert lost("07/06/2021") == [
        ("Chờ Sở Tài chính", 10, {"paused": 5, "waiting": 5}),
        ("Tại bàn của Trưởng đoàn, Phòng 1", 8, {"reporting": 6, "waiting": 2}),
        ("Tạm dừng thanh tra trực tiếp", 5, {"paused": 5}),
    ]


def test_only_the_days_asked_for_are_counted() -> None:
    assert lost("14/06/2021") == [
        ("Chờ Sở Tài chính", 10, {"paused": 5, "waiting": 5}),
        ("Tại bàn của Trưởng đoàn, Phòng 1", 5, {"reporting": 5}),
    ]


def test_before_the_announcement_the_days_are_the_team_heads_of_each_room() -> None:
    """31/05 to 04/06: five working days of each of the three, two of them of Phòng 1."""
    found = {name: days for name, days, _ in lost("01/01/2021")}

    assert found["Tại bàn của Trưởng đoàn, Phòng 1"] == 8 + 10
    assert found["Tại bàn của Trưởng đoàn, Phòng 2"] == 5
    assert sum(found.values()) == 10 + 18 + 5 + 5


def test_suspensions_by_different_decisions_are_one_loss_of_nobody() -> None:
    """Suspended Wed 09 to Fri 11/06 by one decision and from Wed 16/06 by another: 2 + 3 days."""
    story = suspended(at_work("07/06/2021"), "09/06/2021", "11/06/2021")
    suspended(story, "16/06/2021")
    losses = Losses()
    losses.add("one", "Phòng 1", ledger(timeline_of(story, UNTIL), VIETNAM, day(UNTIL)))

    (loss,) = [each for each in losses.found if each.account is Account.SUSPENDED]
    assert (loss.party, loss.room, loss.days) == ("", "", 5)
    assert loss.name.vi == "Tạm dừng cuộc thanh tra"


def test_the_losses_are_what_the_ledgers_say_and_not_a_day_more() -> None:
    losses = Losses()
    for stream, room, story in office():
        losses.add(stream, room, ledger_of(story, UNTIL))
    spent = (Account.WORKED, Account.WEEKEND, Account.HOLIDAY, Account.PLANNED, Account.FOLLOW_UP)
    of_all = [
        run
        for _, _, story in office()
        for run in ledger_of(story, UNTIL).runs
        if run.post.account not in spent
    ]

    assert sum(each.days for each in losses.found) == sum(run.days for run in of_all)
