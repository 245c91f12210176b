"""The app served as ever, with one address more: how far it is with what a tab has sent it.

Whoever drives a browser must know when everything that was asked is answered and shown, and neither the page nor a
pause can tell: on a busy machine a run may begin as late as it likes. Streamlit knows (`AppSession.is_settled`), and
what goes through each connection is counted here.
"""

import asyncio
import json
import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from rubric import bounded
from rubric.ui.app import serve, server
from rubric.ui.app.server import SCRIPT

ADDRESS = "/at-rest"
AT_MOST = 1.0  # seconds until an answer that is to wait for rest


@dataclass
class Counts:
    """Messages of a tab that have arrived, those of them that are dealt with, and messages sent to it."""

    arrived: int = 0
    heard: int = 0
    said: int = 0


class AtRest:
    """Passes everything on, and answers `ADDRESS?tab=…` itself; a tab names itself where it opens its connection.

    With `&wait=1` the answer comes once every session is at rest, or after `AT_MOST`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._tabs: defaultdict[str, Counts] = defaultdict(Counts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode())
        (tab,) = asked.get("tab", [""])
        counts = self._tabs[tab]
        if scope["type"] == "http" and scope["path"] == ADDRESS:
            sessions = [info.session for info in runtime.get_instance()._session_mgr.list_active_sessions()]
            if "wait" in asked:
                with suppress(TimeoutError):
                    async with asyncio.timeout(AT_MOST):
                        for session in sessions:
                            await session.wait_until_settled()
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


def serve_on(port: int, script: Path | None, environment: Mapping[str, str], started: Connection) -> None:
    """Serve the app, or a script with nothing of ours, until killed; something is sent once the port is open."""
    os.environ.update(environment)
    os.chdir(SCRIPT.parent)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    app: Any = AtRest(st.App(script) if script else server.make_app())

    def made() -> Any:
        started.send(True)
        return app

    server.make_app = made
    bounded.warm_up = lambda: None  # few of these servers are brought a file, and those wait for it
    serve.serve(port, open_browser=False)
