"""Why a paper cannot be taken in, each with what to do about it."""

from __future__ import annotations

from states.text import Text
from tiendo.errors import BadInput


class BadPaper(BadInput):
    """A paper that cannot be taken in whole; nothing of it was taken."""

    def __init__(self, name: str, why: Text) -> None:
        head = Text("{name}: {why}", "{name}: {why}").fill(name=name[:120], why=why)
        super().__init__(head)


class Unreadable(Exception):
    """Why bytes cannot be read, before anybody knows the name of their file."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(why.vi)


MOST_BYTES = 20_000_000
MOST_LETTERS = 150_000

TOO_BIG = Text(
    "lớn hơn 20 MB. Kết luận, báo cáo chỉ vài trang: bỏ ảnh, phụ lục rồi lưu lại.",
    "is larger than 20 MB. A conclusion has a few pages: take out pictures and annexes.",
)
TOO_LONG = Text(
    "có hơn 150.000 ký tự; không phải một kết luận hay báo cáo. Chọn đúng tệp.",
    "has over 150,000 letters; that is no conclusion or report. Choose the right file.",
)
EMPTY = Text("không có chữ nào.", "has no text.")
UNKNOWN_KIND = Text(
    "chỉ đọc được .txt, .docx và .pdf có chữ. Mở tệp bằng phần mềm của nó rồi lưu thành .docx.",
    "only .txt, .docx and .pdf with text are read. Open it where it was written, save as .docx.",
)
OLD_WORD = Text(
    "là tệp Word cũ (.doc) hoặc có mật khẩu. Mở bằng Word, bỏ mật khẩu, lưu thành .docx.",
    "is an old Word file (.doc) or has a password. Open it in Word, remove the password, save as "
    ".docx.",
)
TORN_DOCX = Text(
    "tệp .docx bị hỏng hoặc thiếu ({why}). Mở bằng Word, lưu lại, hoặc xin lại bản gốc.",
    "this .docx is torn or incomplete ({why}). Open and save it in Word, or ask for the original.",
)
BOMB = Text(
    "tệp .docx bung ra quá lớn ({size} MB); không đọc vì có thể là tệp phá hoại. Xin lại bản gốc.",
    "this .docx unpacks to too much ({size} MB); not read, it may be an attack. Ask for the "
    "original.",
)
ENTITIES = Text(
    "tệp .docx có khai báo thực thể XML, Word không bao giờ ghi như vậy; không đọc vì có thể là "
    "tệp phá hoại. Xin lại bản gốc.",
    "this .docx declares XML entities, which Word never writes; not read, it may be an attack. "
    "Ask for the original.",
)
TORN_PDF = Text(
    "tệp .pdf bị hỏng hoặc không đọc được ({why}). Xin lại bản gốc, tốt nhất là .docx.",
    "this .pdf is torn or cannot be read ({why}). Ask for the original, best as .docx.",
)
LOCKED_PDF = Text(
    "tệp .pdf có mật khẩu. Bỏ mật khẩu rồi lưu lại.",
    "this .pdf has a password. Remove it and save again.",
)
SCAN = Text(
    "{pages} là ảnh chụp, không có chữ. Dùng bản .docx gốc, hoặc nhận dạng chữ (OCR) rồi soát.",
    "{pages}: a picture without text. Use the original .docx, or recognise the text (OCR) and "
    "check it.",
)
MANY_PAGES = Text(
    "có {n} trang; chỉ nhận đến {most} trang. Chọn đúng tệp.",
    "has {n} pages; at most {most} are taken. Choose the right file.",
)
TOO_SLOW = Text(
    "đọc quá {seconds} giây hoặc quá nhiều bộ nhớ nên đã dừng. Mở tệp, lưu lại thành .docx.",
    "took over {seconds} seconds or too much memory and was stopped. Open it, save as .docx.",
)
BINARY = Text(
    "không phải tệp chữ. Mở bằng phần mềm đã soạn rồi lưu thành .docx.",
    "is not a text file. Open it where it was written and save as .docx.",
)
UNKNOWN_LETTERS = Text(
    "không chắc chữ tiếng Việt theo bảng mã nào (không phải Unicode; không rõ TCVN3 hay VNI). "
    "Chuyển sang Unicode (ví dụ bằng UniKey: Ctrl+Shift+F6) rồi lưu lại.",
    "its Vietnamese letters are in an encoding we cannot be sure of (not Unicode; TCVN3 or VNI is "
    "not clear). Convert it to Unicode (UniKey: Ctrl+Shift+F6) and save again.",
)
