"""`python -m tiendo.web`: the page alone, on the address of the settings."""

from __future__ import annotations

import socket
import sys
from contextlib import closing

from tiendo.bootstrap import open_desk
from tiendo.errors import ShellError
from tiendo.private import keep_private
from tiendo.settings import Settings, read_settings
from tiendo.web.app import create_app
from tiendo.web.serving import server_of


def main() -> int:
    """Serve the page until it is told to stop; the exit code."""
    keep_private()
    try:
        return _serve(read_settings())
    except ShellError as error:
        print(f"{error.text.vi} / {error.text.en}", file=sys.stderr)  # noqa: T201
        return 1


def _serve(settings: Settings) -> int:
    if trouble := _cannot_listen(settings.host, settings.port):
        print(trouble, file=sys.stderr)  # noqa: T201 - the person at the terminal
        return 1
    desk = open_desk(settings)
    with closing(desk.store):
        server_of(create_app(desk, settings), settings).run()
    return 0


def _cannot_listen(host: str, port: int) -> str:
    """Why nobody can listen there, in a sentence; empty if one can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return (
            f"Không mở được trang ở {host}:{port}: {error.strerror}. "
            "Có thể chương trình đang chạy rồi; đặt TIENDO_PORT để dùng cổng khác. / "
            f"Cannot listen on {host}:{port}; it may be running already. "
            "Set TIENDO_PORT to use another port."
        )
    return ""


if __name__ == "__main__":
    sys.exit(main())
