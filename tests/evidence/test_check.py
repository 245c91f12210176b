"""Whether an assessment fits the framework it is used with."""

from rubric.evidence import Assessment, EvidenceItem, PlanAction, Skip, check_against

from .builders import framework

FRAMEWORK = framework("culture", "feedback")


def test_an_assessment_that_fits_has_no_problems() -> None:
    fits = Assessment(
        framework_version="test-1",
        evidence=[EvidenceItem(aspect="culture", related_aspects=["feedback"])],
        skips=[Skip(aspect="feedback", reason="Not ours")],
    )
    assert check_against(fits, FRAMEWORK) == ()


def test_no_version_is_no_problem() -> None:
    assert check_against(Assessment(), FRAMEWORK) == ()


def test_another_version_is_said() -> None:
    (only,) = check_against(Assessment(framework_version="2023-04"), FRAMEWORK)
    assert "“2023-04”" in only
    assert "“test-1”" in only


def test_items_under_an_unknown_aspect_are_counted_together() -> None:
    items = [EvidenceItem(aspect="weather"), EvidenceItem(aspect="weather"), EvidenceItem(aspect="sport")]
    weather, sport = check_against(Assessment(evidence=items), FRAMEWORK)
    assert weather.startswith("2 items are under “weather”")
    assert sport.startswith("1 item is under “sport”")


def test_an_unknown_related_aspect_names_the_item() -> None:
    item = EvidenceItem(aspect="culture", text="We listen.", related_aspects=["weather", "weather"])
    (only,) = check_against(Assessment(evidence=[item]), FRAMEWORK)
    assert only.startswith("Item 1 under culture (“We listen.”) names “weather”")


def test_an_unknown_skipped_aspect_is_said() -> None:
    (only,) = check_against(Assessment(skips=[Skip(aspect="weather", reason="Rain")]), FRAMEWORK)
    assert "“weather” was skipped" in only


def test_an_unknown_aspect_in_the_plan_names_the_action() -> None:
    actions = [PlanAction(aspects=["culture"]), PlanAction(text="Ask carers", aspects=["weather", "weather"])]
    (only,) = check_against(Assessment(actions=actions), FRAMEWORK)
    assert only.startswith("Action 2 in the plan (“Ask carers”) serves “weather”")
