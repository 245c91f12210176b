"""Serving: refusals in one sentence, and the headers on every answer."""

import asyncio
import os
import socket
import subprocess
import sys
import tomllib
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from rubric.settings import Settings
from rubric.ui.app.last_words import LastWords
from rubric.ui.app.serve import serve
from rubric.ui.app.server import HEADERS, POLICY, SecurityHeaders

ROOT = Path(__file__).parents[2]


def python(code: str, **variables: str) -> str:
    """What a process of its own prints, with these variables: what is read at its start can't be changed in ours."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


SETTINGS = """
import sys
from streamlit import config
from rubric.errors import BadInput
from rubric.ui.app import server, surroundings
server.make_app()
try:
    surroundings.take_streamlit_settings()
except BadInput as error:
    print(error)
    sys.exit()
names = ("server.allowedHosts", "server.maxUploadSize", "server.enableXsrfProtection", "browser.gatherUsageStats")
print(*(config.get_option(name) for name in names), sep="|")
"""


@pytest.mark.parametrize(
    ("variables", "printed"),
    [
        ({}, "['127.0.0.1', 'localhost']|30|True|False"),
        ({"STREAMLIT_SERVER_ALLOWED_HOSTS": "a.example b.example"}, "('a.example', 'b.example')|30|True|False"),
        ({"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "9"}, "['127.0.0.1', 'localhost']|9|True|False"),
        ({"RUBRIC_UPLOAD_MEGABYTES": "12"}, "['127.0.0.1', 'localhost']|12|True|False"),
        ({"STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false"}, "['127.0.0.1', 'localhost']|30|False|False"),
        (
            {"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "soon"},
            "STREAMLIT_SERVER_MAX_UPLOAD_SIZE does not fit: set it as Streamlit’s settings have it, or leave it unset.",
        ),
        (
            {"STREAMLIT_SERVER_SSL_CERT_FILE": "certificate.pem"},
            "rubric run serves without TLS: put a proxy with TLS before it, as docs/settings.md shows.",
        ),
    ],
)
def test_variables_override_the_settings_file(variables: dict[str, str], printed: str) -> None:
    assert python(SETTINGS, **variables) == printed


def test_pages_readers_and_server_go_by_one_limit() -> None:
    code = """
from rubric.office import MOST_BYTES
from rubric.ui.parts.uploads import megabytes
print(MOST_BYTES, megabytes(), megabytes(50_000_000), megabytes(5_000_000))
"""
    assert python(code) == "30000000 30 30 5"
    assert python(code, RUBRIC_UPLOAD_MEGABYTES="7") == "7000000 7 7 5"
    assert python(code, RUBRIC_UPLOAD_MEGABYTES="much") == "30000000 30 30 5"  # `settings()` then refuses
    held = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert held["server"]["maxUploadSize"] == Settings.model_fields["upload_megabytes"].default


def test_no_page_has_a_limit_of_its_own_making() -> None:
    for path in (ROOT / "rubric").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("st.file_uploader(") == text.count("max_upload_size=megabytes("), path.name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("soft", "hard", "then", "said"),
    [
        (256, 8192, 8192, ""),
        (5000, 5000, 5000, ""),
        (256, 512, 512, "512 files at once, enough for about 77 open pages"),
    ],
)
def test_as_many_files_may_be_opened_as_the_system_allows(soft: int, hard: int, then: int, said: str) -> None:
    code = f"""
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from rubric.ui.app.surroundings import allow_many_files
said = allow_many_files()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], said, sep="|")
"""
    now, _, sentence = python(code).partition("|")
    assert int(now) == then
    assert said in sentence
    assert bool(said) == bool(sentence)


def test_an_address_that_cannot_be_listened_on_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "203.0.113.1")  # of no machine (RFC 5737)
    assert serve(8501, False) == 2
    assert capsys.readouterr().err.startswith("STREAMLIT_SERVER_ADDRESS is 203.0.113.1 and the port 8501: ")


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
