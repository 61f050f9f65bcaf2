"""Tells Prefect that an inspection has changed, so that the machine's part is done at once.

Nobody waits for it and nothing depends on it: what Prefect does not hear, the hourly drive finds.
"""

from __future__ import annotations

import json
import logging
import threading
from base64 import b64encode
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from tiendo.clock import SystemClock
from tiendo.prefect_key import key_of
from tiendo.settings import Settings

LOG = logging.getLogger(__name__)
CHANGED = "tiendo.inspection.changed"
RESOURCE = "tiendo.inspection."
PATIENCE_SECONDS = 1.0
UP_LOCK = "up.lock"
"""In the home folder: the address of our page, and below it that of Prefect's API."""


def nudge(stream: str, settings: Settings) -> threading.Thread | None:
    """Send word in the background, if there is a Prefect to hear it; the thread that does."""
    api = api_of(settings)
    if not api:
        return None
    thread = threading.Thread(
        target=_send, args=(api, key_of(settings), _event(stream)), daemon=True
    )
    thread.start()
    return thread


def api_of(settings: Settings) -> str:
    """Prefect's API: the one that is set, else that of the `tiendo up` of this home, else none."""
    if settings.prefect_api_url:
        return settings.prefect_api_url
    try:
        lines = (settings.home / UP_LOCK).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[1].strip() if len(lines) > 1 else ""


def _event(stream: str) -> dict[str, object]:
    """The event in Prefect's terms; its moment is the machine's, whatever day the office is on."""
    now = SystemClock().now().isoformat()
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{CHANGED}/{stream}/{now}")),
        "occurred": now,
        "event": CHANGED,
        "resource": {"prefect.resource.id": f"{RESOURCE}{stream}"},
    }


def _send(api: str, auth: str, event: dict[str, object]) -> None:
    try:
        address = urlsplit(api)
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=PATIENCE_SECONDS)
        headers = {"content-type": "application/json"}
        if auth:
            headers["authorization"] = f"Basic {b64encode(auth.encode()).decode()}"
        path = f"{address.path.rstrip('/')}/events"
        try:
            connection.request("POST", path, json.dumps([event]), headers)
            LOG.debug("event=nudged status=%s", connection.getresponse().status)
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        LOG.debug("event=nudge_unheard why=%r", error)
