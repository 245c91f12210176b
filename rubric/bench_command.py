"""`rubric bench`: how long things take, and how long people wait."""

import json
from typing import Annotated, Literal

import typer


def bench(
    only: Annotated[
        Literal["work", "people", "pages"] | None,
        typer.Option(help="Measure the work by itself, people at served pages, or each page with few items and many."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, max=5000, help="How many changes each person makes, one in 2 s.")] = 5,
    database: Annotated[
        str, typer.Option(help="The address of an empty database for the people, in place of an SQLite file.")
    ] = "",
    servers: Annotated[int, typer.Option(min=1, max=8, help="How many servers the people are spread over.")] = 1,
    fewest: Annotated[int, typer.Option(min=1, max=200, help="How many people there are at least at once.")] = 1,
    most: Annotated[int, typer.Option(min=1, max=200, help="How many people there are at most at once.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Measure how long things take and how long people wait, as ratios to a floor measured in the same run."""
    # brings every library in, and only this command needs it
    from rubric.bench import measure, measure_pages, measure_people, table

    def say(what: str) -> None:
        typer.echo(f"Measuring: {what}", err=True)

    rows = measure(say) if only in (None, "work") else []
    people = (fewest, max(fewest, most))
    waits = []
    if only in (None, "people"):
        waits += measure_people(say, rounds, people=people, database=database, servers=servers)
    if only in (None, "pages"):
        waits += measure_pages(say)
    if as_json:
        typer.echo(json.dumps([*(row.as_json() for row in rows), *(row.as_json() for row in waits)]))
    else:
        typer.echo("\n".join([*(row.line for row in rows), *table(waits)]))
