"""A process that has loaded all readers and reads nothing itself: for each request it makes a copy of itself.

A copy costs some milliseconds, where a fresh Python costs two seconds, and no file is ever read where another was.
"""

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Any

from rubric.bounded.frames import answer_from
from rubric.bounded.limits import Bounds
from rubric.bounded.start import START_SECONDS, environment

AVAILABLE = hasattr(os, "fork") and hasattr(socket, "send_fds")
_ENOUGH = 0.9  # of the seconds of work, on the clock, for it to have been ended for them
_ORDER = 64  # bytes of an order to make a copy: its bounds


def order(bounds: Bounds) -> bytes:
    """The order to make a copy that keeps these bounds."""
    return " ".join(bounds.words).encode().ljust(_ORDER)


def ordered(control: socket.socket) -> tuple[Bounds, int] | None:
    """The next order with the file descriptor that the copy talks through; None where the server is gone."""
    words, descriptors, _, _ = socket.recv_fds(control, _ORDER, 1)
    if not words or not descriptors:
        return None
    return Bounds.told(words.split()), descriptors[0]


def taking(channel: socket.socket, size: int, ends: float | None = None) -> bytes:
    """So many bytes; EOFError where the other side has gone, TimeoutError where they are not there when it `ends`."""
    found = bytearray()
    while len(found) < size:
        if ends is not None:
            channel.settimeout(_left(ends))
        piece = channel.recv(min(size - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _left(ends: float) -> float:
    if (left := ends - time.monotonic()) <= 0:
        raise TimeoutError
    return left


class _Original:
    """The process that copies itself, as the server holds it: started when first needed, and again where it ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def copy(self, bounds: Bounds) -> socket.socket:
        """The server's end of a channel to a new copy. OSError where none can be made."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            control = self._running()
            socket.send_fds(control, [order(bounds)], [theirs.fileno()])
        return ours

    def warm_up(self) -> None:
        """Start it, without waiting until it has loaded."""
        with self._lock:
            self._running()

    def end(self) -> None:
        """Let it go."""
        with self._lock:
            self._stop()

    def _running(self) -> socket.socket:
        if self._control is None or self._process is None or self._process.poll() is not None:
            self._stop()
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - our own code and a number
                    [sys.executable, "-m", "rubric.bounded", "copies", str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    env=environment(),
                    pass_fds=(theirs.fileno(),),
                )
        return self._control

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()  # at which it ends
        if self._process is not None:
            self._process.wait()
        self._control = self._process = None


@cache
def _original() -> _Original:
    original = _Original()
    atexit.register(original.end)
    return original


def warm_up() -> None:
    """Start the process that copies itself, and come back at once."""
    _original().warm_up()


def replies(request: bytes, bounds: Bounds) -> Generator[tuple[str, Any], None, None]:
    """The replies as they come. TimeoutError: it took too long; EOFError or OSError: it ended without an answer."""
    with _original().copy(bounds) as channel:
        identity = int.from_bytes(taking(channel, 8, time.monotonic() + START_SECONDS), "big")
        began, ended = time.monotonic(), False
        ends = began + bounds.seconds
        try:
            channel.settimeout(bounds.seconds)
            channel.sendall(request)
            while True:
                yield answer_from(lambda size: taking(channel, size, ends))
        except (EOFError, ConnectionError) as error:
            ended = True
            if time.monotonic() - began > _ENOUGH * bounds.work:  # the system ended it, and says so to nobody
                raise TimeoutError from error
            raise
        finally:
            if not ended:  # it holds its end of the channel, so the number is still its own
                with suppress(ProcessLookupError):
                    os.kill(identity, signal.SIGKILL)
