"""From nine scores to an overall rating."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.errors import BadInput
from rubric.framework import Framework, load, overall_rating

FRAMEWORK = load("2025-10")
nine_scores = st.lists(st.integers(1, 4), min_size=9, max_size=9)


def scores_adding_to(total: int) -> list[int]:
    scores = [1] * 9
    for step in range(total - 9):
        scores[step % 9] += 1
    return scores


def test_middlesbrough_s_published_scores_add_up_to_requires_improvement() -> None:
    rating = overall_rating([2, 3, 2, 2, 3, 3, 3, 2, 2], FRAMEWORK)
    assert (rating.total, rating.maximum, rating.percent) == (22, 36, 61.1)
    assert rating.label == "Requires improvement"
    assert (rating.next_label, rating.points_to_next) == ("Good", 1)


def test_camden_s_total_is_outstanding_with_nowhere_further_to_go() -> None:
    rating = overall_rating(scores_adding_to(32), FRAMEWORK)
    assert rating.percent == 88.9
    assert (rating.label, rating.next_label, rating.points_to_next) == ("Outstanding", None, None)


@pytest.mark.parametrize(
    ("total", "percent", "label", "points"),
    [
        (9, 25.0, "Inadequate", 5),
        (13, 36.1, "Inadequate", 1),
        (14, 38.9, "Requires improvement", 9),  # between 38 and 39: rounded to 39
        (22, 61.1, "Requires improvement", 1),
        (23, 63.9, "Good", 9),
        (31, 86.1, "Good", 1),
        (32, 88.9, "Outstanding", None),
        (36, 100.0, "Outstanding", None),
    ],
)
def test_a_total_is_read_against_the_thresholds(total: int, percent: float, label: str, points: int | None) -> None:
    rating = overall_rating(scores_adding_to(total), FRAMEWORK)
    assert (rating.percent, rating.label, rating.points_to_next) == (percent, label, points)


@given(nine_scores)
def test_the_points_named_are_just_enough_for_the_next_rating(scores: list[int]) -> None:
    rating = overall_rating(scores, FRAMEWORK)
    if rating.points_to_next is None:
        assert rating.label == FRAMEWORK.ratings[-1].label
        return
    reached = overall_rating(scores_adding_to(rating.total + rating.points_to_next), FRAMEWORK)
    assert reached.label == rating.next_label
    one_short = overall_rating(scores_adding_to(rating.total + rating.points_to_next - 1), FRAMEWORK)
    assert one_short.label == rating.label


@given(nine_scores, st.permutations(range(9)))
def test_every_statement_weighs_the_same(scores: list[int], order: list[int]) -> None:
    assert overall_rating(scores, FRAMEWORK) == overall_rating([scores[place] for place in order], FRAMEWORK)


def test_the_thresholds_come_from_the_pack() -> None:
    harder: Framework = FRAMEWORK.model_copy(
        update={"ratings": (FRAMEWORK.ratings[0], FRAMEWORK.ratings[1].model_copy(update={"from_percent": 90}))}
    )
    assert overall_rating([3] * 9, harder).label == "Inadequate"


@pytest.mark.parametrize("scores", [[], [3] * 8, [3] * 10, [0, *[3] * 8], [5, *[3] * 8]])
def test_anything_but_nine_scores_from_1_to_4_is_refused(scores: list[int]) -> None:
    with pytest.raises(BadInput, match="9 whole scores from 1 to 4"):
        overall_rating(scores, FRAMEWORK)
