"""Evidence beside findings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims import Claim
from rubric.comparison import compare
from rubric.framework import Maturity, Polarity, Voice
from rubric.workflow import Bench
from tests.builders import ASPECTS, claim, claims


def test_a_finding_is_nearest_to_itself(bench: Bench) -> None:
    for finding in bench.library.findings[::12]:
        again = finding.as_claim()
        match = compare([again], bench.index, bench.framework).neighbours[again.id].by_score[finding.score][0]
        assert match.finding == finding
        assert match.similarity == pytest.approx(1)


def test_a_match_says_why_in_words(bench: Bench) -> None:
    one = claim("Carers chaired the review of respite and wrote our carers strategy", aspect="coproduction")
    matches = compare([one], bench.index, bench.framework).neighbours[one.id].by_score[2]
    assert matches
    assert any("carers" in reason for reason in matches[0].why)
    assert any("same aspect" in reason or "from another aspect" in reason for reason in matches[0].why)


def test_nothing_like_it_is_an_answer(bench: Bench) -> None:
    one = claim("Xyzzy plugh quux")
    assert compare([one], bench.index, bench.framework).neighbours[one.id].by_score == {2: (), 3: ()}


def test_each_aspect_tells_what_both_scores_say(bench: Bench) -> None:
    contrasts = compare([], bench.index, bench.framework).contrasts
    assert set(contrasts) == set(ASPECTS)
    for aspect, contrast in contrasts.items():
        for score in (2, 3):
            found = [finding for pattern in contrast.patterns[score] for finding in pattern.findings]
            wanted = [f for f in bench.library.findings if f.aspect == aspect and f.score == score]
            assert sorted(f.id for f in found) == sorted(f.id for f in wanted)
            assert contrast.missing(score) == contrast.patterns[score]


def test_what_a_report_says_in_nearly_our_words_is_said_by_us_too(bench: Bench) -> None:
    finding = next(f for f in bench.library.findings if f.aspect == "coproduction" and f.score == 3)
    one = claim(finding.text, aspect="coproduction", polarity=finding.polarity)
    shared = compare([one], bench.index, bench.framework).contrasts["coproduction"].shared(3)
    assert any(finding in pattern.findings and one.id in pattern.said_by for pattern in shared)


def test_the_opposite_of_what_a_report_says_is_not_said_too(bench: Bench) -> None:
    finding = next(f for f in bench.library.findings if f.aspect == "coproduction" and f.polarity == "shortfall")
    one = claim(finding.text, aspect="coproduction", polarity=Polarity.STRENGTH)
    patterns = compare([one], bench.index, bench.framework).contrasts["coproduction"].shared(finding.score)
    assert not any(pattern.findings == (finding,) for pattern in patterns)


def test_the_grid_shows_what_nobody_has_confirmed(bench: Bench) -> None:
    found = [
        claim(aspect="culture"),
        claim(aspect="feedback", voices=frozenset({Voice.PEOPLE, Voice.PARTNERS})),
        claim(aspect="feedback"),
    ]
    coverage = compare(found, bench.index, bench.framework).coverage
    assert coverage.unconfirmed_aspects == ("culture",)
    assert coverage.cell("feedback", Voice.PEOPLE).state == "confirmed"
    assert coverage.cell("feedback", None).claims == 1
    assert coverage.cell("culture", None).state == "only_us"
    assert coverage.cell("workforce", None).state == "empty"
    assert len(coverage.cells) == len(ASPECTS) * 5


@given(found=st.lists(claims(), max_size=8))
def test_any_evidence_can_be_compared(bench: Bench, found: list[Claim]) -> None:
    comparison = compare(found, bench.index, bench.framework)
    assert set(comparison.neighbours) == {one.id for one in found}
    for neighbours in comparison.neighbours.values():
        for matches in neighbours.by_score.values():
            assert all(0 < match.similarity <= 1 for match in matches)


def test_similarity_is_a_cosine(bench: Bench) -> None:
    table = bench.index.similarities([finding.text for finding in bench.library.findings[:30]])
    assert table.shape == (30, 238)
    assert table.min() >= 0
    assert table.max() <= 1
    np.testing.assert_allclose(np.diag(table[:, :30]), 1)


def test_likeness_does_not_hide_that_theirs_is_further_along(bench: Bench) -> None:
    finding = next(f for f in bench.library.findings if f.maturity == "embedded")
    one = claim(finding.text, aspect=finding.aspect, maturity=Maturity.PLANNED)
    why = compare([one], bench.index, bench.framework).neighbours[one.id].by_score[finding.score][0].why
    assert any("theirs is “" in reason and "yours “planned”" in reason.lower() for reason in why)
