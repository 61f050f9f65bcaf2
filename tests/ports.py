"""A port of this machine for a test's own server."""

from __future__ import annotations

import socket
from contextlib import closing


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
