"""The pack of a meeting, and the draft of its conclusion, as papers of the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from states.meeting.pack_draft import draft
from states.meeting.packed import OUTCOME_NAMES, Handed, Item, Pack, Unreviewed
from states.meeting.room_report import REPORT_STATE_NAMES
from states.office import Office
from states.roles import Officer, Role
from states.text import Text, dmy
from tiendo.papers.paper import AdminPaper, Heading, Line, Part, Signature, Table

_LATE = Text("chậm {n} ngày", "{n} days late")
_UNMENTIONED = Text("báo cáo của phòng không đề cập", "not mentioned by the room's report")
_NO_OPINION = Text("chưa có ý kiến của Lãnh đạo khối", "no opinion from the block leader")
_CARRIED = Text("đã chuyển qua {n} kỳ giao ban", "carried over {n} meetings")
_OPENING = (
    "Tính đến ngày {day}, Văn phòng đối chiếu kết luận {last} với báo cáo {period} của các phòng "
    "và hồ sơ theo dõi, báo cáo như sau:"
)


def remarks(item: Item) -> tuple[Text, ...]:
    """What is to be said of a directive on the table: what became of it, and every silence."""
    found = [OUTCOME_NAMES[item.outcome]]
    if item.days_late:
        found = [_LATE.fill(n=item.days_late)]
    if item.unmentioned:
        found.append(_UNMENTIONED)
    if item.no_opinion:
        found.append(_NO_OPINION)
    if item.carried:
        found.append(_CARRIED.fill(n=item.carried))
    return tuple(found)


def pack_paper(
    pack: Pack, people: tuple[Officer, ...], kinds: Mapping[str, Text], office: Office
) -> AdminPaper:
    """The pack as the Office's report to the meeting; ``kinds`` names the shortcomings."""
    held = pack.last.held_on if pack.last else None
    last = f"cuộc họp ngày {dmy(held)}" if held else "kỳ trước"
    opening = _OPENING.format(day=dmy(pack.as_of), last=last, period=pack.period.say().vi)
    title = pack.meeting.about.title if pack.meeting else f"giao ban {pack.period.say().vi}"
    return AdminPaper(
        above=office.issuer,
        issuer="VĂN PHÒNG",
        place=office.place,
        symbol="BC-VP",
        kind="Báo cáo",
        about=f"Việc thực hiện kết luận giao ban, phục vụ {title[:1].lower()}{title[1:]}",
        body=(Line(opening), *_numbered(_sections(pack, kinds))),
        copies=("- Lãnh đạo Thanh tra tỉnh;", "- Trưởng các phòng;", "- Lưu: VT."),
        signature=Signature(("CHÁNH VĂN PHÒNG",), _name(people, Role.OFFICE)),
    )


def conclusion_paper(pack: Pack, people: tuple[Officer, ...], office: Office) -> AdminPaper:
    """The draft of the meeting's conclusion as the notice it will be."""
    title = pack.meeting.about.title if pack.meeting else f"họp giao ban {pack.period.say().vi}"
    day = f"Ngày {dmy(pack.meeting.about.planned_on)}, " if pack.meeting else ""
    body: list[Part] = [
        Line(
            f"{day}Thanh tra tỉnh họp giao ban giữa Lãnh đạo cơ quan với Trưởng, phó các phòng; "
            "chủ trì cuộc họp kết luận các nội dung sau:"
        )
    ]
    for number, section in enumerate(draft(pack), start=1):
        body.append(Heading(f"{number}. {section.title}"))
        body += [Line(section.lead)] if section.lead else []
        body += [Line(s.text, mark=f"({n})") for n, s in enumerate(section.sentences, start=1)]
    body.append(
        Line(
            "Đề nghị Lãnh đạo phụ trách khối, Trưởng các phòng triển khai thực hiện nghiêm túc "
            "Kết luận này./."
        )
    )
    return AdminPaper(
        above=office.above,
        issuer=office.issuer,
        place=office.place,
        symbol="TB-TTr",
        kind="Thông báo",
        about=f"Kết luận {title[:1].lower()}{title[1:]}",
        body=tuple(body),
        copies=("- Lãnh đạo Thanh tra tỉnh;", "- Các phòng;", "- Lưu: VT, HS."),
        signature=Signature(("CHÁNH THANH TRA",), _name(people, Role.CHIEF_INSPECTOR)),
        draft="(Dự thảo)",
    )


