"""The app as `rubric run` serves it: settings by variable, what it says of its store, and all of it behind nginx."""

import asyncio
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rubric.errors import StoreUnavailable
from rubric.evidence import example_assessment, write_assessment
from rubric.storage import Store
from rubric.ui.app.health import StoreHealth

from .served import CHROMIUM, FLAGS, PATIENCE

ROOT = Path(__file__).parents[2]
HOST = "rubric.council.example"  # what people call it; nobody but these tests knows the name
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
STARTING = 120.0  # seconds, on a busy machine
Answer = tuple[int, dict[str, str], bytes]
_SOCKET = {
    "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def ask(
    port: int, path: str, host: str, tls: ssl.SSLContext | None = None, more: Mapping[str, str] | None = None
) -> Answer:
    """The status, headers and body of an answer to a GET with this Host and more headers."""
    made = (
        http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=tls)
        if tls
        else http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    )
    with closing(made) as connection:
        connection.request("GET", path, headers={"Host": host, **(more or {})})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, b"" if answer.status == 101 else answer.read()


def wait_for(port: int, process: subprocess.Popen[bytes], tls: ssl.SSLContext | None = None) -> None:
    until = time.monotonic() + STARTING
    while True:
        try:
            ask(port, "/_stcore/health", HOST, tls)
            return
        except OSError:
            assert process.poll() is None, "it ended while starting"
            assert time.monotonic() < until, "it did not come up"
            time.sleep(0.05)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, sqlite_made: Path) -> Path:
    path = tmp_path_factory.mktemp("served") / "rubric.sqlite3"
    shutil.copy(sqlite_made, path)
    return path


