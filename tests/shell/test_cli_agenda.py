"""`tiendo meeting …`: a conclusion taken in, confirmed, reported on, checked, packed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Tiendo, home, tiendo, told

__all__ = ["home", "tiendo"]
CONCLUSION = """KẾT LUẬN
Cuộc họp giao ban tháng 8/2021

Ngày 06/8/2021, Thanh tra tỉnh họp giao ban, chủ trì cuộc họp kết luận các nội dung sau:

1. Nhiệm vụ trọng tâm

- Phòng 1 xem xét báo cáo của Sở Công Thương về 04 dự án chỉ định thầu, trình chậm nhất 13/8/2021.
- Khẩn trương trình góp ý Đề án.
"""
REPORT = """Số: 45/BC-P1
Tây Ninh, ngày 06 tháng 9 năm 2021

BÁO CÁO
Kết quả công tác tháng 9/2021

I. Kết quả thực hiện nhiệm vụ

1. Phòng đã xử lý 12 đơn; cuộc thanh tra 03 dự án đang tạm dừng tại đơn vị.

2. Công chức tự nghiên cứu quy định pháp luật.

II. Nhiệm vụ trọng tâm tháng 10 và quý IV/2021

1. Tháng 10, quý IV: hoàn thành cuộc thanh tra.

TRƯỞNG PHÒNG