def _name(people: tuple[Officer, ...], role: Role) -> str:
    return next((each.name for each in people if each.role == role), "")


def _numbered(sections: Iterator[tuple[str, Table | Line]]) -> Iterator[Part]:
    for number, (title, part) in enumerate(sections):
        yield Heading(f"{_ROMAN[number]}. {title}")
        yield part


_ROMAN = ("I", "II", "III", "IV", "V")


def _sections(pack: Pack, kinds: Mapping[str, Text]) -> Iterator[tuple[str, Table | Line]]:
    if pack.items:
        yield "NHIỆM VỤ ĐÃ GIAO", _directives(pack.items)
    if pack.unreviewed:
        title = "CUỘC THANH TRA TẠM DỪNG CHƯA RÀ SOÁT NỘI DUNG CẦN YÊU CẦU"
        yield title, _paused(pack.unreviewed)
    if pack.reports:
        yield "BÁO CÁO CỦA CÁC PHÒNG", _reports(pack.reports)
    if pack.attended:
        yield "LÃNH ĐẠO KHỐI DỰ HỌP VỚI CÁC PHÒNG TRONG THÁNG", _attendance(pack)
    if pack.repeated:
        yield "HẠN CHẾ LẶP LẠI", _repeated(pack, kinds)


def _directives(items: tuple[Item, ...]) -> Table:
    rows = [
        (
            str(number),
            item.directive.about.title,
            item.who,
            dmy(item.directive.due_on) if item.directive.due_on else _without(item),
            "; ".join(text.vi for text in remarks(item)) + _evidence(item),
        )
        for number, item in enumerate(items, start=1)
    ]
    return Table(("TT", "Nhiệm vụ", "Đơn vị", "Hạn", "Kết quả"), (10, 52, 34, 24, 40), rows)


def _without(item: Item) -> str:
    review = item.directive.review_on
    return f"xem xét lại {dmy(review)}" if review else "chưa có"


def _evidence(item: Item) -> str:
    if item.evidence is None:
        return ""
    return f"\n{dmy(item.evidence.on)}: {item.evidence.text}"


def _paused(found: tuple[Unreviewed, ...]) -> Table:
    rows = [
        (
            str(number),
            each.inspection.about.short_name,
            each.inspection.place.room,
            dmy(each.since),
            f"chậm {each.days_late} ngày" + ("; " + _NO_OPINION.vi if each.no_opinion else ""),
        )
        for number, each in enumerate(found, start=1)
    ]
    heads = ("TT", "Cuộc thanh tra", "Phòng", "Tạm dừng từ", "Rà soát")
    return Table(heads, (10, 52, 28, 26, 44), rows)


def _reports(found: tuple[Handed, ...]) -> Table:
    rows = [
        (
            each.report.about.room,
            f"chậm {each.days_late} ngày"
            if each.days_late
            else REPORT_STATE_NAMES[each.report.state].vi,
            "\n".join(f"- {finding.sentence}" for finding in each.findings) or "đạt",
        )
        for each in found
    ]
    return Table(("Phòng", "Tình trạng", "Đối chiếu"), (26, 34, 100), rows)


def _attendance(pack: Pack) -> Table:
    rows = [
        (each.block, each.leader, each.room, str(each.met), str(each.came))
        for each in pack.attended
    ]
    heads = ("Khối", "Lãnh đạo", "Phòng", "Số lần họp", "Số lần dự")
    return Table(heads, (24, 52, 32, 26, 26), rows)


def _repeated(pack: Pack, kinds: Mapping[str, Text]) -> Table:
    rows = [
        (
            kinds[each.kind].vi if each.kind in kinds else each.kind,
            "; ".join(title for _, title in each.meetings),
            ", ".join(each.rooms) or "—",
        )
        for each in pack.repeated
    ]
    return Table(("Hạn chế", "Đã nêu tại kết luận", "Nay còn ở"), (64, 52, 44), rows)
