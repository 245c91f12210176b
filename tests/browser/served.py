"""The app as a person meets it: a real server on a free port, and a real browser beside it."""

import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.browser import at_rest

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
# Whether everything is at rest: all that was sent has been dealt with, no script runs or is about to, all that the
# server said has come, and nothing in the page has changed while this was asked and drawn twice. See at_rest.py.
_WATCHED = """
(() => {
  const seen = { tab: "", sent: 0, got: 0, drawn: 0 };
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address, ...given) {
      const tab = crypto.randomUUID();
      super(`${address}?tab=${tab}`, ...given);
      Object.assign(seen, { tab, sent: 0, got: 0 });
      this.addEventListener("message", () => { seen.got += 1; });
    }
    send(data) { seen.sent += 1; return super.send(data); }
  };
  new MutationObserver(() => { seen.drawn += 1; }).observe(
    document, { subtree: true, childList: true, attributes: true, characterData: true });
  const server = (more = "") =>
    fetch(`/at-rest?tab=${seen.tab}${more}`).then(answer => answer.json()).catch(() => ({}));
  const frame = () => new Promise(requestAnimationFrame);
  window.arrived = async () => seen.sent > 0 && (await server()).arrived === seen.sent;
  window.atRest = async () => {
    const before = JSON.stringify(seen);
    const { settled, heard, said } = await server();
    if (!settled) {
      await server("&wait=1");  // it is asked again then: to ask and draw all the while keeps the server from its work
      return false;
    }
    await frame();
    await frame();
    return heard === seen.sent && heard > 0 && said === seen.got && before === JSON.stringify(seen);
  };
})();
"""
# Streamlit opens an expander over half a second, also for those who asked for no motion. On a busy machine it stands
# still for so long that a button in it is pressed there, and elsewhere when the mouse is let go: that clicks nothing.
# And a menu opened by keyboard is given the focus once all transitions have ended, as far as its library knows: where
# two of one element are cancelled together (by being drawn again under way), it misses the second and waits for ever.
_STILL = """
(() => {
  const plain = Element.prototype.animate;
  Element.prototype.animate = function (frames, how) { return plain.call(this, frames, { ...how, duration: 0 }); };
  const style = new CSSStyleSheet();
  style.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets.push(style);
})();
"""


class Served:
    """A server in a process of its own, which can be killed and started again on the same port and database.

    Each is a copy of one process that has loaded the app (`loaded.py`), and loads nothing anew.
    """

    def __init__(self, database: Path | str, script: Path | None = None, *, show_changes: int = 0) -> None:
        """`database`: an SQLite file, or the address of any database. `show_changes`: as the setting; off as a rule."""
        self._show_changes = str(show_changes)
        self._url = database if isinstance(database, str) else f"sqlite:///{database}"
        self._script = script
        self._process: BaseProcess | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        environment = {"RUBRIC_DATABASE_URL": self._url, "RUBRIC_SHOW_CHANGES_SECONDS": self._show_changes}
        copies = get_context("forkserver")
        copies.set_forkserver_preload(["tests.browser.loaded"])
        started, told = copies.Pipe(duplex=False)
        given = (self.port, self._script, environment, told)
        self._process = copies.Process(target=at_rest.serve_on, args=given, daemon=True)
        self._process.start()
        told.close()
        try:
            started.recv()
        except EOFError:
            raise RuntimeError("the server stopped while starting") from None
        # its port is open by now, and this is answered as soon as it answers anything
        urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=PATIENCE / 1000).close()

    def hang(self) -> None:
        """Stop it from reading or answering anything, with its connections left open."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Have it read and answer again, beginning with what came while it hung."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.pid is not None:
            os.kill(self._process.pid, number)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, with nothing that would reach for the network."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            yield chromium
        finally:
            chromium.close()


def new_session(chromium: Browser, *, bypass_csp: bool = True) -> BrowserContext:
    """A fresh browser session. axe is put into the page by us, so the page's policy is set aside unless told."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        bypass_csp=bypass_csp,
        accept_downloads=True,
    )
    context.add_init_script(_WATCHED + _STILL)
    context.set_default_timeout(PATIENCE)
    return context


def open_page(chromium: Browser, *, bypass_csp: bool = True) -> Page:
    """The tab of somebody else, in a session of their own."""
    return new_session(chromium, bypass_csp=bypass_csp).new_page()


def settled(page: Page) -> None:
    """Wait until all that was sent is answered and shown, and nothing is being worked out any more."""
    expect(page.locator("[data-testid=stSpinner]")).to_have_count(0)
    page.wait_for_function("atRest()")
    page.wait_for_function("atRest()")
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def still(page: Page) -> None:
    """Wait until it is settled, nothing is left to be filled in, and no colour or place is on its way to another."""
    settled(page)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
    settled(page)


def in_time(read: Callable[[], object], wanted: object) -> None:
    """Wait until what is read (from the store, beside the app, so by looking again) is what is wanted."""
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
