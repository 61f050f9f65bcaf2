"""The only file that knows which store, clock, policy and channels this process has."""

from __future__ import annotations

import os

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from states.text import Text
from tiendo.calendar import open_calendar
from tiendo.channels.opening import open_senders
from tiendo.clock import open_clock
from tiendo.deliver import Post
from tiendo.desk import Desk
from tiendo.errors import OfficeError
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.ports import Store, StoreError
from tiendo.scans import Scans
from tiendo.settings import Settings, read_settings
from tiendo.store.opening import open_store


def open_desk(settings: Settings | None = None) -> Desk:
    """A desk on this installation's store, brought up to date if it is older than the program.

    Until its store is closed nobody can move the office to another database. Raises OfficeError
    with a sentence if the store cannot be opened.
    """
    chosen = settings or read_settings()
    try:
        if not chosen.database_url:
            chosen.home.mkdir(parents=True, exist_ok=True)
        store = open_store(chosen.url, writer=True)
    except (OSError, StoreError) as error:
        text = Text("Không mở được dữ liệu: {error}", "Cannot open the data: {error}")
        raise OfficeError(text.fill(error=error)) from error
    try:
        return desk_on(store, chosen)
    except BaseException:
        store.close()  # whoever has no desk is not at work
        raise


def has_database(settings: Settings) -> bool:
    """Whether there may be an office: no only where its SQLite file is not there yet."""
    try:
        url = make_url(settings.url)
    except ArgumentError:
        return True  # whoever opens it says what is wrong with the address
    file = url.database or ":memory:"
    if url.get_backend_name() != "sqlite" or ":memory:" in file:
        return True
    return os.path.lexists(file.removeprefix("file:"))


def desk_on(store: Store, settings: Settings) -> Desk:
    """A desk on an open store, with the clock, the numbers and the law of this installation."""
    calendar = open_calendar(store, settings.home)
    return Desk(
        store=store,
        clock=open_clock(settings.today),
        policy=load_policy(settings.policy_file),
        days=calendar.days,
        calendar=calendar,
        law=lawbook(),
        scans=Scans(settings.scans_folder, settings.scan_mb),
    )


def open_post(settings: Settings) -> Post:
    """How this installation delivers. Raises BadInput where a setting cannot be right."""
    return Post(
        senders=open_senders(settings),
        page=settings.page,
        domain=settings.smtp_sender.rpartition("@")[2] or "tiendo.invalid",
        tries=settings.deliver_tries,
    )
