"""How SQLAlchemy speaks to SQLite: learned once a process, whichever file is opened.

An engine that is made for one file asks SQLite what it can do and compiles every statement for
itself. A process that opens a second file, or the same one again, would do all of it again.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import URL, Dialect, Engine, create_engine, create_pool_from_url
from sqlalchemy.util import LRUCache

_COMPILED = LRUCache[object, object](500)  # as many as an engine keeps of its own
_CONNECTIONS, _MORE = 8, 56
"""More than a web server has threads: waiting happens at the file's lock alone."""


def sqlite_engine(address: URL) -> Engine:
    """An engine on one file; its statements are compiled once for all files."""
    pool = create_pool_from_url(address, pool_size=_CONNECTIONS, max_overflow=_MORE)
    return Engine(pool, _dialect(), address, execution_options={"compiled_cache": _COMPILED})


@cache
def _dialect() -> Dialect:
    """SQLite as SQLAlchemy knows it after it has been asked what it can do."""
    asked = create_engine("sqlite://")
    asked.connect().close()
    asked.dispose()
    return asked.dialect
