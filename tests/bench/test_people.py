"""People at served pages: what one changes is kept and answered, and the table says how that compares."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from rubric.bench.people import Waits, measure_at, table
from rubric.bench.person import Person, Place, person
from rubric.bench.places import BAND, BARE, BARE_PAGE, FORM, ON_BARE, places
from rubric.bench.server import Server, memory_mb, serve_app, serve_script, url
from rubric.errors import NotServed
from rubric.storage import Store

Found = TypeVar("Found")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    script = tmp_path_factory.mktemp("bare") / "bare.py"
    script.write_text(BARE_PAGE, encoding="utf-8")
    with serve_script(script) as server:
        yield server


def apart(work: Callable[[], Found]) -> Found:
    """Do it on a thread of its own: in this one the browser tests may have left an event loop running."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(work).result()


def changed_twice(server: Server, place: Place) -> Person:
    """Someone who came, changed something, and changed it again."""

    async def visit() -> Person:
        async with person(server.port, place) as visitor:
            assert await visitor.change() > 0
            await visitor.change()
            return visitor

    return apart(lambda: asyncio.run(visit()))


def test_a_change_at_our_pages_is_answered_and_kept(tmp_path: Path) -> None:
    database = tmp_path / "people.sqlite3"
    with closing(Store(url(database))) as store:
        where = places(store, 1)
        (summary,) = store.assessments.summaries()
        before = store.assessments.get(summary.id)
        with serve_app(url(database)) as server:
            visitor = changed_twice(server, where[FORM][0])
            steps = visitor.widgets["How far along is it?"]
            assert len(steps.values) > 2
            changed_twice(server, where[BAND][0])
        after = store.assessments.get(summary.id)
    item, same = before.evidence[0], after.evidence[0]
    assert item.id in where[FORM][0].address
    assert same.maturity != item.maturity
    assert after.evidence[1:] == before.evidence[1:]


def test_everybody_has_a_place_of_their_own_and_teams_share_an_assessment(tmp_path: Path) -> None:
    with closing(Store(url(tmp_path / "places.sqlite3"))) as store:
        where = places(store, 50)
        assert len({place.address for place in where[FORM]}) == 50
        assert len(where[BAND]) == 50
        assert len(store.assessments.summaries()) == 2


def test_a_few_people_at_once_all_wait_and_are_all_counted(bare: Server) -> None:
    waits = apart(lambda: measure_at([bare], BARE, [ON_BARE] * 12, rounds=1))
    assert (waits.people, waits.changes) == (12, 12)
    assert 0 < waits.p50_ms <= waits.p95_ms
    assert (waits.memory_mb or 0) > 10 or sys.platform != "linux"


def test_people_are_spread_over_the_servers_whose_memory_is_added_up(bare: Server, tmp_path: Path) -> None:
    script = tmp_path / "second.py"
    script.write_text(BARE_PAGE, encoding="utf-8")
    with serve_script(script) as second:
        waits = apart(lambda: measure_at([bare, second], BARE, [ON_BARE] * 2, rounds=1))
        both = memory_mb([bare, second])
        second_alone = second.memory_mb
    assert (waits.people, waits.changes) == (2, 12)
    assert both is None or both > (second_alone or 0)
    assert (waits.grown_mb is None) == (waits.memory_mb is None)


def test_a_page_without_what_is_to_be_changed_is_said_plainly(bare: Server) -> None:
    with pytest.raises(NotServed, match="has no “zebra”"):
        changed_twice(bare, Place(label="zebra"))


def test_a_page_that_shows_an_error_is_not_measured(tmp_path: Path) -> None:
    script = tmp_path / "wrong.py"
    script.write_text("import streamlit as st\nst.error('Not saved')\n", encoding="utf-8")
    with serve_script(script) as server, pytest.raises(NotServed, match="shows an error"):
        changed_twice(server, Place())


def test_a_server_is_gone_afterwards_and_says_so_where_it_does_not_come_up(tmp_path: Path) -> None:
    script = tmp_path / "empty.py"
    script.write_text("", encoding="utf-8")
    with serve_script(script) as server:
        os.kill(server.process, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(server.process, 0)
    with pytest.raises(NotServed, match="Nothing is served"):
        changed_twice(server, Place())
    with pytest.raises(NotServed, match="did not come up"), serve_script(tmp_path / "none.py"):
        pass


ON_FLOOR = Waits(what=BARE, people=10, changes=50, p50_ms=20, p95_ms=40, memory_mb=60)
OURS = Waits(what=FORM, people=10, changes=50, p50_ms=50, p95_ms=50, memory_mb=390, grown_mb=12, floor=ON_FLOOR)


def test_ratios_are_ours_over_the_bare_page_with_as_many_people() -> None:
    assert OURS.ratios == (2.5, 1.25, 6.5)
    assert ON_FLOOR.ratios == (None, None, None)
    unknown = ON_FLOOR.model_copy(update={"memory_mb": None})
    assert OURS.model_copy(update={"floor": unknown}).ratios == (2.5, 1.25, None)
    assert OURS.model_copy(update={"memory_mb": None}).ratios == (2.5, 1.25, None)


def test_the_table_has_a_line_for_each_and_straight_columns() -> None:
    lines = table([ON_FLOOR, OURS])
    assert len({len(line) for line in lines}) == 1
    assert lines[1].split()[-9:] == ["10", "–", "20", "40", "60", "–", "–", "–", "–"]
    assert lines[2].split()[-9:] == ["10", "–", "50", "50", "390", "12.0", "2.5", "1.2", "6.5"]
    assert table([]) == []


def test_the_json_has_the_figures_the_floor_and_the_ratios() -> None:
    found = json.loads(json.dumps(OURS.as_json()))
    assert found["what"] == FORM
    assert found["floor"] == BARE
    assert (found["p50_ms"], found["p50_ratio"], found["p95_ratio"], found["memory_ratio"]) == (50, 2.5, 1.25, 6.5)
    assert json.loads(json.dumps(ON_FLOOR.as_json()))["p50_ratio"] is None
