"""The prediction in a few sentences."""

import re

import pytest

from rubric import workflow
from rubric.evidence import Assessment, example_assessment
from rubric.framework import Polarity
from rubric.prediction import Prediction
from rubric.prediction.bands import nearest
from rubric.prediction.in_short import how_sure, next_steps, tell_apart, what_tips_it, where_it_stands
from rubric.prediction.model import AspectProfile
from rubric.prediction.moves import tells_of_failing
from rubric.prediction.offers import Suggestion
from rubric.prediction.suggestions import suggestions
from rubric.workflow import Bench


def standing(value: float | None, two: float, three: float) -> AspectProfile:
    return AspectProfile(aspect="culture", value=value, claims=2, typical={1: 0, 2: two, 3: three, 4: 1})


def outcome(bench: Bench, last_score: int | None = None) -> Prediction:
    found = workflow.outlook(example_assessment(), bench, last_score)
    assert isinstance(found, Prediction)
    return found


def test_what_tips_it_says_whether_what_was_known_before_changes_the_band(bench: Bench) -> None:
    found = outcome(bench)
    alone = nearest(found.evidence_only)
    assert alone != found.band
    assert what_tips_it(found) == f"That tips it from a {alone} to a {found.band}."
    assert what_tips_it(outcome(bench, alone)) == f"With or without that, the band is a {alone}."


def test_how_sure_counts_what_is_shown_and_has_no_decimals(bench: Bench) -> None:
    said = how_sure(outcome(bench), example_assessment().claims(), bench.framework)
    assert said.startswith("More likely a 3 than a 2 (")
    assert re.search(r"\d+ of \d+ items have something to show for it, but “.+ pull it down\.$", said)
    assert not re.search(r"\d\.\d", said)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "Nothing is said yet."),
        (0.1, "Below reports scored 2."),
        (0.2, "Like reports scored 2."),
        (0.3, "Between the two, nearer to a 2."),
        (0.5, "Between the two, nearer to a 3."),
        (0.62, "Like reports scored 3."),
        (0.9, "Above reports scored 3."),
    ],
)
def test_an_aspect_stands_between_the_two_scores(value: float | None, words: str) -> None:
    assert where_it_stands(standing(value, 0.2, 0.6)) == words


@pytest.mark.parametrize("three", [0.22, 0.18])
def test_an_aspect_on_which_the_scores_do_not_differ_says_so(three: float) -> None:
    assert not tell_apart(standing(0.2, 0.2, three))
    assert (
        where_it_stands(standing(0.5, 0.2, three)) == "Reports scored 2 and 3 do not differ here; you are above both."
    )
    assert where_it_stands(standing(0.05, 0.2, three)).endswith("you are below both.")
    assert where_it_stands(standing(0.2, 0.2, three)).endswith("you stand with them.")


def test_the_next_steps_are_of_different_kinds_and_aspects_and_no_failing_is_first(bench: Bench) -> None:
    found = suggestions(example_assessment(), bench.framework, outcome(bench))
    steps = next_steps(found, example_assessment())
    assert len({one.cause for one in steps}) == len({one.aspects for one in steps}) == 3
    assert not any(re.search(r"\d\.\d", one.text) for one in steps)


def test_a_failing_that_presses_most_comes_after_what_is_none() -> None:
    example = example_assessment()
    failing = next(item for item in example.evidence if item.polarity is Polarity.SHORTFALL)
    gap = Suggestion(origin=f"gap:{failing.id}", text="a", why="a", evidence=(failing.id,), aspects=("a",))
    more = Suggestion(origin="more:b", text="b", why="b", aspects=("b",))
    assert next_steps([gap, more], example) == (more, gap)
    assert next_steps([gap], example) == (gap,)
    assert next_steps([], Assessment()) == ()


def test_a_figure_below_the_average_is_known_as_a_failing() -> None:
    assert tells_of_failing("38% of carers are satisfied, below the national average")
    assert tells_of_failing("Answered in 41 days, behind our target")
    assert not tells_of_failing("Carers chair the board, and 90% are satisfied, above the average")
