"""The server of the page: when it is to stop, open pages that only listen are let go at once."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from tiendo.settings import Settings
from tiendo.web.live import let_go

GRACE = 3
"""Seconds that whatever else is being answered has to end when the server stops."""


class Server(uvicorn.Server):
    """A server that ends the streams of messages before it waits for its connections."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        self._page = app
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, whoever listens."""
        let_go(self._page)
        await super().shutdown(sockets)


def server_of(app: FastAPI, settings: Settings) -> Server:
    """The server on the address of the settings."""
    return Server(app, settings.host, settings.port)