Lê Dũng
"""
LATE = "directive:2021-08-06.01"


@pytest.fixture
def conclusion(tmp_path: Path) -> str:
    file = tmp_path / "kl-8.txt"
    file.write_text(CONCLUSION, "utf-8")
    return str(file)


@pytest.fixture
def taken(tiendo: Tiendo, conclusion: str) -> Tiendo:
    found = told(tiendo, "meeting", "take", conclusion, "--by", "vanphong")
    assert found["meeting"] == "meeting:2021-08-06"
    return tiendo


def test_a_conclusion_is_taken_in_and_confirmed(taken: Tiendo) -> None:
    code, out, _ = taken("meeting", "proposals", "2021-08-06")
    assert code == 0
    assert "→ Phòng 1 · hạn 13/08/2021" in out

    found = told(taken, "meeting", "confirm", "2021-08-06", "1", "--by", "vanphong")
    assert [each["id"] for each in found] == [LATE]
    code, out, _ = taken("meeting", "proposals", "2021-08-06")
    assert "✓   1." in out


def test_what_confirming_would_give_is_said_in_both_languages(
    tiendo: Tiendo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kl-8.txt"
    late = "1. Hạn chế\n\n- Phòng 1 chậm gửi báo cáo.\n\n2. Nhiệm vụ trọng tâm"
    file.write_text(CONCLUSION.replace("1. Nhiệm vụ trọng tâm", late), "utf-8")
    code, out, _ = tiendo("meeting", "take", str(file), "--by", "vanphong")
    assert (code, "→ hạn chế (Phòng 1); chỉ ghi nhận" in out) == (0, True)

    monkeypatch.setenv("TIENDO_LANG", "en")
    out = tiendo("meeting", "proposals", "2021-08-06")[1]
    assert "→ a shortcoming (Phòng 1); only noted" in out
    assert "→ Phòng 1 · due 13/08/2021" in out
    assert "→ nobody named · no due date" in out


def test_nobody_named_must_be_chosen_and_a_wrong_choice_says_how(taken: Tiendo) -> None:
    code, _, err = taken("meeting", "confirm", "2021-08-06", "2", "--by", "vanphong")
    assert (code, "chưa rõ giao cho ai" in err) == (2, True)
    wrong = ("meeting", "confirm", "2021-08-06", "2", "--owner", "Phòng 1")
    code, _, err = taken(*wrong, "--by", "vanphong")
    assert (code, "viết office, room:TÊN" in err) == (2, True)

    for owner, said in (("room:phong 1", "Không có phòng nào"), ("block:Khối 9", "có: Khối 1")):
        strange = ("meeting", "confirm", "2021-08-06", "2", "--owner", owner, "--by", "vanphong")
        code, _, err = taken(*strange)
        assert (code, said in err) == (3, True), err

    given = ("--owner", "room:Phòng 1", "--due", "30/09/2021", "--by", "vanphong")
    (found,) = told(taken, "meeting", "confirm", "2021-08-06", "2", *given)
    assert (found["owner"]["name"], found["due_on"]) == ("Phòng 1", "2021-09-30")


def test_a_proposal_is_rejected_with_a_reason(taken: Tiendo) -> None:
    words = ("meeting", "reject", "2021-08-06", "2", "--reason", "Trùng việc khác.")

    assert taken(*words, "--by", "vanphong")[0] == 0

    assert "×   2." in taken("meeting", "proposals", "2021-08-06")[1]


def test_a_directive_is_reported_on_and_shown_and_what_is_not_legal_is_refused(
    taken: Tiendo,
) -> None:
    told(taken, "meeting", "confirm", "2021-08-06", "1", "--by", "vanphong")
    code, _, err = taken("meeting", "do", LATE, "accept", "--by", "hoa")
    assert (code, "«Đã giao», không thể" in err) == (1, True)

    report = ("meeting", "do", LATE, "report", "--set", "text=Đã trình.", "--by", "dung")
    assert told(taken, *report)["state"] == "reported"
    code, out, _ = taken("meeting", "show", LATE)
    assert "2. 08/09/2021 Báo cáo đã thực hiện (dung)" in out
    assert "Đã báo cáo, chờ xác nhận từ 08/09/2021" in out
    assert [
        line for line in out.splitlines() if line.strip() in ("Hạn 13/08/2021", "Đã trình.")
    ] == ["       Hạn 13/08/2021", "       Đã trình."]
    assert taken("meeting", "show", "directive:khong-co")[0] == 3


def test_what_is_late_and_the_pack(taken: Tiendo) -> None:
    told(taken, "meeting", "confirm", "2021-08-06", "1", "--by", "vanphong")

    code, out, _ = taken("meeting", "late")
    assert (code, "đã quá 26 ngày" in out) == (0, True)
    (line, *_) = told(taken, "meeting", "late")
    assert (line["about"], line["days"], line["who"]) == (LATE, 26, "dung")
    assert told(taken, "meeting", "late", "--as-of", "2021-08-13") == []

    pack = told(taken, "meeting", "pack")
    (item,) = pack["items"]
    assert (item["outcome"], item["days_late"], item["no_opinion"]) == ("late", 26, True)
    assert [each["inspection"] for each in pack["unreviewed"]] == ["ba-du-an"]
    code, out, _ = taken("meeting", "pack")
    assert "chậm 26 ngày" in out


def test_a_report_is_checked_before_it_is_handed_in(taken: Tiendo, tmp_path: Path) -> None:
    told(taken, "meeting", "confirm", "2021-08-06", "1", "--by", "vanphong")
    file = tmp_path / "bc.txt"
    file.write_text(REPORT, "utf-8")
    asked = (str(file), "--room", "Phòng 1", "--period", "2021-09")

    code, out, _ = taken("meeting", "check", *asked)
    assert code == 1
    (said,) = out.splitlines()
    assert said.startswith("! Không đề cập: Phòng 1 xem xét báo cáo của Sở Công Thương")
    assert said.endswith(" 13/8/2021.")
    assert taken("meeting", "show", "report:2021-09.phong-1")[0] == 3

    found = told(taken, "meeting", "submit", *asked, "--by", "dung")
    assert found["state"] == "submitted"
    assert [each["fault"] for each in found["findings"]] == ["omitted_from_report"]
    assert any(line["kind"] == "directive_overdue" for line in told(taken, "meeting", "late"))


def test_a_file_that_is_none_is_said_and_nothing_is_taken(tiendo: Tiendo, tmp_path: Path) -> None:
    code, _, err = tiendo("meeting", "take", str(tmp_path / "khong.txt"), "--by", "vanphong")
    assert code == 2
    assert err
    assert told(tiendo, "meeting", "pack")["last"] is None


def test_a_head_of_a_room_records_who_came_to_its_meeting(tiendo: Tiendo) -> None:
    about, by = "meeting:2021-09-06.phong-1", ("--by", "dung")
    fields = ("title=Họp Phòng 1", "planned_on=06/09/2021", "room=Phòng 1", "block=Khối 1")
    given = [word for field in fields for word in ("--set", field)]
    told(tiendo, "meeting", "do", about, "call", *given, "--on", "01/09/2021", *by)

    present = '{"present": ["dung", "hoa"]}'
    held = told(
        tiendo, "meeting", "do", about, "hold", "--data", present, "--on", "06/09/2021", *by
    )

    assert held["present"] == ["dung", "hoa"]
    (room,) = told(tiendo, "meeting", "pack")["attendance"]
    assert (room["room"], room["met"], room["came"]) == ("Phòng 1", 1, 1)
