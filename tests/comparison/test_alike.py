"""What people said of pairs of an item and a finding, and what the comparison says of them."""

from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from rubric.comparison.alike import SAID_TOO, SAME_SUBJECT, SAME_THING, SUBJECT_WEIGHTS, THING_WEIGHTS, alike
from rubric.workflow import Bench
from training.likeness import LEARNED_FROM, items, pairs
from training.likeness import SAME_SUBJECT as ON_SUBJECT
from training.likeness import SAME_THING as ON_THING
from training.likeness.__main__ import fit, kinds_and_judged


class Judged(NamedTuple):
    """Each pair: kinds of likeness (pairs, 3), the two chances, how people judged it, whether it was learned from."""

    kinds: NDArray[np.float64]
    thing: NDArray[np.float64]
    subject: NDArray[np.float64]
    judged: NDArray[np.int64]
    learned: NDArray[np.bool_]


@pytest.fixture(scope="module")
def found(bench: Bench) -> Judged:
    kinds, judged, learned = kinds_and_judged(bench.index)
    chances = alike(*kinds.T)
    return Judged(kinds, chances.thing, chances.subject, judged, learned)


def test_the_weights_are_those_that_fit_the_pairs_of_three_writers(found: Judged) -> None:
    for weights, least in ((THING_WEIGHTS, ON_THING), (SUBJECT_WEIGHTS, ON_SUBJECT)):
        again = fit(found.kinds[found.learned], found.judged[found.learned] >= least)
        assert np.array(weights) == pytest.approx(np.array(again), abs=0.02)


class Beside(NamedTuple):
    """What would stand beside one item of the two other writers at one score."""

    thing: float  # the highest chance of being on the same thing
    judged: int  # how people judged that finding
    best: int  # how they judged the best of those at this score
    subject: float  # the highest chance of being on the same subject
    judged_subject: int


@pytest.fixture(scope="module")
def beside(bench: Bench, found: Judged) -> list[Beside]:
    score = {finding.id: finding.score for finding in bench.index.findings}
    where: dict[tuple[str, int], list[int]] = {}
    for place, (item, finding, *_) in enumerate(pairs()):
        if not item.startswith((*LEARNED_FROM, "w6")):
            where.setdefault((item, score[finding]), []).append(place)
    cells = []
    for places in where.values():
        first = max(places, key=lambda place: found.thing[place])
        loose = max(places, key=lambda place: found.subject[place])
        cells.append(
            Beside(
                thing=found.thing[first],
                judged=int(found.judged[first]),
                best=int(found.judged[places].max()),
                subject=found.subject[loose],
                judged_subject=int(found.judged[loose]),
            )
        )
    return cells


def test_what_stands_beside_an_item_is_on_the_same_thing_more_often_than_not(beside: list[Beside]) -> None:
    shown = [cell for cell in beside if cell.thing > SAME_THING]
    assert len(shown) > len(beside) / 4
    assert np.mean([cell.judged == ON_THING for cell in shown]) > 2 / 3
    assert all(cell.judged >= ON_SUBJECT for cell in shown)


def test_what_is_said_of_what_stands_beside_an_item_is_so_for_four_in_five(beside: list[Beside]) -> None:
    """On the same thing, on the same subject, or nothing."""
    loose = [cell for cell in beside if cell.thing <= SAME_THING and cell.subject > SAME_SUBJECT]
    nothing = [cell for cell in beside if cell.thing <= SAME_THING and cell.subject <= SAME_SUBJECT]
    right = sum(cell.thing > SAME_THING and cell.judged == ON_THING for cell in beside)
    right += sum(cell.judged_subject >= ON_SUBJECT for cell in loose)
    right += sum(cell.best < ON_THING for cell in nothing)
    assert len(loose) > len(beside) / 3
    assert right / len(beside) > 0.78


def test_a_chance_is_as_often_right_as_it_says(found: Judged) -> None:
    held = ~found.learned
    for chance, least in ((found.thing, ON_THING), (found.subject, ON_SUBJECT)):
        for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.0)):
            there = held & (chance >= low) & (chance < high)
            if there.sum() > 50:
                assert np.mean(found.judged[there] >= least) == pytest.approx(chance[there].mean(), abs=0.12)


def test_what_a_finding_says_is_taken_as_said_for_most_claims_that_say_it(found: Judged) -> None:
    same = ~found.learned & (found.judged == ON_THING)
    other = ~found.learned & (found.judged < ON_SUBJECT)
    assert np.mean(found.thing[same] > SAID_TOO) > 0.55
    assert np.mean(found.thing[other] > SAID_TOO) < 0.03


def test_what_is_on_no_care_at_all_seldom_has_anything_beside_it(bench: Bench) -> None:
    unlike = [item["text"] for name, item in items().items() if name.startswith("w6")]
    told = bench.index.alike(unlike)
    cells = [
        (told.thing[row, bench.index.score == score].max(), told.subject[row, bench.index.score == score].max())
        for row in range(len(unlike))
        for score in bench.index.scores
    ]
    assert not any(thing > SAME_THING for thing, _ in cells)
    assert np.mean([subject > SAME_SUBJECT for _, subject in cells]) < 0.2


def test_two_readers_agree_on_what_is_on_the_same_thing() -> None:
    twice = [(first == ON_THING, again == ON_THING) for _, _, first, again in pairs() if again is not None]
    agree = np.mean([first == again for first, again in twice])
    ours, theirs = np.mean(twice, axis=0)
    chance = ours * theirs + (1 - ours) * (1 - theirs)
    assert len(twice) > 500
    assert (agree - chance) / (1 - chance) > 0.9  # Cohen's kappa
