"""What can be wrong with a file of announced days, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from states.text import Text, joined
from tiendo.errors import BadInput

_SHOWN = 20

COLUMNS: dict[str, Text] = {
    "day": Text("ngày", "date"),
    "kind": Text("loại", "kind"),
    "name": Text("tên", "name"),
    "number": Text("số văn bản", "number"),
    "signed_on": Text("ngày ký", "signed on"),
    "signed_by": Text("nơi ban hành", "issuer"),
}
"""The columns of the file and how their heads read in the two languages."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: the row as a spreadsheet numbers it, the column, a sentence.

    Row 0 is the file as a whole; column "" the row as a whole.
    """

    row: int
    column: str
    text: Text

    @property
    def line(self) -> Text:
        """The sentence with its place before it."""
        if not self.row:
            return self.text
        where = _ROW.fill(row=self.row)
        if self.column:
            where = _ROW_COLUMN.fill(row=self.row, column=COLUMNS[self.column])
        return joined((where, self.text), ": ", ": ")


class BadCalendarFile(BadInput):
    """A file of announced days that cannot be taken; ``faults`` are all that is wrong."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [fault.line for fault in self.faults[:_SHOWN]]
        if len(self.faults) > _SHOWN:
            lines.append(_MORE.fill(n=len(self.faults) - _SHOWN))
        super().__init__(joined((_HEAD.fill(name=name), *lines), "\n  ", "\n  "))


_HEAD = Text("{name}: chưa nạp gì cả, vì:", "{name}: nothing was loaded, because:")
_MORE = Text("… và {n} chỗ sai nữa.", "… and {n} more faults.")
_ROW = Text("dòng {row}", "row {row}")
_ROW_COLUMN = Text("dòng {row}, cột «{column}»", "row {row}, column “{column}”")

TOO_BIG = Text("tệp lớn hơn {most} byte.", "the file is larger than {most} bytes.")
TOO_MANY = Text("tệp có hơn {most} dòng.", "the file has more than {most} rows.")
NOT_UTF8 = Text(
    "tệp không phải UTF-8 (gặp {what}); trong Excel hãy lưu dạng «CSV UTF-8».",
    "the file is not UTF-8 (found {what}); in Excel save it as “CSV UTF-8”.",
)
NUL = Text("có ký tự NUL: đây không phải tệp văn bản.", "a NUL character: this is no text file.")
LONG_LINE = Text("dòng dài {n} ký tự, quá dài.", "the line has {n} characters, too many.")
QUOTES = Text(
    'dấu ngoặc kép không khớp, hoặc có xuống dòng trong ô ("…").',
    'quotes that do not match, or a line break inside a cell ("…").',
)
EMPTY = Text("tệp trống.", "the file is empty.")
NO_ROWS = Text("không có ngày nào.", "there is no day in it.")
NO_SUCH_COLUMN = Text("không có cột nào tên «{name}».", "there is no column named “{name}”.")
COLUMN_MISSING = Text("thiếu cột «{name}».", "the column “{name}” is missing.")
COLUMN_TWICE = Text("cột «{name}» có hai lần.", "the column “{name}” is there twice.")
CELLS = Text("có {n} ô, cần {wanted}.", "{n} cells, {wanted} are needed.")
BLANK = Text("không được để trống.", "must not be empty.")
LONG_CELL = Text("quá dài (nhiều nhất {most} ký tự).", "longer than {most} characters.")
FORMULA = Text(
    "«{value}» bắt đầu như một công thức bảng tính (=, +, -, @).",
    "“{value}” begins like a spreadsheet formula (=, +, -, @).",
)
HIDDEN = Text("có ký tự điều khiển ({what}).", "a control character ({what}).")
NO_DATE = Text(
    "«{value}» không phải ngày (viết ngày/tháng/năm hoặc năm-tháng-ngày).",
    "“{value}” is not a date (write dd/mm/yyyy or yyyy-mm-dd).",
)
NO_KIND = Text(
    "«{value}» không hợp lệ (viết «nghỉ», «nghỉ hoán đổi» hoặc «làm bù»).",
    "“{value}” is not valid (write “off”, “swapped_off” or “worked”).",
)
TWICE = Text("ngày {day} đã có ở dòng {row}.", "{day} is in row {row} already.")
OUTSIDE = Text(
    "{day} nằm ngoài lịch (từ năm {a} đến năm {b}).",
    "{day} lies outside the calendar ({a} to {b}).",
)
SWAPPED_WEEKEND = Text(
    "{day} là ngày nghỉ hằng tuần, không thể nghỉ hoán đổi.",
    "{day} is a weekend day and cannot be taken off in exchange.",
)
FUTURE = Text("{day} ở tương lai (hôm nay là {today}).", "{day} is in the future (today {today}).")
