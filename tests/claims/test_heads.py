"""The heads: chances that are chances, and findings that move them in the way they point, little or much."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.claims.encoder import load_encoder
from rubric.claims.heads import ASPECT, POLARITY, VOICES, Heads, rows, shipped_heads
from rubric.framework import load

NUMBERS = st.floats(-3, 3)


def test_the_shipped_heads_know_the_frameworks_aspects() -> None:
    assert set(shipped_heads().aspects) == set(load().aspect_ids)


@settings(max_examples=30)
@given(st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=1, max_size=5))
def test_chances_lie_between_0_and_1_and_add_to_1_where_one_answer_is_right(numbers: list[list[float]]) -> None:
    weights = np.random.default_rng(1).normal(size=(3, 4))
    heads = Heads(("a", "b", "c"), {ASPECT: weights, POLARITY: weights, VOICES: weights})
    found = heads.chances(np.array(numbers))
    assert all(((table >= 0) & (table <= 1)).all() for table in found.values())
    assert np.allclose(found[ASPECT].sum(axis=1), 1)


def _small() -> tuple[Heads, np.ndarray, dict[str, np.ndarray]]:
    heads = Heads(("a", "b"), {ASPECT: np.zeros((2, 3))})
    given_rows = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    return heads, given_rows, {ASPECT: np.array([[1.0, 0.0], [0.0, 1.0]])}


def test_findings_move_the_heads_towards_their_codes_the_more_the_less_they_are_held() -> None:
    heads, given_rows, codes = _small()
    before = heads.chances(given_rows)[ASPECT][0, 0]
    firm = heads.moved_by(given_rows, codes, held=10).chances(given_rows)[ASPECT][0, 0]
    loose = heads.moved_by(given_rows, codes, held=0.1).chances(given_rows)[ASPECT][0, 0]
    assert before == 0.5 < firm < loose


def test_no_findings_leave_the_heads_as_they_were() -> None:
    heads, given_rows, codes = _small()
    assert heads.moved_by(given_rows[:0], {ASPECT: codes[ASPECT][:0]}) is heads


def test_who_speaks_is_part_of_what_is_read() -> None:
    readings = load_encoder().readings(["We are proud of our carers' forum."] * 2)
    council, regulator = rows(readings, np.array([True, False]))
    assert (council[:-2] == regulator[:-2]).all()
    assert council[-2] != regulator[-2]
