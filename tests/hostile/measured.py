"""`python -m tests.hostile.measured [--patient] [words]`: brings every hostile file in once, and says what each took.

A line each: door, file, its bytes; of the reading process seconds of work and the most memory; seconds on the clock,
and of this process's own work; what came of it. Only files whose line holds all the words are brought. The last line
has how many there were, and the worst. With --patient the clock is not looked at, for a machine that has much else
to do.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from rubric.bounded import Bounds, asking, warm_up
from rubric.errors import BadInput
from tests.hostile.files import DOORS, Hostile, all_hostile

_EVERY = 0.05  # seconds between two looks
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Taken:
    """The most that any reading process took: bytes of memory, and seconds of work."""

    memory: int = 0
    work: float = 0.0

    def look(self, process: int) -> None:
        for copy in _children(process):
            try:
                status = Path(f"/proc/{copy}/status").read_text()
                times = Path(f"/proc/{copy}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if "VmHWM:" in status:
                self.memory = max(self.memory, int(status.split("VmHWM:")[1].split()[0]) * 1024)
            self.work = max(self.work, (int(times[11]) + int(times[12])) / _TICKS)


@contextmanager
def watched() -> Iterator[Taken]:
    taken, done = Taken(), Event()
    originals = _children(os.getpid())

    def watch() -> None:
        while not done.wait(_EVERY):
            for original in originals:
                taken.look(original)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield taken
    finally:
        done.set()
        thread.join()


def _children(process: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def measure(hostile: Hostile) -> tuple[float, float, int, float, bool]:
    """Seconds of work, on the clock, the most memory in bytes, seconds of work here, and whether it was refused."""
    data = hostile.make()
    with watched() as taken:
        began, worked = time.monotonic(), time.thread_time()
        try:
            said, refused = f"taken: {type(DOORS[hostile.door](data)).__name__}", False
        except BadInput as error:
            said, refused = str(error), True
        took, here = time.monotonic() - began, time.thread_time() - worked
    words = (hostile.door, hostile.name, f"{len(data):,}", f"{taken.work:.1f} s", f"{taken.memory / 1e6:.0f} MB")
    print(" | ".join((*words, f"{took:.1f} s", f"{here:.2f} s", said)), flush=True)
    return taken.work, took, taken.memory, here, refused


def main(words: list[str]) -> None:
    if "--patient" in words:
        words.remove("--patient")
        vars(asking)["BOUNDS"] = Bounds(seconds=300)
    warm_up()
    chosen = [one for one in all_hostile() if all(word in f"{one.door} | {one.name} |" for word in words)]
    works, clocks, memories, heres, refusals = zip(*map(measure, chosen), strict=True)
    print(
        f"{len(chosen)} files, {sum(refusals)} refused; at most {max(works):.1f} s of work, {max(clocks):.1f} s on the "
        f"clock, {max(memories) / 1e6:.0f} MB, and {max(heres):.2f} s of work here"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
