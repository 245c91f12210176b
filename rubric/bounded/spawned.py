"""A fresh Python for each request: slower by the second that it takes to start, and possible on every system."""

import signal
import subprocess
import sys
from collections.abc import Generator
from io import BytesIO
from typing import Any

from rubric.bounded.frames import answer_from
from rubric.bounded.limits import Bounds
from rubric.bounded.start import START_SECONDS, environment

# what ends a process on its seconds of work or on the clock, on systems that have such signals
_TOO_LONG = {-getattr(signal, name) for name in ("SIGXCPU", "SIGALRM") if hasattr(signal, name)}


def replies(request: bytes, bounds: Bounds) -> Generator[tuple[str, Any], None, None]:
    """The replies, all at the end. TimeoutError: it took too long; EOFError: it ended without an answer."""
    with subprocess.Popen(  # noqa: S603 - our own code and two numbers
        [sys.executable, "-m", "rubric.bounded", "once", *bounds.words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as process:
        try:
            out, _ = process.communicate(request, timeout=bounds.seconds + START_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise TimeoutError from error
    stream = BytesIO(out)
    while stream.tell() < len(out):
        yield answer_from(lambda size: _exactly(stream, size))
    if process.returncode in _TOO_LONG:
        raise TimeoutError
    if process.returncode:
        raise EOFError


def _exactly(stream: BytesIO, size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found
