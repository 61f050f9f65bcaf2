"""HEAD, by which monitors, proxies and link checkers ask whether an address answers, and how."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """Asks what GET would answer, by the same checks, and sends its head alone (RFC 9110, 9.3.2).

    In front of everything, so that no address has to know of HEAD. The answer is over with its
    head: a stream of messages is told that its reader has gone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head_alone(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body"})

        await self._app({**scope, "method": "GET"}, receive, head_alone)
