"""How often the likely set holds the truth: reports left out, and councils drawn from the findings of reports left out.

A drawn council has paragraphs of one report drawn with replacement, few or many, and is judged by a model that has seen
neither that report nor another that it is left out with. It speaks as the regulator did, or as a council that says the
same of itself and has it recorded.
"""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest

from rubric.claims import Claim
from rubric.framework import Speaker
from rubric.prediction import BandModel
from rubric.prediction.bands import expected, likely_set, nearest
from rubric.prediction.fitting import Fitter, fit_once
from rubric.prediction.outlook import LIKELY
from rubric.prediction.references import claims_of
from rubric.workflow import Bench

TIMES = 12  # councils drawn of each kind; docs/prediction.md has the figures for 200
PARAGRAPHS = (6, 10, 18)


def drawn(claims: Sequence[Claim], paragraphs: int, chance: random.Random) -> list[Claim]:
    """A council made of that many paragraphs, drawn with replacement."""
    by_paragraph = defaultdict(list)
    for claim in claims:
        by_paragraph[claim.group].append(claim)
    chosen = chance.choices(sorted(by_paragraph), k=paragraphs)
    return [
        one.model_copy(update={"id": f"{at}/{one.id}", "group": f"{at}/{group}"})
        for at, group in enumerate(chosen)
        for one in by_paragraph[group]
    ]


def of_itself(claim: Claim) -> Claim:
    """The same said by a council of itself, with what the voice said recorded."""
    return claim.model_copy(update={"speaker": Speaker.COUNCIL, "recorded": claim.voices})


def judged(bench: Bench, speaker: Speaker, times: int = TIMES) -> Iterator[tuple[int, dict[int, float]]]:
    """The true score of each council drawn, and the chances that it is given."""
    chance, reports = random.Random(17), bench.library.reports
    for low, high in itertools.product(*([r for r in reports if r.score == score] for score in (2, 3))):
        model: BandModel = fit_once(bench.library.without(low.id, high.id), bench.framework)
        for report, paragraphs, _ in itertools.product((low, high), PARAGRAPHS, range(times)):
            claims = drawn(claims_of(report), paragraphs, chance)
            if speaker is Speaker.COUNCIL:
                claims = [of_itself(claim) for claim in claims]
            heard = model.for_speaker(speaker)
            yield report.score, heard.probabilities(heard.aspects(claims))


@pytest.mark.parametrize("speaker", list(Speaker))
def test_the_likely_set_holds_the_truth_for_at_least_eight_of_ten_councils_drawn(
    bench: Bench, speaker: Speaker
) -> None:
    found = list(judged(bench, speaker))
    for score in (2, 3):
        held = [score in likely_set(chances, LIKELY) for truth, chances in found if truth == score]
        assert sum(held) >= 0.8 * len(held)
        right = [nearest(chances) == score for truth, chances in found if truth == score]
        assert sum(right) > 0.5 * len(right)


def test_councils_drawn_from_weaker_reports_are_ranked_below_those_from_stronger(bench: Bench) -> None:
    found = list(judged(bench, Speaker.COUNCIL))
    low = [expected(chances) for truth, chances in found if truth == 2]
    high = [expected(chances) for truth, chances in found if truth == 3]
    in_order = sum(below < above for below in low for above in high)
    assert in_order > 0.9 * len(low) * len(high)


def test_the_likely_set_holds_the_score_of_each_report_left_out(bench: Bench) -> None:
    fitter = Fitter(bench.library, bench.framework)
    for report in bench.library.reports:
        model = fitter.without(report.id)
        assert report.score in likely_set(model.probabilities(model.aspects(claims_of(report))), LIKELY)
