"""Streamlit's page with our scripts in it: for unsaved words, the review's keys, and one press of Back for one page."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPTS = ("back.js", "keys.js", "words.js")
_TAGS = "".join(f'<script defer src="./{name}"></script>' for name in SCRIPTS).encode() + b"</head>"
_LOSES = {b"content-length", b"etag", b"last-modified"}  # they are those of the page without the scripts
_NOT_ASKED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}  # the page as it is, and in full


def routes() -> list[Route]:
    """Where the scripts are had, asked for anew with each page: they go with the server that serves them."""
    return [Route(f"/{name}", _script, methods=["GET", "HEAD"]) for name in SCRIPTS]


async def _script(request: Request) -> FileResponse:
    file = Path(__file__).with_name(request.url.path.rpartition("/")[2])
    return FileResponse(file, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


class WithScripts:
    """ASGI middleware that puts the scripts into every HTML page."""

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

        async def send_with_scripts(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    body = body.replace(b"</head>", _TAGS, 1)
                    await send(_with_length(start, body))
                    await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, send_with_scripts)


def _accepted(scope: Scope) -> bytes:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"accept", b"")


def _is_page(message: Message) -> bool:
    kind = dict(message.get("headers", [])).get(b"content-type", b"")
    return bool(message["status"] == 200 and kind.startswith(b"text/html"))


def _with_length(start: MutableMapping[str, Any], body: bytes) -> Message:
    kept = [pair for pair in start["headers"] if pair[0].lower() not in _LOSES]
    return {**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]}
