"""The day ledger by example, and the whole ledger of one case told by hand."""

from __future__ import annotations

from dataclasses import replace

from builders import K, Story, onsite, paper
from reckonings import at_work, day, ended, held, ledger_of, runs, suspended

from states.ledger import ACCOUNT_NAMES, Account, Ledger

ENTITY = "Sở Công Thương"


def asked(story: Story, on: str, request: str = "YC1", addressee: str = ENTITY) -> Story:
    """A request drafted and sent on a day."""
    story.tell(
        "draft_request",
        day(on),
        request=request,
        addressee=addressee,
        items=["Hồ sơ"],
        due_on=day("30/12/2021"),
    )
    letter = paper(K.DOCUMENT_REQUEST, day(on), number=request)
    story.tell("send_request", day(on), request=request, document=letter)
    return story


def test_days_before_the_decision_wait_in_the_plan() -> None:
    # 01/06/2021 is a Tuesday
    assert runs(ledger_of(Story(day("01/06/2021")), "03/06/2021")) == ["01/06-03/06 planned"]


def test_a_deferred_start_takes_weekends_and_holidays_too() -> None:
    story = Story(day("31/08/2021"))
    story.tell("defer_start", day("01/09/2021"), reason="Dịch", review_on=day("30/09/2021"))

    # 02-03/09 are holidays, 04-05/09 a weekend
    assert runs(ledger_of(story, "06/09/2021")) == [
        "31/08-31/08 planned",
        "01/09-06/09 deferred",
    ]


def test_work_on_site_stops_for_weekends_and_holidays() -> None:
    found = ledger_of(at_work("27/04/2021", on="27/04/2021"), "05/05/2021")

    # Fri 30/04 holiday, Sat 01/05 holiday on a weekend, Sun 02/05 weekend, Mon 03/05 in its place
    assert runs(found) == [
        "27/04-29/04 worked team_head",
        "30/04-01/05 holiday",
        "02/05-02/05 weekend",
        "03/05-03/05 holiday",
        "04/05-05/05 worked team_head",
    ]


def test_work_on_site_is_work_though_an_answer_is_owed() -> None:
    story = asked(at_work("07/06/2021", on="07/06/2021"), "08/06/2021")

    assert runs(ledger_of(story, "10/06/2021")) == ["07/06-10/06 worked team_head"]


def test_a_suspension_names_its_decision_and_outranks_everything() -> None:
    story = asked(at_work("07/06/2021", on="07/06/2021"), "08/06/2021")
    order = paper(K.SUSPENSION_DECISION, day("10/06/2021"), number="87/QĐ-TTr")
    story.tell("pause_case", day("10/06/2021"), document=order)

    found = ledger_of(story, "14/06/2021")

    assert runs(found)[-1] == "10/06-14/06 suspended 87/QĐ-TTr"  # Sat and Sun too
    assert found.runs[-1].post.name.vi == (
        "Tạm dừng cuộc thanh tra Quyết định tạm dừng số 87/QĐ-TTr ngày 10/06/2021"
    )


def test_days_are_summed_by_party_the_most_first_and_a_suspension_is_nobodys() -> None:
    story = asked(held(at_work("07/06/2021", on="07/06/2021"), "09/06/2021"), "11/06/2021")
    order = paper(K.SUSPENSION_DECISION, day("14/06/2021"), number="87/QĐ-TTr")
    story.tell("pause_case", day("14/06/2021"), document=order)
    found = ledger_of(story, "15/06/2021")

    assert [(post.account.value, days) for post, days in found.totals()] == [
        ("entity", 3),
        ("worked", 2),  # then by name: Đoàn…, Tạm dừng cuộc…, Tạm dừng thanh tra…
        ("suspended", 2),
        ("site_paused", 2),
    ]
    assert found.by_party() == (("", 4), (ENTITY, 3), ("team_head", 2))
    few = Ledger(tuple(replace(run, last=run.first) for run in found.runs))
    assert few.by_party() == (("", 2), (ENTITY, 1), ("team_head", 1)), "then by name"


