"""The report of a room: everything the meeting complained of is found, with its place."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_papers import paper_of

from states.meeting.periods import Period
from states.meeting.report import Asked, Earlier, Fault, Finding, Matter, check_report
from states.meeting.terms import finding_text
from tiendo.meeting.wording import wording

SEPTEMBER, AUGUST = Period(2021, 9), Period(2021, 8)

ASSESSMENT = """\
Trong tháng, Phòng đã triển khai 02 cuộc thanh tra, hoàn thành 01 báo cáo kết quả.
Công tác tham mưu xử lý đơn được thực hiện kịp thời, đã xử lý 12 đơn, đạt tỷ lệ 92% số đơn.
Việc đôn đốc thực hiện kết luận thanh tra được quan tâm, đã ban hành 05 văn bản đôn đốc các đơn vị.
Bên cạnh kết quả đạt được, tiến độ một số cuộc thanh tra còn chậm do ảnh hưởng của dịch bệnh."""

HONEST = """\
Tháng này Phòng tạm dừng làm việc tại hai đơn vị, chuyển sang nghiên cứu hồ sơ.
Qua rà soát, Đoàn đã gửi 03 yêu cầu giải trình, nhận được 01 văn bản trả lời và đang đối chiếu.
Đơn thư giảm so với cùng kỳ; 04 đơn còn trong hạn, không có đơn quá hạn.
Hạn chế lớn nhất là chưa có biên bản làm việc với chủ đầu tư, do đơn vị bị phong tỏa."""


def report(
    assessment: str = HONEST,
    *,
    number: str = "45/BC-P1",
    day: str = "15",
    title: str = "tháng 9/2021, nhiệm vụ trọng tâm tháng 10 và quý IV/2021",
    tasks: str = "II. Nhiệm vụ trọng tâm tháng 10 và quý IV/2021\n\n1. Hoàn thành cuộc thanh tra.",
    more: str = "",
    signer: str = "Nguyễn Trọng Nghĩa",
) -> str:
    return f"""THANH TRA TỈNH
Số: {number}
Tây Ninh, ngày {day} tháng 9 năm 2021

BÁO CÁO
Kết quả công tác {title}

I. Kết quả thực hiện nhiệm vụ

{assessment}
{more}

{tasks}

TRƯỞNG PHÒNG

