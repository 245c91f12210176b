"""How far the answers have come."""

import pytest
from pydantic import ValidationError

from rubric.evidence import Assessment, EvidenceItem, Skip, progress
from rubric.evidence.progress import State, missing
from rubric.framework.words import Maturity, Polarity

from .builders import framework, usable

FRAMEWORK = framework("culture", "feedback", "practice")


def test_an_empty_assessment_has_nothing_started() -> None:
    result = progress(Assessment(), FRAMEWORK)
    assert {one.state for one in result.aspects} == {State.NOT_STARTED}
    assert result.answered == 0


def test_one_usable_item_answers_an_aspect() -> None:
    result = progress(Assessment(evidence=[usable("culture"), EvidenceItem(aspect="culture")]), FRAMEWORK)
    assert result.aspect("culture").state == "answered"
    assert (result.aspect("culture").items, result.aspect("culture").state) == (2, State.ANSWERED)
    assert result.answered == 1


def test_an_item_that_cannot_be_used_only_starts_an_aspect() -> None:
    item = EvidenceItem(aspect="feedback", text="We ask.", polarity=Polarity.STRENGTH)
    result = progress(Assessment(evidence=[item]), FRAMEWORK)
    assert result.aspect("feedback").state == "started"
    assert missing(item) == ("choose how far along",)


@pytest.mark.parametrize(
    ("fields", "steps"),
    [
        ({}, ("write what is true today", "choose strength, shortfall or mixed", "choose how far along")),
        ({"text": " \n"}, ("write what is true today", "choose strength, shortfall or mixed", "choose how far along")),
        ({"text": "We ask.", "maturity": Maturity.ABSENT}, ("choose strength, shortfall or mixed",)),
        ({"polarity": Polarity.MIXED, "maturity": Maturity.PLANNED}, ("write what is true today",)),
    ],
)
def test_what_is_missing_is_said_as_something_to_do(fields: dict[str, object], steps: tuple[str, ...]) -> None:
    item = EvidenceItem.model_validate({"aspect": "culture", **fields})
    assert missing(item) == steps


def test_a_skipped_aspect_is_skipped_until_it_is_answered() -> None:
    skips = [Skip(aspect="culture", reason="Covered elsewhere")]
    half = EvidenceItem(aspect="culture", text="We")
    assert progress(Assessment(skips=skips), FRAMEWORK).aspect("culture").state == "skipped"
    assert progress(Assessment(skips=skips, evidence=[half]), FRAMEWORK).aspect("culture").state == "skipped"
    assert (
        progress(Assessment(skips=skips, evidence=[usable("culture")]), FRAMEWORK).aspect("culture").state == "answered"
    )


def test_skips_are_told_apart_from_answers() -> None:
    assessment = Assessment(evidence=[usable("culture")], skips=[Skip(aspect="feedback", reason="Later")])
    found = progress(assessment, FRAMEWORK)
    assert (found.answered, found.skipped) == (1, 1)


def test_items_of_an_unknown_aspect_are_counted_and_answer_nothing() -> None:
    result = progress(Assessment(evidence=[usable("weather")]), FRAMEWORK)
    assert (result.items, result.unplaced, result.answered) == (1, 1, 0)


def test_notes_on_quality_do_not_hold_progress_back() -> None:
    weak = usable("culture", maturity=Maturity.PLANNED, voices=[])
    assert progress(Assessment(evidence=[weak]), FRAMEWORK).aspect("culture").state is State.ANSWERED


def test_progress_is_a_value() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(progress(Assessment(), FRAMEWORK), "unplaced", 3)  # noqa: B010 - mypy sees the plain form as wrong
    assert hash(progress(Assessment(), FRAMEWORK)) == hash(progress(Assessment(), FRAMEWORK))


def test_an_aspect_that_the_framework_lacks_has_no_progress() -> None:
    with pytest.raises(KeyError):
        progress(Assessment(), FRAMEWORK).aspect("weather")
