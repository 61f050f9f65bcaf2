"""Drafts of official letters (công văn đôn đốc): Vietnamese, with places left to be filled.

A draft says only what is on record. Whatever the record does not hold stands in square brackets.
Its blocks are separated by an empty line: issuer, motto, addressee, body …, copies, signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from states.inspection import Inspection
from states.law import Moment
from states.office import Office
from states.papers import Document, DocumentKind, cited
from states.prompts import Prompt, late_days
from states.request import Request, RequestState
from states.text import dmy

_MOTTO = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "{place}, ngày [..] tháng [..] năm [....]"
)
_TO_ASK = {
    "documents": ("thông tin, tài liệu", "cung cấp", "cung cấp thông tin, tài liệu"),
    "explanation": ("văn bản giải trình", "gửi", "giải trình"),
}
"""What a request of each kind owes, the verb for giving it, and the whole as a matter."""
_ANSWER_ASKS = (
    "Đề nghị {addressee} {give} đầy đủ {owed} nêu trên đến Đoàn thanh tra chậm nhất ngày {by}; "
    "nếu có khó khăn, vướng mắc, đề nghị nêu rõ bằng văn bản trước ngày đó./.",
    "Đề nghị {head} trực tiếp chỉ đạo việc {give} đầy đủ {owed} nêu trên đến Đoàn thanh tra chậm "
    "nhất ngày {by}; đồng thời làm rõ nguyên nhân chậm trễ và trách nhiệm của tổ chức, cá nhân có "
    "liên quan./.",
    "Thanh tra tỉnh đề nghị {above} chỉ đạo {addressee} {give} đầy đủ {owed} nêu trên đến Đoàn "
    "thanh tra chậm nhất ngày {by}, và xem xét trách nhiệm đối với việc chậm trễ theo quy định./.",
)
_REMEDY_ASKS = (
    "Đề nghị {addressee} thực hiện đầy đủ các nội dung tại kết luận thanh tra nêu trên và báo "
    "cáo kết quả bằng văn bản, kèm tài liệu chứng minh, đến Thanh tra tỉnh chậm nhất ngày {by}; "
    "nội dung nào chưa thực hiện xong, đề nghị nêu rõ lý do, trách nhiệm và thời hạn hoàn "
    "thành./.",
    "Đề nghị {head} trực tiếp chỉ đạo thực hiện dứt điểm các nội dung tại kết luận thanh tra nêu "
    "trên, báo cáo kết quả bằng văn bản đến Thanh tra tỉnh chậm nhất ngày {by}; làm rõ nguyên "
    "nhân và trách nhiệm của tổ chức, cá nhân đối với nội dung chưa thực hiện./.",
    "Thanh tra tỉnh báo cáo và đề nghị {above} chỉ đạo {addressee} thực hiện dứt điểm các nội "
    "dung tại kết luận thanh tra nêu trên, báo cáo kết quả chậm nhất ngày {by}, và xem xét trách "
    "nhiệm đối với việc chưa thực hiện theo quy định./.",
)
_HEADS = (
    "Chủ tịch ", "Giám đốc ", "Tổng Giám đốc ", "Hiệu trưởng ", "Viện trưởng ", "Cục trưởng ",
    "Chi cục trưởng ", "Trưởng ", "Thủ trưởng ",
)  # fmt: skip
"""How an addressee that is a head already begins."""
_ITEMS_LIMIT = 10_000  # of the 20,000 characters that an entry holds at most


@dataclass(frozen=True, slots=True)
class Matter:
    """What an urging is about: who owes what, who stands above, which letters were sent so far.

    ``asks`` are the closing sentences by level; ``by_team``: level 1 is the team's own letter.
    """

    name: str
    addressee: str
    above: str
    sent: tuple[Document, ...]
    asks: tuple[str, ...]
    by_team: bool
    give: str = ""
    owed: str = ""

    @property
    def head(self) -> str:
        """The head of the addressee; the addressee itself where it is a head by its title."""
        if self.addressee.startswith(_HEADS):
            return self.addressee
        return f"Người đứng đầu {self.addressee}"

    def toward(self, level: int) -> str:
        """To whom a letter of this level goes."""
        head = self.head if self.head == self.addressee else f"{self.head} [chức danh, họ tên]"
        return (self.addressee, head, self.above)[level - 1]


def matter_of(prompt: Prompt, inspection: Inspection, office: Office) -> Matter:
    """What the letter of an urging is about."""
    request = inspection.request(prompt.subject)
    if request is None:
        return Matter(
            name="thực hiện kết luận thanh tra",
            addressee=_line(inspection.about.entity),
            above=office.chairman,
            sent=tuple(_urged_by(inspection)),
            asks=_REMEDY_ASKS,
            by_team=False,
        )
    owed, give, name = _TO_ASK[request.asks]
    addressee = _line(request.addressee)
    return Matter(
        name=name,
        addressee=addressee,
        above=f"[cơ quan, người có thẩm quyền quản lý cấp trên trực tiếp của {addressee}]",
        sent=tuple(paper for paper in request.letters if paper.counts),
        asks=_ANSWER_ASKS,
        by_team=True,
        give=give,
        owed=owed,
    )


def _urged_by(inspection: Inspection) -> Iterable[Document]:
    """The urging letters on record since the present conclusion was signed."""
    mark = inspection.past.latest(Moment.CONCLUSION_SIGNED)
    first = mark.on if mark else date.min
    return (
        paper
        for paper in inspection.documents
        if paper.kind is DocumentKind.URGE_LETTER and paper.signed_on and paper.counts
        if paper.signed_on >= first
    )


def letter(
    prompt: Prompt,
    inspection: Inspection,
    as_of: date,
    *,
    reply_by: date,
    signer: str,
    office: Office,
) -> str:
    """The draft that goes with an urging; ``signer`` is the name of who may sign, if anybody is.

    ``reply_by`` is the new date it proposes, ``office`` who issues it.
    """
    matter = matter_of(prompt, inspection, office)
    request = inspection.request(prompt.subject)
    body = (
        _answer_body(request, prompt, matter, inspection, as_of)
        if request
        else _remedy_body(matter, inspection, as_of)
    )
    blocks = (
        _issuer(prompt, matter, inspection, office),
        _MOTTO.format(place=office.place or "[địa danh]"),
        f"Kính gửi: {matter.toward(prompt.level)}",
        *body,
        _ask(prompt, matter, reply_by),
        _copies(prompt, matter, inspection),
        _signature(prompt, matter, signer),
    )
    return "\n\n".join(block for block in blocks if block)


def _line(text: str) -> str:
    """A text on one line: an empty line would begin another block."""
    return " ".join(text.split())


def shortened(text: str, limit: int) -> str:
    """A text on one line of at most about so many characters, cut with an ellipsis."""
    text = _line(text)
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def named(papers: Iterable[Document]) -> str:
    """Documents as an official sentence names them."""
    return ", ".join(_line(cited(paper).vi) for paper in papers)


def _issuer(prompt: Prompt, matter: Matter, inspection: Inspection, office: Office) -> str:
    decision = _paper_of(inspection, Moment.DECISION_SIGNED)
    number = f" THEO QUYẾT ĐỊNH SỐ {_line(decision.number)}" if decision else ""
    by_team = matter.by_team and prompt.level == 1
    issuers = (
        (office.issuer, f"ĐOÀN THANH TRA{number}") if by_team else (office.above, office.issuer)
    )
    times = f" (lần thứ {len(matter.sent) + 1})" if matter.sent else ""
    about = f"V/v đôn đốc {matter.name}{times}"
    return "\n".join((*filter(None, issuers), "Số: [số do văn thư cấp]", about))


def _paper_of(inspection: Inspection, moment: Moment) -> Document | None:
    mark = inspection.past.latest(moment)
    return mark.document if mark else None


def _basis(inspection: Inspection, *moments: Moment) -> str:
    """The documents a letter rests on, those that are on record."""
    papers = (_paper_of(inspection, moment) for moment in moments)
    return "\n".join(f"Căn cứ {named([paper])};" for paper in papers if paper)


def _answer_body(
    request: Request, prompt: Prompt, matter: Matter, inspection: Inspection, as_of: date
) -> tuple[str, ...]:
    late = late_days(prompt, inspection, as_of)
    return (
        _basis(inspection, Moment.DECISION_SIGNED),
        f"Để phục vụ cuộc thanh tra «{_line(inspection.about.name)}», "
        f"{_asked(request, prompt.due)}{_reminded(matter)}",
        f"Tính đến ngày {dmy(as_of)}, đã quá hạn {late} ngày, Đoàn thanh tra chưa nhận được "
        f"đầy đủ {matter.owed} sau đây:\n{_listed(request.items)}",
    )


def _asked(request: Request, due: date) -> str:
    paper = named([request.document]) if request.document else "văn bản yêu cầu"
    asked = f"Đoàn thanh tra đã gửi {_line(request.addressee)} {paper}"
    if request.state is RequestState.INSUFFICIENT:
        lacking = f" ({shortened(request.lacking, 400).rstrip('.')})" if request.lacking else ""
        asked += f"; ngày {dmy(request.since)} đã đề nghị bổ sung nội dung còn thiếu{lacking}"
    return f"{asked}; hạn trả lời là ngày {dmy(due)}."


def _reminded(matter: Matter) -> str:
    return f" Sau đó đã có {named(matter.sent)}." if matter.sent else ""


def _listed(items: tuple[str, ...]) -> str:
    lines, room = list[str](), _ITEMS_LIMIT
    for number, item in enumerate(items, start=1):
        room -= len(item) + 6
        if room < 0:
            left = len(items) - len(lines)
            return "\n".join([*lines, f"… và {left} nội dung khác nêu tại văn bản yêu cầu."])
        lines.append(f"{number}. {_line(item)}")
    return "\n".join(lines)


def _remedy_body(matter: Matter, inspection: Inspection, as_of: date) -> tuple[str, ...]:
    reports = [p for p in inspection.available if p.kind is DocumentKind.PERFORMANCE_REPORT]
    on_file = (
        f"mới có {named(reports)}, chưa được xác nhận thực hiện xong"
        if reports
        else "chưa có báo cáo kết quả thực hiện"
    )
    return (
        _basis(inspection, Moment.CONCLUSION_SIGNED, Moment.DIRECTING_DOCUMENT),
        f"Thanh tra tỉnh đã có {named(matter.sent)}." if matter.sent else "",
        f"Tính đến ngày {dmy(as_of)}, hồ sơ theo dõi việc thực hiện kết luận của cuộc thanh tra "
        f"«{_line(inspection.about.name)}» {on_file}.",
    )


def _ask(prompt: Prompt, matter: Matter, reply_by: date) -> str:
    return matter.asks[prompt.level - 1].format(
        addressee=matter.addressee,
        head=matter.head,
        above=matter.above,
        give=matter.give,
        owed=matter.owed,
        by=dmy(reply_by),
    )


def _copies(prompt: Prompt, matter: Matter, inspection: Inspection) -> str:
    by_team = matter.by_team and prompt.level == 1
    others = (
        f"- {matter.addressee};" if prompt.level == len(matter.asks) else "",
        "- Chánh Thanh tra (để báo cáo);" if by_team else "",
        "- Trưởng đoàn thanh tra;" if matter.by_team and not by_team else "",
        f"- Lưu: VT, {'hồ sơ thanh tra' if by_team else _line(inspection.place.room)}.",
    )
    return "\n".join(("Nơi nhận:", "- Như trên;", *filter(None, others)))


def _signature(prompt: Prompt, matter: Matter, signer: str) -> str:
    own = "TRƯỞNG ĐOÀN" if matter.by_team else "KT. CHÁNH THANH TRA\nPHÓ CHÁNH THANH TRA"
    title = own if prompt.level == 1 else "CHÁNH THANH TRA"
    return f"{title}\n[chữ ký, dấu]\n{_line(signer) or '[họ và tên]'}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drafted letter taken apart, to be laid out as an official letter is."""

    issuer: str
    motto: str
    addressee: str
    body: tuple[str, ...]
    copies: str
    signature: str


def sheet(text: str) -> Sheet:
    """The parts of a drafted letter. Raises ValueError on any other text."""
    issuer, motto, addressee, *body, copies, signature = text.split("\n\n")
    return Sheet(issuer, motto, addressee, tuple(body), copies, signature)
