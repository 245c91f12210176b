"""How long people wait while others are at work too: simulated people at our pages, and as many at a bare page.

Each connects as a browser does, opens the page, and changes something on it every one to three seconds. All are in this
one process and only ever call on servers of the bench's own, on this machine. They share its processors with the
servers, so only the ratios to the bare page, in the same run, mean anything elsewhere.
"""

import asyncio
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, closing, contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from rubric.bench.person import Person, Place, person
from rubric.bench.places import BARE, BARE_PAGE, ON_BARE, places
from rubric.bench.server import Server, emptied, memory_mb, serve_app, serve_script, url
from rubric.errors import NotServed
from rubric.storage import Store

GROUPS = (1, 10, 25, 50)
ROUNDS = 5
_THINKING = (1.0, 3.0)  # seconds between two changes of one person, evenly spread
_AT_LEAST = 12  # changes in all, where there are too few people for a percentile
_WARM_WITHIN, _LOOK_EVERY = 300.0, 0.5  # seconds
_LIBRARY = Place("reports")  # shows a progress bar while the models are made, and has none else


class Waits(BaseModel):
    """How long so many people waited at a page, in milliseconds; and the servers' memory in MB, None if not known.

    `floor`: as many people at the bare page in the same run; None for the bare page itself.
    """

    model_config = ConfigDict(frozen=True)

    what: str
    people: int
    changes: int
    p50_ms: float
    p95_ms: float
    memory_mb: float | None
    grown_mb: float | None = None  # since everybody's first change
    first_ms: float | None = None  # until the page was drawn for the first time, where that was measured
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


def measure_people(
    done: Callable[[str], None],
    rounds: int = ROUNDS,
    *,
    people: tuple[int, int] = (GROUPS[0], GROUPS[-1]),
    database: str = "",
    servers: int = 1,
) -> list[Waits]:
    """The waits of each group at each page, on a database that is thrown away.

    In: what is told what is being measured; how many changes each person makes; how many people there are at least and
    at most; the address of an empty database ("": an SQLite file); how many servers of ours they are spread over. With
    the defaults it takes about five minutes, longer on a busy machine. NotServed where a page does not come; BadInput
    where the database is not empty.
    """
    found: list[Waits] = []
    fewest, most = people
    groups = sorted({group for group in GROUPS if fewest <= group < most} | {most})
    with _served(most, database, servers) as (bare, ours, where):
        done("the app getting warm")
        for server in ours:
            asyncio.run(warm(server))
        for group in groups:
            done(f"{group} at the {BARE}")
            floor = measure_at([bare], BARE, [ON_BARE] * group, rounds)
            found.append(floor)
            for what, all_places in where.items():
                done(f"{group} at the {what}")
                waits = measure_at(ours, what, all_places[:group], rounds)
                found.append(waits.model_copy(update={"floor": floor}))
    return found


@contextmanager
def _served(
    people: int, database: str, servers: int
) -> Iterator[tuple[Server, list[Server], dict[str, Sequence[Place]]]]:
    """The bare page's server, the app's, and the places there; all of it gone afterwards."""
    with ExitStack() as kept:
        folder = Path(kept.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        script = folder / "bare.py"
        script.write_text(BARE_PAGE, encoding="utf-8")
        address = kept.enter_context(emptied(database)) if database else url(folder / "bench.sqlite3")
        with closing(Store(address)) as store:
            where = places(store, people)
        bare = kept.enter_context(serve_script(script))
        yield bare, [kept.enter_context(serve_app(address)) for _ in range(servers)], where


async def warm(ours: Server) -> None:
    """Wait until the models are made, which begins with the first visit. NotServed where that takes too long."""
    try:
        async with asyncio.timeout(_WARM_WITHIN), person(ours.port, _LIBRARY) as visitor:
            while "progress" in visitor.kinds:
                await asyncio.sleep(_LOOK_EVERY)
                await visitor.look()
    except TimeoutError as error:
        raise NotServed("The app did not make its models in time: see that its Reports page gets there.") from error


def measure_at(servers: Sequence[Server], what: str, where: Sequence[Place], rounds: int) -> Waits:
    """The waits of one person for each place, all at once, by turns at each server. NotServed: a page does not come."""
    changes = max(rounds, -(-_AT_LEAST // len(where)))
    times, before, after = asyncio.run(_crowd(servers, where, changes))
    return Waits(
        what=what,
        people=len(where),
        changes=len(times),
        p50_ms=statistics.median(times),
        p95_ms=statistics.quantiles(times, n=20, method="inclusive")[-1],
        memory_mb=after,
        grown_mb=after - before if before is not None and after is not None else None,
    )


async def _crowd(
    servers: Sequence[Server], where: Sequence[Place], changes: int
) -> tuple[list[float], float | None, float | None]:
    """The milliseconds of every change, and the memory after everybody's first change and after their last."""
    async with AsyncExitStack() as there:
        everybody = [
            await there.enter_async_context(person(server.port, place))
            for server, place in zip(cycle(servers), where, strict=False)
        ]
        first = await asyncio.gather(*(_changes(one, 1, seed) for seed, one in enumerate(everybody)))
        before = memory_mb(servers)
        rest = await asyncio.gather(*(_changes(one, changes - 1, -seed) for seed, one in enumerate(everybody, 1)))
        return [took for one in (*first, *rest) for took in one], before, memory_mb(servers)


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
    heads = (
        "people",
        "first ms",
        "p50 ms",
        "p95 ms",
        "memory MB",
        "grown by",
        "times the bare page: p50",
        "p95",
        "memory",
    )
    cells = [
        (
            str(row.people),
            _shown(row.first_ms, 0),
            f"{row.p50_ms:.0f}",
            f"{row.p95_ms:.0f}",
            _shown(row.memory_mb, 0),
            _shown(row.grown_mb, 1),
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
