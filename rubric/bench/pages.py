"""How long one person waits for each page, with few items and with many, beside the bare page in the same run.

Any click draws the whole page again, so what is measured is a page drawn again with nothing changed on it.
"""

import asyncio
import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from rubric.bench.made_up import made_up_assessment
from rubric.bench.people import Waits, warm
from rubric.bench.person import Place, person
from rubric.bench.places import BARE, BARE_PAGE
from rubric.bench.server import Server, serve_app, serve_script, url
from rubric.storage import Store
from rubric.ui.parts.navigation import SCREENS

ITEMS = (10, 100, 1000)  # of an assessment
DRAWN = 20  # times each page is drawn again
SESSIONS = 10  # opened at once, to tell what memory one takes


def measure_pages(done: Callable[[str], None], sizes: Sequence[int] = ITEMS, drawn: int = DRAWN) -> list[Waits]:
    """Each page with assessments of so many items, beside the bare page; the first drawing is told apart.

    In: what is told what is being measured; the numbers of items; how often each page is drawn again. `grown_mb` is
    what one more session at the page took. It takes about five minutes. NotServed where a page does not come.
    """
    with ExitStack() as kept:
        folder = Path(kept.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        script = folder / "bare.py"
        script.write_text(BARE_PAGE, encoding="utf-8")
        with closing(Store(url(folder / "bench.sqlite3"))) as store:
            made = {size: store.assessments.add(made_up_assessment(size)).id for size in sizes}
        bare = kept.enter_context(serve_script(script))
        ours = kept.enter_context(serve_app(url(folder / "bench.sqlite3")))
        done("the app getting warm")
        asyncio.run(warm(ours))
        found = []
        for what, place in _places(made).items():
            done(what)
            found.append(measure_page(ours, bare, what, place, drawn))
    return found


def _places(made: Mapping[int, str]) -> dict[str, Place]:
    return {
        f"{screen.title}, {size} items": Place(screen.path, f"assessment={assessment}")
        for size, assessment in made.items()
        for screen in SCREENS
    }


def measure_page(server: Server, bare: Server, what: str, place: Place, drawn: int) -> Waits:
    """How long one person waits for a page to be drawn first, and then again `drawn` times, by turns with the bare one.

    By turns, so that what else the machine does falls on both. NotServed: one of them does not come.
    """
    ours, floor = asyncio.run(_by_turns(server, bare, place, drawn))
    before = server.memory_mb
    asyncio.run(_crowd(server, place))
    after = server.memory_mb
    grown = (after - before) / SESSIONS if before is not None and after is not None else None
    beside = _waits(BARE, *floor, bare.memory_mb)
    return _waits(what, *ours, after).model_copy(update={"grown_mb": grown, "floor": beside})


def _waits(what: str, first: float, again: Sequence[float], memory: float | None) -> Waits:
    return Waits(
        what=what,
        people=1,
        changes=len(again),
        p50_ms=statistics.median(again),
        p95_ms=statistics.quantiles(again, n=20, method="inclusive")[-1],
        memory_mb=memory,
        first_ms=first,
    )


async def _by_turns(
    server: Server, bare: Server, place: Place, drawn: int
) -> tuple[tuple[float, list[float]], tuple[float, list[float]]]:
    """Of the page and of the bare page: the milliseconds until it was drawn first, and until each time after that."""
    async with person(server.port, place) as ours, person(bare.port, Place()) as floor:
        looks = [(await ours.look(), await floor.look()) for _ in range(drawn)]
        return (ours.first_ms, [one for one, _ in looks]), (floor.first_ms, [one for _, one in looks])


async def _crowd(server: Server, place: Place) -> None:
    """So many sessions, open at once."""
    async with AsyncExitStack() as there:
        for _ in range(SESSIONS):
            await there.enter_async_context(person(server.port, place))
