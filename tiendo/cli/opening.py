"""What every command needs first: the settings, the desk, and days as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from states.model import read_day
from states.text import Text
from tiendo.bootstrap import has_database, open_desk
from tiendo.clock import OFFICE_ZONE
from tiendo.desk import Desk
from tiendo.errors import BadInput, NoOffice
from tiendo.settings import Settings, read_settings


@contextmanager
def desk() -> Iterator[tuple[Desk, Settings]]:
    """The desk of this installation, closed again afterwards. Raises NoOffice if there is none."""
    settings = read_settings()
    look_first(settings)
    opened = open_desk(settings)
    try:
        if not opened.store.people():  # a mistyped home must not look like a quiet office
            raise NoOffice(_NONE.fill(place=_place(settings)))
        yield opened, settings
    finally:
        opened.store.close()


def look_first(settings: Settings) -> None:
    """Raises NoOffice where nobody has begun one: opening it would make an empty one there."""
    if not has_database(settings):
        raise NoOffice(_NONE.fill(place=_place(settings)))


_NONE = Text(
    "Chưa có cơ quan nào trong {place}. «tiendo user add MÃ --admin» mở một cơ quan mới, "
    "«tiendo demo» nạp văn phòng minh họa, «tiendo restore» nạp một bản sao lưu.",
    "There is no office in {place}. “tiendo user add ID --admin” begins one, “tiendo demo” loads "
    "the demonstration, “tiendo restore” brings in a backup.",
)


def _place(settings: Settings) -> Text:
    if settings.database_url:
        return Text("cơ sở dữ liệu của TIENDO_DATABASE_URL", "the database of TIENDO_DATABASE_URL")
    at = Text("«{home}» (TIENDO_HOME)", "“{home}” (TIENDO_HOME)")
    return at.fill(home=settings.home)


def day(text: str, option: str) -> date:
    """A day from what was typed. Raises BadInput naming the option."""
    try:
        found = read_day(text)
    except ValueError:
        found = None
    if not isinstance(found, date):
        raise BadInput(
            Text(
                "{option}: «{text}» không phải ngày (viết 2021-09-08 hoặc 08/09/2021).",
                "{option}: “{text}” is not a date (write 2021-09-08 or 08/09/2021).",
            ).fill(option=option, text=text[:60])
        )
    return found


def as_of(text: str, opened: Desk) -> date:
    """The day to look at: what was typed, or today."""
    return day(text, "--as-of") if text else opened.clock.today()


def known_by(text: str) -> datetime | None:
    """The end of the day up to which entries are known; None for all of them."""
    if not text:
        return None
    last = datetime.combine(day(text, "--known-by"), time.max, OFFICE_ZONE)
    return last.astimezone(UTC)


def actor(by: str, settings: Settings) -> str:
    """Who acts. Raises BadInput: nothing is written without a named actor."""
    who = by or settings.by
    if not who:
        raise BadInput(
            Text(
                "Chưa rõ ai làm: thêm --by MÃ (xem «tiendo people») hoặc đặt TIENDO_BY.",
                "Who acts? Add --by ID (see “tiendo people”) or set TIENDO_BY.",
            )
        )
    return who
