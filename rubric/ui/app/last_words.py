"""Words saved although the tab was closed right after them.

When a connection ends, Streamlit stops the session's script at once, and a change that had arrived but had not yet
been handed to the script is dropped with it (`ScriptRequests.request_stop` overwrites a waiting rerun). Somebody who
leaves a field and closes the tab in the same breath would lose that field. So the news that the connection has ended
is held back for a moment, in which the change is saved; what the page would still send is thrown away.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOMENT = 1.5  # seconds; a save takes a few hundredths, but on a busy server it may have to wait for its turn


class LastWords:
    """ASGI middleware that passes on the end of a websocket `moment` seconds late. Other calls go through untouched."""

    def __init__(self, app: ASGIApp, moment: float = MOMENT) -> None:
        self._app = app
        self._moment = moment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on. A browser that connects again meanwhile gets a session of its own, as after a reload."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        ended = False

        async def receive_late() -> Message:
            nonlocal ended
            message = await receive()
            if message["type"] == "websocket.disconnect":
                ended = True
                await asyncio.sleep(self._moment)
            return message

        async def send_while_open(message: Message) -> None:
            nonlocal ended
            if ended:
                return
            try:
                await send(message)
            except OSError:  # the browser went while this was on its way; `receive` is about to say so
                ended = True

        await self._app(scope, receive_late, send_while_open)
