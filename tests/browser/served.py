"""The app as a person meets it: a real server on a free port, and a real browser beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 90_000  # milliseconds: a busy machine takes its time
expect.set_options(timeout=PATIENCE)
# The page says nothing of a click that the server has not heard of yet: so what goes through its connection is watched.
_WATCHED = """
(() => {
  const Plain = window.WebSocket;
  const say = (what) => { document.documentElement.dataset.answered = what; };
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => say("yes"));
    }
    send(data) { say("no"); return super.send(data); }
  };
})();
"""
# Streamlit opens an expander over half a second, also for those who asked for no motion. On a busy machine it stands
# still for so long that a button in it is pressed there, and elsewhere when the mouse is let go: that clicks nothing.
_STILL = """
(() => {
  const plain = Element.prototype.animate;
  Element.prototype.animate = function (frames, how) { return plain.call(this, frames, { ...how, duration: 0 }); };
})();
"""


class Served:
    """A server in a process of its own, which can be killed and started again on the same port and database."""

    def __init__(self, database: Path, script: Path | None = None) -> None:
        self._database = database
        self._script = script
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        ours = f"from rubric.ui.app.serve import serve; raise SystemExit(serve({self.port}, False))"
        bare = ["-m", "streamlit", "run", str(self._script), "--server.port", str(self.port)]
        self._process = subprocess.Popen(
            [sys.executable, *(bare if self._script else ["-c", ours])],
            cwd=ROOT,
            env=os.environ | {"RUBRIC_DATABASE_URL": f"sqlite:///{self._database}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2).close()
            except (urllib.error.URLError, OSError):
                if self._process.poll() is not None:
                    raise RuntimeError("the server stopped while starting") from None
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server did not answer within a minute")

    def hang(self) -> None:
        """Stop it from reading or answering anything, with its connections left open."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Have it read and answer again, beginning with what came while it hung."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, with nothing that would reach for the network."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            yield chromium
        finally:
            chromium.close()


def open_page(
    chromium: Browser, *, width: int = 1280, height: int = 900, scheme: str = "light", bypass_csp: bool = True
) -> Page:
    """A fresh browser session with one tab. axe is put into the page by us, so the page's policy is set aside."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        bypass_csp=bypass_csp,
        accept_downloads=True,
    )
    context.add_init_script(_WATCHED + _STILL)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def answered(page: Page) -> None:
    """Wait until the server has said something since the browser last sent something."""
    expect(page.locator("html")).to_have_attribute("data-answered", "yes")


def settled(page: Page) -> None:
    """Wait until all that was sent is answered, the script has run and nothing is being worked out any more."""
    for _ in range(3):
        answered(page)
        expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.locator("[data-testid=stSpinner]")).to_have_count(0)
        # What was said may have been of the run before, and the next one about to begin: the server gets to this
        # question after what was sent it before, and takes the longer over it the busier it is.
        page.evaluate("fetch('/_stcore/health').then(answer => answer.text()).catch(() => '')")
        page.wait_for_timeout(75)
    answered(page)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def in_time(read: Callable[[], object], wanted: object) -> None:
    """Wait until what is read (from the store, beside the app) is what is wanted."""
    until = time.monotonic() + PATIENCE / 1000
    while (found := read()) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    assert found == wanted


def at_once(target: Locator) -> None:
    """Click with nothing between press and release; what has the focus loses it, as it does to a mouse.

    For clicks while the page is still changing: on a busy machine the mouse's own two halves may fall on two things.
    """
    target.evaluate("target => { target.focus(); target.click(); }")


def button(page: Page, name: str) -> Locator:
    """The first button whose name starts so."""
    return page.get_by_role("button", name=name).first
