"""The bounds of a process that reads, set by itself before it has seen a byte of the file."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """The most that reading one file may take: seconds on the clock, seconds of work, and bytes of memory.

    Our own decision: a whole report as a PDF takes some seconds of work on a slow laptop; the libraries alone take some
    hundred million bytes. Windows has no bound on work or memory that a process can set itself, and macOS holds none
    on memory: there the clock is what is left.
    """

    seconds: float = 28.0
    work: int = 20
    memory: int = 1_200_000_000

    @property
    def words(self) -> list[str]:
        """The bounds as words, for `told`."""
        return [str(self.seconds), str(self.work), str(self.memory)]

    @classmethod
    def told(cls, words: Sequence[str | bytes]) -> "Bounds":
        """The bounds that `words` says."""
        seconds, work, memory = words
        return cls(float(seconds), int(work), int(memory))


BOUNDS = Bounds()
_LATER = 2  # seconds after the server should have ended it, at which it ends by itself: the server may be gone
_BEHIND = 10  # how far it stands back for others, as `nice` counts: whoever types goes first


def limit_this_process(bounds: Bounds) -> None:
    """Bound this process as far as the system can; where it can't, the server still ends it when its time is up."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(bounds.seconds) + _LATER)
    os.setpriority(os.PRIO_PROCESS, 0, max(_BEHIND, os.getpriority(os.PRIO_PROCESS, 0)))
    for limit, most in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_CPU, bounds.work),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        try:
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            continue  # some systems know a limit and do not let it be set
