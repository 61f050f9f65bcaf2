"""The draft of the next conclusion: what the pack found, in the sentences of the office."""

from __future__ import annotations

from datetime import date

from agenda import directive, meeting
from builders import Story, onsite
from packs import LATER, NOW, SOON, called, done, handed, met, packed

from states.inspection import Inspection
from states.meeting.pack_draft import Section, draft, planned
from states.meeting.packed import Pack
from states.meeting.periods import Period

AUGUST = [handed(number=8)]
DONE, LACKING, TASKS = (
    "Thực hiện nhiệm vụ tháng 8/2021",
    "Nhiệm vụ trọng tâm đã đề ra nhưng chưa thực hiện hoặc thực hiện chưa đạt yêu cầu",
    "Nhiệm vụ trọng tâm tháng 9/2021",
)


def said(pack: Pack, title: str) -> list[str]:
    return [
        sentence.text
        for section in draft(pack)
        if section.title == title
        for sentence in section.sentences
    ]


def paused(name: str = "Cuộc thanh tra 03 dự án") -> Inspection:
    story: Story = onsite()
    story.day = date(2021, 7, 19)
    now = story.tell("pause_site", reason="Giãn cách", review_on="31/12/2021")
    object.__setattr__(now, "about", now.about.model_copy(update={"short_name": name}))
    return now


def test_what_is_done_is_told_with_its_evidence_and_a_section_with_nothing_is_left_out() -> None:
    evidence = done(directive(title="Trình báo cáo; "), "report", "accept")
    untitled = done(directive("directive:2021-08-06.02", title="."), "drop")
    pack = packed([evidence, untitled], [handed(findings=[])])

    assert draft(pack) == (Section(DONE, "Các nhiệm vụ đã hoàn thành:", draft(pack)[0].sentences),)
    (sentence,) = draft(pack)[0].sentences
    assert sentence.text == "Phòng 1: Trình báo cáo (Đã trình)."
    assert sentence.about == evidence.id
    story = directive(title="Trình báo cáo")
    story.act("report", text="Đã trình hồ sơ gói X.")
    (sentence,) = draft(packed([done(story, "accept")], [handed(findings=[])]))[0].sentences
    assert sentence.text == "Phòng 1: Trình báo cáo (Đã trình hồ sơ gói X)."
    assert draft(packed()) == ()
    assert [each.lead for each in draft(packed([directive().as_of()]))] == ["", ""]


def test_what_is_late_tells_since_when_for_how_long_and_who_was_silent() -> None:
    late = directive(title="Trình báo cáo")
    late.act("carry", machine=True, meeting="meeting:2021-08-06")
    silent = handed(omits=[late.stream])

    pack = packed([late.as_of()], [silent])
    assert said(pack, LACKING) == [
        "Trình báo cáo (Phòng 1); yêu cầu chậm nhất 13/08/2021; đến nay chưa thực hiện, chậm 26"
        " ngày; báo cáo Phòng 1 không đề cập; Lãnh đạo khối không có ý kiến; đã chuyển qua 1 kỳ"
        " giao ban."
    ]
    assert draft(pack)[0].sentences[0].about == late.stream
    easy = packed([done(directive(due_on=SOON))], AUGUST)
    assert said(easy, LACKING) == ["Phòng 1 chưa nộp báo cáo tháng 8/2021, chậm 3 ngày."]
    assert [s.about for each in draft(easy) for s in each.sentences] == [
        AUGUST[0].id,
        late.stream,
    ]
    heard = met(NOW)
    heard.act("opine", about=late.stream, text="Làm ngay.", leads=True)
    told, *_ = said(packed([late.as_of()], [handed(findings=[])], [heard.as_of()]), LACKING)
    assert "không có ý kiến" not in told
    assert "không đề cập" not in told
    carried = directive(title="Rà soát", due_on=None)
    carried.act("carry", machine=True, meeting="meeting:2021-08-06")
    assert said(packed([carried.as_of()]), LACKING) == [
        "Rà soát (Phòng 1); Lãnh đạo khối không có ý kiến; đã chuyển qua 1 kỳ giao ban."
    ]


