"""Clocks, ledger and receipt on the command line: announced 23/06/2021, paused 19/07."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Tiendo, told
from offices import CASE, tamper


def by_rule(tiendo: Tiendo, *words: str) -> dict[str, dict[str, object]]:
    return {clock["rule"]: clock for clock in told(tiendo, "clocks", CASE, *words)}


def test_each_clock_says_by_when_under_which_article_and_how_it_is_counted(tiendo: Tiendo) -> None:
    announce = by_rule(tiendo)["announce"]

    # signed 22/06/2021 + 15 days = 07/07/2021; announced on 23/06, the first day.
    assert announce["due_on"] == "2021-07-07"
    assert (announce["done_on"], announce["state"], announce["used"]) == ("2021-06-23", "met", 1)
    assert announce["citation"] == "Luật Thanh tra 2010, Điều 44 khoản 2"
    term = announce["term"]
    assert isinstance(term, dict)
    assert term["vi"].startswith("15 ngày, kể từ")
    assert "ngày 22/06/2021 (không tính ngày đầu)" in term["vi"]


def test_a_silent_order_shows_the_warning_and_both_dates(tiendo: Tiendo) -> None:
    tiendo("do", CASE, "lift_hold", "--on", "30/08/2021", "--reason", "Hết giãn cách")

    period = by_rule(tiendo)["period"]

    # 23/06 + 45 = 07/08 (Saturday) -> Monday 09/08; with 42 days of pause 18/09 -> Monday 20/09.
    assert (period["due_on"], period["other_due_on"]) == ("2021-08-09", "2021-09-20")
    assert "(20/09/2021)" in tiendo("clocks", CASE)[1]
    assert "Chưa có căn cứ nói thời gian tạm dừng" in tiendo("clocks", CASE)[1]


def test_another_law_is_shown_beside_before_anybody_moves_the_case(tiendo: Tiendo) -> None:
    code, out, _ = tiendo("clocks", CASE, "--regime", "VN-2022-A")

    assert code == 0
    assert "VN-2010-A" in out
    assert "VN-2022-A" in out
    assert tiendo("do", CASE, "move_regime", "--set", "regime=VN-2022-A")[0] == 2
    moved = ("do", CASE, "move_regime", "--set", "regime=VN-2022-A", "--reason", "Chuyển tiếp")
    assert tiendo(*moved)[0] == 1  # the team head may not
    assert tiendo(*moved, "--by", "kieu")[0] == 0
    receipt = told(tiendo, "receipt", CASE)
    assert {line["regime"] for line in receipt} == {"VN-2022-A"}


def test_the_ledger_counts_every_day_since_the_registration_once(tiendo: Tiendo) -> None:
    found = told(tiendo, "ledger", CASE)

    assert found["days"] == 80  # 21/06 to 08/09/2021: 10 + 31 + 31 + 8
    assert sum(run["days"] for run in found["runs"]) == 80
    assert sum(found["by_party"].values()) == 80
    paused = [run for run in found["runs"] if run["account"] == "site_paused"]
    assert [(run["first"], run["last"]) for run in paused] == [("2021-07-19", "2021-09-08")]
    assert "Cộng" in tiendo("ledger", CASE)[1]


def test_the_receipt_has_a_verdict_with_evidence_and_the_hash_of_the_law(tiendo: Tiendo) -> None:
    lines = {line["rule"]: line for line in told(tiendo, "receipt", CASE)}

    assert lines["announce"]["verdict"] == "met"
    assert "Biên bản công bố quyết định số 01/TTr" in lines["announce"]["evidence"]
    assert len(lines["announce"]["pack_hash"]) == 64
    assert lines["outline"]["verdict"] == "overdue"
    assert "chưa rõ điều" in tiendo("receipt", CASE)[1]


def test_the_office_is_told_its_most_breached_duties(tiendo: Tiendo) -> None:
    assert told(tiendo, "receipt")["outline"] == 1
    assert "Việc hay trễ nhất" in tiendo("receipt")[1]


def test_a_date_left_to_a_document_is_typed_from_it(tiendo: Tiendo) -> None:
    letter = ("--doc-number", "5/TTr", "--doc-date", "2021-09-08", "--doc-signer", "Võ Kiều")
    tiendo("do", CASE, "lift_hold", "--reason", "Hết giãn cách")
    for act in ("end_fieldwork", "submit_team_report"):
        assert tiendo("do", CASE, act, *letter)[0] == 0
    assert tiendo("do", CASE, "start_draft")[0] == 0
    assert by_rule(tiendo)["draft"]["state"] == "no_figure"
    field = "draft_due_on"

    given = ("--set", f"duty={field}", "--set", "due_on=30/09/2021")
    assert tiendo("do", CASE, "set_deadline", *given)[0] == 0

    assert by_rule(tiendo)["draft"]["due_on"] == "2021-09-30"


def test_the_whole_office_is_counted_past_what_cannot_be_read(tiendo: Tiendo, home: Path) -> None:
    tamper(home / "tiendo.db", CASE, 3)

    code, out, err = tiendo("receipt")

    assert (code, err) == (0, f"! {CASE}\n")
    assert "Việc hay trễ nhất" in out


def test_the_whole_office_is_counted_as_known_then_and_on_days_of_the_calendar(
    tiendo: Tiendo,
) -> None:
    assert told(tiendo, "receipt", "--known-by", "01/01/2021") == {}
    code, out, err = tiendo("receipt", "--as-of", "01/01/2190")
    assert (code, out) == (2, "")
    assert "01/01/2190 nằm ngoài lịch làm việc" in err
    assert tiendo("receipt", "--regime", "VN-2022-A")[0] == 2


@pytest.mark.parametrize("command", ["clocks", "receipt"])
def test_before_the_decision_no_law_governs_and_that_is_said(tiendo: Tiendo, command: str) -> None:
    code, _, err = tiendo(command, CASE, "--as-of", "21/06/2021")

    assert (code, "chưa có quyết định" in err) == (3, True)


def test_an_unknown_law_is_named_with_those_there_are(tiendo: Tiendo) -> None:
    code, _, err = tiendo("clocks", CASE, "--regime", "VN-1999")

    assert code == 3
    assert "VN-2010-A" in err


@pytest.mark.parametrize(
    ("act", "given", "known"),
    [
        ("move_regime", ("--set", "regime=VN-1999", "--reason", "x"), "VN-2010-A"),
        ("set_deadline", ("--set", "duty=coffee", "--set", "due_on=01/10/2021"), "draft_due_on"),
    ],
)
def test_a_law_or_a_duty_nobody_knows_is_refused_with_those_there_are(
    tiendo: Tiendo, act: str, given: tuple[str, ...], known: str
) -> None:
    code, _, err = tiendo("do", CASE, act, *given, "--by", "kieu")

    assert code == 3
    assert known in err
