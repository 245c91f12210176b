"""What stands behind an item: by table for the rules, and by hypothesis for what holds whatever is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims import Claim
from rubric.evidence import EvidenceItem, example_assessment
from rubric.framework import Maturity, Polarity, Speaker, Voice
from rubric.prediction.praise import without_praise
from rubric.prediction.substance import is_claim, missing_substance, substance
from tests.builders import claim, claims, kept_for_tests, whole

PLAIN = "We listen to those who matter and act on it"  # a sentence, and nothing that anybody could look up


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Our culture of", False),
        ("Carers", False),
        ("Training offer for managers", False),
        ("Carers chair our panel", True),
        ("ASYE: 12 of 12 passed, 2026", True),
        ("45 complaints, 17 upheld (2025-26)", True),
        ("Mediation between families and care homes, offered free by the advocacy hub", True),
        ("", False),
    ],
)
def test_a_claim_is_a_sentence_or_a_count(text: str, is_one: bool) -> None:
    assert is_claim(text) is is_one


def test_real_looking_sentences_are_claims_and_their_first_three_words_are_none() -> None:
    kept = kept_for_tests()
    assert sum(map(is_claim, kept)) >= 0.995 * len(kept)
    assert not any(is_claim(" ".join(text.split()[:3])) for text in kept)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Our supervisors go over case audits with their teams", 1),
        ("We sit down together every six weeks to look at our work", 1),
        ("With the University of Exampleshire we shaped what we buy", 1),
        (PLAIN, 0),
        ("Our culture of learning is embedded in everything that we do", 0),
        ("We have a strong grip and excellent oversight of our performance", 0),
    ],
)
def test_a_named_thing_is_one_that_somebody_could_ask_to_see(text: str, named: float) -> None:
    assert substance(claim(text)).named == named


@pytest.mark.parametrize(
    ("figures", "worth"),
    [
        ("", 0),
        ("In 2026", 0),
        ("In area 3", 0),
        ("312 compliments", 0.5),
        ("nine in ten", 0.75),
        ("12 of 40", 0.75),
        ("312 in March 2026", 0.75),
        ("12 of 40 in 2026", 1),
        ("from 90 to 150 a quarter since 2024", 1),
    ],
)
def test_a_figure_counts_whole_with_its_base_and_its_date(figures: str, worth: float) -> None:
    assert substance(claim(PLAIN, figures=figures)).figure == worth


@pytest.mark.parametrize(
    ("outcome", "worth"),
    [
        ("", 0),
        ("We have a strong grip on performance", 0),
        ("People have better lives", 0),
        ("It has made a real and positive difference to people", 0),
        ("Excellent", 0),
        ("People are no longer asked twice", 0.5),
        ("Waits fell from 40 to 12 days", 1),
    ],
)
def test_a_difference_says_what_is_otherwise_and_praise_does_not(outcome: str, worth: float) -> None:
    assert substance(claim(PLAIN, outcome=outcome)).difference == worth


def test_only_what_a_council_says_of_its_strengths_is_weighed() -> None:
    assert substance(claim(PLAIN)).share == 0
    assert substance(claim(PLAIN, polarity=Polarity.SHORTFALL)).share == 1
    assert substance(claim(PLAIN, speaker=Speaker.REGULATOR)).share == 1
    assert substance(claim("Better lives", speaker=Speaker.REGULATOR)).share == 1
    assert substance(whole(voices=frozenset({Voice.PEOPLE}))).share == 1
    assert substance(whole("Our work here")).share == 0, "a fragment has nothing to stand behind"


def test_what_is_missing_is_named_in_words_and_ends_with_what_is_added() -> None:
    bare = EvidenceItem(aspect="culture", text=PLAIN, polarity=Polarity.STRENGTH, maturity=Maturity.IN_PLACE)
    assert len(missing_substance(bare)) == 5
    bare.source = "Board minutes"
    assert "where it is written down" not in missing_substance(bare)
    bare.outcome = "It is excellent"
    assert "what changed, in place of praise" in missing_substance(bare)
    bare.figures = "312 answers"
    assert {"what the figure is out of, or what it was before", "when the figure is from"} <= {*missing_substance(bare)}
    assert missing_substance(whole("The panel met carers", voices=frozenset({Voice.PEOPLE}))) == ()
    assert missing_substance(claim(PLAIN, polarity=Polarity.SHORTFALL)) == ()
    assert missing_substance(claim("Three short words")) == ("a whole sentence that says who does what",)
    assert missing_substance(EvidenceItem(aspect="culture")) == ()


def test_what_is_not_in_place_is_not_asked_what_it_changed() -> None:
    planned = missing_substance(claim(PLAIN, maturity=Maturity.PLANNED))
    assert planned
    assert not any("changed" in words or "recorded" in words for words in planned)


def test_the_examples_items_are_whole_but_for_the_one_that_only_praises() -> None:
    shares = {item.id: substance(item.as_claim()).share for item in example_assessment().evidence}
    assert [id for id, share in shares.items() if share < 0.5] == ["exampleshire-workforce-2"]


PRAISE = st.sampled_from(
    [
        "We are rightly proud of this outstanding work.",
        "It is truly world-class.",
        "This has made a real difference to people’s lives!",
        "Our strong and passionate workforce is exemplary.",
        "Inspirational leadership and robust grip.",
    ]
)


@given(
    one=claims(), praise=st.lists(PRAISE, min_size=1, max_size=3), where=st.sampled_from(["text", "outcome", "figures"])
)
def test_praise_adds_nothing(one: Claim, praise: list[str], where: str) -> None:
    praised = one.model_copy(update={where: f"{getattr(one, where)}. {' '.join(praise)}"})
    assert substance(praised).share <= substance(one).share
    assert substance(one).is_claim == substance(praised).is_claim


@given(text=st.text(max_size=80))
def test_taking_out_praise_is_over_after_once(text: str) -> None:
    assert len(without_praise(text)) <= len(text)
    assert without_praise("") == ""


@given(one=claims(), part=st.sampled_from(["figures", "outcome", "group"]))
def test_taking_a_part_away_never_adds(one: Claim, part: str) -> None:
    assert substance(one.model_copy(update={part: ""})).share <= substance(one).share
