"""The pages of rooms' reports and of the pack: checked, handed in, handed out as papers."""

from __future__ import annotations

import re
from datetime import date

from httpx import Response
from reader import Browser
from told_meeting import Open, directive, office, taken

from states.meeting.directive import Directive
from tiendo.desk import Desk
from tiendo.meeting.docx_text import docx_paragraphs
from tiendo.meeting.packing import prepare
from tiendo.meeting.secretary import record

__all__ = ["directive", "office", "taken"]
REPORT = """PHÒNG 1
Số: 12/BC-P1
Tây Ninh, ngày 07 tháng 9 năm 2021
BÁO CÁO
Kết quả công tác tháng 8/2021

I. Kết quả
1. Đã hoàn thành công tác tiếp công dân theo kế hoạch.
"""


def test_a_report_is_checked_then_handed_in_with_what_was_found(
    open_browser: Open, desk: Desk, directive: Directive
) -> None:
    room = open_browser("dung")
    assert "<option selected>Phòng 1" in room.get("/reports/submit").text

    def send(do: str) -> Response:
        fields = {"room": "Phòng 1", "period": "2021-09", "text": REPORT, "do": do}
        return room.post("/reports/submit", fields)

    checked = send("check")
    assert checked.status_code == 200
    text = checked.text
    assert "Báo cáo sai kỳ" in text
    assert "Không đề cập: Phòng 1 xem xét báo cáo của Sở Công Thương" in text
    assert "Đã hoàn thành công tác tiếp công dân" in text  # what was typed is still there
    assert desk.store.agenda.row("report:2021-09.phong-1") is None

    sent = send("submit")
    assert sent.headers["location"] == "/meeting/report:2021-09.phong-1"
    page = room.get("/meeting/report:2021-09.phong-1").text
    assert "Báo cáo sai kỳ" in page
    assert "Phòng không báo cáo" in room.get(f"/meeting/{directive.id}").text
    office = open_browser("vanphong")
    back = office.fill(
        "/meeting/report:2021-09.phong-1", "return", due_on="10/09/2021", reason="Sai kỳ."
    )
    assert back.status_code == 303
    assert "Sai kỳ." in room.get("/meeting/report:2021-09.phong-1").text


def test_a_report_without_words_or_of_no_period_is_refused(open_browser: Open) -> None:
    room = open_browser("dung")

    def send(**fields: str) -> str:
        sent = {name: (None, value) for name, value in fields.items()}
        return str(room.client.post("/reports/submit", files=sent).text)

    assert "Chưa có tệp hay nội dung nào." in send(room="Phòng 1", period="2021-09", text="")
    assert "không phải kỳ báo cáo" in send(room="Phòng 1", period="hôm qua", text="Xong.")


def test_the_pack_and_the_draft_conclusion_are_handed_out_as_papers(
    office: Browser, desk: Desk, directive: Directive
) -> None:
    call = {"kind": "call", "title": "Họp giao ban tháng 9/2021", "planned_on": "09/09/2021"}
    record(desk, "meeting:2021-09-09", call, by="vanphong")
    prepare(desk, as_of=date(2021, 9, 8), now=desk.clock.now())

    page = office.get("/meeting/meeting:2021-09-09").text
    line = page.split(f'id="on-{directive.id.rpartition(":")[2]}"')[1].split("</li>\n  <li")[0]
    assert "chậm 26 ngày" in line
    assert "hạn 13/08/2021" in line
    assert "chưa có ý kiến của Lãnh đạo khối" in line
    assert '<a class="button" href="/meetings/pack/docx" download>' in page

    pack = docx_paragraphs(office.get("/meetings/pack/docx").content)
    assert "Việc thực hiện kết luận giao ban, phục vụ họp giao ban tháng 9/2021" in pack
    (row,) = [n for n, each in enumerate(pack) if each.startswith("Phòng 1 xem xét báo cáo")]
    assert pack[row + 1 : row + 3] == ["Phòng 1", "13/08/2021"]
    assert pack[row + 3].startswith("chậm 26 ngày")
    draft = docx_paragraphs(office.get("/meetings/draft/docx").content)
    assert "Kết luận họp giao ban tháng 9/2021" in draft
    assert any("đến nay chưa thực hiện, chậm 26 ngày" in each for each in draft)
    before = docx_paragraphs(office.get("/meetings/pack/docx?as_of=13/08/2021").content)
    assert not any(re.search(r"chậm \d+ ngày", each) for each in before)