def test_a_pause_on_site_is_a_pause_until_somebody_owes_an_answer() -> None:
    story = held(at_work("07/06/2021", on="07/06/2021"), "09/06/2021")
    asked(story, "11/06/2021")
    story.tell("receive_answer", day("14/06/2021"), request="YC1")

    found = ledger_of(story, "15/06/2021")

    assert runs(found) == [
        "07/06-08/06 worked team_head",
        "09/06-10/06 site_paused",
        "11/06-13/06 entity Sở Công Thương",
        "14/06-15/06 site_paused",
    ]
    assert found.runs[2].post.name.en == "Waiting for Sở Công Thương (YC1)"
    assert found.runs[2].post.name.vi == "Chờ Sở Công Thương (yêu cầu YC1)"


def test_of_two_who_owe_an_answer_the_first_asked_has_the_days() -> None:
    story = held(at_work("07/06/2021", on="07/06/2021"), "08/06/2021")
    asked(story, "08/06/2021", "YC2", "BHXH tỉnh")
    asked(story, "09/06/2021", "YC1", "Sở Y tế")
    story.tell("receive_answer", day("10/06/2021"), request="YC2")

    assert runs(ledger_of(story, "11/06/2021")) == [
        "07/06-07/06 worked team_head",
        "08/06-09/06 entity BHXH tỉnh",
        "10/06-11/06 entity Sở Y tế",
    ]


def test_an_answer_that_is_returned_is_owed_again() -> None:
    story = held(at_work("07/06/2021", on="07/06/2021"), "08/06/2021")
    asked(story, "08/06/2021")
    story.tell("receive_answer", day("09/06/2021"), request="YC1")
    again = day("20/06/2021")
    story.tell("return_answer", day("11/06/2021"), request="YC1", due_on=again, reason="Thiếu")

    assert runs(ledger_of(story, "11/06/2021"))[1:] == [
        "08/06-08/06 entity Sở Công Thương",
        "09/06-10/06 site_paused",
        "11/06-11/06 entity Sở Công Thương",
    ]


def test_after_the_site_each_day_lies_on_somebodys_desk() -> None:
    story = ended(at_work("07/06/2021", on="07/06/2021"), "08/06/2021")
    on = day("10/06/2021")
    story.tell("submit_team_report", on, document=paper(K.TEAM_REPORT, on))
    story.tell("start_draft", day("11/06/2021"))
    story.tell("submit_appraisal", day("14/06/2021"))
    on = day("15/06/2021")
    story.tell("submit_for_signature", on, document=paper(K.APPRAISAL_REPORT, on))
    on = day("16/06/2021")
    story.tell("issue_conclusion", on, document=paper(K.CONCLUSION, on))
    on = day("17/06/2021")
    story.tell("publish", on, document=paper(K.PUBLICATION_PROOF, on))

    found = ledger_of(story, "18/06/2021")
    assert runs(found) == [
        "07/06-07/06 worked team_head",
        "08/06-09/06 desk team_head",
        "10/06-10/06 desk chief_inspector",
        "11/06-11/06 desk team_head",
        "12/06-13/06 weekend",
        "14/06-14/06 desk appraiser",
        "15/06-15/06 desk chief_inspector",
        "16/06-16/06 desk office",
        "17/06-18/06 follow_up office",
    ]
    assert found.runs[-1].post.name == ACCOUNT_NAMES[Account.FOLLOW_UP]


def test_a_desk_that_waits_for_an_explanation_gives_its_days_to_who_owes_it() -> None:
    story = ended(at_work("07/06/2021", on="07/06/2021"), "08/06/2021")
    asked(story, "09/06/2021")

    # the weekend stays a weekend: nothing is paused
    assert runs(ledger_of(story, "14/06/2021"))[1:] == [
        "08/06-08/06 desk team_head",
        "09/06-11/06 entity Sở Công Thương",
        "12/06-13/06 weekend",
        "14/06-14/06 entity Sở Công Thương",
    ]


def test_the_day_an_inspection_ends_is_nobodys() -> None:
    story = onsite()  # registered Tue 01/06, decided, announced, on site Fri 04/06
    order = paper(K.TERMINATION_DECISION, day("08/06/2021"))
    story.tell("discontinue", day("08/06/2021"), document=order)

    found = ledger_of(story, "31/12/2021")

    assert runs(found)[-1] == "07/06-07/06 worked team_head"
    assert found.days == 7


