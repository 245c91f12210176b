"""Charts for print: the same bytes each time, words that match the numbers, and contrast that holds in grey."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image

from rubric import workflow
from rubric.comparison import compare
from rubric.draft.paper import drawing
from rubric.draft.paper.charts import band_chart, coverage, maturity_by_aspect
from rubric.draft.paper.drawing import TINTS
from rubric.draft.paper.model import Picture
from rubric.english import capital, in_words, percent
from rubric.evidence import Assessment, example_assessment
from rubric.framework import Framework, load
from rubric.framework.words import Maturity, Voice
from rubric.prediction import DISCLAIMER
from rubric.prediction.model import NotPredicted, Prediction
from rubric.workflow import Bench
from tests.draft.audit import contrast
from tests.draft.builders import council, item, rich
from tests.draft.test_compose import outcome_of


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load()


def test_the_numbers_beneath_are_those_of_the_items(framework: Framework) -> None:
    items = [item(maturity=Maturity.IMPACT), item(maturity=Maturity.IMPACT), item("unfinished", maturity=None)]
    picture = maturity_by_aspect(items, framework)
    first = picture.grid.table.rows[0]
    assert (first["impact"], first["embedded"], first["all"]) == ("2", "0", "2")
    assert sum(int(row["all"]) for row in picture.grid.table.rows) == 2
    assert "two points" in picture.alt
    assert "Learning culture and leadership: 2 impact." in picture.alt


def test_coverage_counts_each_voice_and_our_own_word(bench: Bench) -> None:
    covered = workflow.side_by_side(example_assessment(), bench).coverage
    picture = coverage(covered, bench.framework)
    for aspect, row in zip(bench.framework.aspects, picture.grid.table.rows, strict=True):
        for cell in (one for one in covered.cells if one.aspect == aspect.id):
            assert row[cell.voice.value if cell.voice else "only_us"] == str(cell.claims)
    alone = sum(cell.claims for cell in covered.cells if cell.voice is None)
    assert alone > 1
    assert f"{capital(in_words(alone))} points rest on our word alone." in picture.alt


def test_coverage_has_a_column_for_what_is_not_answered_where_there_is_any(bench: Bench) -> None:
    def drawn(*voices: list[Voice] | None) -> Picture:
        made = council(*(item(f"Claim {n}", voices=said) for n, said in enumerate(voices)))
        return coverage(workflow.side_by_side(made, bench).coverage, bench.framework)

    plain, asked = drawn([], [Voice.PEOPLE]), drawn(None, [], None)
    assert "unanswered" not in {column.key for column in plain.grid.table.columns}
    assert "not answered" not in plain.alt
    first = asked.grid.table.rows[0]
    assert (first["people"], first["only_us"], first["unanswered"]) == ("0", "1", "2")
    assert "One point rests on our word alone. For two points it is not answered who confirms them." in asked.alt
    assert abs(sum(asked.grid.widths) - sum(plain.grid.widths)) < 0.01


@pytest.mark.parametrize("kind", [Prediction, NotPredicted])
def test_the_band_chart_never_stands_without_its_warning(
    kind: type[Prediction] | type[NotPredicted], framework: Framework
) -> None:
    outcome = outcome_of(kind)
    picture = band_chart(outcome, framework)
    assert DISCLAIMER in picture.caption
    assert DISCLAIMER in picture.alt
    assert [row["chance"] for row in picture.grid.table.rows] == [percent(c) for c in outcome.probabilities.values()]
    assert all(row["chance"] in picture.alt for row in picture.grid.table.rows)


def test_nothing_at_all_can_be_drawn(framework: Framework, bench: Bench) -> None:
    assert "no finished evidence yet" in maturity_by_aspect([], framework).alt
    nothing = compare(Assessment().claims(), bench.index, framework).coverage
    assert "no finished evidence yet" in coverage(nothing, framework).alt


def test_the_same_numbers_give_the_same_bytes_even_side_by_side(framework: Framework) -> None:
    items = rich().evidence
    alone = maturity_by_aspect(items, framework).png
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: maturity_by_aspect(items, framework).png, range(4)))
    assert set(together) == {alone}


def test_pictures_are_as_wide_as_the_page_at_print_resolution(framework: Framework) -> None:
    with Image.open(BytesIO(maturity_by_aspect(rich().evidence, framework).png)) as image:
        assert image.width == pytest.approx(drawing.WIDTH / 2.54 * drawing.DOTS, abs=2)
        assert image.width / (drawing.WIDTH / 2.54) >= 200


def test_numbers_read_on_every_tint_and_every_mark_stands_out() -> None:
    for tint in TINTS:
        assert contrast(drawing.text_colour(tint).lstrip("#"), tint.lstrip("#")) >= 4.5
    assert contrast(drawing.EDGE.lstrip("#"), "FFFFFF") >= 3
    for ink in (drawing.INK, drawing.QUIET):
        assert contrast(ink.lstrip("#"), "FFFFFF") >= 4.5


def test_tints_keep_their_order_in_black_and_white() -> None:
    shades = [contrast(tint.lstrip("#"), "FFFFFF") for tint in TINTS]
    assert shades == sorted(set(shades))


def test_a_thousand_points_in_one_aspect_still_fit_the_page(framework: Framework) -> None:
    picture = maturity_by_aspect([item(maturity=list(Maturity)[n % 6]) for n in range(1_000)], framework)
    with Image.open(BytesIO(picture.png)) as image:
        right_edge = image.convert("L").crop((image.width - 4, 0, image.width, image.height))
    assert right_edge.getextrema() == (255, 255)
