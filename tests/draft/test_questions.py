"""Likely questions: drawn from findings, ranked, and answered from the evidence."""

import re

import pytest

from rubric.draft.documents.questions import (
    DEFAULT,
    MOST_IN_ONE_ASPECT,
    MOST_OF_ONE_PATTERN,
    QuestionPattern,
    answer_summary,
    likely_questions,
    pattern_of,
    patterns,
    question_source,
)
from rubric.draft.material import Material, gather
from rubric.evidence import Assessment, example_assessment
from rubric.evidence.model import Action, PlanAction
from rubric.framework import Maturity, Polarity, Voice
from rubric.workflow import Bench, side_by_side
from tests.draft.builders import ON, council, gap, item


def material(assessment: Assessment, bench: Bench) -> Material:
    return gather(assessment, bench.framework, ON)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.id)
def test_a_pattern_is_known_from_its_example(pattern: QuestionPattern) -> None:
    found = pattern_of(pattern.example)
    assert found is not None
    assert found.id == pattern.id


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.id)
def test_a_pattern_asks_a_whole_question_in_every_aspect_that_exists(pattern: QuestionPattern, bench: Bench) -> None:
    assert set(pattern.topics) - {DEFAULT} <= set(bench.framework.aspect_ids)
    for aspect in bench.framework.aspect_ids:
        asked = pattern.ask(aspect)
        assert re.fullmatch(r"[A-Z][^{}]*\.", asked)
        assert "may be asked" in asked
    for words in (*pattern.known_by, *pattern.answered_by):
        re.compile(words)


def test_every_shipped_shortfall_is_known_by_some_pattern(bench: Bench) -> None:
    shortfalls = [finding for finding in bench.library.findings if finding.polarity is Polarity.SHORTFALL]
    unknown = [finding.text for finding in shortfalls if pattern_of(finding.text) is None]
    assert len(shortfalls) > 50
    assert unknown == []


def test_questions_come_from_shortfalls_only_and_say_where(bench: Bench) -> None:
    asked = likely_questions(material(example_assessment(), bench), bench.library.findings)
    assert 6 <= len(asked) <= 8
    for question in asked:
        assert question.findings
        assert all(finding.polarity is Polarity.SHORTFALL for finding in question.findings)
        assert all(finding.aspect == question.aspect for finding in question.findings)
        source = question_source(question)
        assert source.startswith(f"{question.pattern.example} (")
        assert f"scored {question.findings[0].score}" in source


def test_no_pattern_and_no_aspect_takes_over(bench: Bench) -> None:
    asked = likely_questions(material(Assessment(), bench), bench.library.findings)
    patterns, aspects = [q.pattern.id for q in asked], [q.aspect for q in asked]
    assert max(map(patterns.count, patterns)) <= MOST_OF_ONE_PATTERN
    assert max(map(aspects.count, aspects)) <= MOST_IN_ONE_ASPECT


def test_without_evidence_nothing_answers(bench: Bench) -> None:
    asked = likely_questions(material(Assessment(), bench), bench.library.findings)
    assert {answer_summary(question) for question in asked} == {"Nothing yet"}


def test_what_is_common_in_reports_scored_2_comes_before_what_is_only_in_those_scored_3(bench: Bench) -> None:
    asked = likely_questions(material(Assessment(), bench), bench.library.findings, most=100)
    at_two = [any(f.score == 2 for f in question.findings) for question in asked]
    assert at_two == sorted(at_two, reverse=True)


def question_on_feedback(assessment: Assessment, bench: Bench) -> tuple[str, float]:
    asked = likely_questions(material(assessment, bench), bench.library.findings, most=100)
    question = next(q for q in asked if (q.pattern.id, q.aspect) == ("told_nothing_back", "feedback"))
    return answer_summary(question), question.weight


def test_an_item_answers_by_what_it_is(bench: Bench) -> None:
    told = "Everybody who answers is told what changed because of it"
    aspect = {"aspect": "feedback"}
    works = item(told, source="Log", **aspect)
    planned = item(told, maturity=Maturity.PLANNED, **aspect)
    stopped = item(told, maturity=Maturity.ABSENT, polarity=Polarity.MIXED, **aspect)
    step = PlanAction(text="Write to everybody on what changed", aspects=["feedback"])
    acting = gap("People are not told what changed", action=Action(text="Write to everybody"))
    silent = gap("People are not told what changed")
    assert question_on_feedback(council(works), bench)[0] == "Evidence 1"
    assert question_on_feedback(council(planned), bench)[0] == "Nothing yet: evidence 1 is planned only"
    assert question_on_feedback(council(stopped), bench)[0] == "Nothing yet: evidence 1 is not there today"
    assert question_on_feedback(council(actions=[step]), bench)[0] == "Nothing yet: the plan has one step on it"
    assert question_on_feedback(council(acting), bench)[0] == "Evidence 1 names a gap, with a next step"
    assert question_on_feedback(council(silent), bench)[0] == "Nothing yet: evidence 1 names a gap, with no next step"
    assert question_on_feedback(council(item(told, aspect="workforce")), bench)[0] == "Nothing yet"


def test_stronger_evidence_makes_a_question_less_pressing(bench: Bench) -> None:
    told = "Everybody who answers is told what changed because of it"
    weights = [
        question_on_feedback(assessment, bench)[1]
        for assessment in (
            Assessment(),
            council(gap("People are not told what changed", action=Action(text="Write to everybody"))),
            council(item(told, aspect="feedback", voices=[], maturity=Maturity.IN_PLACE)),
            council(item(told, aspect="feedback", voices=[Voice.PEOPLE], maturity=Maturity.IMPACT)),
        )
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


def test_the_voice_that_would_settle_it_answers_first(bench: Bench) -> None:
    text = "We tell everybody who answers what changed because of it, in the library number {}"
    by_staff = item(text.format("one"), id="a", aspect="feedback", voices=[Voice.STAFF_AND_LEADERS])
    by_people = item(text.format("one"), id="b", aspect="feedback", voices=[Voice.PEOPLE])
    asked = likely_questions(material(council(by_staff, by_people), bench), bench.library.findings, most=100)
    question = next(q for q in asked if (q.pattern.id, q.aspect) == ("told_nothing_back", "feedback"))
    assert question.answers[0].item.id == "b"


def test_the_same_evidence_gives_the_same_questions(bench: Bench) -> None:
    first, again = (likely_questions(material(example_assessment(), bench), bench.library.findings) for _ in range(2))
    assert [(q.text, answer_summary(q), q.weight) for q in first] == [
        (q.text, answer_summary(q), q.weight) for q in again
    ]


def test_a_comparison_holds_the_findings_to_draw_from(bench: Bench) -> None:
    from rubric.draft.documents.questions import compared_findings

    found = compared_findings(side_by_side(Assessment(), bench))
    assert {finding.id for finding in found} == {finding.id for finding in bench.library.findings}


@pytest.mark.parametrize(
    ("voices", "told"),
    [
        ([], "Nothing yet: evidence 1 has nothing recorded that shows it"),
        (None, "Nothing yet: evidence 1 does not say who confirms it"),
    ],
)
def test_a_bare_claim_is_no_answer(bench: Bench, voices: list[Voice] | None, told: str) -> None:
    claimed = item(
        "Everybody who answers is told what changed because of it", aspect="feedback", voices=voices, source=""
    )
    questions = likely_questions(material(council(claimed), bench), bench.library.findings)
    said = [answer_summary(question) for question in questions if question.answers]
    assert said
    assert set(said) == {told}
