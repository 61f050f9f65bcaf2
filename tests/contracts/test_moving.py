"""An office moved to another database: refused under use, else complete, and left as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from builders import DAYS, OFFICERS, POLICY
from offices import CASE, Told

import tiendo.moving
from tests.contracts.process import process
from tiendo.bootstrap import open_desk
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotMoved, OfficeError
from tiendo.moving import Arrived, move
from tiendo.settings import Settings
from tiendo.store.copying import measured
from tiendo.store.engine import open_database
from tiendo.store.opening import open_store
from tiendo.store.writers import mark_of

pytestmark = pytest.mark.slow

MakePostgres = Callable[[str], str]
TODAY = date(2021, 9, 8)
LEAVING = "tiendo.store.alone.LEAVING_SECONDS"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the server has time to notice who has gone."""
    monkeypatch.setattr(LEAVING, 60.0)


def quiet(_table: str, _rows: int) -> None:
    """Nobody is told."""


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    """An office of one inspection that lives at the address."""
    with closing(open_store(url)) as store:
        store.put_people(OFFICERS)
        Told(Desk(store, FixedDayClock(TODAY), POLICY, DAYS), date(2021, 6, 1)).walk()
    return Settings(home=tmp_path / "home", database_url=url, today=TODAY)


@pytest.fixture
def to(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the other kind."""
    if url.startswith("postgresql"):
        return f"sqlite:///{tmp_path / 'target' / 'tiendo.db'}"
    make: MakePostgres = request.getfixturevalue("new_postgres")
    return make("template0")


@pytest.fixture
def everything(settings: Settings) -> Iterator[Callable[[], object]]:
    """All that the source holds."""
    with closing(open_database(settings.url)) as database:
        yield lambda: measured(database)


def test_the_whole_office_arrives_and_the_source_stays(
    settings: Settings, to: str, everything: Callable[[], object]
) -> None:
    before = everything()

    arrived = move(settings, to, quiet)

    assert arrived.faults == ()
    assert everything() == before
    with closing(open_store(settings.url)) as old, closing(open_store(to)) as new:
        assert new.events(CASE) == old.events(CASE)
        assert new.people() == old.people()
        assert new.verify() == old.verify() == ()
    assert arrived.copied.rows_of("event") == 4


def test_what_rests_on_the_record_is_worked_out_anew(settings: Settings, to: str) -> None:
    """The office was told under other days than those of this installation."""
    move(settings, to, quiet)

    desk = open_desk(settings.model_copy(update={"database_url": to}))
    with closing(desk.store):
        assert desk.verify() == ()


@pytest.mark.slow
def test_a_move_while_a_writer_writes_is_refused_by_name_and_writes_nothing(
    settings: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with process("write_on", settings.url) as wrote, monkeypatch.context() as patch:
        patch.setattr(LEAVING, 0.0)
        wrote()
        with pytest.raises(NotMoved, match=r"(?s)còn tiến trình.*write_on") as refused:
            move(settings, to, quiet)
        wrote()
    assert "Stop them" in refused.value.text.en

    with closing(open_store(to)) as target:
        assert target.people() == ()
    arrived = move(settings, to, quiet)
    assert arrived.copied.rows_of("inspection") >= 2


def test_an_open_page_is_at_work_even_when_nobody_clicks(
    settings: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LEAVING, 0.0)
    page = open_desk(settings)
    with closing(page.store), pytest.raises(NotMoved):
        move(settings, to, quiet)


def test_nobody_writes_while_the_office_is_being_moved(settings: Settings, to: str) -> None:
    refused: list[str] = []

    def somebody(_table: str, _rows: int) -> None:
        for each in (settings, settings.model_copy(update={"database_url": to})):
            with pytest.raises(OfficeError) as error:
                open_desk(each)
            refused.append(error.value.text.vi)

    move(settings, to, somebody)

    assert refused
    assert all("đang chuyển dữ liệu" in each for each in refused)


def test_a_target_that_holds_another_office_is_refused(settings: Settings, to: str) -> None:
    with closing(open_store(to)) as other:
        other.put_people(OFFICERS[:2])

    with pytest.raises(NotMoved, match=r"không trống \(person: 2"):
        move(settings, to, quiet)

    with closing(open_store(to)) as other:
        assert len(other.people()) == 2


def test_nowhere_and_the_same_place_are_refused(settings: Settings) -> None:
    with pytest.raises(BadInput, match="Nguồn và đích là một"):
        move(settings, settings.url, quiet)
    for nowhere in ("mysql://x/y", "không phải địa chỉ", "postgresql://127.0.0.1:1/x"):
        with pytest.raises(OfficeError):
            move(settings, nowhere, quiet)


def test_killed_after_the_copy_was_kept_it_goes_on_from_there(
    settings: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> Arrived:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(tiendo.moving, "_followed", killed)
        with pytest.raises(Killed):
            move(settings, to, quiet)
    if not settings.url.startswith("postgresql"):
        assert not mark_of(Path(settings.url.removeprefix("sqlite:///"))).exists()

    assert move(settings, to, quiet).faults == ()


def test_who_goes_on_in_the_old_file_is_told_where_the_office_is(
    settings: Settings, to: str
) -> None:
    move(settings, to, quiet)
    if settings.url.startswith("postgresql"):  # on a server there is no place beside it
        open_desk(settings).store.close()
        return

    with pytest.raises(OfficeError, match="dữ liệu đã chuyển đi"):
        open_desk(settings)


def test_there_and_back_again(settings: Settings, to: str, tmp_path: Path) -> None:
    move(settings, to, quiet)
    grown = settings.model_copy(update={"database_url": to})
    desk = open_desk(grown)
    with closing(desk.store):
        act = {"kind": "note", "occurred_on": TODAY, "text": "ở nơi mới"}
        desk.record(CASE, act, by="binh")
        written = desk.store.events(CASE)

    back = f"sqlite:///{tmp_path / 'back' / 'tiendo.db'}"
    move(grown, back, quiet)

    home = open_desk(settings.model_copy(update={"database_url": back}))
    with closing(home.store):
        assert home.store.events(CASE) == written
        assert home.verify() == ()
