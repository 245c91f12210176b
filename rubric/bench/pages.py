"""How long one person waits for each page, with few items and reports and with many, beside the bare page in one run.

Any click draws the whole page again, so what is measured is a page drawn again with nothing changed on it.
"""

import asyncio
import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from rubric.bench.made_up import made_up_assessment, made_up_shelf
from rubric.bench.people import Waits, warm
from rubric.bench.person import Place, person
from rubric.bench.places import BARE, BARE_PAGE
from rubric.bench.server import Server, serve_app, serve_script, url
from rubric.reports import load_library
from rubric.storage import Store
from rubric.ui.parts.navigation import SCREENS

ITEMS = (10, 100, 1000)  # of an assessment
REPORTS = (4, 40, 153)  # in the library: those shipped, a region's worth and a whole country's
BESIDE = 100  # items of the assessment that stands beside so many reports
BY_REPORTS = ("comparison", "band", "library", "quality")  # the pages that are made of reports too
DRAWN = 20  # times each page is drawn again
SESSIONS = 10  # opened at once, to tell what memory one takes


def measure_pages(
    done: Callable[[str], None],
    sizes: Sequence[int] = ITEMS,
    reports: Sequence[int] = REPORTS,
    drawn: int = DRAWN,
) -> list[Waits]:
    """Each page with assessments of so many items, then with so many reports; all beside the bare page.

    In: what is told what is being measured; the numbers of items and of reports, those shipped counted in; how often
    each page is drawn again. The first drawing is told apart. `grown_mb` is what one more session at the page took. It
    takes about eight minutes. NotServed where a page does not come.
    """
    with ExitStack() as kept:
        folder = Path(kept.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        script = folder / "bare.py"
        script.write_text(BARE_PAGE, encoding="utf-8")
        bare = kept.enter_context(serve_script(script))
        address = url(folder / "items.sqlite3")
        with closing(Store(address)) as store:
            made = {size: store.assessments.add(made_up_assessment(size)).id for size in sizes}
        found = _measured(done, address, bare, _with_items(made), drawn)
        for number in reports:
            address = url(folder / f"{number}.sqlite3")
            with closing(Store(address)) as store:
                store.library.add_all(made_up_shelf(load_library(), number))
                places = _with_reports(number, store.assessments.add(made_up_assessment(BESIDE)).id)
            found += _measured(done, address, bare, places, drawn)
    return found


def _measured(
    done: Callable[[str], None], database: str, bare: Server, places: Mapping[str, Place], drawn: int
) -> list[Waits]:
    """These places of the app on this database, by name, on a server of their own that is warm."""
    with serve_app(database) as ours:
        done("the app getting warm")
        asyncio.run(warm(ours))
        found = []
        for what, place in places.items():
            done(what)
            found.append(measure_page(ours, bare, what, place, drawn))
        return found


def _with_items(made: Mapping[int, str]) -> dict[str, Place]:
    return {
        f"{screen.title}, {size} items": Place(screen.path, f"assessment={assessment}")
        for size, assessment in made.items()
        for screen in SCREENS
    }


def _with_reports(number: int, assessment: str) -> dict[str, Place]:
    return {
        f"{screen.title}, {number} reports": Place(screen.path, f"assessment={assessment}")
        for screen in SCREENS
        if screen.name in BY_REPORTS
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