{signer}
"""


GOOD = report()


def found(text: str, asked: Asked | None = None) -> list[Finding]:
    return list(check_report(paper_of(text), wording(), asked or Asked(SEPTEMBER)))


def test_a_report_as_it_should_be_has_no_finding() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (report(number="/BC-P1"), [Fault.UNNUMBERED]),
        (report(day=" "), [Fault.UNDATED]),
        (report(signer=""), [Fault.UNSIGNED]),
        (report(title="quý II/2021, nhiệm vụ tháng 10"), [Fault.WRONG_PERIOD]),
        (report(title="tháng 10/2021"), [Fault.WRONG_PERIOD]),
        (report(title="của Phòng 1"), [Fault.PERIOD_MISSING]),
        (report(title="từ ngày 01/9 đến ngày 15/9/2021, tháng 9/2021"), []),
        (report(more="Ngày 05/10/2021 đã công bố quyết định."), [Fault.FUTURE_RESULT]),
        (report(more="Kết quả tháng 10 đạt 80%."), [Fault.FUTURE_RESULT]),
        (report(more="Ngày 12/8/2021 đã kết thúc thanh tra trực tiếp."), [Fault.PAST_RESULT]),
        (report(more="Thực hiện Quyết định số 12/QĐ-TTr ngày 12/5/2021."), []),
        (report(more="Đã đôn đốc đơn vị trả lời trước ngày 15/10/2021."), []),
        (report(more="Số đơn giảm so với tháng 8."), []),
        (report(more="Số đơn giảm so với ngày 12/8/2021."), []),
        (report(more="Đã nhận báo cáo (12/8/2021) của Sở."), []),
        (report(more="Đã giao nhiệm vụ tháng 10 cho các Đoàn."), []),
        (report(more="Theo báo cáo của Sở kết quả tháng 10 đạt 80%."), [Fault.FUTURE_RESULT]),
        (report(more="Theo báo cáo của Sở kết quả ngày 30/9/2021 đạt 80%."), []),
        *((report(more=f"Ngày {on}/2021 đã công bố."), []) for on in ("01/9", "30/9")),
        (report(more="Ngày 31/8/2021 đã công bố."), [Fault.PAST_RESULT]),
        (report(more="Ngày 01/10/2021 đã công bố."), [Fault.FUTURE_RESULT]),
        (report(more="Quý IV đạt 80%."), [Fault.FUTURE_RESULT]),
        (report(more="Đã xây dựng kế hoạch tháng 10."), []),
        (report(more="Đã giao nhiệm vụ ngày 05/10/2021."), [Fault.FUTURE_RESULT]),
        (report(more="Đã trình dự kiến kết quả của tháng 10."), [Fault.FUTURE_RESULT]),
        (report(more="Dự kiến kết quả tháng 9 đạt 80%."), []),
        (report(tasks=""), [Fault.MISSING_NEXT_TASKS, Fault.MISSING_NEXT_TASKS]),
        (report(tasks="II. Nhiệm vụ tháng 10\n\n1. Làm tiếp."), [Fault.MISSING_NEXT_TASKS]),
        (
            report(tasks="II. Nhiệm vụ thời gian tới\n\n1. Làm tiếp.\n2. Quý IV: kết thúc."),
            [],
        ),
        (report(tasks="II. Nhiệm vụ\n\n1. Tháng 10: làm tiếp.\n2. Quý IV: kết thúc."), []),
        (report(tasks="II. Nhiệm vụ tháng 10\n\n1. Làm.\n\nIII. Nhiệm vụ quý IV\n\n1. Làm."), []),
        (report(more="\n(1) Một.\n(2) Hai.\n(2) Ba.\n"), [Fault.SECTION_TWICE]),
        (report(more="\n(1) Một.\n(2) Hai.\n(4) Bốn.\n"), [Fault.SECTION_MISSING]),
    ],
    ids=lambda value: "" if isinstance(value, str) else "+".join(value) or "none",
)
def test_each_fault_is_found_and_nothing_else(text: str, faults: list[Fault]) -> None:
    assert [finding.fault for finding in found(text)] == faults


def test_a_finding_says_where_and_what() -> None:
    (finding,) = found(report(more="Ngày 05/10/2021 đã công bố quyết định."))

    assert finding_text(finding).vi == "Kết quả sau kỳ tháng 9/2021: «Ngày 05/10/2021» (dòng 14)."
    told = (
        "Đoàn đã làm việc với các đơn vị có liên quan tại hiện trường, ngày 05/10/2021 kết thúc."
    )
    (cut,) = found(report(more=told))
    assert cut.words == "việc với các đơn vị có liên quan tại hiện trường, ngày 05/10/2021"
    (period,) = found(report(title="quý II/2021"))
    assert finding_text(period).vi == "Báo cáo sai kỳ: ghi quý II/2021 («quý II/2021», dòng 6)."


def test_what_is_not_there_names_the_period_and_a_section_told_twice_both_its_places() -> None:
    october, last_quarter = Period(2021, 10), Period(2021, 4, "quarter")
    assert [finding.period for finding in found(report(tasks=""))] == [october, last_quarter]
    (undated,) = found(report(title="của Phòng 1"))
    assert undated.period == SEPTEMBER
    bare = (
        "I. Kết quả\n\nTháng 8/2021 đã làm xong.\n\nII. Nhiệm vụ tháng 10, quý IV/2021\n\n1. Làm."
    )
    assert [finding.fault for finding in found(bare)][3:] == [Fault.PERIOD_MISSING]
    (untrained,) = found(GOOD, Asked(SEPTEMBER, training=True))
    assert (untrained.fault, untrained.period) == (Fault.NO_TRAINING, SEPTEMBER)

    (twice,) = found(report(more="\n(1) Một.\n(2) Hai.\n(2) Ba.\n"))
    assert twice.place is not None
    assert twice.first is not None
    assert (twice.about, twice.place.number, twice.first.number) == ("2", 17, 16)


MATTERS = (
    Matter("ba-du-an", ("Thanh tra 03 dự án đầu tư xây dựng", "Cuộc thanh tra 03 dự án")),
    Matter("ben-dinh", ("Thanh tra dự án đường và cầu Bến Đình", "Đường và cầu Bến Đình")),
    Matter(
        "bao-cao-sct", (), "Xem xét, trình báo cáo của Sở Công Thương về 04 dự án chỉ định thầu"
    ),
)


def test_what_is_left_out_is_named_and_what_is_mentioned_is_not() -> None:
    said = (
        "Cuộc thanh tra 03 dự án: không có nội dung cần yêu cầu.\n"
        "Đã trình báo cáo của Sở Công thương về 04 dự án chỉ định thầu ngày 10/9/2021."
    )
    asked = Asked(SEPTEMBER, MATTERS)

    omitted = found(GOOD, asked)
    assert [finding.about for finding in omitted] == [m.id for m in MATTERS]
    assert {finding.fault for finding in omitted} == {Fault.OMITTED}
    assert [finding.words for finding in omitted] == [m.words for m in MATTERS]
    assert [finding.about for finding in found(report(more=said), asked)] == ["ben-dinh"]
    half = Asked(SEPTEMBER, [Matter("bc", (), "Trình báo cáo")])
    assert found(report(more="Đã xong một báo cáo."), half) == [], "half of its words tell it"


def earlier(text: str, period: Period = AUGUST) -> Asked:
    return Asked(SEPTEMBER, (), (Earlier(period, paper_of(text)),))


def test_a_report_copied_with_only_dates_and_figures_changed_is_caught() -> None:
    august = report(ASSESSMENT).replace("tháng 9", "tháng 8")
    changed = (
        ASSESSMENT.replace("12 đơn", "15 đơn").replace("92%", "95%").replace("05 văn", "07 văn")
    )

    (finding,) = found(report(changed), earlier(august))

    assert finding.fault is Fault.COPIED
    assert finding.likeness is not None
    assert len(finding.likeness.pairs) == 4
    assert finding.likeness.pairs[1].changed == (("12", "15"), ("92%", "95%"))
    assert finding.likeness.pairs[1].now.place.number == 11
    assert finding.likeness.pairs[1].then.place.number == 11
    assert "100 % số chữ, 4 câu" in finding_text(finding).vi


def test_a_copy_names_its_earlier_report_and_the_first_sentence_taken_over() -> None:
    august = report(ASSESSMENT).replace("tháng 9", "tháng 8")
    july = Earlier(Period(2021, 7), paper_of(GOOD.replace(HONEST, "Không phát sinh.")))
    asked = Asked(SEPTEMBER, (), (july, Earlier(AUGUST, paper_of(august))))

    (finding,) = found(report(ASSESSMENT), asked)
    assert (finding.fault, finding.period) == (Fault.COPIED, AUGUST)
    assert finding.words == ASSESSMENT.split("\n")[0]
    assert finding.place is not None
    assert finding.place.number == 10


def test_words_moved_about_and_a_few_changed_are_still_a_copy() -> None:
    lines = (
        ASSESSMENT.replace("kịp thời", "đúng hạn").replace("quan tâm", "chú trọng").splitlines()
    )
    shuffled = "\n".join([lines[2], lines[0], lines[3], lines[1]])

    (finding,) = found(report(shuffled), earlier(report(ASSESSMENT)))

    assert finding.fault is Fault.COPIED


def test_an_honestly_rewritten_report_is_not_a_copy() -> None:
    assert found(report(HONEST), earlier(report(ASSESSMENT))) == []


def test_one_usual_sentence_again_is_not_a_copy() -> None:
    usual = (
        "Công tác tiếp công dân thường xuyên được duy trì nền nếp, đúng quy định của pháp luật.\n"
    )

    assert found(report(usual + HONEST), earlier(report(usual + ASSESSMENT))) == []


def test_two_usual_sentences_among_many_are_not_a_copy() -> None:
    usual = (
        "Công tác tiếp công dân thường xuyên được duy trì nền nếp, đúng quy định.\n"
        "Việc chấp hành kỷ luật, kỷ cương hành chính của công chức được bảo đảm.\n"
    )

    assert found(report(usual + HONEST), earlier(report(usual + ASSESSMENT))) == []


def test_a_quarter_that_repeats_its_month_is_told_apart() -> None:
    quarter = Period(2021, 3, "quarter")
    text = report(
        ASSESSMENT, title="quý III/2021", tasks="II. Nhiệm vụ quý IV/2021\n\n1. Hoàn thành."
    )
    asked = Asked(quarter, (), (Earlier(SEPTEMBER, paper_of(report(ASSESSMENT))),))

    (finding,) = check_report(paper_of(text), wording(), asked)

    assert finding.fault is Fault.QUARTER_REPEATS_MONTH


def test_tasks_that_go_on_are_no_copied_assessment() -> None:
    tasks = "II. Nhiệm vụ tháng 10, quý IV/2021\n\n" + "\n\n".join(
        f"{n}. Tiếp tục hoàn thành cuộc thanh tra thứ {n} theo kế hoạch đã được phê duyệt."
        for n in range(1, 9)
    )

    assert found(report(HONEST, tasks=tasks), earlier(report(ASSESSMENT, tasks=tasks))) == []


@pytest.mark.parametrize(
    ("period", "first", "last", "after"),
    [
        (Period(2021, 12), date(2021, 12, 1), date(2021, 12, 31), Period(2022, 1)),
        (Period(2024, 2), date(2024, 2, 1), date(2024, 2, 29), Period(2024, 3)),
        (
            *(Period(2021, 4, "quarter"), date(2021, 10, 1), date(2021, 12, 31)),
            Period(2022, 1, "quarter"),
        ),
    ],
)
def test_periods(period: Period, first: date, last: date, after: Period) -> None:
    assert (period.first, period.last, period.next) == (first, last, after)


def test_the_end_of_a_quarter_asks_for_the_next_quarter_too() -> None:
    assert Period(2021, 9).to_plan == (Period(2021, 10), Period(2021, 4, "quarter"))
    assert Period(2021, 12).to_plan == (Period(2022, 1), Period(2022, 1, "quarter"))
    assert Period(2021, 8).to_plan == (Period(2021, 9),)


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(ValueError, match="month 13"):
        Period(2021, 13)


def test_a3_a_room_whose_inspections_rest_tells_what_its_people_studied() -> None:
    studied = report(more="Phòng tổ chức cho công chức tự nghiên cứu quy định pháp luật.")
    planned = report(
        tasks="II. Nhiệm vụ trọng tâm tháng 10 và quý IV/2021\n\n1. Tập huấn nghiệp vụ."
    )

    def found(text: str, *, training: bool) -> bool:
        asked = Asked(SEPTEMBER, training=training)
        faults = check_report(paper_of(text), wording(), asked)
        return any(each.fault is Fault.NO_TRAINING for each in faults)

    assert found(GOOD, training=True)
    assert found(planned, training=True)
    assert not found(studied, training=True)
    assert not found(GOOD, training=False)
