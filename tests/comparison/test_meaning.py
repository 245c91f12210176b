"""What to make of an item beside its nearest findings."""

import pytest

from rubric import workflow
from rubric.comparison.meaning import how_many_close, meaning, most_to_say
from rubric.comparison.model import Comparison
from rubric.english import in_words
from rubric.evidence import example_assessment
from rubric.framework import Polarity
from rubric.workflow import Bench


@pytest.fixture(scope="module")
def compared(bench: Bench) -> Comparison:
    return workflow.side_by_side(example_assessment(), bench)


def test_every_item_has_one_line_and_no_failing_is_to_be_led_with(compared: Comparison, bench: Bench) -> None:
    said = set()
    for claim in example_assessment().claims():
        near = compared.neighbours[claim.id]
        found = meaning(claim, near, bench.framework)
        said.add(found.text)
        assert found.text.endswith(".")
        assert "\n" not in found.text
        if claim.polarity is Polarity.SHORTFALL:
            assert "lead with" not in found.text
            assert found.step
    assert len(said) > 5


def test_it_opens_on_an_aspect_where_something_sets_reports_scored_3_apart(compared: Comparison) -> None:
    claims = example_assessment().claims()
    aspect = most_to_say(compared, claims)
    assert "what most sets those reports apart" in compared.contrasts[aspect].conclusion
    assert most_to_say(compared, []) == ""
    assert most_to_say(compared, [claim for claim in claims if claim.aspect == "practice"]) == "practice"


def test_close_findings_are_counted(compared: Comparison) -> None:
    claims = [claim for claim in example_assessment().claims() if claim.aspect == "culture"]
    told = how_many_close(compared, claims)
    assert told == "Reports scored 3 speak of the same thing as none of your 3 items here, reports scored 2 as none."
    claims = [claim for claim in example_assessment().claims() if claim.aspect == "workforce"]
    near = [compared.neighbours[claim.id].by_score for claim in claims]
    good, poor = (in_words(sum(bool(one[score]) for one in near)) for score in (3, 2))
    told = how_many_close(compared, claims)
    assert f"as {good} of your {len(claims)} items here" in told
    assert told.endswith(f"reports scored 2 as {poor}.")
