"""How long people wait while others are at work too: simulated people at our pages, and as many at a bare page.

Each connects as a browser does, opens the page, and changes something on it every one to three seconds. All are in this
one process and only ever call on servers of the bench's own, on this machine. They share its processors with the
servers, so only the ratios to the bare page, in the same run, mean anything elsewhere.
"""

import asyncio
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from rubric.bench.person import Person, Place, person
from rubric.bench.places import BARE, BARE_PAGE, ON_BARE, places
from rubric.bench.server import Server, serve_app, serve_script, url
from rubric.errors import NotServed
from rubric.storage import Store

GROUPS = (1, 10, 25, 50)
ROUNDS = 5
_THINKING = (1.0, 3.0)  # seconds between two changes of one person, evenly spread
_AT_LEAST = 12  # changes in all, where there are too few people for a percentile
_WARM_WITHIN, _LOOK_EVERY = 300.0, 0.5  # seconds
_LIBRARY = Place("reports")  # shows a progress bar while the models are made, and has none else


class Waits(BaseModel):
    """How long so many people waited at a page, in milliseconds; and the server's memory in MB, None if not known.

    `floor`: as many people at the bare page in the same run; None for the bare page itself.
    """

    model_config = ConfigDict(frozen=True)

    what: str
    people: int
    changes: int
    p50_ms: float
    p95_ms: float
    memory_mb: float | None
    floor: "Waits | None" = None

    @property
    def ratios(self) -> tuple[float | None, float | None, float | None]:
        """Ours over the bare page's: p50, p95, memory; None where there is nothing to hold against."""
        if self.floor is None:
            return None, None, None
        pairs = (
            (self.p50_ms, self.floor.p50_ms),
            (self.p95_ms, self.floor.p95_ms),
            (self.memory_mb, self.floor.memory_mb),
        )
        p50, p95, memory = (ours / bare if ours is not None and bare else None for ours, bare in pairs)
        return p50, p95, memory

    def as_json(self) -> dict[str, object]:
        """The figures and their ratios, in plain values."""
        p50, p95, memory = self.ratios
        floor = self.floor.what if self.floor else ""
        ratios = {"p50_ratio": p50, "p95_ratio": p95, "memory_ratio": memory}
        return {**self.model_dump(exclude={"floor"}), "floor": floor, **ratios}


def measure_people(done: Callable[[str], None], rounds: int = ROUNDS, groups: Sequence[int] = GROUPS) -> list[Waits]:
    """The waits of each group at each page, on a database that is thrown away. NotServed where a page does not come.

    In: what is told what is being measured; how many changes each person makes; how many people at once. With the
    defaults it takes about five minutes, longer on a busy machine.
    """
    found: list[Waits] = []
    with _served(max(groups)) as (bare, ours, where):
        done("the app getting warm")
        asyncio.run(_warm(ours))
        for people in groups:
            done(f"{people} at the {BARE}")
            floor = measure_at(bare, BARE, [ON_BARE] * people, rounds)
            found.append(floor)
            for what, all_places in where.items():
                done(f"{people} at the {what}")
                waits = measure_at(ours, what, all_places[:people], rounds)
                found.append(waits.model_copy(update={"floor": floor}))
    return found


@contextmanager
def _served(people: int) -> Iterator[tuple[Server, Server, dict[str, Sequence[Place]]]]:
    """The bare page's server, the app's, and the places there; all of it gone afterwards."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        script, database = Path(folder) / "bare.py", Path(folder) / "bench.sqlite3"
        script.write_text(BARE_PAGE, encoding="utf-8")
        with closing(Store(url(database))) as store:
            where = places(store, people)
        with serve_script(script) as bare, serve_app(database) as ours:
            yield bare, ours, where


async def _warm(ours: Server) -> None:
    """Wait until the models are made, which begins with the first visit. NotServed where that takes too long."""
    try:
        async with asyncio.timeout(_WARM_WITHIN), person(ours.port, _LIBRARY) as visitor:
            while "progress" in visitor.kinds:
                await asyncio.sleep(_LOOK_EVERY)
                await visitor.look()
    except TimeoutError as error:
        raise NotServed("The app did not make its models in time: see that its Reports page gets there.") from error


def measure_at(server: Server, what: str, where: Sequence[Place], rounds: int) -> Waits:
    """The waits of one person for each place, all at once. NotServed where a page does not come."""
    changes = max(rounds, -(-_AT_LEAST // len(where)))
    times, memory = asyncio.run(_crowd(server, where, changes))
    return Waits(
        what=what,
        people=len(where),
        changes=len(times),
        p50_ms=statistics.median(times),
        p95_ms=statistics.quantiles(times, n=20, method="inclusive")[-1],
        memory_mb=memory,
    )


async def _crowd(server: Server, where: Sequence[Place], changes: int) -> tuple[list[float], float | None]:
    """The milliseconds of every change, and the memory with everybody still there."""
    async with AsyncExitStack() as there:
        everybody = [await there.enter_async_context(person(server.port, place)) for place in where]
        times = await asyncio.gather(*(_changes(one, changes, seed) for seed, one in enumerate(everybody)))
        return [took for one in times for took in one], server.memory_mb


async def _changes(one: Person, changes: int, seed: int) -> list[float]:
    chance, times = random.Random(seed), []  # noqa: S311 - the same pace each time, nothing secret
    for _ in range(changes):
        await asyncio.sleep(chance.uniform(*_THINKING))
        times.append(await one.change())
    return times


def table(rows: Sequence[Waits]) -> list[str]:
    """The figures as lines of text, in columns under their heads; no lines where there are no figures."""
    if not rows:
        return []
    heads = ("people", "p50 ms", "p95 ms", "memory MB", "times the bare page: p50", "p95", "memory")
    cells = [
        (
            str(row.people),
            f"{row.p50_ms:.0f}",
            f"{row.p95_ms:.0f}",
            _shown(row.memory_mb, 0),
            *(_shown(ratio, 1) for ratio in row.ratios),
        )
        for row in rows
    ]
    first = max(len(row.what) for row in rows)
    lines = [("", heads), *((row.what, line) for row, line in zip(rows, cells, strict=True))]
    return [
        what.ljust(first) + "".join(f"  {cell:>{len(head)}}" for cell, head in zip(line, heads, strict=True))
        for what, line in lines
    ]


def _shown(figure: float | None, places: int) -> str:
    return "–" if figure is None else f"{figure:.{places}f}"
