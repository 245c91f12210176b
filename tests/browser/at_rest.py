"""The app served as ever, with one address more: how far it is with what a tab has sent it.

    python -m tests.browser.at_rest PORT [SCRIPT]

Whoever drives a browser must know when everything that was asked is answered and shown, and neither the page nor a
pause can tell: on a busy machine a run may begin as late as it likes. Streamlit knows (`AppSession.is_settled`), and
what goes through each connection is counted here.
"""

import json
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from rubric.ui.app import serve, server

ADDRESS = "/at-rest"


@dataclass
class Counts:
    """Messages of a tab that have arrived, those of them that are dealt with, and messages sent to it."""

    arrived: int = 0
    heard: int = 0
    said: int = 0


class AtRest:
    """Passes everything on, and answers `ADDRESS?tab=…` itself; a tab names itself where it opens its connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._tabs: defaultdict[str, Counts] = defaultdict(Counts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        (tab,) = parse_qs(scope["query_string"].decode()).get("tab", [""])
        counts = self._tabs[tab]
        if scope["type"] == "http" and scope["path"] == ADDRESS:
            sessions = [info.session for info in runtime.get_instance()._session_mgr.list_active_sessions()]
            answer = {"settled": all(session.is_settled for session in sessions), **asdict(counts)}
            await Response(json.dumps(answer), media_type="application/json")(scope, receive, send)
            return

        async def heard() -> Message:
            for info in runtime.get_instance()._session_mgr.list_active_sessions():
                info.session.track_settling()  # before it runs for the first time: nothing has been handed to it yet
            counts.heard = counts.arrived  # Streamlit deals with each message before it asks for the next
            message = await receive()
            counts.arrived += message["type"] == "websocket.receive"
            return message

        async def say(message: Message) -> None:
            counts.said += message["type"] == "websocket.send"
            await send(message)

        if scope["type"] == "websocket":
            await self._app(scope, heard, say)
        else:
            await self._app(scope, receive, send)


def main(port: int, script: Path | None) -> int:
    """Serve the app, or a script with nothing of ours, until stopped; the exit code of `serve`."""
    app: Any = AtRest(st.App(script) if script else server.make_app())
    server.make_app = lambda: app
    return serve.serve(port, open_browser=False)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None))
