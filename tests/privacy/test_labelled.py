"""How well the recognisers do on sentences that they were not written with."""

from pathlib import Path

import pytest

from rubric.privacy import Kind
from tests.privacy.labelled import counted, sentences, table

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_there_are_enough_sentences_and_half_of_them_are_clean() -> None:
    rows = list(sentences())
    assert len(rows) >= 400
    clean = sum(not row.spans for row in rows)
    assert 0.45 < clean / len(rows) < 0.55
    halves = [{row.text for row in rows if row.half == half} for half in ("develop", "held_out")]
    assert not halves[0] & halves[1]


@pytest.mark.parametrize(("set", "recall", "precision"), [("plain", 0.97, 0.97), ("hard", 0.60, 0.80)])
def test_what_is_held_out_is_found_and_little_else(set: str, recall: float, precision: float) -> None:
    result = counted("held_out", set)
    found, there = result.recall()
    assert found / there >= recall
    right, finds = result.precision()
    assert right / finds >= precision


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_found(kind: Kind) -> None:
    found, there = counted("held_out", "plain").recall(kind)
    assert found / there >= 0.9


def test_the_page_has_the_figures_of_today() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for row in table():
        assert row in page, f"docs/privacy.md lacks: {row}"
