"""The chain of causes: from where it stands down to the missing thing and whoever owes it."""

from __future__ import annotations

from datetime import date

from builders import DAYS, OFFICERS, POLICY, TO_SIGNING, Story, onsite

from states.cause import Link, chain
from states.freeing import Office, releases
from states.roles import Role
from states.stall import StallKind, alarms
from tiendo.lawbook import lawbook


def links(story: Story, kind: StallKind, on: date) -> tuple[Link, ...]:
    assert story.now is not None
    office = Office(POLICY, DAYS, lawbook(), OFFICERS)
    found = alarms(story.now, office.policy, office.days, office.law)
    alarm = next(each for each in found if each.kind is kind and each.on <= on)
    return chain(alarm, story.now, releases(alarm, story.now, office, on))


def test_an_overdue_request_names_its_letter_its_items_and_that_nobody_urged() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    assert story.now is not None
    (request,) = story.now.requests
    assert request.document is not None

    place, asked, owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))

    assert "«Thanh tra trực tiếp»" in place.what.vi
    assert str(request.document.number) in asked.what.vi
    assert request.items[0] in asked.what.vi
    assert asked.version == request.version
    assert owed.outside == request.addressee
    assert "chưa đôn đốc lần nào" in owed.what.vi


def test_urging_is_counted_in_the_chain() -> None:
    story = onsite().request(due=date(2021, 6, 18))
    story.tell("remind_request", request="YC1")

    owed = links(story, StallKind.REQUEST_OVERDUE, date(2021, 7, 1))[-1]

    assert "đã đôn đốc 1 lần" in owed.what.vi


def test_a_conclusion_that_waits_for_an_answer_leads_down_to_the_request() -> None:
    story = Story().walk(TO_SIGNING[:6]).request(due=date(2021, 7, 1))

    _, duty, act, guard, asked, owed = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))

    assert "Điều 50" in duty.what.vi  # under which article
    assert act.what.vi == "Việc tiếp theo là «Trình thẩm định», nhưng còn điều kiện chưa đủ"
    assert act.who[0] is Role.TEAM_HEAD
    assert "chưa khép lại" in guard.what.vi
    assert asked.what.vi.startswith("Yêu cầu YC1 gửi")
    assert owed.outside


def test_an_answer_that_came_is_owed_by_the_team_no_more_by_the_entity() -> None:
    story = Story().walk(TO_SIGNING[:6]).request(due=date(2021, 7, 1))
    story.tell("receive_answer", request="YC1")

    last = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[-1]

    assert "đã trả lời" in last.what.vi
    assert (last.outside, last.who) == ("", (Role.TEAM_HEAD,))


def test_nothing_in_the_way_says_that_only_nobody_did_it() -> None:
    story = Story().walk(TO_SIGNING[:6])

    last = links(story, StallKind.PAST_DEADLINE, date(2021, 9, 8))[-1]

    assert "không còn điều kiện nào cản" in last.what.vi
    assert Role.TEAM_HEAD in last.who
