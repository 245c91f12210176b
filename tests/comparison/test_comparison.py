"""Evidence beside findings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.claims import Claim
from rubric.comparison import Index, compare
from rubric.comparison.conclusion import conclude
from rubric.english import in_words
from rubric.evidence import example_assessment
from rubric.framework import Maturity, Polarity, Voice
from rubric.workflow import Bench
from tests.builders import ASPECTS, claim, claims


def test_a_finding_is_nearest_to_itself(bench: Bench) -> None:
    for finding in bench.library.findings[::24]:
        again = finding.as_claim()
        match = compare([again], bench.index, bench.framework).neighbours[again.id].by_score[finding.score][0]
        assert match.finding == finding
        assert match.likeness == pytest.approx(1, abs=0.01)


def test_a_match_says_why_in_words(bench: Bench) -> None:
    one = claim("Carers chaired the review of respite and wrote our carers strategy", aspect="coproduction")
    matches = compare([one], bench.index, bench.framework).neighbours[one.id].by_score[2]
    assert matches
    assert any("carers" in reason for reason in matches[0].why)
    assert any(reason.startswith(("both are about", "same aspect", "from another aspect")) for reason in matches[0].why)


def test_nothing_like_it_is_an_answer(bench: Bench) -> None:
    one = claim("Xyzzy plugh quux")
    assert compare([one], bench.index, bench.framework).neighbours[one.id].by_score == {2: (), 3: ()}


def test_where_none_is_on_the_same_thing_one_on_its_subject_is_given_apart(bench: Bench) -> None:
    nothing = claim("Xyzzy plugh quux")
    assert compare([nothing], bench.index, bench.framework).neighbours[nothing.id].on_subject == {}
    one = claim("We pay carers for the time that they give to our reading group", aspect="coproduction")
    near = compare([one], bench.index, bench.framework).neighbours[one.id]
    assert near.on_subject
    assert all(not near.by_score[score] for score in near.on_subject)
    assert all(match.finding.score == score for score, match in near.on_subject.items())


def test_what_means_the_same_is_found_in_other_words(bench: Bench) -> None:
    for text, aspect, polarity, wanted in (
        ("Grievances about our decisions are dealt with far too slowly", "complaints", "shortfall", "concerns"),
        ("We hire people while they take a social work degree", "workforce", "strength", "apprentic"),
        ("Our practitioners see their line manager each month to reflect", "practice", "strength", "supervision"),
        ("Residents sit with us as equals when we design a service", "coproduction", "strength", "design stage"),
    ):
        one = claim(text, aspect=aspect, polarity=Polarity(polarity))
        near = compare([one], bench.index, bench.framework).neighbours[one.id]
        beside = [*(match for matches in near.by_score.values() for match in matches), *near.on_subject.values()]
        assert any(wanted in match.finding.text.lower() for match in beside), text


def test_most_items_of_the_example_have_something_beside_them(bench: Bench) -> None:
    near = compare(example_assessment().claims(), bench.index, bench.framework).neighbours
    cells = [bool(found) or score in one.on_subject for one in near.values() for score, found in one.by_score.items()]
    assert sum(cells) / len(cells) > 0.8


def test_each_aspect_tells_what_both_scores_say(bench: Bench) -> None:
    contrasts = compare([], bench.index, bench.framework).contrasts
    assert set(contrasts) == set(ASPECTS)
    for aspect, contrast in contrasts.items():
        for score in (2, 3):
            found = [finding for pattern in contrast.patterns[score] for finding in pattern.findings]
            wanted = [f for f in bench.library.findings if f.aspect == aspect and f.score == score]
            assert sorted(f.id for f in found) == sorted(f.id for f in wanted)
            assert contrast.missing(score) == tuple(p for p in contrast.patterns[score] if p.is_praise)
        assert contrast.conclusion.startswith("You have no finished item here yet")


def test_no_pattern_brings_praise_and_blame_together(bench: Bench) -> None:
    for contrast in compare([], bench.index, bench.framework).contrasts.values():
        for pattern in (pattern for patterns in contrast.patterns.values() for pattern in patterns):
            tones = {finding.polarity for finding in pattern.findings}
            assert not {Polarity.STRENGTH, Polarity.SHORTFALL} <= tones


def test_what_reports_say_is_grouped_once_and_not_at_every_comparison(bench: Bench) -> None:
    groups = bench.index.groups("culture", 3)
    compare([claim()], bench.index, bench.framework)
    assert bench.index.groups("culture", 3) is groups


def test_what_is_missing_comes_in_the_order_in_which_it_tells_the_scores_apart(bench: Bench) -> None:
    for contrast in compare([], bench.index, bench.framework).contrasts.values():
        for score in (2, 3):
            telling = [pattern.telling for pattern in contrast.missing(score)]
            assert telling == sorted(telling, reverse=True)
            assert all(-1 <= one <= 1 for one in telling)


def test_what_reports_of_one_score_alone_say_tells_more_than_what_all_say(bench: Bench) -> None:
    like = next(finding for finding in bench.library.findings if finding.polarity is Polarity.STRENGTH)
    told = [
        ("r1", 2, "Staff had regular supervision"),
        ("r2", 2, "Supervision of staff was held regularly"),
        ("r3", 3, "Staff had supervision regularly"),
        ("r4", 3, "Staff supervision was regular"),
        ("r3", 3, "A carer chaired the board that oversees commissioning"),
        ("r4", 3, "The commissioning board was chaired by a carer"),
    ]
    findings = [
        like.model_copy(update={"report_id": report, "number": number, "score": score, "text": text})
        for number, (report, score, text) in enumerate(told)
    ]
    patterns = compare([], Index(findings, bench.framework), bench.framework).contrasts[like.aspect].patterns[3]
    assert [len(pattern.findings) for pattern in patterns] == [2, 2]
    assert "carer" in patterns[0].text
    assert patterns[0].telling > 0.3 > patterns[1].telling


def test_what_is_only_planned_is_not_had(bench: Bench) -> None:
    grouped = compare([], bench.index, bench.framework).contrasts["coproduction"].patterns
    finding = next(
        pattern.findings[0]
        for score in grouped
        for pattern in grouped[score]
        if all(one.maturity is Maturity.EMBEDDED for one in pattern.findings)
    )
    for maturity, had in ((Maturity.PLANNED, False), (Maturity.IN_PLACE, True)):
        one = claim(finding.text, aspect="coproduction", polarity=finding.polarity, maturity=maturity)
        patterns = compare([one], bench.index, bench.framework).contrasts["coproduction"].patterns[finding.score]
        said = [pattern for pattern in patterns if finding in pattern.findings and one.id in pattern.said_by]
        assert bool(said) is had


def test_a_conclusion_counts_what_is_had_and_names_what_is_not(bench: Bench) -> None:
    nothing = compare([], bench.index, bench.framework).contrasts["culture"]
    praise = [pattern for pattern in nothing.patterns[3] if pattern.is_praise]
    one = claim(praise[-1].text, aspect="culture")
    found = compare([one], bench.index, bench.framework).contrasts["culture"]
    missing = found.missing(3)
    assert f"{in_words(len(praise) - len(missing))} of the {in_words(len(praise))} things" in found.conclusion
    assert missing[0].text in found.conclusion
    every = [claim(pattern.text, aspect="culture", maturity=Maturity.IMPACT) for pattern in praise]
    assert "each of the" in compare(every, bench.index, bench.framework).contrasts["culture"].conclusion


def test_where_nothing_tells_the_scores_apart_a_conclusion_says_so() -> None:
    assert "nothing can be set beside" in conclude({2: ()}, 3)


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


@settings(max_examples=15)  # each text is new to the encoder
@given(found=st.lists(claims(), max_size=4))
def test_any_evidence_can_be_compared(bench: Bench, found: list[Claim]) -> None:
    comparison = compare(found, bench.index, bench.framework)
    assert set(comparison.neighbours) == {one.id for one in found}
    for neighbours in comparison.neighbours.values():
        for matches in neighbours.by_score.values():
            assert all(0 < match.likeness <= 1 for match in matches)


def test_nothing_is_liker_to_a_finding_than_itself(bench: Bench) -> None:
    found = bench.index.alike([finding.text for finding in bench.library.findings[:30]])
    assert found.thing.shape == found.subject.shape == (30, 238)
    assert (found.thing.argmax(axis=1) == np.arange(30)).all()
    assert np.diag(found.thing[:, :30]).min() > 0.99
    assert 0 <= bench.index.among.min() <= bench.index.among.max() <= 1


def test_likeness_does_not_hide_that_theirs_is_further_along(bench: Bench) -> None:
    finding = next(f for f in bench.library.findings if f.maturity == "embedded")
    one = claim(finding.text, aspect=finding.aspect, maturity=Maturity.PLANNED)
    why = compare([one], bench.index, bench.framework).neighbours[one.id].by_score[finding.score][0].why
    assert any("theirs is “" in reason and "yours “planned”" in reason.lower() for reason in why)