@pytest.fixture(scope="module")
def served(database: Path) -> Iterator[int]:
    """The port of a server that was given a host and an upload limit by variables, and few files at first."""
    port = free_port()
    given = {
        "RUBRIC_DATABASE_URL": f"sqlite:///{database}",
        "RUBRIC_UPLOAD_MEGABYTES": "7",
        "STREAMLIT_SERVER_ALLOWED_HOSTS": f"{HOST} 127.0.0.1",
    }
    command = [sys.executable, "-m", "rubric", "run", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | given, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def test_a_host_named_by_a_variable_is_served_and_another_is_not(served: int) -> None:
    for host, status in ((HOST, 101), ("127.0.0.1", 101), ("elsewhere.example", 403), ("localhost", 403)):
        assert (host, ask(served, "/_stcore/stream", host, more=_SOCKET)[0]) == (host, status)
    status, headers, page = ask(served, "/", HOST)
    assert status == 200
    assert b"<title>" in page
    assert "default-src 'self'" in headers["content-security-policy"]


def test_it_tells_whether_its_store_answers(served: int) -> None:
    until = time.monotonic() + STARTING
    while True:  # the first to ask has it opened, which may take longer than an answer may
        status, headers, body = ask(served, "/health", HOST)
        if status == 200 or time.monotonic() > until:
            break
    assert (status, json.loads(body)) == (200, {"store": "answers"})
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"


class Answering:
    """A store that answers, refuses, or is silent until it is told."""

    def __init__(self) -> None:
        self.asked = 0
        self.error: Exception | None = None
        self.silence = 0.0

    def answer(self) -> None:
        self.asked += 1
        time.sleep(self.silence)
        if self.error:
            raise self.error


async def told(health: StoreHealth, times: int = 1) -> list[int]:
    answers = await asyncio.gather(*(health.answer(None) for _ in range(times)))  # type: ignore[arg-type]
    return [answer.status_code for answer in answers]


def test_a_store_that_refuses_or_says_nothing_is_told_in_time_and_asked_once_for_all() -> None:
    async def work() -> None:
        store = Answering()
        health = StoreHealth(store.answer, within=0.2)
        assert await told(health) == [200]
        store.error = StoreUnavailable("It is away.")
        assert await told(health) == [503]
        store.error, store.silence, store.asked = None, 1.5, 0
        assert await told(health, times=20) == [503] * 20
        assert store.asked == 1

    with ThreadPoolExecutor(1) as one:  # not in this thread, which the browser tests' own event loop may be running in
        one.submit(asyncio.run, work()).result()


# behind a proxy, as docs/settings.md has it


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for the host, signed by itself, and its key."""
    if not NGINX or not shutil.which("openssl"):
        pytest.skip("nginx and openssl are not both installed, so the team's set-up is not tried")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def proxied(served: int, certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a real nginx, with the very configuration that the page on settings shows."""
    port, folder = free_port(), tmp_path_factory.mktemp("nginx")
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    shown = page.split("```nginx\n")[1].split("```")[0]
    for theirs, ours in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("127.0.0.1:8501", f"127.0.0.1:{served}"),
        ("/etc/ssl/rubric.pem", str(certificate / "certificate.pem")),
        ("/etc/ssl/rubric.key", str(certificate / "key.pem")),
        ("rubric.example.gov.uk", HOST),
        ("32m", "8m"),
        ("/etc/nginx/rubric.users", str(folder / "users")),
    ):
        assert theirs in shown, f"{theirs} is not in the configuration that is shown"
        shown = shown.replace(theirs, ours)
    (folder / "users").write_text("sam:{PLAIN}letmein\n")
    places = "\n".join(
        f"  {kind}_temp_path {folder / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    as_root = "user root; " if os.geteuid() == 0 else ""  # else its workers could not read what is in our folders
    (folder / "nginx.conf").write_text(
        f"{as_root}daemon off; pid {folder / 'pid'}; error_log {folder / 'error.log'};\n"
        f"events {{}}\nhttp {{\n  access_log off;\n{places}\n{shown}\n}}\n"
    )
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"])
    try:
        wait_for(port, process, trusting(certificate))
        yield port
    finally:
        process.terminate()
        process.wait(30)


def trusting(certificate: Path) -> ssl.SSLContext:
    made = ssl.create_default_context(cafile=certificate / "certificate.pem")
    made.check_hostname = False  # it is reached by its number here, and asked for by its name
    return made


def test_a_stranger_is_asked_to_sign_in_and_plain_http_is_not_served(proxied: int, certificate: Path) -> None:
    assert ask(proxied, "/", HOST, trusting(certificate))[0] == 401
    assert ask(proxied, "/", HOST)[0] == 400


@pytest.fixture
def page(chromium: Browser, proxied: int) -> Iterator[Page]:
    """A browser that finds the host here, trusts its certificate, and has signed in."""
    # Started by the one Playwright there may be in a thread, since only a start can tell Chromium where a host is.
    here = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
    own = chromium.browser_type.launch(executable_path=str(CHROMIUM), args=[*FLAGS, here])
    context = own.new_context(ignore_https_errors=True, http_credentials={"username": "sam", "password": "letmein"})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    own.close()


def test_behind_a_real_proxy_words_are_saved_and_files_come_in(page: Page, proxied: int, database: Path) -> None:
    sockets: list[str] = []
    page.on("websocket", lambda one: sockets.append(one.url))
    page.goto(f"https://{HOST}:{proxied}/")
    page.get_by_text("Bring in an assessment from a file").click()
    expect(page.get_by_text("7MB per file")).to_be_visible()  # what the server was told, below the reader's own 20
    given = write_assessment(example_assessment().model_copy(update={"title": "By way of the proxy"}))
    page.locator("input[type=file]").first.set_input_files(
        {"name": "assessment.json", "mimeType": "application/json", "buffer": given.encode()}
    )
    expect(page.get_by_text("By way of the proxy").first).to_be_visible()
    assert sockets
    assert all(one.startswith(f"wss://{HOST}:{proxied}/") for one in sockets)
    with closing(Store(f"sqlite:///{database}")) as store:
        assert [one.title for one in store.assessments.summaries()] == ["By way of the proxy"]
