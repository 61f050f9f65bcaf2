"""What the rules of the meeting call things, in both languages, for people."""

from __future__ import annotations

from datetime import date

from states.meeting.mentions import Owner
from states.meeting.proposals import Defect, FormFault, ItemKind
from states.meeting.report import Fault, Finding
from states.meeting.when import Due, DueKind
from states.text import Text, dmy, same

KIND_NAMES: dict[ItemKind, Text] = {
    ItemKind.TASK: Text("việc phải làm", "task"),
    ItemKind.RECURRING: Text("việc định kỳ", "recurring duty"),
    ItemKind.REMINDER: Text("nhắc nhở", "reminder"),
    ItemKind.SHORTCOMING: Text("hạn chế", "shortcoming"),
}

OWNER_NAMES: dict[str, Text] = {
    "office": Text("Văn phòng", "the Office"),
    "rooms": Text("các phòng", "the rooms"),
    "own_room": Text("phòng", "the room"),
    "room_heads": Text("Trưởng phòng", "heads of rooms"),
    "block_leaders": Text("Lãnh đạo phụ trách khối", "block leaders"),
    "blocks": Text("các khối", "the blocks"),
    "deputies": Text("Phó Chánh Thanh tra", "deputy chief inspectors"),
    "chief": Text("Chánh Thanh tra", "the Chief Inspector"),
    "leaders": Text("Lãnh đạo", "the leaders"),
    "teams": Text("Đoàn thanh tra", "inspection teams"),
    "team_heads": Text("Trưởng đoàn", "team heads"),
    "overseers": Text("người giám sát", "overseers"),
    "inspectors": Text("thanh tra viên", "inspectors"),
    "group_heads": Text("tổ trưởng", "heads of groups"),
    "staff": Text("công chức", "civil servants"),
    "lower": Text("thanh tra sở, huyện", "inspectorates below"),
}
"""By code; a room, a body or a person is called by its own name."""

PERIOD_NAMES: dict[str, Text] = {
    "day": Text("hằng ngày", "every day"),
    "week": Text("hằng tuần", "every week"),
    "month": Text("hằng tháng", "every month"),
    "quarter": Text("hằng quý", "every quarter"),
    "half-year": Text("6 tháng một lần", "every half-year"),
    "year": Text("hằng năm", "every year"),
}
_UNITS = {"days": "ngày", "weeks": "tuần", "months": "tháng"}

DEFECT_NAMES: dict[Defect, Text] = {
    Defect.UNNUMBERED: Text("Văn bản không có số.", "The paper has no number."),
    Defect.UNDATED: Text("Văn bản không ghi ngày ký.", "The paper has no date."),
    Defect.UNSIGNED: Text(
        "Văn bản không ghi tên người ký.", "The paper does not name its signer."
    ),
    Defect.SECTION_TWICE: Text(
        "Hai mục cùng đánh số ({number}): {first} và {place}.",
        "Two sections are numbered ({number}): {first} and {place}.",
    ),
    Defect.SECTION_MISSING: Text(
        "Không có mục ({number}): sau {first} là {place}.",
        "There is no section ({number}): after {first} comes {place}.",
    ),
}

_NOWHERE = Text("(không có)", "(nowhere)")


def owner_text(owner: Owner) -> Text:
    """What an owner is called."""
    return same(owner.name) if owner.name else OWNER_NAMES.get(owner.code, same(owner.code))


def due_text(due: Due) -> Text:
    """By when, in words."""
    match due:
        case Due(DueKind.DAY, date() as on):
            return Text(f"hạn {dmy(on)} («{due.words}»)", f"due {dmy(on)} (“{due.words}”)")
        case Due(DueKind.REVIEW, date() as on):
            return Text(
                f"xem xét lại {dmy(on)} («{due.words}»)",
                f"decided again on {dmy(on)} (“{due.words}”)",
            )
        case Due(DueKind.RECURRING):
            return every_text(due.every)
        case Due(DueKind.EVENT):
            return Text(f"theo sự kiện: «{due.words}»", f"by an event: “{due.words}”")
        case _:
            return Text("chưa có hạn", "due date missing")


