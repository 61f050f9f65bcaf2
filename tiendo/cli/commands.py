"""Every command: where it stands, and its lines in the help.

Nothing of a command is loaded before it is called, so that the help, a mistyped word and a
command that needs little do not wait for the libraries of all the others.
"""

from __future__ import annotations

from collections.abc import Mapping

from cyclopts import App

Commands = Mapping[str, tuple[str, str]]
TIENDO: Commands = {
    "people": (
        "reading:people",
        "Những người của cơ quan và mã của họ / who is in the office, with their ids.",
    ),
    "list": ("reading:list_", "Các cuộc thanh tra / the inspections, with where each one stands."),
    "find": (
        "reading:find",
        "Tìm, không cần dấu, viết tắt cũng được / find inspections, no diacritics needed.",
    ),
    "show": (
        "reading:show",
        "Một cuộc thanh tra: đang ở đâu, vướng gì, lịch sử / one inspection in full.",
    ),
    "stuck": (
        "reading:stuck",
        "Cái gì đang vướng, từ bao giờ, chờ ai, chờ gì / what is stuck, by kind.",
    ),
    "allowed": (
        "reading:allowed",
        "Ai làm được gì bây giờ, và vì sao không / what somebody may do now, and why not.",
    ),
    "verify": (
        "reading:verify",
        "Kiểm tra toàn bộ sổ ghi còn nguyên vẹn / check that the whole record is intact.",
    ),
    "why": (
        "explaining:why",
        "Vì sao vướng, ai giữ, cách gỡ / why it is stuck, who holds it, the ways out.",
    ),
    "bottlenecks": (
        "explaining:bottlenecks",
        "Ai, nơi nào, văn bản nào làm nghẽn, mất ngày ở đâu / what holds up the most, whose days.",
    ),
    "my": (
        "mine:my",
        "Việc của một người: phải làm gì, đến ngày nào / what somebody must do next.",
    ),
    "clocks": (
        "clocks:clocks",
        "Các thời hạn: hạn nào, theo điều nào, còn bao nhiêu / by when, under which article.",
    ),
    "ledger": (
        "clocks:ledger",
        "Sổ ngày: mỗi ngày đã qua thuộc về ai / every elapsed day in exactly one account.",
    ),
    "receipt": (
        "clocks:receipt",
        "Bảng đối chiếu: từng việc với hạn, ngày làm, chứng cứ, kết quả / each duty, its verdict.",
    ),
    "law": (
        "law:law",
        "Luật theo từng thời kỳ: bao lâu, từ đâu, điều nào, chắc đến đâu / the law as data.",
    ),
    "do": ("writing:do", "Ghi một việc vào cuộc thanh tra / record one act on an inspection."),
    "sweep": (
        "writing:sweep",
        "Rà soát ngay: báo những gì đến hạn báo, mỗi nấc một lần / sweep now.",
    ),
    "do-many": (
        "many:do_many",
        "Một văn bản cho nhiều cuộc thanh tra: thử trước, ghi sau / one decision for many.",
    ),
    "outbox": (
        "posting:outbox",
        "Thông báo chưa gửi được: chờ gửi, gửi hỏng, chỉ có trên trang / what was not sent.",
    ),
    "deliver": ("posting:deliver", "Gửi ngay những gì đến lượt gửi / send now what is due."),
    "drive": (
        "driving:drive",
        "Máy làm ngay những việc đến lượt máy / let the machine do now what is its turn.",
    ),
    "letter": (
        "driving:letter",
        "Văn bản máy đã soạn ở một mục của lịch sử / the letter drafted in one entry.",
    ),
    "reproject": (
        "reprojecting:reproject",
        "Tính lại mọi cuộc thanh tra đang mở / work every open inspection out again.\n"
        "\n"
        "Làm tiếp lần đang dở nếu có; dựng lại cả cuộc đã mất dòng tổng hợp và mọi số "
        "cộng dồn của\n"
        "cơ quan / goes on with what is under way, if anything is; rebuilds projections "
        "that are not\n"
        "there at all, and whatever is summed of the whole office.",
    ),
    "demo": (
        "running:demo",
        "Nạp văn phòng minh họa (Tây Ninh, 08/09/2021) / load the demonstration office.",
    ),
    "up": (
        "running:up",
        "Chạy trang và Prefect đến khi nhấn Ctrl-C / run the page and Prefect until Ctrl-C.",
    ),
    "status": (
        "keeping:status",
        "Máy có đang chạy đủ không, thiếu gì / is the machine alive; 1 if somebody is needed now.",
    ),
    "backup": (
        "keeping:backup",
        "Sao lưu toàn bộ vào một tệp, có kiểm tra / a verified copy of everything in one file.",
    ),
    "restore": (
        "keeping:restore_",
        "Nạp bản sao lưu vào kho còn trống / bring a backup into an empty store.",
    ),
    "move": (
        "keeping:move_",
        "Chuyển cả cơ quan sang cơ sở dữ liệu khác còn trống / move to another, empty database.",
    ),
    "request": (
        "writing:request",
        "Yêu cầu tài liệu, giải trình / requests for documents or explanation.",
    ),
    "calendar": (
        "calendar:calendar",
        "Lịch làm việc: ngày nghỉ, ngày làm bù, theo văn bản nào / the working calendar.",
    ),
    "contact": (
        "posting:contact",
        "Nơi nhận thông báo của từng người / where people are reached.",
    ),
    "meeting": (
        "meeting:meeting",
        "Họp giao ban: kết luận, nhiệm vụ, báo cáo / the monthly meeting.",
    ),
    "user": ("users:user", "Tài khoản đăng nhập của cán bộ / accounts of the office's people."),
}
MEETING: Commands = {
    "take": (
        "agenda:take_in",
        "Nhận một kết luận: giữ tệp và các đề xuất để xác nhận / take in a conclusion.",
    ),
    "proposals": (
        "agenda:show_proposals",
        "Các đề xuất của một kết luận / what a conclusion proposes, and what became of each.",
    ),
    "confirm": (
        "agenda:confirm_item",
        "Xác nhận một đề xuất, có thể sửa / confirm a proposal, as it is or changed.",
    ),
    "reject": (
        "agenda:reject_item",
        "Bỏ một đề xuất, nêu lý do / say that a proposal is none, and why.",
    ),
    "do": (
        "agenda:do_act",
        "Ghi một việc vào nhiệm vụ, báo cáo hay cuộc họp / record an act on one of the agenda.",
    ),
    "show": (
        "agenda:show",
        "Xem một nhiệm vụ, báo cáo hay cuộc họp / show one of the agenda with its history.",
    ),
    "check": (
        "room_reports:check_file",
        "Kiểm tra một báo cáo trước khi nộp; không ghi gì / check a report, record nothing.",
    ),
    "submit": (
        "room_reports:submit_file",
        "Nộp báo cáo của phòng; kết quả kiểm tra được ghi cùng / hand a room's report in.",
    ),
    "late": ("packing:late", "Những gì chậm hoặc im lặng / what of the agenda is late or silent."),
    "pack": (
        "packing:show_pack",
        "Tài liệu cho kỳ giao ban tới / the pack of the next meeting, with the draft conclusion.",
    ),
}


def register(app: App, commands: Commands) -> None:
    """Let an app know commands by their names, without loading them."""
    for name, (place, told) in commands.items():
        app.command(f"tiendo.cli.{place}", name=name, help=told)
