"""A port of this machine for a test's own server."""

from __future__ import annotations

import random
import socket
from contextlib import suppress
from pathlib import Path

_HANDED_OUT = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """A port that nobody listens on, and that no other test here will be given.

    The system hands the upper ports to whoever asks for any, and to every call that goes out:
    one of those may be somebody's before our server has started. So it is a lower one, and its
    twin of UDP is kept until this process ends, as a claim that other test processes see.
    """
    chance = random.SystemRandom()
    for _ in range(1000):
        claim = socket.socket(type=socket.SOCK_DGRAM)
        with suppress(OSError), socket.socket() as probe:
            port = chance.randrange(10_000, _lowest_handed_out())
            claim.bind(("127.0.0.1", port))
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            claim.detach()
            return port
        claim.close()
    raise AssertionError("there is no free port on this machine")


def _lowest_handed_out() -> int:
    with suppress(OSError):
        return max(11_000, int(_HANDED_OUT.read_text("ascii").split()[0]))
    return 32_768
