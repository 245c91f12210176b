"""`/health`: whether the store answers, for a proxy or a monitor to ask. It tells nothing but that.

Streamlit's own `/_stcore/health` says that the server runs, and stays as it is: the page in a browser asks it before it
connects again, and a page with words in it must not be kept away because the database is.
"""

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from rubric.errors import StoreError

PATH = "/health"
WITHIN = 3.0  # seconds: below what proxies commonly wait for


class StoreHealth:
    """Whether `ask` returns in time: 200 where it does, 503 where it raises StoreError or takes too long.

    One asking serves all who ask meanwhile, so that asking often costs no connections.
    """

    def __init__(self, ask: Callable[[], object], within: float = WITHIN) -> None:
        self._ask = ask
        self._within = within
        self._asking: asyncio.Task[bool] | None = None

    async def answer(self, _request: Request) -> JSONResponse:
        """The answer: `{"store": "answers"}`, or `{"store": "does not answer"}`."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._answers())
        try:
            well = await asyncio.wait_for(asyncio.shield(self._asking), self._within)
        except TimeoutError:
            well = False
        said = {"store": "answers" if well else "does not answer"}
        return JSONResponse(said, status_code=200 if well else 503, headers={"Cache-Control": "no-store"})

    async def _answers(self) -> bool:
        try:
            await run_in_threadpool(self._ask)
        except StoreError:
            return False
        return True


def ask_store() -> None:
    """Return once the store has answered, opening it where that was not done yet. StoreError: it does not."""
    from rubric.ui.state import cache  # only now: Streamlit's caches want their runtime to be there first

    cache.store().answer()