def test_a_report_tells_what_the_checks_found_and_a_leader_where_he_did_not_sit_in() -> None:
    findings = [{"fault": f, "sentence": f"{f}."} for f in ("Chưa ký", "Chưa ghi ngày")]
    room = meeting(room="Phòng 1", block="Khối 1")
    room.on(date(2021, 9, 6)).act("hold", present=["dung"])

    pack = packed((), [handed(findings=findings)], [room.as_of(), called(NOW).as_of()])
    assert said(pack, LACKING) == [
        "Báo cáo của Phòng 1: Chưa ký. Chưa ghi ngày.",
        "Phạm Hoa (Lãnh đạo Khối 1) chưa dự họp với Phòng 1 trong tháng.",
    ]
    assert [each.about for each in draft(pack)[0].sentences] == [pack.reports[0].report.id, ""]
    assert said(packed((), [handed(findings=[])], [room.as_of()]), LACKING) == []


def test_a_pause_nobody_reviewed_is_told_and_asked_about_whatever_the_inspection_is_called() -> (
    None
):
    pack = packed((), [handed(findings=[])], inspections=[paused()])
    assert said(pack, LACKING) == [
        "Cuộc thanh tra 03 dự án tạm dừng từ 19/07/2021, chưa báo cáo có hay không các nội dung"
        " cần yêu cầu giải trình, cung cấp tài liệu (Phòng 1; Lãnh đạo khối chưa có ý kiến)."
    ]
    assert said(pack, TASKS) == [
        "Trần Văn Bình nêu rõ có hay không nội dung cần yêu cầu đối với cuộc thanh tra 03 dự án."
    ]
    assert {s.about for section in draft(pack) for s in section.sentences} == {"TTR-1"}
    heard = met(NOW)
    heard.act("opine", about="TTR-1", text="Nêu rõ.", leads=True)
    led = packed((), [handed(findings=[])], [heard.as_of()], [paused()])
    assert said(led, LACKING)[0].endswith("cung cấp tài liệu (Phòng 1).")
    named = packed((), [handed(findings=[])], inspections=[paused("Thanh tra Trảng Bàng")])
    assert said(named, LACKING)[0].startswith("Cuộc thanh tra Trảng Bàng tạm dừng")


def test_what_stays_open_is_a_task_with_its_date_its_review_or_a_gap_for_one() -> None:
    things = [
        done(directive("directive:2021-08-06.01", title="Một", due_on=SOON)),
        done(directive("directive:2021-08-06.02", title="Hai", due_on=None)),
        done(directive("directive:2021-08-06.03", title="Ba"), "defer"),
        done(directive("directive:2021-08-06.04", title="Bốn")),
        done(directive("directive:2021-08-06.05", title="Năm", parent="directive:2021-01-01.01")),
        done(
            directive(
                "directive:2021-08-06.06",
                title=";",
                due_on=SOON,
                parent="directive:2021-01-01.01",
            )
        ),
        done(directive("directive:2021-08-06.07", title="Bảy"), "defer", "report"),
    ]
    assert said(packed(things, AUGUST), TASKS) == [
        "Phòng 1: Bốn; thời hạn: …",
        "Phòng 1: Hai; thời hạn: …",
        "Phòng 1: Một; chậm nhất 30/09/2021.",
        "Phòng 1: 2021-08-06.06; chậm nhất 30/09/2021.",
        "Phòng 1: Ba; xem xét lại ngày 30/09/2021.",
        "Phòng 1: Bảy; chậm nhất 13/08/2021.",  # reported as done, put off no longer
    ]


def test_at_the_end_of_a_quarter_the_next_one_is_planned_too() -> None:
    assert planned(Period(2021, 9)) == "tháng 10/2021 và quý IV/2021"
    assert draft(packed([done(directive(due_on=None))], meetings=[called(LATER).as_of()]))
