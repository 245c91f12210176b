"""Evidence beside findings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rubric.claims import Claim
from rubric.comparison import Index, compare
from rubric.comparison.nearest import LEAST_ACROSS_ASPECTS, LEAST_LIKENESS
from rubric.evidence import example_assessment
from rubric.framework import Maturity, Polarity, Voice
from rubric.reports.model import Finding
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


def test_where_nothing_is_close_the_nearest_on_the_aspect_is_given_apart(bench: Bench) -> None:
    one = claim("Xyzzy plugh quux", aspect="complaints")
    near = compare([one], bench.index, bench.framework).neighbours[one.id]
    assert {score: match.finding.score for score, match in near.on_topic.items()} == {2: 2, 3: 3}
    assert all(match.finding.aspect == "complaints" for match in near.on_topic.values())
    copy = next(finding for finding in bench.library.findings if len(finding.text) > 60)
    again = claim(copy.text, aspect=copy.aspect)
    assert copy.score not in compare([again], bench.index, bench.framework).neighbours[again.id].on_topic


@pytest.fixture(scope="module")
def left_out(bench: Bench) -> list[tuple[Finding, tuple[Finding, ...], NDArray[np.float64]]]:
    """Each shipped finding, the findings of the three other reports, and how alike it is to each of them in words."""
    found = []
    for report in bench.library.reports:
        rest = bench.library.without(report.id).findings
        table = Index(rest, bench.framework).similarities([finding.text for finding in report.findings])
        found += [(finding, rest, row) for finding, row in zip(report.findings, table, strict=True)]
    return found


def test_across_aspects_words_have_to_tell_the_aspect_more_often_than_not(
    left_out: list[tuple[Finding, tuple[Finding, ...], NDArray[np.float64]]],
) -> None:
    nearest = [(row.max(), rest[int(row.argmax())].aspect == one.aspect) for one, rest, row in left_out]
    above = [same for likeness, same in nearest if likeness >= LEAST_ACROSS_ASPECTS]
    below = [same for likeness, same in nearest if likeness < LEAST_ACROSS_ASPECTS]
    assert len(above) > 60
    assert sum(above) / len(above) > 0.6
    assert sum(below) / len(below) < 0.4


def test_within_an_aspect_fewer_than_one_claim_in_five_has_a_chance_match_at_one_score(
    left_out: list[tuple[Finding, tuple[Finding, ...], NDArray[np.float64]]],
) -> None:
    same: list[bool] = []
    other: list[bool] = []
    for one, rest, row in left_out:
        for finding, likeness in zip(rest, row, strict=True):
            (same if finding.aspect == one.aspect else other).append(likeness >= LEAST_LIKENESS)
    by_chance, among = sum(other) / len(other), len(left_out) / len(ASPECTS) / 2
    assert 1 - (1 - by_chance) ** among < 1 / 5
    assert sum(same) / len(same) > 5 * by_chance


def test_no_finding_stands_beside_a_claim_that_is_less_alike_than_the_floor(bench: Bench) -> None:
    near = compare(example_assessment().claims(), bench.index, bench.framework).neighbours
    aspects = {one.id: one.aspect for one in example_assessment().evidence}
    shown = [(aspects[key], match) for key, one in near.items() for found in one.by_score.values() for match in found]
    assert len(shown) > 20
    for aspect, match in shown:
        assert match.similarity >= (LEAST_LIKENESS if match.finding.aspect == aspect else LEAST_ACROSS_ASPECTS)
    assert any(not found for one in near.values() for found in one.by_score.values())


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


def test_what_is_not_answered_is_neither_confirmed_nor_our_own_word(bench: Bench) -> None:
    found = [
        claim(aspect="culture", unanswered=True),
        claim(aspect="culture"),
        claim(aspect="feedback", unanswered=True),
        claim(aspect="feedback", voices=frozenset({Voice.PEOPLE})),
    ]
    coverage = compare(found, bench.index, bench.framework).coverage
    assert coverage.unanswered == {aspect: int(aspect in ("culture", "feedback")) for aspect in ASPECTS}
    assert coverage.unanswered_aspects == ("culture", "feedback")
    assert coverage.unconfirmed_aspects == ()
    assert coverage.cell("culture", None).claims == 1
    assert coverage.cell("feedback", None).state == "empty"
    assert sum(cell.claims for cell in coverage.cells if cell.voice is not None) == 1


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
