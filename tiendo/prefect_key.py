"""The key of the embedded Prefect: whoever may read the files of this home may use its page."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from tiendo.errors import BadInput
from tiendo.given_files import read_given
from tiendo.settings import Settings

FILE = "prefect.auth"
"""In the home folder: user:password of Prefect's page and API, as they ask for it."""


def key_of(settings: Settings) -> str:
    """The key that is set, else that of this home; empty where there is none yet."""
    if settings.prefect_auth:
        return settings.prefect_auth
    try:
        return read_given(settings.home / FILE).decode("ascii").strip()
    except (BadInput, UnicodeDecodeError):
        return ""


def made_key(settings: Settings) -> str:
    """The key, made for this home where there is none; its file is its owner's alone."""
    if known := key_of(settings):
        return known
    key, file = f"tiendo:{secrets.token_urlsafe(24)}", settings.home / FILE
    fresh = Path(f"{file}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(f"{key}\n")
    fresh.replace(file)
    return key