def told_by_hand() -> Story:
    """Forty days of 2021, 23/08 (a Monday) to 01/10 (a Friday)."""
    story = Story(day("23/08/2021"))
    story.tell("defer_start", day("24/08/2021"), reason="Dịch", review_on=day("27/08/2021"))
    on = day("26/08/2021")
    story.tell("issue_decision", on, document=paper(K.DECISION, on))
    story.tell("lift_hold", on, reason="Hết giãn cách")
    on = day("30/08/2021")
    story.tell("announce", on, document=paper(K.ANNOUNCEMENT_MINUTES, on))
    story.tell("open_fieldwork", day("31/08/2021"))
    asked(story, "08/09/2021")
    held(story, "10/09/2021")
    story.tell("receive_answer", day("14/09/2021"), request="YC1")
    story.tell("accept_answer", day("15/09/2021"), request="YC1")
    suspended(story, "16/09/2021", "20/09/2021")
    ended(story, "22/09/2021")
    on = day("27/09/2021")
    story.tell("submit_team_report", on, document=paper(K.TEAM_REPORT, on))
    story.tell("start_draft", day("28/09/2021"))
    story.tell("submit_appraisal", day("30/09/2021"))
    return story


def test_the_whole_ledger_of_a_case_told_by_hand() -> None:
    story = told_by_hand()
    (number,) = {e.document.number for e in story.events if e.kind == "pause_case" and e.document}

    assert runs(ledger_of(story, "01/10/2021")) == [
        "23/08-23/08 planned",  # 1
        "24/08-25/08 deferred",  # 3
        "26/08-27/08 desk team_head",  # 5: decided and resumed on the 26th
        "28/08-29/08 weekend",  # 7
        "30/08-30/08 desk team_head",  # 8: announced
        "31/08-01/09 worked team_head",  # 10
        "02/09-03/09 holiday",  # 12
        "04/09-05/09 weekend",  # 14
        "06/09-09/09 worked team_head",  # 18: the request of the 8th takes no work away
        "10/09-13/09 entity Sở Công Thương",  # 22: paused, with an answer owed
        "14/09-15/09 site_paused",  # 24
        f"16/09-19/09 suspended {number}",  # 28: the weekend of 18 and 19 too
        "20/09-21/09 worked team_head",  # 30
        "22/09-24/09 desk team_head",  # 33
        "25/09-26/09 weekend",  # 35
        "27/09-27/09 desk chief_inspector",  # 36
        "28/09-29/09 desk team_head",  # 38
        "30/09-01/10 desk appraiser",  # 40
    ]


def test_the_totals_of_that_case_add_up_to_its_forty_days() -> None:
    found = ledger_of(told_by_hand(), "01/10/2021")
    totals = {(post.account, post.party): count for post, count in found.totals()}

    assert found.days == sum(totals.values()) == 40
    assert totals[Account.WORKED, "team_head"] == 8  # 2 + 4 + 2
    assert totals[Account.DESK, "team_head"] == 8  # 2 + 1 + 3 + 2
    assert totals[Account.WEEKEND, ""] == 6
    assert dict(found.by_party())["team_head"] == 16
    # 1 planned, 2 deferred, 6 + 2 days off, 2 paused on site, 4 suspended by TD-11
    assert dict(found.by_party())[""] == 17
    counts = [count for _, count in found.totals()]
    assert counts == sorted(counts, reverse=True)


def test_whoever_had_it_longest_stands_first_then_by_name() -> None:
    assert ledger_of(told_by_hand(), "30/09/2021").by_party() == (
        ("", 17),
        ("team_head", 16),
        ("Sở Công Thương", 4),
        ("appraiser", 1),
        ("chief_inspector", 1),
    )


def test_the_same_case_on_an_earlier_day_is_the_beginning_of_the_same_ledger() -> None:
    story = told_by_hand()

    assert runs(ledger_of(story, "15/09/2021")) == runs(ledger_of(story, "01/10/2021"))[:11]
