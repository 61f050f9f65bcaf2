"""`tiendo drive` and `tiendo letter`."""

from __future__ import annotations

import pytest
from commands import Tiendo, told
from offices import CASE


@pytest.fixture
def asked(tiendo: Tiendo) -> Tiendo:
    """A request that was due on 01/09/2021; today is 08/09/2021, on site is paused."""
    words = ("--to", "Sở Công Thương", "--item", "Hồ sơ", "--due", "2021-09-01")
    assert tiendo("request", "draft", CASE, "YC1", *words, "--on", "2021-08-20")[0] == 0
    sent = ("--doc-number", "1/YC", "--doc-date", "2021-08-20", "--doc-signer", "Bình")
    assert tiendo("request", "send", CASE, "YC1", *sent, "--on", "2021-08-20")[0] == 0
    return tiendo


def test_the_machine_says_what_it_did_and_then_that_there_is_nothing(asked: Tiendo) -> None:
    code, out, _ = asked("drive", CASE)

    assert code == 0
    assert out.splitlines() == [
        f"{CASE}: Đôn đốc trả lời yêu cầu",
        "Máy đã làm 1 việc ở 1 cuộc",
    ]
    assert asked("drive")[1] == "Không có việc nào đến lượt máy\n"


def test_what_was_done_is_told_to_programs(asked: Tiendo) -> None:
    assert told(asked, "drive") == {
        "as_of": "2021-09-08",
        "done": [
            {
                "inspection": CASE,
                "what": "urge_answer",
                "key": f"{CASE}:urge_answer:YC1:2021-09-01:1",
            }
        ],
        "failed": [],
    }


def test_a_mistyped_inspection_is_no_inspection_without_work(asked: Tiendo) -> None:
    assert asked("drive", "khong-co")[0] == 3


def test_the_letter_is_announced_in_the_history_and_printed_whole(asked: Tiendo) -> None:
    asked("drive")

    assert asked("letter", CASE, "1")[2].endswith("không có dự thảo văn bản nào; có ở mục: 8.\n")
    code, out, _ = asked("letter", CASE, "8")

    assert "có dự thảo" in asked("show", CASE)[1]
    assert code == 0
    assert out.startswith(
        "DỰ THẢO, máy soạn ngày 08/09/2021, chưa ký, chưa gửi; trình Trưởng đoàn ký.\n"
    )
    assert "Kính gửi: Sở Công Thương" in out
    assert told(asked, "letter", CASE, "8")["level"] == 1


@pytest.mark.parametrize("entry", ["1", "99"])
def test_an_entry_without_a_letter_is_named(asked: Tiendo, entry: str) -> None:
    code, _, err = asked("letter", CASE, entry)

    assert code == 3
    assert f"Mục {entry} của cuộc thanh tra" in err
