"""Prefect's API as far as a nudge goes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Api:
    """Prefect's API as far as a nudge goes: it takes events and says 204."""

    url: str
    heard: list[tuple[str, str | None, Any]] = field(default_factory=list)

    @property
    def streams(self) -> list[str]:
        """The inspections that it heard of."""
        events = (event for _, _, (event,) in self.heard)
        return [event["resource"]["prefect.resource.id"] for event in events]


LONG = 60.0
"""Seconds: what is to be heard is heard also where the machine has much else to do."""


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """It answers while the test runs, and whoever tells it something waits long for that."""
    monkeypatch.setattr("tiendo.nudge.PATIENCE_SECONDS", LONG)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            found.heard.append((self.path, self.headers["authorization"], json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Api(f"http://127.0.0.1:{server.server_port}/api")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()
