"""What a process of its own is asked to do in these tests: functions that it finds by name."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from rubric.errors import BadReport


def echo(value: object) -> object:
    return value


def in_steps(steps: int, *, progress: Callable[[float], None]) -> int:
    for step in range(steps):
        progress((step + 1) / steps)
    return steps


def wait(seconds: float) -> None:
    time.sleep(seconds)


def work_on() -> None:
    while True:
        pass


def take(size: int) -> int:
    return len(bytearray(size))


def refuse(sentence: str) -> None:
    raise BadReport(sentence)


def break_down() -> None:
    raise ZeroDivisionError


def vanish() -> None:
    os._exit(0)


def write(path: str) -> None:
    Path(path).write_text("x", encoding="utf-8")


def environment() -> dict[str, str]:
    return dict(os.environ)


def identity() -> int:
    return os.getpid()


class Chosen:
    """Pickles as the call of a function, as an answer never may."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("true",)


def gadget() -> Chosen:
    return Chosen()
