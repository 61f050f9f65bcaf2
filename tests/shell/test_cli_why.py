"""Why and what frees it, on the command line: the same answers as the page."""

from __future__ import annotations

from commands import Tiendo, told
from offices import CASE


def test_why_says_the_chain_and_the_ways_out_best_first(tiendo: Tiendo) -> None:
    code, out, _ = tiendo("why", CASE)

    assert code == 0
    assert "! Tạm dừng thanh tra trực tiếp từ 19/07/2021" in out
    assert "  1. Đang tạm dừng thanh tra trực tiếp" in out
    assert "chờ Trưởng đoàn Trần Văn Bình" in out
    assert "Cách gỡ, tốt nhất trước:\n  1. «Nêu rõ: không có nội dung cần yêu cầu»" in out


def test_doing_the_first_way_frees_it(tiendo: Tiendo) -> None:
    (stall,) = told(tiendo, "why", CASE)
    (act,) = stall["ways"][0]["acts"]

    assert tiendo("do", CASE, act["kind"])[0] == 0
    assert told(tiendo, "why", CASE) == []
    assert "không có gì đang vướng" in tiendo("why", CASE)[1]


def test_another_day_is_another_answer(tiendo: Tiendo) -> None:
    assert told(tiendo, "why", CASE, "--as-of", "2021-07-28") == []
    assert len(told(tiendo, "why", CASE, "--as-of", "2021-07-29")) == 1
    assert tiendo("why", "khong-co")[0] == 3


def test_bottlenecks_name_whose_turn_it_is_and_the_act_that_frees(tiendo: Tiendo) -> None:
    found = told(tiendo, "bottlenecks")

    assert [(each["key"], each["inspections"]) for each in found["people"]] == [("binh", [CASE])]
    out = tiendo("bottlenecks")[1]
    assert "Đang ở lượt ai" in out
    assert "Một việc là gỡ được" in out
    assert "không có gì đang vướng" in tiendo("bottlenecks", "--as-of", "2021-07-28")[1]


def test_bottlenecks_end_with_whose_days_were_lost_this_year(tiendo: Tiendo) -> None:
    """Paused on site from 19/07 to 08/09/2021: 13 + 31 + 8 days, which are nobody's."""
    lost = told(tiendo, "bottlenecks")["lost"]

    assert (lost["since"], lost["until"]) == ("2021-01-01", "2021-09-08")
    first = lost["parties"][0]
    assert (first["account"], first["party"], first["inspections"]) == (
        "site_paused",
        "",
        {CASE: 52},
    )
    out = tiendo("bottlenecks")[1]
    assert "Mất ngày ở đâu, 01/01/2021 đến 08/09/2021" in out
    assert f"{CASE} (52)" in out
