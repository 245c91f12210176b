"""The bounds of a process that reads, set by itself before it has seen a byte of the file."""

import os
import signal
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """The most that reading one file may take: seconds on the clock, and bytes of memory, libraries included.

    Our own decision: the longest published report, as a PDF, takes some seconds on a slow laptop; libraries take some
    hundred million bytes. Windows knows no bound on memory that a process can set itself, and macOS holds none: there
    only the time is bounded.
    """

    seconds: float = 25.0
    memory: int = 1_200_000_000


BOUNDS = Bounds()
_LATER = 2  # seconds after which the system ends the process by itself, should the server be gone


def limit_this_process(bounds: Bounds) -> None:
    """Bound this process as far as the system can; where it can't, the server still ends it when its time is up."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(bounds.seconds) + _LATER)
    os.nice(10)  # whoever types goes first
    for limit, most in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_CPU, int(bounds.seconds) + _LATER),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        try:
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            continue  # some systems know a limit and do not let it be set
