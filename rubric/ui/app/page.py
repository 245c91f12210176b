"""Streamlit's page with one script of ours in it, which keeps in the browser what is typed and not yet saved."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/words.js"
SCRIPT = Path(__file__).with_name("words.js")
_TAG = b'<script defer src="./words.js"></script></head>'
_LOSES = {b"content-length", b"etag", b"last-modified"}  # they are those of the page without the script
_NOT_ASKED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}  # the page as it is, and in full


async def script(_request: Request) -> FileResponse:
    """The script, asked for anew with each page: it goes with the server that serves it."""
    return FileResponse(SCRIPT, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


class WithWords:
    """ASGI middleware that puts the script into every HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; what is no page goes through untouched."""
        if scope["type"] != "http" or scope["method"] != "GET" or b"text/html" not in _accepted(scope):
            await self._app(scope, receive, send)
            return
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _NOT_ASKED]}
        start: Message | None = None
        body = b""

        async def send_with_script(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    body = body.replace(b"</head>", _TAG, 1)
                    await send(_with_length(start, body))
                    await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, send_with_script)


def _accepted(scope: Scope) -> bytes:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"accept", b"")


def _is_page(message: Message) -> bool:
    kind = dict(message.get("headers", [])).get(b"content-type", b"")
    return bool(message["status"] == 200 and kind.startswith(b"text/html"))


def _with_length(start: MutableMapping[str, Any], body: bytes) -> Message:
    kept = [pair for pair in start["headers"] if pair[0].lower() not in _LOSES]
    return {**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]}
