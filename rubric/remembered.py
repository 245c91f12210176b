"""Remembering what was found in a text: each run of a page asks the same of the same hundreds of fields again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Found = TypeVar("Found")

LONGEST = 2_000  # letters of a text that is remembered: longer ones are few, and would fill the memory


def remembered(
    most: int,
) -> Callable[[Callable[Concatenate[str, Given], Found]], Callable[Concatenate[str, Given], Found]]:
    """Have a function of a text remember what it gave for the last `most` texts, the long ones left out.

    What it gives depends on what it is given alone, and is not to be written to. Threads may call it at once.
    """

    def of(function: Callable[Concatenate[str, Given], Found]) -> Callable[Concatenate[str, Given], Found]:
        # the types of a remembered call ask of each thing given that it has a hash, which a signature can't be asked
        known = cast(Callable[Concatenate[str, Given], Found], lru_cache(maxsize=most)(function))

        @wraps(function)
        def ask(text: str, /, *given: Given.args, **named: Given.kwargs) -> Found:
            return (function if len(text) > LONGEST else known)(text, *given, **named)

        return ask

    return of
