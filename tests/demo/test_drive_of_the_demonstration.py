"""What the machine does in the demonstration office on 08/09/2021 and after, checked by hand.

The office never had a machine before that day, so the first drive catches up: once for each
cause, on the lowest level that nobody has reached yet, and never with what is past.
Thu 02 and Fri 03/09/2021 are off.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from states.events import Prompted
from states.letters import sheet
from tiendo.clock import OFFICE_ZONE
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.drive import drive

FIRST_RUN = {
    # Sở Công Thương owes YC-02 since Fri 13/08/2021, nobody recorded a reminder: the first
    # letter, to the addressee, by the team head Huỳnh Minh Quân.
    "04-du-an-chi-dinh-thau": ("urge_answer", "YC-02", 1, "quan"),
    # Paused on 19/07/2021; nobody said whether there is anything to request by 28/07/2021.
    "ba-du-an": ("review_duty", "", 0, "hai"),
    # Urged once by letter 260/TTr-NV1 of 15/10/2020; thirty working days later was in 2020. The
    # second letter goes to the head of the entity, by the Chief Inspector. The complaint is open:
    # it does not stop performance, and whoever signs is told to look.
    "ben-dinh": ("urge_remedy", "", 2, "tam"),
    # BHXH tỉnh owes GT-BHXH-02 since Fri 27/08/2021; its answer had been returned. Sở Y tế has
    # answered GT-SYT-02, which is not handled: nothing to urge.
    "bhxh-so-y-te": ("urge_answer", "GT-BHXH-02", 1, "tuan"),
    # To be decided on Tue 31/08/2021 by the deputy of Khối 2.
    "tp-tay-ninh-xay-dung": ("review_day", "", 0, "duc"),
}
"""What is done first: what it is, about which request, the level of the letter, who is told."""

LATER = [
    (date(2021, 9, 15), "so-giao-duc-mua-sam", "answer_soon"),  # YC-01 due Mon 20/09: 16, 17, 20
    (date(2021, 9, 17), "04-du-an-chi-dinh-thau", "urge_answer"),  # 08/09 and 9, 10, 13-17
    (date(2021, 9, 17), "bhxh-so-y-te", "urge_answer"),
    (date(2021, 9, 20), "so-giao-duc-mua-sam", "answer_due"),
    (date(2021, 9, 21), "so-giao-duc-mua-sam", "answer_soon"),  # GT-01 due Fri 24/09: 22, 23, 24
    (date(2021, 9, 21), "so-giao-duc-mua-sam", "urge_answer"),
    (date(2021, 9, 24), "so-giao-duc-mua-sam", "answer_due"),
    (date(2021, 9, 27), "benh-vien-y-hoc-co-truyen", "answer_soon"),  # YC-02 due Thu 30/09
    (date(2021, 9, 27), "so-giao-duc-mua-sam", "urge_answer"),  # GT-01
    (date(2021, 9, 28), "04-du-an-chi-dinh-thau", "urge_answer"),  # 17/09 and 20-24, 27, 28
    (date(2021, 9, 28), "bhxh-so-y-te", "urge_answer"),
    (date(2021, 9, 30), "benh-vien-y-hoc-co-truyen", "answer_due"),
    (date(2021, 9, 30), "so-giao-duc-mua-sam", "urge_answer"),  # YC-01: 21/09 and 22-24, 27-30
    (date(2021, 9, 30), "trang-bang", "review_day"),
]
"""The rest of September if nobody does anything."""


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8), OFFICE_ZONE)


def prompted(desk: Desk) -> dict[str, Prompted]:
    return {
        row.stream: event
        for row in desk.store.rows()
        for event in desk.history(row.stream)
        if isinstance(event, Prompted)
    }


def test_the_first_run_does_five_things_and_no_more(desk: Desk) -> None:
    report = drive(desk, as_of=DEMO_DAY, now=morning(DEMO_DAY))

    assert report.failed == ()
    assert report.summary.vi == "Máy đã làm 5 việc ở 5 cuộc"
    found = prompted(desk)
    assert {s: (e.what, e.subject, e.level, e.told) for s, e in found.items()} == FIRST_RUN
    assert drive(desk, as_of=DEMO_DAY, now=morning(DEMO_DAY)).done == ()
    assert len(desk.store.notices()) == 5
    assert desk.verify() == ()


def test_the_rest_of_september_is_no_flood_either(desk: Desk) -> None:
    drive(desk, as_of=DEMO_DAY, now=morning(DEMO_DAY))

    done, day = [], DEMO_DAY
    while day < date(2021, 9, 30):
        day += timedelta(days=1)
        report = drive(desk, as_of=day, now=morning(day))
        done += sorted((day, deed.stream, deed.what.value) for deed in report.done)

    assert done == LATER


def test_the_letter_to_so_cong_thuong_rests_on_what_is_on_record(desk: Desk) -> None:
    drive(desk, as_of=DEMO_DAY, now=morning(DEMO_DAY))

    text = sheet(prompted(desk)["04-du-an-chi-dinh-thau"].letter)

    assert text.addressee == "Kính gửi: Sở Công Thương"
    assert text.body[0] == "Căn cứ Quyết định thanh tra số 26/QĐ-TTr ngày 02/03/2021;"
    assert text.body[2] == (
        "Tính đến ngày 08/09/2021, đã quá hạn 26 ngày, Đoàn thanh tra chưa nhận được đầy đủ thông "
        "tin, tài liệu sau đây:\n1. Báo cáo về 04 dự án chỉ định thầu"
    )
    assert "15/09/2021" in text.body[3]
    assert text.signature == "TRƯỞNG ĐOÀN\n[chữ ký, dấu]\nHuỳnh Minh Quân"


def test_what_the_machine_says_does_not_take_ben_dinh_off_the_silent(desk: Desk) -> None:
    before = desk.inspection("ben-dinh").last_word_on

    drive(desk, as_of=DEMO_DAY, now=morning(DEMO_DAY))

    assert desk.inspection("ben-dinh").last_word_on == before == date(2021, 6, 25)
