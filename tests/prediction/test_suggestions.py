"""Suggested actions: from which gaps, in which order, and never one that the plan has already."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rubric.evidence import Action, Assessment, EvidenceItem, PlanAction, Skip, Waiver
from rubric.framework import Maturity, Polarity, Voice
from rubric.prediction import DISCLAIMER, NotPredicted, Prediction
from rubric.prediction.suggestions import Suggestion, set_aside, suggestions, waiver_of
from rubric.prediction.thin import LEAST_CLAIMS
from rubric.workflow import Bench, outlook
from tests.builders import ASPECTS


def item(text: str = "We do this as one", **fields: object) -> EvidenceItem:
    values = {
        "aspect": "coproduction",
        "polarity": Polarity.STRENGTH,
        "maturity": Maturity.IN_PLACE,
        "voices": [Voice.PEOPLE],
        "text": text,
    }
    return EvidenceItem.model_validate(values | fields)


def suggested(assessment: Assessment, bench: Bench) -> tuple[Suggestion, ...]:
    return suggestions(assessment, bench.framework, outlook(assessment, bench))


def of(cause: str, found: tuple[Suggestion, ...]) -> list[Suggestion]:
    return [one for one in found if one.cause == cause]


def broad(*more: EvidenceItem, **fields: object) -> Assessment:
    """Two items in every aspect: enough for a band."""
    items = [
        item(f"We do thing {at} in {aspect}", **({"aspect": aspect, "source": f"Paper {at} on {aspect}"} | fields))
        for aspect in ASPECTS
        for at in (1, 2)
    ]
    return Assessment(evidence=[*items, *more])


texts = some.sampled_from(["Carers are heard on", "The audit is behind on", "Teams meet about", "A board meets on"])
items = some.builds(
    item,
    text=some.tuples(texts, some.integers(0, 999)).map(lambda pair: f"{pair[0]} {pair[1]}"),
    aspect=some.sampled_from(ASPECTS),
    polarity=some.sampled_from(Polarity),
    maturity=some.sampled_from(Maturity),
    voices=some.none() | some.lists(some.sampled_from(Voice), unique=True),
    heard=some.sampled_from(["", "They said so"]),
    told=some.sampled_from(["", "By letter"]),
    action=some.none() | some.builds(Action, text=some.sampled_from(["", "Write"])),
)
assessments = some.lists(items, max_size=25).map(lambda found: Assessment(evidence=found))


@given(assessments, some.integers(0, 100))
@settings(max_examples=30)
def test_accepting_a_suggestion_takes_away_exactly_that_one(bench: Bench, assessment: Assessment, at: int) -> None:
    before = suggested(assessment, bench)
    if before:
        chosen = before[at % len(before)]
        accepted = assessment.model_copy(update={"actions": [chosen.as_action()]})
        assert suggested(accepted, bench) == tuple(one for one in before if one != chosen)


@given(assessments, some.integers(0, 100))
@settings(max_examples=30)
def test_setting_one_aside_takes_away_exactly_that_one(bench: Bench, assessment: Assessment, at: int) -> None:
    before = suggested(assessment, bench)
    if before:
        chosen = before[at % len(before)]
        rule, subject = waiver_of(chosen)
        waived = assessment.model_copy(update={"waivers": [Waiver(rule=rule, subject=subject, reason="Not for us")]})
        assert suggested(waived, bench) == tuple(one for one in before if one != chosen)
        assert set_aside(waived, bench.framework, outlook(waived, bench)) == (chosen,)


@given(assessments)
@settings(max_examples=30)
def test_each_is_whole_and_known_by_a_key_of_its_own(bench: Bench, assessment: Assessment) -> None:
    found = suggested(assessment, bench)
    assert len({one.origin for one in found}) == len(found) == len({waiver_of(one) for one in found})
    there = {one.id for one in assessment.evidence}
    for one in found:
        assert one.text.strip()
        assert one.why.endswith(".")
        assert set(one.evidence) <= there
        assert set(one.aspects) <= set(ASPECTS)
        assert bool(one.gain) == bool(one.effect)
        assert len(waiver_of(one)[0]) <= 64


@given(assessments)
@settings(max_examples=30)
def test_a_line_typed_by_hand_for_an_item_covers_what_would_be_suggested_for_it(
    bench: Bench, assessment: Assessment
) -> None:
    typed = [PlanAction(text="Do something about it", evidence=[one.id]) for one in assessment.evidence]
    assert all(not one.evidence for one in suggested(assessment.model_copy(update={"actions": typed}), bench))


def test_a_line_typed_by_hand_for_an_aspect_covers_what_would_be_suggested_for_it(bench: Bench) -> None:
    assert of("silent", suggested(Assessment(), bench))
    typed = [PlanAction(text="Look into it", aspects=[aspect]) for aspect in ASPECTS]
    assert not of("silent", suggested(Assessment(actions=typed), bench))
    nothing_said = [PlanAction(aspects=[aspect]) for aspect in ASPECTS]
    assert of("silent", suggested(Assessment(actions=nothing_said), bench)), "an action without words covers nothing"


def test_a_gap_without_a_step_is_suggested_with_its_cause_and_whom_it_affects(bench: Bench) -> None:
    short = item("Carers wait", polarity=Polarity.SHORTFALL, cause="Two posts are empty", affected="Young carers")
    (found,) = of("gap", suggested(broad(short), bench))
    assert "Carers wait" in found.text
    assert "Two posts are empty" in found.text
    assert "young carers" in found.why
    assert (found.evidence, found.aspects) == ((short.id,), ("coproduction",))
    short.action = Action(text="Fill the posts")
    assert not of("gap", suggested(broad(short), bench))


def test_an_aspect_that_is_silent_is_suggested_unless_it_was_skipped(bench: Bench) -> None:
    found = of("silent", suggested(Assessment(), bench))
    assert {one.aspects for one in found} == {(aspect,) for aspect in ASPECTS}
    skipped = Assessment(skips=[Skip(aspect=aspect, reason="Elsewhere") for aspect in ASPECTS])
    assert not of("silent", suggested(skipped, bench))


def test_an_aspect_that_nobody_outside_confirms_is_suggested(bench: Bench) -> None:
    assessment = broad()
    for one in assessment.items_of("innovation"):
        one.voices = [Voice.STAFF_AND_LEADERS]
    (found,) = of("outside", suggested(assessment, bench))
    assert found.aspects == ("innovation",)


def test_an_aspect_where_people_themselves_are_not_heard_is_suggested(bench: Bench) -> None:
    assessment = broad()
    for one in assessment.items_of("coproduction"):
        one.voices = [Voice.PARTNERS]
    assert [one.aspects for one in of("people", suggested(assessment, bench))] == [("coproduction",)]


@pytest.mark.parametrize(
    ("steps", "asks"),
    [
        ({"heard": "Too slow"}, "Decide"),
        ({"heard": "Too slow", "decided": "Evenings"}, "Carry out"),
        ({"heard": "Too slow", "decided": "Evenings", "changed": "Open late"}, "Tell the people"),
        ({"changed": "Open late"}, "Write down what people said"),
    ],
)
def test_a_loop_that_is_half_closed_asks_for_its_next_step(bench: Bench, steps: dict[str, str], asks: str) -> None:
    (found,) = [one for one in suggested(broad(item(**steps)), bench) if one.cause.startswith("loop")]
    assert found.text.startswith(asks)


def test_a_closed_loop_and_one_not_begun_ask_for_nothing(bench: Bench) -> None:
    closed = item(heard="Slow", decided="Evenings", changed="Open late", told="By letter")
    assert not [one for one in suggested(broad(closed, item()), bench) if one.cause.startswith("loop")]


def test_moves_become_things_to_do_with_their_effect_largest_first(bench: Bench) -> None:
    assessment = broad(item("Carers wait", polarity=Polarity.SHORTFALL), maturity=Maturity.DEVELOPING)
    outcome = outlook(assessment, bench)
    assert isinstance(outcome, Prediction)
    found = suggestions(assessment, bench.framework, outcome)
    gains = [one.gain or 0 for one in found]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] == max(move.gain for move in outcome.moves)
    for one in found:
        assert (DISCLAIMER in one.effect) == bool(one.gain)
        if one.gain:
            assert not any(letter.isdigit() for letter in one.effect)


def test_where_there_is_no_band_the_ways_to_one_come_first(bench: Bench) -> None:
    assessment = Assessment(evidence=[item(voices=[])])
    outcome = outlook(assessment, bench)
    assert isinstance(outcome, NotPredicted)
    found = suggestions(assessment, bench.framework, outcome)
    ways = [one for one in found if one.cause in ("band", "silent")]
    assert list(found[: len(ways)]) == ways
    assert {one.origin for one in of("band", found)} == {"band:items", "band:outside"}
    assert f"Add {LEAST_CLAIMS - 1} more pieces" in found[0].text


def test_among_gaps_without_a_known_effect_shortfalls_come_before_what_partly_works(bench: Bench) -> None:
    mixed = item("Half done", polarity=Polarity.MIXED)
    short = item("Carers are not asked", polarity=Polarity.SHORTFALL)
    found = of("gap", suggested(Assessment(evidence=[mixed, short]), bench))
    assert [one.evidence for one in found] == [(short.id,), (mixed.id,)]


def test_in_a_copy_with_fresh_ids_what_was_accepted_and_set_aside_is_still_not_offered(bench: Bench) -> None:
    one, other = item("Carers wait", polarity=Polarity.SHORTFALL), item("Slow replies", polarity=Polarity.SHORTFALL)
    before = Assessment(evidence=[one, other])
    first, second = of("gap", suggested(before, bench))
    fresh = {one.id: "fresh-1", other.id: "fresh-2"}
    rule, subject = waiver_of(second)
    led = first.as_action().model_copy(update={"evidence": [fresh[id] for id in first.evidence]})
    copy = Assessment(
        evidence=[each.model_copy(update={"id": fresh[each.id]}) for each in (one, other)],
        actions=[led],
        waivers=[Waiver(rule=rule, subject=f"item:{fresh[subject.removeprefix('item:')]}", reason="Not for us")],
    )
    assert not of("gap", suggested(copy, bench))


def test_an_item_under_an_aspect_that_the_framework_does_not_have_breaks_nothing(bench: Bench) -> None:
    stray = item("Elsewhere", aspect="of another pack", polarity=Polarity.SHORTFALL)
    assert stray.id not in {id for one in suggested(broad(stray), bench) for id in one.evidence}
