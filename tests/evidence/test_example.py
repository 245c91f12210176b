"""The example council: invented, lifelike, and weak in places on purpose."""

import re
from collections import Counter
from datetime import date

from rubric.evidence import (
    ActionStatus,
    check_against,
    example_assessment,
    progress,
    read_assessment,
    write_assessment,
)
from rubric.evidence.lint import Severity, item_notes
from rubric.framework import load
from rubric.framework.words import Maturity, Polarity, Reach, Voice

ON = date(2026, 10, 20)


def test_each_call_gives_an_assessment_of_its_own_with_the_same_items() -> None:
    first, second = example_assessment(), example_assessment()
    assert first.id != second.id
    assert first.evidence == second.evidence
    first.evidence[0].text = "Changed"
    assert example_assessment().evidence[0].text != "Changed"


def test_it_says_that_it_is_an_example() -> None:
    assert example_assessment().is_example
    assert "example" in example_assessment().title


def test_it_comes_back_from_its_file() -> None:
    example = example_assessment()
    assert read_assessment(write_assessment(example)) == example


def test_it_answers_every_aspect_of_the_shipped_framework() -> None:
    framework = load()
    result = progress(example_assessment(), framework)
    assert result.answered == len(framework.aspects)
    assert all(item.is_usable for item in example_assessment().evidence)
    assert all(2 <= one.items <= 5 for one in result.aspects)
    assert check_against(example_assessment(), framework) == ()


def test_it_shows_every_kind_of_answer() -> None:
    items = example_assessment().evidence
    assert 27 <= len(items) <= 31
    assert {item.polarity for item in items} == set(Polarity)
    assert {item.maturity for item in items} == set(Maturity)
    assert {voice for item in items for voice in item.voices or ()} == set(Voice)
    assert {item.reach for item in items} >= set(Reach)
    assert any(item.voices == [] for item in items)
    assert any(item.voices is None for item in items)
    assert {action.status for action in example_assessment().actions} == set(ActionStatus)


def test_it_stands_between_what_reports_scored_2_and_3_read_like_and_leans_to_3() -> None:
    items = example_assessment().evidence
    counts = Counter(item.polarity for item in items)
    levels = [item.maturity.level for item in items if item.maturity is not None]
    far = [item for item in items if item.maturity in (Maturity.EMBEDDED, Maturity.IMPACT)]
    assert 0.6 <= counts[Polarity.STRENGTH] / len(items) <= 0.72
    assert 4 <= counts[Polarity.SHORTFALL] <= 5
    assert 2.6 <= sum(levels) / len(levels) <= 3.0
    assert 0.09 <= len(far) / len(items) <= 0.25
    assert all({Voice.PEOPLE, Voice.PARTNERS} & set(item.voices or ()) for item in far)


def test_some_of_it_is_weak_on_purpose_and_most_is_not() -> None:
    items, framework = example_assessment().evidence, load()
    notes = [note for item in items for note in item_notes(item, framework, ON) if note.severity is not Severity.COULD]
    assert 4 <= len({note.subject for note in notes}) <= 8
    assert len({note.message for note in notes}) >= 6


def test_no_date_lies_past_the_day_it_was_written_but_for_next_steps() -> None:
    example = example_assessment()
    assert all(item.source_date is None or item.source_date <= ON for item in example.evidence)
    steps = [item.action for item in example.evidence if item.action] + list(example.actions)
    assert all(step.due is not None and step.due >= ON for step in steps if step.status != "done")


def test_one_step_is_done_and_one_is_late_by_the_end_of_2026() -> None:
    steps = example_assessment().actions
    assert sum(step.status == "done" for step in steps) == 1
    late = [s for s in steps if s.status != "done" and s.due is not None and s.due.year == 2026]
    assert len(late) == 1


def test_steps_of_the_plan_lead_to_items_and_aspects_that_are_there() -> None:
    example = example_assessment()
    ids, aspects = {item.id for item in example.evidence}, set(load().aspect_ids)
    assert all(step.aspects and set(step.aspects) <= aspects for step in example.actions)
    linked = {one for step in example.actions for one in step.evidence}
    assert linked <= ids
    assert len(linked) >= 4


def test_four_loops_are_closed_and_one_is_half_closed() -> None:
    names = ("heard", "decided", "changed", "told")
    told = [sum(bool(getattr(item, name)) for name in names) for item in example_assessment().evidence]
    assert told.count(4) == 4
    assert told.count(2) == 1
    assert set(told) == {0, 2, 4}


def test_every_gap_has_a_next_step_with_an_owner_a_date_and_a_measure() -> None:
    gaps = [item for item in example_assessment().evidence if item.polarity == Polarity.SHORTFALL]
    for gap in gaps:
        assert gap.action is not None
        assert all((gap.action.text, gap.action.owner, gap.action.due, gap.action.measure)), gap.id
        assert all((gap.cause, gap.affected)), gap.id


def test_about_a_dozen_records_are_there_two_of_them_critical_and_some_items_are_ticked_only() -> None:
    items = example_assessment().evidence
    records = [record for item in items for record in item.confirmations]
    assert 10 <= len(records) <= 16
    assert all(record.recorded for record in records)
    assert sum(record.against for record in records) >= 2
    assert sum(bool(item.voices) and not item.confirmations for item in items) >= 8
    assert {record.voice for record in records} >= {Voice.PEOPLE, Voice.STAFF_AND_LEADERS, Voice.PARTNERS}
    assert len({record.id for record in records}) == len(records)


def test_a_record_counts_the_same_people_as_the_figures_and_was_not_said_after_its_document() -> None:
    items = example_assessment().evidence
    figures = " ".join(f"{item.text} {item.figures} {item.outcome}" for item in items).replace(",", "")
    for item in items:
        for record in item.confirmations:
            named = re.search(rf"\b{record.of}\b", figures) or (record.of == 5 and "five providers" in item.decided)
            assert named, record.said
            assert record.when is not None
            assert record.when <= ON
            assert item.source_date is None or record.when <= item.source_date
