"""Records of what a voice said: what counts as recorded, and that who is named keeps in step with it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import Confirmation, EvidenceItem, read_assessment, write_assessment
from rubric.evidence.confirmation import MOST_PEOPLE, named_voices
from rubric.evidence.model import Assessment
from rubric.framework import Maturity, Polarity, Voice

from .builders import file_of, usable

SAID = {"voice": Voice.PEOPLE, "said": "They were asked before the rota changed"}


def record(**fields: Any) -> Confirmation:
    return Confirmation.model_validate(SAID | fields)


def confirmations() -> st.SearchStrategy[Confirmation]:
    number = st.none() | st.integers(0, 50)
    return st.builds(
        Confirmation,
        id=st.uuids().map(str),
        voice=st.sampled_from(Voice),
        said=st.sampled_from(["", "n/a", "They see the difference"]),
        count=number,
        of=number,
        where=st.sampled_from(["", "TBC", "Carers survey"]),
        when=st.none() | st.just(date(2026, 3, 1)),
        against=st.booleans(),
    )


def chosen() -> st.SearchStrategy[list[Voice] | None]:
    return st.none() | st.lists(st.sampled_from(Voice), unique=True)


@pytest.mark.parametrize("found", [{"where": "Survey"}, {"when": date(2026, 3, 1)}, {"count": 12}])
def test_what_they_said_is_recorded_with_a_place_a_date_or_a_number(found: dict[str, Any]) -> None:
    assert record(**found).recorded
    assert record(**found).missing == ()


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, "where, when or how many"),
        ({"where": "TBC"}, "where, when or how many"),
        ({"of": 40}, "where, when or how many"),
        ({"said": "", "where": "Survey"}, "what they said or showed"),
        ({"said": "none yet", "count": 3}, "what they said or showed"),
        ({"count": 0, "of": 40, "where": "Survey"}, "numbers that can be: at least 1, and no more than were asked"),
        ({"count": 41, "of": 40}, "numbers that can be: at least 1, and no more than were asked"),
    ],
)
def test_what_cannot_be_looked_up_or_cannot_be_is_not_recorded(fields: dict[str, Any], missing: str) -> None:
    assert not record(**fields).recorded
    assert record(**fields).missing == (missing,)


@given(confirmations())
def test_a_record_is_recorded_exactly_where_nothing_is_missing(made: Confirmation) -> None:
    assert made.recorded == (not made.missing)


@pytest.mark.parametrize(
    ("before", "made", "after"),
    [
        (None, [], None),
        ([], [], []),
        (None, [record(count=3)], [Voice.PEOPLE]),
        ([], [record(count=3)], [Voice.PEOPLE]),
        ([Voice.PARTNERS], [record(count=3)], [Voice.PARTNERS, Voice.PEOPLE]),
        ([Voice.PEOPLE], [record()], [Voice.PEOPLE]),
        (None, [record()], None),
        (None, [record(count=3, against=True)], None),
        ([Voice.PEOPLE, Voice.PARTNERS], [record(count=3, against=True)], [Voice.PARTNERS]),
        ([Voice.PEOPLE], [record(against=True)], [Voice.PEOPLE]),
        ([Voice.PEOPLE], [record(count=3, against=True), record(count=9)], [Voice.PEOPLE]),
    ],
)
def test_who_is_named_follows_what_is_recorded(
    before: list[Voice] | None, made: list[Confirmation], after: list[Voice] | None
) -> None:
    assert named_voices(before, made) == after


@given(chosen(), st.lists(confirmations(), max_size=6))
def test_whoever_is_recorded_is_named_and_a_record_against_never_confirms(
    before: list[Voice] | None, made: list[Confirmation]
) -> None:
    item = usable("culture", voices=before, confirmations=made)
    named = set(item.voices or ())
    assert item.recorded_voices <= named
    assert named <= set(before or ()) | item.recorded_voices
    assert not named & (item.objecting_voices - item.recorded_voices)
    assert item.as_claim().recorded == item.recorded_voices
    only_against = [one.model_copy(update={"against": True}) for one in made]
    assert usable("culture", voices=before, confirmations=only_against).recorded_voices == frozenset()


def test_naming_follows_when_records_are_assigned() -> None:
    item = EvidenceItem(aspect="culture")
    item.confirmations = [record(where="Survey")]
    assert item.voices == [Voice.PEOPLE]
    item.confirmations = [record(where="Survey", against=True)]
    assert item.voices == []


def test_a_record_shows_a_claim_and_names_its_voice() -> None:
    text = "We changed how rotas are made so that nobody waits past ten in the morning"
    bare = EvidenceItem(
        aspect="culture", text=text, polarity=Polarity.STRENGTH, maturity=Maturity.IN_PLACE, voices=[Voice.PEOPLE]
    )
    assert bare.is_bare
    assert bare.as_claim().unheard == {Voice.PEOPLE}
    shown = bare.model_copy(update={"confirmations": [record(when=date(2026, 3, 1))]})
    assert not shown.is_bare
    assert shown.as_claim().unheard == frozenset()


@given(chosen(), st.lists(confirmations(), max_size=6))
def test_records_come_back_from_a_file_as_they_were(before: list[Voice] | None, made: list[Confirmation]) -> None:
    assessment = Assessment(evidence=[usable("culture", voices=before, confirmations=made)])
    assert read_assessment(write_assessment(assessment)) == assessment


def test_ticks_of_an_older_file_are_named_with_nothing_recorded() -> None:
    older = file_of({"aspect": "culture", "voices": ["people"]}, schema_version=2)
    (item,) = read_assessment(older).evidence
    assert item.voices == [Voice.PEOPLE]
    assert item.recorded_voices == frozenset()


@pytest.mark.parametrize("number", [-1, MOST_PEOPLE + 1])
def test_a_number_that_no_council_can_mean_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="count"):
        record(count=number)
