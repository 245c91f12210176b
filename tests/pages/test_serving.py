"""Serving: refusals in one sentence, and the headers on every answer."""

import asyncio
import socket
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from rubric.ui.app.last_words import LastWords
from rubric.ui.app.serve import serve
from rubric.ui.app.server import HEADERS, POLICY, SecurityHeaders


def test_a_taken_port_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(port, False) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"Port {port} is in use" in said


def test_every_answer_carries_the_security_headers_once() -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"SAMEORIGIN")]})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    with pytest.raises(StopIteration):  # nothing here waits, so no event loop is needed
        SecurityHeaders(inner)({"type": "http"}, receive, send).send(None)
    names = [name.decode() for name, _ in sent[0]["headers"]]
    assert sorted(names) == sorted(name.lower() for name in HEADERS)


def test_the_policy_lets_no_page_load_from_elsewhere() -> None:
    for rule in POLICY.split("; "):
        assert "http" not in rule
        assert "*" not in rule
    assert "unsafe-eval" not in POLICY


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run it on a thread of its own: in this one the browser tests may have left a loop running."""
    with ThreadPoolExecutor(1) as one:
        one.submit(asyncio.run, work).result()


def test_news_that_a_connection_ended_reaches_streamlit_late_and_nothing_is_sent_after_it() -> None:
    heard: list[Message] = []
    order: list[str] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append(await receive())
        await asyncio.gather(told(receive), page(send))

    async def told(receive: Receive) -> None:
        heard.append(await receive())
        order.append("told that it ended")

    async def page(send: Send) -> None:
        await asyncio.sleep(0)
        await send({"type": "websocket.send", "bytes": b"a page that nobody sees"})
        order.append("page thrown away")

    coming: Iterator[Message] = iter(
        [{"type": "websocket.receive", "bytes": b"words"}, {"type": "websocket.disconnect", "code": 1001}]
    )

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        raise AssertionError("sent after the connection ended")

    # whatever the machine is busy with, whoever waits for the loop's next turn comes before whoever waits for a moment
    run(LastWords(streamlit, moment=0.05)({"type": "websocket"}, receive, send))
    assert [message["type"] for message in heard] == ["websocket.receive", "websocket.disconnect"]
    assert order == ["page thrown away", "told that it ended"]


def test_a_page_sent_to_a_browser_that_has_just_gone_is_no_error() -> None:
    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.send", "bytes": b"a page"})
        order.append("sent")

    async def receive() -> Message:
        raise AssertionError("nothing is waited for")

    async def send(message: Message) -> None:
        raise ConnectionResetError

    order: list[str] = []
    run(LastWords(streamlit)({"type": "websocket"}, receive, send))
    assert order == ["sent"]
