"""The app with the security headers that Streamlit does not send by itself.

The policy lets pages load from this server only. Styles may be inline, because Streamlit's own are; of inline scripts,
only those of Streamlit's own page are let through, by their hashes; `page.py` adds two that are served here. Our tests
load every page under it. `serve.py` runs this and takes the settings: that is the one way we support.
"""

import base64
import hashlib
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rubric.ui.app import changes, health, page
from rubric.ui.app.last_words import LastWords
from rubric.ui.app.uploads import Uploads

SCRIPT = Path(__file__).parents[3] / "app.py"


def _own_scripts() -> str:
    """The hashes of the inline scripts in Streamlit's page, as a policy names them."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, flags=re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in hashes)


POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {_own_scripts()}".strip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """ASGI middleware that adds `HEADERS` to every HTTP response that does not set them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; what is not HTTP goes through untouched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _add(message: MutableMapping[str, Any]) -> None:
    sent = {name.lower() for name, _ in message.get("headers", [])}
    more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    message["headers"] = [*message.get("headers", []), *(pair for pair in more if pair[0] not in sent)]


def make_app() -> st.App:
    """The app, ready for an ASGI server."""
    asked = Route(health.PATH, health.StoreHealth(health.ask_store).answer, methods=["GET", "HEAD"])
    changed = Route(changes.PATH, changes.answer, methods=["GET"])
    layers = [Middleware(SecurityHeaders), Middleware(LastWords), Middleware(Uploads), Middleware(page.WithScripts)]
    return st.App(SCRIPT, middleware=layers, routes=[asked, changed, *page.routes()])
