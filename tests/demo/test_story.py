"""The story of an inspection as somebody reads it who is not on our page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import paper
from offices import Told, tamper

from states.papers import DocumentKind
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.story import story
from tiendo.sweep import sweep

CASE = "04-du-an-chi-dinh-thau"


def sections(told: str) -> dict[str, str]:
    """Each part of a story by its heading."""
    parts = told.split("\n## ")[1:]
    return {head: body.strip() for head, _, body in (part.partition("\n") for part in parts)}


def test_it_says_where_it_stands_what_is_stuck_and_by_which_article(desk: Desk) -> None:
    told = story(desk, CASE, as_of=DEMO_DAY)

    assert told.startswith("# Thanh tra việc chỉ định thầu 04 dự án tại Sở Công Thương (04-du-an")
    assert "*Tính đến hết ngày 08/09/2021.*" in told
    stuck = sections(told)["Đang vướng"].splitlines()
    assert [line.partition(".**")[0] for line in stuck] == [
        "- **Quá thời hạn luật định",
        "- **Yêu cầu quá hạn trả lời",
    ]
    assert all("Cách gỡ tốt nhất: «" in line for line in stuck)
    assert (
        "| Ban hành kết luận thanh tra | Quá hạn | 10/06/2021 | 105/15 | Luật Thanh tra 2010, "
        "Điều 50 khoản 1 |"
    ) in sections(told)["Thời hạn đang tính"]


def test_the_ladder_so_far_is_told_by_name_and_duty_last_one_first(desk: Desk) -> None:
    assert sections(story(desk, CASE, as_of=DEMO_DAY))["Đã báo những ai"] == "Chưa báo ai."
    sweep(desk, as_of=DEMO_DAY, now=desk.clock.now())

    told = sections(story(desk, CASE, as_of=DEMO_DAY))["Đã báo những ai"].splitlines()

    assert told[0] == "| Ngày | Đã báo | Về việc |"
    assert len(told) == 2 + 8
    assert told[-1] == (
        "| 08/09/2021 | Trưởng đoàn: Huỳnh Minh Quân | "
        "Quá thời hạn luật định: Ban hành kết luận thanh tra |"
    )


def test_what_is_allowed_comes_with_who_may_do_it(desk: Desk) -> None:
    next_steps = sections(story(desk, "ba-du-an", as_of=DEMO_DAY))["Việc làm được"]

    assert (
        "- Nêu rõ: không có nội dung cần yêu cầu (Chánh Thanh tra, Phó Chánh Thanh tra phụ trách "
        "khối, Trưởng phòng, Trưởng đoàn)"
    ) in next_steps.splitlines()


def test_it_is_told_of_any_day_and_in_english(desk: Desk) -> None:
    told = sections(story(desk, CASE, as_of=date(2021, 6, 10), lang="en"))

    assert told["Stuck"] == "Nothing is stuck."
    assert "Who was told" in told


def test_words_that_people_typed_cannot_become_links_or_markup(desk: Desk) -> None:
    item = "[bấm vào đây](http://x) | <b>gấp</b>"
    told = Told(desk, DEMO_DAY, stream=CASE)
    request = {"addressee": "Sở", "items": [item], "due_on": DEMO_DAY}
    told.tell("draft_request", DEMO_DAY, "quan", request="YC-09", **request)
    letter = paper(DocumentKind.DOCUMENT_REQUEST, DEMO_DAY)
    told.tell("send_request", DEMO_DAY, "quan", request="YC-09", document=letter)

    shown = sections(story(desk, CASE, as_of=DEMO_DAY + timedelta(days=1)))["Đang vướng"]

    assert "\\[bấm vào đây\\](http://x) \\| &lt;b>gấp&lt;/b>" in shown


def test_an_unreadable_record_has_a_story_too(desk: Desk, tmp_path: Path) -> None:
    tamper(tmp_path / "demo.db", CASE, 3)

    told = story(desk, CASE, as_of=DEMO_DAY)

    assert told.startswith(f"# {CASE}\n\nHồ sơ ghi của cuộc thanh tra không đọc được")


def test_an_unknown_code_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="khong-co"):
        story(desk, "khong-co", as_of=DEMO_DAY)
