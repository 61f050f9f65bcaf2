"""How the machine says that something is out of order with itself."""

from __future__ import annotations

from states.text import Text, same

SWEEP, BACKUP, MEET = "escalate", "backup", "meet"
MADE = "backup-made"
"""The beat of making a backup, by the flow or by hand; the flow may find a fresh one there."""
WHOLE, NEW = "verify", "verify-new"
"""The beats of verifying the whole record, and only what is new in it."""

_FLOW_NAMES = {
    SWEEP: Text("rà soát", "sweep"),
    "drive": Text("chuyển bước tự động", "automatic steps"),
    "deliver": Text("gửi thông báo", "delivery of notices"),
    "digest": Text("thư tổng hợp buổi sáng", "morning digest"),
    MEET: Text("chuẩn bị giao ban", "preparing the meeting"),
    "watch": Text("trông máy", "watch"),
    BACKUP: Text("sao lưu", "backup"),
    "reproject": Text("tính lại", "re-projection"),
    WHOLE: Text("kiểm tra toàn bộ sổ ghi", "verification of the whole record"),
    NEW: Text("kiểm tra mục mới trong sổ ghi", "verification of new entries"),
}


def flow_name(flow: str) -> Text:
    """What a flow is called on screen."""
    return _FLOW_NAMES.get(flow, same(flow))


QUIET = Text("Máy rà soát lần cuối {moment}", "Last sweep by the machine {moment}")
FIRST_TIME = Text("Máy đang rà soát lần đầu", "The first sweep is under way")
MORE = Text("(và {n} việc khác: «tiendo status»)", "(and {n} more: tiendo status)")
STARTING = Text(
    "Máy vừa khởi động, chưa rà soát lần nào.", "Just started: nothing has been swept yet."
)
NEVER_AT_ALL = Text(
    "Máy chưa tự chạy lần nào: không ai rà soát, không ai nhắc việc.",
    "Nothing has ever run by itself: nobody sweeps and nobody is reminded.",
)
NEVER = Text(
    "Lịch «{flow}» chưa chạy lần nào, lẽ ra phải chạy lúc {due}.",
    "The schedule “{flow}” has never run; it was due at {due}.",
)
SILENT = Text(
    "Lịch «{flow}» không chạy từ {last}, lẽ ra phải chạy lúc {due}.",
    "The schedule “{flow}” has not run since {last}; it was due at {due}.",
)
FAILED = Text(
    "Lần chạy «{flow}» lúc {at} không đạt: {said}",
    "The run of “{flow}” at {at} did not end well: {said}",
)
HUNG = Text(
    "Lần chạy «{flow}» bắt đầu lúc {at} đến nay chưa xong, có thể đã bị ngắt giữa chừng.",
    "The run of “{flow}” that began at {at} has not ended; it may have been killed.",
)
NOT_WHOLE = Text(
    "Sổ ghi có chỗ sai (phát hiện lúc {at}): {said} Xem «tiendo verify».",
    "The record is not whole (found at {at}): {said} See tiendo verify.",
)
UNDELIVERED = Text(
    "Có thông báo chờ gửi từ {at} mà chưa gửi được.",
    "A notice queued at {at} has still not gone out.",
)
DEAD = Text(
    "{n} thông báo gửi nhiều lần không được, máy đã thôi gửi.",
    "{n} notices failed too often; nobody tries them any more.",
)
SET_BACK = Text(
    "Đồng hồ của máy bị lùi: đã có mục ghi lúc {last}, mà bây giờ mới là {now}.",
    "The machine's clock was set back: something was recorded at {last}, and it is only {now}.",
)
OLD_BACKUP = Text("Bản sao lưu gần nhất là từ {at}.", "The newest good backup is from {at}.")
NO_BACKUP = Text("Chưa có bản sao lưu nào.", "There is no backup yet.")
