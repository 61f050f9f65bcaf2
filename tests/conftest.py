"""What every test may use: a private PostgreSQL; and no rubbish sought where there is none."""

from __future__ import annotations

import gc

pytest_plugins = ["tests.postgres"]


def pytest_configure() -> None:
    """What is imported stays: looking through it for rubbish took a fifth of the whole."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on rubbish is sought again, but only in what the tests make."""
    gc.freeze()
    gc.enable()
