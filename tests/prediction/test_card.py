"""The model card and the transparency record are written from a run, and leave nothing unfilled."""

from datetime import date

import pytest

from rubric.prediction import evaluate_library
from rubric.prediction.card import COUNCIL_SAYS, model_card, transparency_record
from rubric.workflow import Bench

ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def texts(bench: Bench) -> tuple[str, str]:
    evaluation = evaluate_library(bench.library, bench.framework)
    given = (evaluation, bench.model, bench.library, ON)
    return model_card(*given), transparency_record(*given)


def test_the_card_holds_the_figures_of_the_run(texts: tuple[str, str], bench: Bench) -> None:
    card, _ = texts
    assert "4 published reports (2 scored 2, 2 scored 3) with 238 coded findings" in card
    assert f"{bench.model.spread:.3f}" in card
    assert "| this model | 4 | 4 | 1.00" in card
    assert "| always 3 | 4 | 4 | 0.50" in card
    assert "must not be used for" in card


def test_the_record_leaves_to_the_council_what_only_it_can_say(texts: tuple[str, str]) -> None:
    _, record = texts
    assert record.count(COUNCIL_SAYS) >= 10
    for heading in ("Tier 1 information", "Senior responsible owner", "Model performance", "Risks and mitigations"):
        assert heading in record


@pytest.mark.parametrize("which", [0, 1])
def test_both_say_what_a_band_is_and_have_no_empty_place(texts: tuple[str, str], which: int) -> None:
    assert "no skill has been shown" in " ".join(texts[which].split())
    assert "A prediction, not a CQC score" in texts[which]
    assert "$" not in texts[which]
    assert "20 November 2026" in texts[which]
