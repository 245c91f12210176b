"""Large claims with nothing behind them, and voices that nothing written names."""

import pytest

from rubric.evidence import EvidenceItem, example_assessment
from rubric.framework import Maturity, Voice
from rubric.prediction import NotPredicted, predict
from rubric.workflow import Bench, outlook
from tests.builders import broad_evidence, kept_for_tests


def item(text: str, **given: object) -> EvidenceItem:
    """An item coded as well as one can be."""
    best: dict[str, object] = {
        "aspect": "coproduction",
        "polarity": "strength",
        "maturity": "impact",
        "voices": list(Voice),
    }
    return EvidenceItem.model_validate({"text": text, **best, **given})


BOASTS = (
    "Co-production is embedded throughout everything we do and has changed the lives of all people and carers",
    "We lead the region on learning, and every person feels the difference in every part of their life",
    "Our learning culture is deeply embedded, and partners consistently tell us how much they value it",
    "Feedback is always acted on, and people always hear what changed because of what they said",
)


@pytest.mark.parametrize("weak", [False, True], ids=["the example", "a weak council"])
def test_any_number_of_assertions_with_nothing_behind_them_moves_nothing(bench: Bench, weak: bool) -> None:
    before = example_assessment()
    if weak:
        before.evidence = [one.model_copy(update={"maturity": Maturity.PLANNED}) for one in before.evidence]
    boasts = [
        item(f"{text} in area {at}", aspect=aspect)
        for text in BOASTS
        for at, aspect in enumerate(bench.framework.aspect_ids)
    ]
    after = before.model_copy(update={"evidence": [*before.evidence, *boasts]})
    first, second = outlook(before, bench), outlook(after, bench)
    assert second.probabilities == pytest.approx(first.probabilities)
    assert {doubted.claim_id for doubted in second.doubted} >= {one.id for one in boasts}


def test_assertions_alone_bring_no_band_and_the_answer_says_what_they_lack(bench: Bench) -> None:
    boasts = [item(text, aspect=aspect) for text in BOASTS for aspect in bench.framework.aspect_ids]
    outcome = outlook(example_assessment().model_copy(update={"evidence": boasts}), bench)
    assert isinstance(outcome, NotPredicted)
    assert "36 items here count for nothing" in outcome.why
    assert all("no source" in doubted.why for doubted in outcome.doubted)


@pytest.mark.parametrize(
    "shown", [{"source": "Board, May 2026"}, {"return_reference": "IR 12"}, {"figures": "12 of 40"}], ids=str
)
def test_whatever_shows_an_item_lifts_the_doubt(bench: Bench, shown: dict[str, str]) -> None:
    assert bench.model.doubter.about(item(BOASTS[0]).as_claim()) is not None
    assert bench.model.doubter.about(item(BOASTS[0], **shown).as_claim()) is None


def test_a_shortfall_needs_no_source_to_count(bench: Bench) -> None:
    before = example_assessment()
    gap = item("Carers never hear what came of their answers", polarity="shortfall", maturity="absent", voices=[])
    after = before.model_copy(update={"evidence": [*before.evidence, gap]})
    assert outlook(after, bench).expected < outlook(before, bench).expected


PLAIN = "Our supervisors meet each month to go over case audits, and managers read the notes"


def test_a_plain_sentence_needs_no_source_to_be_let_stand_and_gains_by_one(bench: Bench) -> None:
    before = example_assessment()
    after = before.model_copy(update={"evidence": [*before.evidence, item(PLAIN, aspect="practice")]})
    outcome = outlook(after, bench)
    assert PLAIN not in [doubted.text for doubted in outcome.doubted]
    assert outcome.expected == pytest.approx(outlook(before, bench).expected, abs=0.02), "it is only said"
    shown = item(
        PLAIN, aspect="practice", source="Audit log", figures="50 of 52 in 2026", outcome="Waits fell to 9 days"
    )
    proven = before.model_copy(update={"evidence": [*before.evidence, shown]})
    assert outlook(proven, bench).expected > outcome.expected


def test_no_coding_brings_on_the_doubt_about_a_bare_claim(bench: Bench) -> None:
    for text, doubted in ((PLAIN, False), (BOASTS[0], True)):
        for maturity in Maturity:
            for voices in ([], [Voice.PEOPLE]):
                one = item(text, maturity=maturity, voices=voices).as_claim()
                assert (bench.model.doubter.about(one) is not None) is doubted


def test_few_sentences_that_were_kept_for_tests_are_doubted_for_want_of_a_source(bench: Bench) -> None:
    doubted = [text for text in kept_for_tests() if bench.model.doubter.about(item(text).as_claim())]
    assert len(doubted) < 0.2 * len(kept_for_tests())


def test_a_voice_that_nothing_written_names_is_said_to_be_so(bench: Bench) -> None:
    text = "Our audit tool is used in each team and each month, and its results go to managers"
    said = item(text, source="Audit log", voices=["people", "partners"]).as_claim()
    named = item(text, source="Audit log and carers’ panel minutes", voices=["people"]).as_claim()
    assert said.unheard == {Voice.PEOPLE, Voice.PARTNERS}
    assert not named.unheard
    assert "names any" in " ".join(predict([*broad_evidence(), said], bench.model).notes)
    assert "names any" not in " ".join(predict([*broad_evidence(), named], bench.model).notes)
