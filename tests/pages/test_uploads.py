"""How much a session may have on its way and in memory: one file more is refused in a sentence, others go on."""

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send

from rubric.office import MOST_AT_ONCE
from rubric.ui.app import uploads
from rubric.ui.app.uploads import BUSY, MOST_OF_ALL, REFUSED, Uploads


def call(session: str = "one", size: int | None = 1_000_000, method: str = "PUT", path: str = "") -> Scope:
    headers = [] if size is None else [(b"content-length", str(size).encode())]
    return {"type": "http", "method": method, "path": path or f"/_stcore/upload_file/{session}/f", "headers": headers}


def answered(middleware: Uploads, *calls: Scope) -> list[tuple[int, str]]:
    """The status and words of each answer; all calls are under way at the same time."""

    async def one(scope: Scope) -> tuple[int, str]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await middleware(scope, receive, send)
        return sent[0]["status"], b"".join(message.get("body", b"") for message in sent).decode()

    async def all_of_them() -> list[tuple[int, str]]:
        return list(await asyncio.gather(*map(one, calls)))

    with ThreadPoolExecutor(1) as thread:  # in this one the browser tests may have left a loop running
        return thread.submit(asyncio.run, all_of_them()).result()


async def taking(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What sessions hold in memory."""
    found: Counter[str] = Counter()
    monkeypatch.setattr(uploads, "held_bytes", lambda: found)
    return found


def test_what_one_session_holds_is_bounded_to_the_byte(held: Counter[str]) -> None:
    held["one"] = MOST_AT_ONCE - 1_000_000
    assert answered(Uploads(taking), call()) == [(204, "")]
    held["one"] += 1
    assert answered(Uploads(taking), call()) == [(413, REFUSED)]
    assert answered(Uploads(taking), call("another")) == [(204, "")]


def test_what_is_on_its_way_counts_until_it_has_come(held: Counter[str]) -> None:
    middleware = Uploads(taking)
    size = MOST_AT_ONCE // 3 + 1
    together = answered(middleware, *[call(size=size)] * 3)
    assert [status for status, _ in together] == [204, 204, 413]
    assert answered(middleware, call(size=size)) == [(204, "")]
    assert not middleware._coming


def test_all_sessions_together_are_bounded(held: Counter[str]) -> None:
    held.update({f"s{n}": MOST_AT_ONCE for n in range(MOST_OF_ALL // MOST_AT_ONCE)})
    left = MOST_OF_ALL - held.total()
    assert answered(Uploads(taking), call(size=left)) == [(204, "")]
    assert answered(Uploads(taking), call(size=left + 1)) == [(503, BUSY)]


def test_an_upload_that_does_not_say_how_long_it_is_counts_as_the_longest(held: Counter[str]) -> None:
    held["one"] = MOST_AT_ONCE - 2_000_000
    assert answered(Uploads(taking), call(size=None))[0][0] == 413


@pytest.mark.parametrize("other", [call(method="DELETE"), call(path="/_stcore/health"), call(method="GET")])
def test_other_calls_go_through_untouched(other: Scope, held: Counter[str]) -> None:
    held["one"] = MOST_AT_ONCE
    assert answered(Uploads(taking), other) == [(204, "")]


def test_nothing_is_held_where_nothing_is_served() -> None:
    assert uploads.held_bytes() == Counter()
