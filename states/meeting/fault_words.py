"""What the checks found in a report, in a few words: for lists, where no place is told."""

from __future__ import annotations

from collections.abc import Iterable

from states.meeting.report import Fault
from states.text import Text, joined

BRIEF: dict[Fault, Text] = {
    Fault.UNNUMBERED: Text("không có số", "no number"),
    Fault.UNDATED: Text("không ghi ngày", "no date"),
    Fault.UNSIGNED: Text("không ghi người ký", "no signer"),
    Fault.COPIED: Text("chép lại đánh giá kỳ trước", "the last assessment copied"),
    Fault.QUARTER_REPEATS_MONTH: Text("báo cáo quý chép lại tháng", "the quarter copies a month"),
    Fault.WRONG_PERIOD: Text("sai kỳ", "the wrong period"),
    Fault.PERIOD_MISSING: Text("không nêu kỳ", "no period"),
    Fault.FUTURE_RESULT: Text("kết quả sau kỳ báo cáo", "results from after the period"),
    Fault.PAST_RESULT: Text("kết quả trước kỳ báo cáo", "results from before the period"),
    Fault.OMITTED: Text("không đề cập việc phải báo cáo", "leaves out what it must mention"),
    Fault.MISSING_NEXT_TASKS: Text("không đề ra nhiệm vụ kỳ sau", "no tasks for the next period"),
    Fault.NO_TRAINING: Text("không báo cáo việc tự nghiên cứu", "nothing told of studying"),
    Fault.SECTION_TWICE: Text("đánh số mục trùng", "section numbers twice"),
    Fault.SECTION_MISSING: Text("đánh số mục thiếu", "section numbers missing"),
}
"""The gravest first."""
_FOUND = Text("Máy thấy: {faults}.", "The checks found: {faults}.")


def brief_faults(faults: Iterable[str]) -> Text | None:
    """The faults of a report in one short sentence, each kind once; None where there is none.

    ``faults`` are as they were recorded; one that is no longer known is left to the report's page.
    """
    there = set(faults)
    named = tuple(said for fault, said in BRIEF.items() if fault.value in there)
    return _FOUND.fill(faults=joined(named)) if named else None
