"""Each page with few items and many: drawn first, drawn again, and what one more session takes."""

from pathlib import Path

from rubric.bench import pages
from rubric.bench.person import Place
from rubric.bench.places import BARE, BARE_PAGE
from rubric.bench.server import serve_script
from rubric.ui.parts.navigation import SCREENS, screen

from .test_people import apart


def test_every_page_is_drawn_with_every_number_of_items() -> None:
    where = pages._with_items({10: "few", 100: "many"})
    assert len(where) == 2 * len(SCREENS)
    assert where["Predicted band, 100 items"] == Place("band", "assessment=many")
    assert {place.page for place in where.values()} == {screen.path for screen in SCREENS}


def test_the_pages_made_of_reports_are_drawn_with_every_number_of_them() -> None:
    where = pages._with_reports(40, "one")
    assert where["Comparison, 40 reports"] == Place("comparison", "assessment=one")
    assert {place.page for place in where.values()} == {screen(name).path for name in pages.BY_REPORTS}


def test_a_page_is_drawn_first_and_again(tmp_path: Path) -> None:
    script = tmp_path / "bare.py"
    script.write_text(BARE_PAGE, encoding="utf-8")
    with serve_script(script) as server:
        waits = apart(lambda: pages.measure_page(server, server, "itself", Place(), drawn=3))
    assert (waits.what, waits.people, waits.changes) == ("itself", 1, 3)
    assert waits.floor is not None
    assert (waits.floor.what, waits.floor.changes) == (BARE, 3)
    assert waits.first_ms is not None
    assert waits.first_ms > 0
    assert 0 < waits.p50_ms <= waits.p95_ms
    assert (waits.grown_mb is None) == (waits.memory_mb is None)
