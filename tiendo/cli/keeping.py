"""Commands that look after the machine and its data: status, backup, restore, move."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from states.text import Text
from tiendo import asjson
from tiendo.backup import back_up, said_of
from tiendo.beat import beat
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson
from tiendo.clock import clock_face
from tiendo.health import health
from tiendo.health_terms import MADE
from tiendo.limits import load_limits
from tiendo.moving import Arrived, move, restore
from tiendo.settings import Settings, read_settings
from tiendo.store.copying import Tell

To = Annotated[
    str, Parameter(help="Địa chỉ nơi đến / where to, e.g. postgresql://user@host/tiendo")
]


def status(*, as_json: AsJson = False) -> int:
    """Máy có đang chạy đủ không, thiếu gì / is the machine alive; 1 if somebody is needed now."""
    with opening.desk() as (desk, settings):
        found = health(desk, load_limits(settings.watch_file))
        if as_json:
            rendering.print_json(asjson.health_json(found))
        elif not found.findings:
            print(found.line.say(settings.lang) + ".")
        for each in () if as_json else found.findings:
            since = _SINCE.fill(since=clock_face(each.since))
            print(f"{each.text.say(settings.lang)} {since.say(settings.lang)}")
        return 1 if found.serious else 0


def backup(folder: Path | None = None, /) -> int:
    """Sao lưu toàn bộ vào một tệp, có kiểm tra / a verified copy of everything in one file.

    Parameters
    ----------
    folder
        Thư mục khác với thư mục trong cài đặt / another folder than that of the settings.
    """
    with opening.desk() as (desk, settings):
        made = beat(
            desk,
            MADE,
            lambda desk: back_up(
                settings.url,
                folder or settings.backups_folder,
                now=desk.clock.now(),
                keep=settings.backups_kept,
                scans=desk.scans,
                tell=_progress(),
            ),
            said_of,
        )
        print(made.file)
        print(said_of(made).words)
        return 1 if made.copied.faults else 0


def restore_(file: Path, /) -> int:
    """Nạp bản sao lưu vào kho còn trống / bring a backup into an empty store.

    Parameters
    ----------
    file
        Tệp do «tiendo backup» làm ra / a file that `tiendo backup` made.
    """
    settings = read_settings()
    arrived = restore(settings, file, _progress())
    return _arrived(arrived, settings)


def move_(*, to: To) -> int:
    """Chuyển cả cơ quan sang cơ sở dữ liệu khác còn trống / move to another, empty database."""
    settings = read_settings()
    opening.look_first(settings)
    arrived = move(settings, to, _progress())
    code = _arrived(arrived, settings)
    print(_NEXT.fill(file=settings.home / "tiendo.env").say(settings.lang))
    print(
        f"# {settings.url.partition('://')[0]} → {to.partition('://')[0]}, {_amount(arrived).vi}"
    )
    home = Settings.model_construct(home=settings.home, database_url="").url
    print(f"TIENDO_DATABASE_URL={'' if to == home else to}")
    return code


def _arrived(arrived: Arrived, settings: Settings) -> int:
    print(_ARRIVED.fill(amount=_amount(arrived)).say(settings.lang))
    for fault in arrived.faults:
        print(f"{fault.stream}, {fault.version}: {fault.what}")
    return 1 if arrived.faults else 0


def _amount(arrived: Arrived) -> Text:
    return _AMOUNT.fill(
        events=arrived.copied.rows_of("event"), streams=arrived.copied.rows_of("inspection")
    )


def _progress() -> Tell:
    """Shows on a terminal how far a copy has come."""

    def tell(table: str, rows: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{table}: {rows}", end="\x1b[K", file=sys.stderr, flush=True)

    return tell


_SINCE = Text("(Từ {since}.)", "(Since {since}.)")
_AMOUNT = Text("{events} mục ghi của {streams} cuộc", "{events} entries of {streams} inspections")
_ARRIVED = Text(
    "Đã nạp và kiểm tra hai đầu: {amount}.", "Brought over and verified at both ends: {amount}."
)
_NEXT = Text(
    "Nơi cũ còn nguyên. Ghi hai dòng sau vào {file} rồi khởi động lại:",
    "The old place is as it was. Put these two lines into {file} and start again:",
)
