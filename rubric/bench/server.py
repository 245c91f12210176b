"""A server in a process of its own, on a free port of this machine, for the bench to call on."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData, inspect

from rubric.errors import BadInput, NotServed
from rubric.storage.database import Database
from rubric.ui.app.serve import ADDRESS

ROOT = Path(__file__).parents[2]  # holds app.py and Streamlit's settings, which both kinds of server read from here
_UP_WITHIN, _DOWN_WITHIN = 120.0, 10.0  # seconds
_EVERY = 0.1  # seconds between two looks whether it is up


@dataclass(frozen=True)
class Server:
    """A server that answers: its port, and the id of its process."""

    port: int
    process: int

    @property
    def address(self) -> str:
        return f"http://{ADDRESS}:{self.port}"

    @property
    def memory_mb(self) -> float | None:
        """Resident memory in megabytes; None where the system does not tell (it does on Linux)."""
        try:
            lines = Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines()
        except OSError:
            return None
        found = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
        return int(found[0]) / 1024 if found else None


def url(database: Path) -> str:
    """The URL of an SQLite file."""
    return f"sqlite:///{database.as_posix()}"


def memory_mb(servers: Iterable[Server]) -> float | None:
    """Resident memory of all of them in megabytes; None where the system does not tell."""
    found = [server.memory_mb for server in servers]
    return None if None in found else sum(one for one in found if one is not None)


@contextmanager
def emptied(address: str) -> Iterator[str]:
    """The address of an empty database, which is empty again afterwards. BadInput where there is something in it."""
    with closing(Database(address)) as database:
        with database.connection() as connection:
            if inspect(connection).get_table_names():
                raise BadInput(f"The database {database.where} is not empty: give the bench one with nothing in it.")
        try:
            yield address
        finally:
            with database.connection() as connection:
                made = MetaData()
                made.reflect(connection)
                made.drop_all(connection)
                connection.commit()


@contextmanager
def serve_app(database: str) -> Iterator[Server]:
    """The app as `rubric run` serves it, on the database at this address. NotServed where it does not come up."""
    port = _free_port()
    command = ["-m", "rubric", "run", "--no-browser", "--port", str(port)]
    with _serving(port, command, {"RUBRIC_DATABASE_URL": database}) as server:
        yield server


@contextmanager
def serve_script(path: Path) -> Iterator[Server]:
    """A script of Streamlit's, with the settings that the app has. NotServed where it does not come up."""
    port = _free_port()
    with _serving(port, ["-m", "streamlit", "run", str(path), "--server.port", str(port)], {}) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((ADDRESS, 0))
        return int(free.getsockname()[1])


@contextmanager
def _serving(port: int, command: list[str], settings: Mapping[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(  # noqa: S603 - this very Python, and arguments of our own
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(port, process.pid)
    try:
        until = time.monotonic() + _UP_WITHIN
        while not _is_up(server):
            if process.poll() is not None or time.monotonic() > until:
                raise NotServed(
                    "The server to be measured did not come up: see that `rubric run` works, and try again."
                )
            time.sleep(_EVERY)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(_DOWN_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_up(server: Server) -> bool:
    try:
        urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2).close()  # noqa: S310 - our own address
    except (urllib.error.URLError, OSError):
        return False
    return True
