"""The monthly meeting on the command line: reading a conclusion, measuring the reading."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from states.meeting.proposals import Item, ItemKind, Known, Reading
from states.meeting.reading import read_conclusion
from states.meeting.terms import KIND_NAMES, defect_text, due_text, owner_text
from states.text import Text, dmy, joined
from tiendo import asjson
from tiendo.calendar import workdays
from tiendo.cli import opening, rendering
from tiendo.cli.commands import MEETING, register
from tiendo.cli.options import AsJson, PaperFile
from tiendo.clock import open_clock
from tiendo.errors import NoOffice
from tiendo.meeting.knowing import counting, known_of
from tiendo.meeting.measure import Score
from tiendo.meeting.measure import measure as measured
from tiendo.meeting.taking_in import TakenIn, read_paper
from tiendo.meeting.wording import wording
from tiendo.settings import read_settings

meeting = App(name="meeting")
register(meeting, MEETING)


@meeting.command
def read(file: PaperFile, /, *, as_json: AsJson = False) -> None:
    """Đọc một kết luận giao ban và đề xuất; không ghi gì / read a conclusion, record nothing."""
    settings = read_settings()
    taken = read_paper(file)
    known, office = _known()
    reading = read_conclusion(taken.paper, wording(), known)
    if as_json:
        rendering.print_json(_reading_json(reading, taken, office=office))
        return
    _print_head(reading, taken, settings.lang)
    for kind in ItemKind:
        _print_items([item for item in reading.items if item.kind is kind], kind, settings.lang)
    if not office:
        print(_NO_OFFICE.say(settings.lang))
    print(_NOTHING.say(settings.lang))


def _known() -> tuple[Known, bool]:
    """What the office here knows, and whether there is one."""
    try:
        with opening.desk() as (desk, _):
            return known_of(desk), True
    except NoOffice:
        today = open_clock(read_settings().today).today()
        return Known(today, (), counting(workdays())), False


def _print_head(reading: Reading, taken: TakenIn, lang: str) -> None:
    head = reading.header
    if taken.encoding:
        print(_CONVERTED.fill(encoding=taken.encoding).say(lang))
    shown = _HEAD.fill(
        title=head.title or "—",
        number=head.number or "—",
        day=dmy(head.dated_on) if head.dated_on else "—",
        place=head.place or "—",
        signer=head.signer or "—",
        start=dmy(reading.counted_from),
    )
    print(shown.say(lang))
    for fault in reading.faults:
        print(f"! {defect_text(fault).say(lang)}")


def _print_items(items: list[Item], kind: ItemKind, lang: str) -> None:
    if not items:
        return
    name = KIND_NAMES[kind].say(lang)
    print(f"\n{name[:1].upper()}{name[1:]} ({len(items)})")
    for item in items:
        print(f"  {item.place.say().say(lang)}: {item.words}")
        print(f"      → {_understood(item).say(lang)}")


def _understood(item: Item) -> Text:
    """Who, by when, about what and which kinds of shortcoming, in one line."""
    who = joined(tuple(owner_text(owner) for owner in item.owners)) if item.owners else _NOBODY
    if item.inherited:
        who = who.then(_FROM_HEADING)
    parts = [who]
    if item.kind is not ItemKind.SHORTCOMING or item.due.on:
        parts.append(due_text(item.due))
    names = {row.kind: row.name for row in wording().shortcomings.kinds}
    parts += [names.get(kind, _OTHER) for kind in item.named]
    if item.about:
        parts.append(_ABOUT.fill(ids=", ".join(item.about)))
    return joined(tuple(parts), " · ", " · ")


def _reading_json(reading: Reading, taken: TakenIn, *, office: bool) -> asjson.Json:
    head = reading.header
    return {
        "recorded": False,
        "kind": taken.kind,
        "converted_from": taken.encoding,
        "inspections_looked_for": office,
        "header": {
            "number": head.number,
            "dated_on": head.dated_on.isoformat() if head.dated_on else None,
            "place": head.place,
            "signer": head.signer,
            "title": head.title,
            "meeting_on": head.meeting_on.isoformat() if head.meeting_on else None,
        },
        "counted_from": reading.counted_from.isoformat(),
        "defects": [
            {
                "defect": fault.defect.value,
                "number": fault.number,
                "place": asjson.both(fault.place.say()) if fault.place else None,
                "sentence": asjson.both(defect_text(fault)),
            }
            for fault in reading.faults
        ],
        "items": [_item_json(item) for item in reading.items],
    }


def _item_json(item: Item) -> dict[str, asjson.Json]:
    return {
        "kind": item.kind.value,
        "words": item.words,
        "place": asjson.both(item.place.say()),
        "owners": [owner.key for owner in item.owners],
        "inherited": item.inherited,
        "due": {
            "kind": item.due.kind.value,
            "on": item.due.on.isoformat() if item.due.on else None,
            "every": item.due.every,
            "words": item.due.words,
        },
        "inspections": list(item.about),
        "shortcomings": list(item.named),
    }


@meeting.command
def measure(
    folder: Path,
    /,
    *,
    misses: bool = False,
    as_json: AsJson = False,
) -> None:
    """Đo việc đọc trên các văn bản có nhãn / precision and recall on labelled papers.

    Parameters
    ----------
    folder
        Thư mục (hoặc thư mục chứa các thư mục) gồm .txt và .yaml / a folder, or one of folders.
    misses
        In từng chỗ sai / print what was wrong.
    """
    lang, scores = read_settings().lang, measured(folder)
    if as_json:
        rendering.print_json({name: _score_json(score) for name, score in scores.items()})
        return
    rows = [(name, *_cells(score)) for name, score in scores.items()]
    rendering.print_table(_MEASURES.say(lang).split("|"), rows)
    print(_HOW.say(lang))
    for score in scores.values() if misses else ():
        print("\n".join(score.misses))


def _cells(score: Score) -> tuple[str, ...]:
    return (
        str(score.papers),
        f"{score.precision:.3f} ({score.right}/{score.proposed})",
        f"{score.recall:.3f} ({score.right}/{score.labelled})",
        f"{score.found}/{score.labelled}",
        f"{score.owners}/{score.found}",
        f"{score.dues}/{score.found}",
        f"{score.kinds}/{score.found}",
        f"{score.objects}/{score.found}",
        f"{score.named_right}/{score.named_labelled}",
        f"{score.head}/{score.head_labelled}",
    )


def _score_json(score: Score) -> dict[str, asjson.Json]:
    return {
        "papers": score.papers,
        "labelled": score.labelled,
        "proposed": score.proposed,
        "right": score.right,
        "precision": f"{score.precision:.4f}",
        "recall": f"{score.recall:.4f}",
        "found": score.found,
        "owners_right": score.owners,
        "due_right": score.dues,
        "kind_right": score.kinds,
        "inspection_right": score.objects,
        "misses": list(score.misses),
    }


_HEAD = Text(
    "{title}\nSố {number}, ngày {day}, {place}; người ký: {signer}. Thời hạn tính từ {start}.",
    "{title}\nNo. {number}, dated {day}, {place}; signer: {signer}. Days count from {start}.",
)
_CONVERTED = Text(
    "Chữ trong tệp theo bảng mã {encoding}, đã chuyển sang Unicode.",
    "The letters were in {encoding} and were converted to Unicode.",
)
_NOBODY = Text("chưa rõ ai", "nobody named")
_FROM_HEADING = Text("(theo mục trên)", "(from above)")
_OTHER = Text("hạn chế khác", "another shortcoming")
_ABOUT = Text("cuộc thanh tra: {ids}", "inspection: {ids}")
_NO_OFFICE = Text(
    "\nChưa có cơ quan nào ở đây nên không tìm tên cuộc thanh tra.",
    "\nThere is no office here, so inspections were not looked for.",
)
_NOTHING = Text(
    "\nMới là đề xuất của máy; chưa ghi gì.", "\nProposals of the machine; nothing was recorded."
)
_MEASURES = Text(
    "Bộ|Văn bản|Độ đúng|Độ đủ|Câu|Ai|Hạn|Loại|Cuộc|Hạn chế|Thể thức",
    "Set|Papers|Precision|Recall|Sentence|Who|Due|Kind|Inspection|Shortcomings|Form",
)
_HOW = Text(
    "Đúng = trùng câu (ít nhất một nửa), cùng là việc hay cùng là hạn chế, đúng ai, đúng hạn. "
    "Độ đúng = đúng/đề xuất; độ đủ = đúng/nhãn.",
    "Right = the same sentence (at least half), both duty or both shortcoming, the same owners, "
    "the same due date. Precision = right/proposed; recall = right/labelled.",
)