def every_text(every: str) -> Text:
    """A period that comes back, in words."""
    word = every.removeprefix("every ")
    if word in PERIOD_NAMES:
        return PERIOD_NAMES[word]
    number, unit = word.split()
    return Text(f"{number} {_UNITS[unit]} một lần", every)


def defect_text(fault: FormFault) -> Text:
    """A fault of form with its place."""
    return DEFECT_NAMES[fault.defect].fill(
        number=fault.number,
        place=fault.place.say() if fault.place else _NOWHERE,
        first=fault.first.say() if fault.first else _NOWHERE,
    )


FAULT_NAMES: dict[Fault, Text] = {
    Fault.UNNUMBERED: Text("Báo cáo không có số.", "The report has no number."),
    Fault.UNDATED: Text("Báo cáo không ghi ngày.", "The report has no date."),
    Fault.UNSIGNED: Text(
        "Báo cáo không ghi tên người ký.", "The report does not name its signer."
    ),
    Fault.SECTION_TWICE: Text(
        "Hai mục cùng đánh số ({about}): {first} và {place}.",
        "Two sections are numbered ({about}): {first} and {place}.",
    ),
    Fault.SECTION_MISSING: Text(
        "Không có mục ({about}): sau {first} là {place}.",
        "There is no section ({about}): after {first} comes {place}.",
    ),
    Fault.PERIOD_MISSING: Text(
        "Tên báo cáo không nêu kỳ; yêu cầu là {period}.",
        "The title names no period; asked for was {period}.",
    ),
    Fault.WRONG_PERIOD: Text(
        "Báo cáo sai kỳ: ghi {period} («{words}», {place}).",
        "The wrong period: it says {period} (“{words}”, {place}).",
    ),
    Fault.FUTURE_RESULT: Text(
        "Kết quả sau kỳ {period}: «{words}» ({place}).",
        "A result from after {period}: “{words}” ({place}).",
    ),
    Fault.PAST_RESULT: Text(
        "Kết quả trước kỳ {period}: «{words}» ({place}).",
        "A result from before {period}: “{words}” ({place}).",
    ),
    Fault.MISSING_NEXT_TASKS: Text(
        "Không đề ra nhiệm vụ {period}.", "No tasks are given for {period}."
    ),
    Fault.OMITTED: Text("Không đề cập: {about}.", "Not mentioned: {about}."),
    Fault.COPIED: Text(
        "Đánh giá chép lại báo cáo {period} ({share} % số chữ, {n} câu, từ {place}).",
        "The assessment repeats the report of {period} ({share} % of its words, {n} sentences, "
        "from {place}).",
    ),
    Fault.QUARTER_REPEATS_MONTH: Text(
        "Báo cáo quý chép lại báo cáo {period} ({share} % số chữ, {n} câu, từ {place}).",
        "The quarter repeats the report of {period} ({share} % of its words, {n} sentences, from "
        "{place}).",
    ),
    Fault.NO_TRAINING: Text(
        "Các cuộc thanh tra của phòng đang dừng hoặc chưa triển khai mà không báo cáo việc tự "
        "nghiên cứu, bồi dưỡng nghiệp vụ.",
        "The room's inspections are paused or not begun, and nothing is told of what was studied.",
    ),
}


def finding_text(finding: Finding) -> Text:
    """A finding in one sentence with its place."""
    likeness = finding.likeness
    return FAULT_NAMES[finding.fault].fill(
        about=finding.about,
        words=finding.words,
        place=finding.place.say() if finding.place else _NOWHERE,
        first=finding.first.say() if finding.first else _NOWHERE,
        period=finding.period and finding.period.say(),
        share=likeness and round(likeness.share * 100),
        n=likeness and len(likeness.pairs),
    )
