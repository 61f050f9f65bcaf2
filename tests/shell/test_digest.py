"""The morning letter: once a person and working day, to whoever has something to hear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE, at
from offices import CASE, Told, open_office, sqlite
from post import PAGE, HandClock, notice

from tiendo.desk import Desk
from tiendo.digest import digest
from tiendo.postbox import Letter

PAUSED = date(2021, 7, 19)
DAY = date(2021, 9, 8)
SUNDAY, HOLIDAY = date(2021, 9, 5), date(2021, 9, 2)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(DAY, 8))


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    opened = replace(open_office(sqlite(tmp_path), DAY), clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def paused(desk: Desk) -> Told:
    told = Told(desk, date(2021, 6, 1)).walk()
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", ground="epidemic")
    return told


def morning(desk: Desk) -> dict[str, Letter]:
    """The letters of this morning by their reader."""
    report = digest(desk, now=desk.clock.now(), page=PAGE)
    assert not report.closed
    letters = {key: key.split(":")[1] for key in report.written}
    return {
        person: next(each for each in desk.store.letters.inbox([person], 50) if each.key == key)
        for key, person in letters.items()
    }


def test_everybody_hears_what_is_his_and_nobody_else_hears_anything(
    desk: Desk, paused: Told
) -> None:
    found = morning(desk)

    assert paused.stream == CASE
    assert {person: each.subject for person, each in found.items()} == {
        "binh": "Tiến độ sáng 08/09/2021: 1 việc cần làm",
        "dung": "Tiến độ sáng 08/09/2021: 1 cuộc đang vướng",
        "hoa": "Tiến độ sáng 08/09/2021: 1 cuộc đang vướng",
        "kieu": "Tiến độ sáng 08/09/2021: 1 cuộc đang vướng",
        "vanphong": "Tiến độ sáng 08/09/2021: 1 cuộc đang vướng",
    }
    sentence = (
        "Tạm dừng thanh tra trực tiếp từ 19/07/2021, đã 35 ngày làm việc chưa ai nêu có hay "
        "không nội dung cần yêu cầu giải trình, cung cấp tài liệu (hạn 28/07/2021); chờ Trưởng "
        "đoàn Trần Văn Bình nêu rõ."
    )
    item = (
        "1. Cuộc thanh tra 03 dự án: Tạm dừng mà chưa rà soát yêu cầu (42 ngày)\n"
        f"{sentence}\n"
        "Cách gỡ tốt nhất: «Nêu rõ: không có nội dung cần yêu cầu» (Trưởng đoàn Trần Văn "
        "Bình), nếu đúng là không có (nếu có: soạn, gửi yêu cầu); sau đó không còn gì vướng "
        "trong 15 ngày tới.\n"
        "https://tiendo.example/inspections/ba-du-an"
    )
    head = "Kính gửi đồng chí Trần Văn Bình,\n\nVIỆC CẦN LÀM (1)\n\n"
    assert found["binh"].body == head + item
    assert f"ĐANG VƯỚNG TRONG PHÒNG 1 (1)\n\n{item}" in found["dung"].body
    assert f"ĐANG VƯỚNG TRONG KHỐI 1 (1)\n\n{item}" in found["hoa"].body
    assert f"ĐANG VƯỚNG TRONG TOÀN CƠ QUAN (1)\n\n{item}" in found["kieu"].body


def test_a_person_gets_one_letter_a_day_however_often_it_runs(
    desk: Desk, paused: Told, clock: HandClock
) -> None:
    assert paused.stream == CASE
    first, second = morning(desk), morning(desk)
    clock.on(hours=3)
    third = morning(desk)
    clock.on(days=1)

    assert (len(first), second, third) == (5, {}, {})
    assert set(morning(desk)) == set(first)


@pytest.mark.parametrize("day", [SUNDAY, HOLIDAY])
def test_no_letter_on_a_day_off(desk: Desk, paused: Told, clock: HandClock, day: date) -> None:
    assert paused.stream == CASE
    clock.moment = at(day, 8)

    assert digest(desk, now=clock.now(), page=PAGE).closed
    assert desk.store.notices() == ()


@pytest.mark.parametrize(("hour", "closed"), [(6, True), (7, False), (16, False), (17, True)])
def test_a_late_letter_still_comes_but_never_at_night(
    desk: Desk, paused: Told, clock: HandClock, hour: int, closed: bool
) -> None:
    assert paused.stream == CASE
    clock.moment = at(DAY, hour)

    assert digest(desk, now=clock.now(), page=PAGE).closed is closed


def test_nothing_to_say_no_letter(desk: Desk) -> None:
    desk.store.queue([notice("da-bao")], desk.clock.now())

    assert morning(desk) == {}


def test_what_is_not_urgent_waits_for_the_letter_and_is_passed_on_once(
    desk: Desk, clock: HandClock
) -> None:
    desk.store.queue(
        [notice("calm", urgent=False), notice("post", "office", urgent=False)], at(DAY)
    )

    found = morning(desk)
    clock.on(days=1)
    next_day = morning(desk)

    assert set(found) == {"binh", "vanphong"}
    assert found["binh"].subject == "Tiến độ sáng 08/09/2021: 1 việc cần làm"
    assert "1. Đường cầu Bến Đình: Yêu cầu quá hạn trả lời\nĐề nghị" in found["binh"].body
    assert next_day == {}


def test_what_was_told_since_the_last_letter_is_said_again_unless_it_was_read(
    desk: Desk, clock: HandClock
) -> None:
    def calm_and(key: str) -> None:
        calm = notice(f"calm-{key}", urgent=False)
        desk.store.queue([notice(key), calm], clock.now())

    calm_and("mot")
    first = morning(desk)["binh"].body
    clock.on(days=1)
    calm_and("hai")
    second = morning(desk)["binh"].body
    clock.on(days=1)
    calm_and("ba")
    desk.store.letters.mark_read(["binh"], ["ba"], clock.now())
    third = morning(desk)["binh"].body

    assert [body.count("ĐÃ BÁO TỪ LẦN TRƯỚC (1)") for body in (first, second, third)] == [1, 1, 0]


def test_what_is_listed_as_a_duty_is_not_listed_again_as_told(desk: Desk, paused: Told) -> None:
    desk.store.queue([notice("told", stream=paused.stream)], desk.clock.now())

    assert "ĐÃ BÁO" not in morning(desk)["binh"].body


def test_a_long_list_is_cut_and_leads_to_the_page(desk: Desk) -> None:
    for n in range(23):
        told = Told(desk, date(2021, 6, 1), stream=f"c{n}").walk()
        told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách")

    letter = morning(desk)["binh"]

    assert letter.subject.endswith("23 việc cần làm")
    assert "VIỆC CẦN LÀM (23)" in letter.body
    assert "\n\n20. " in letter.body
    assert "\n\n21. " not in letter.body
    assert letter.body.endswith("Và 3 việc nữa, xem tại:\nhttps://tiendo.example/")
