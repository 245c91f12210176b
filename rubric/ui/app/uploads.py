"""What a session may have uploaded and not yet read, in sum: Streamlit bounds each file, and keeps any number of them.

It keeps them in memory until they are read or the session ends, so twenty large files of one person would be a large
part of what a small server has.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_UPLOAD_FILE

from rubric.english import size
from rubric.office import MOST_AT_ONCE

MOST_OF_ALL = 400_000_000  # bytes of all sessions together
REFUSED = (
    f"Files of {size(MOST_AT_ONCE)} in all may be on their way at a time: bring in the others once these are read."
)
BUSY = "The server has many files to read at the moment: bring yours in a minute."


class Uploads:
    """ASGI middleware that refuses an upload (413, or 503 where the server has too much) with one sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._coming: Counter[str] = Counter()  # bytes on their way, by session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, unless it brings more than may be held."""
        session = _uploading(scope)
        if session is None:
            await self._app(scope, receive, send)
            return
        coming = _length(scope)
        if refusal := self._refusal(session, coming):
            await refusal(scope, receive, send)
            return
        self._coming[session] += coming
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session] -= coming
            self._coming += Counter()  # forgets the sessions that have nothing on its way

    def _refusal(self, session: str, coming: int) -> PlainTextResponse | None:
        held = held_bytes()
        if held[session] + self._coming[session] + coming > MOST_AT_ONCE:
            return PlainTextResponse(REFUSED, 413)
        if held.total() + self._coming.total() + coming > MOST_OF_ALL:
            return PlainTextResponse(BUSY, 503)
        return None


def held_bytes() -> Counter[str]:
    """The bytes of uploaded files in memory, by session."""
    if not Runtime.exists():
        return Counter()
    manager: Any = Runtime.instance().uploaded_file_mgr
    return Counter({session: _sum(files.values()) for session, files in list(manager.file_storage.items())})


def _sum(files: Iterable[Any]) -> int:
    return sum(len(file.data) for file in list(files))


def _uploading(scope: Scope) -> str | None:
    """The session that uploads a file with this call; None for any other call."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return None
    _, found, rest = scope["path"].partition(f"/{BASE_ROUTE_UPLOAD_FILE}/")
    return str(rest.partition("/")[0]) if found else None


def _length(scope: Scope) -> int:
    """How many bytes a call brings; as many as one file may have, where it does not say."""
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else int(config.get_option("server.maxUploadSize")) * 1024 * 1024
