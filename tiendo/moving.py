"""The whole office brought into an empty database: moved to another one, or out of a backup.

The source is only read. The copy is one transaction: killed on the way, it leaves an empty
database behind and is simply done again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from states.text import Text
from tiendo.backup import scans_beside
from tiendo.bootstrap import desk_on
from tiendo.clock import clock_face, open_clock
from tiendo.errors import BadInput, NotMoved, OfficeError
from tiendo.given_files import open_given
from tiendo.meeting.lapsing import reprojected
from tiendo.ports import Fault, StoreError
from tiendo.reproject import rewritten
from tiendo.scans import Scans
from tiendo.settings import Settings
from tiendo.store.alone import alone
from tiendo.store.copying import Copied, Measure, Tell, copy, measured
from tiendo.store.engine import Database, open_database
from tiendo.store.errors import NotCopied, NotEmpty, WritersOn
from tiendo.store.files import check_copy
from tiendo.store.migrate import migrate
from tiendo.store.sql import SqlStore
from tiendo.store.tables import AGENDA, INSPECTION, INVOLVED, STALL
from tiendo.store.writers import mark_of


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was brought over, and what is wrong there."""

    copied: Copied
    faults: tuple[Fault, ...]


def move(settings: Settings, to: str, tell: Tell) -> Arrived:
    """Bring this installation's office into the empty database at a URL; the source stays.

    Raises NotMoved when anybody is at work on either end, when the target holds something, or
    when the record is not whole.
    """
    with _refusals(), ExitStack() as stack:
        source, target = (stack.enter_context(_opened(url)) for url in (settings.url, to))
        if source.where == target.where:
            raise BadInput(Text("Nguồn và đích là một.", "Source and target are the same."))
        for each in (source, target):
            stack.enter_context(alone(each))
            migrate(each)
        arrived = _followed(_copied(source, target, tell), target, settings)
        _sign(source, target, settings)
    return arrived


def restore(settings: Settings, file: Path, tell: Tell) -> Arrived:
    """Bring the office in a backup into this installation's empty database.

    Raises NotMoved when the file is no whole backup, the database holds something, or anybody
    is at work on it, BadInput when it is no file. The file stays as it is, also where an older
    program wrote it.
    """
    open_given(file).close()
    settings.home.mkdir(parents=True, exist_ok=True)
    with _refusals(), ExitStack() as stack:
        check_copy(file)
        target = stack.enter_context(_opened(settings.url))
        stack.enter_context(alone(target))
        for dead in settings.home.glob("restore-*"):
            shutil.rmtree(dead, ignore_errors=True)
        folder = tempfile.TemporaryDirectory(prefix="restore-", dir=settings.home)
        working = Path(stack.enter_context(folder)) / file.name
        shutil.copyfile(file, working)
        source = stack.enter_context(_opened(f"sqlite:///{working}"))
        migrate(source)
        migrate(target)
        scans = Scans(settings.scans_folder, settings.scan_mb)
        scans_beside(file.parent, scans).copy_into(scans)
        return _followed(copy(source, target, tell=tell), target, settings)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    with closing(open_database(url)) as database:
        yield database


def _followed(copied: Copied, target: Database, settings: Settings) -> Arrived:
    """What rests on the copy worked out anew by this program's rules, and all of it verified."""
    desk = desk_on(SqlStore(target), settings)
    rewritten(desk)
    reprojected(desk)
    return Arrived(copied, desk.verify())


def _copied(source: Database, target: Database, tell: Tell) -> Copied:
    """The copy, made now or by a run that was killed before it had done what follows."""
    try:
        return copy(source, target, tell=tell)
    except NotEmpty:
        there = measured(target)
        if _recorded(there) != _recorded(measured(source)):
            raise
        return Copied(there, ())


_WORKED_OUT = frozenset(each.name for each in (AGENDA, INSPECTION, INVOLVED, STALL))


def _recorded(tables: tuple[Measure, ...]) -> list[Measure]:
    """What cannot be worked out from the rest."""
    return [each for each in tables if each.name not in _WORKED_OUT]


def _sign(source: Database, target: Database, settings: Settings) -> None:
    """Say beside the old file where the office is now; take such a sign away from the new one."""
    if target.file is not None:
        mark_of(target.file).unlink(missing_ok=True)
    if source.file is not None:
        when = clock_face(open_clock(settings.today).now())
        mark_of(source.file).write_text(f"{target.where}, {when}\n", "utf-8")


@contextmanager
def _refusals() -> Iterator[None]:
    """A stretch of work in which what the store refuses is said in both languages."""
    try:
        yield
    except WritersOn as error:
        who = "\n".join(f"  - {each}" for each in error.who) or "  - ?"
        raise NotMoved(_WRITERS.fill(where=error.where, who=who)) from error
    except NotEmpty as error:
        raise NotMoved(_FULL.fill(where=error.where, what=error.what)) from error
    except NotCopied as error:
        raise NotMoved(_NOT_WHOLE.fill(error=error)) from error
    except StoreError as error:
        raise OfficeError(_STORE.fill(error=error)) from error


_WRITERS = Text(
    "Chưa chuyển: còn tiến trình đang làm việc với {where}. Hãy dừng rồi làm lại:\n{who}",
    "Not moved: others are still at work on {where}. Stop them, then try again:\n{who}",
)
_FULL = Text(
    "Không ghi gì: «{where}» không trống ({what}). Chỉ nạp được vào nơi còn trống.",
    "Nothing written: “{where}” is not empty ({what}). Only an empty place can be filled.",
)
_NOT_WHOLE = Text(
    "Không ghi gì: dữ liệu nguồn không nguyên vẹn ({error}).",
    "Nothing written: the source is not whole ({error}).",
)
_STORE = Text("Không làm được: {error}", "Not possible: {error}")
