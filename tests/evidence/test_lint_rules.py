"""Each rule speaks up for its own example and leaves its better version alone."""

import re
from pathlib import Path

import pytest

from rubric.evidence import Assessment, EvidenceItem, PlanAction
from rubric.evidence.lint.check import ACTION_CHECKS, Note, lint
from rubric.evidence.lint.items import ITEM_CHECKS
from rubric.evidence.lint.rules import Passage, Sample, Severity, Subject, WritingRule, rule_book
from rubric.evidence.lint.sections import SECTION_CHECKS
from rubric.framework import load

BOOK = rule_book()
FRAMEWORK = load()
PAGE = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
RULES = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
IN_SECTIONS = pytest.mark.parametrize(
    "rule", [rule for rule in BOOK.rules if Subject.SECTION in rule.applies and rule.example.item], ids=lambda r: r.id
)


def items(sample: Sample) -> list[EvidenceItem]:
    """The items of a sample, in an aspect of their own choosing or `culture`."""
    rows = [sample.item] if sample.item else list(sample.items)
    return [EvidenceItem.model_validate({"aspect": "culture", "id": f"e{n}", **row}) for n, row in enumerate(rows)]


def notes_on(sample: Sample) -> tuple[Note, ...]:
    actions = [PlanAction.model_validate({"id": "a0", **sample.action})] if sample.action else []
    section = {"section": "strengths", "heading": "Our strengths", **(sample.section or {})}
    passages = [Passage.model_validate(section)] if sample.section else []
    return lint(Assessment(evidence=items(sample), actions=actions), FRAMEWORK, BOOK.read_on, passages)


def raised(sample: Sample) -> set[str]:
    return {note.rule for note in notes_on(sample)}


def described(rule: WritingRule) -> str:
    """A rule as it stands in docs/writing.md."""
    return (
        f"### `{rule.id}` ({BOOK.severities[rule.severity].lower()})\n"
        f"Reads: {', '.join(rule.applies)}. Says: {rule.message}\n\n"
        f"{rule.reason.strip()}\n"
        f"- Speaks up for: {rule.example.in_words}\n"
        f"- Reads better: {rule.better.in_words}\n"
    )


def in_section(text: str) -> set[str]:
    passage = Passage(section="strengths", heading="Our strengths", text=text)
    return {note.rule for note in lint(Assessment(), FRAMEWORK, BOOK.read_on, [passage])}


@RULES
def test_a_rule_speaks_up_for_its_example(rule: WritingRule) -> None:
    assert rule.id in raised(rule.example)


@RULES
def test_a_rule_leaves_the_better_version_alone(rule: WritingRule) -> None:
    assert rule.id not in raised(rule.better)


@IN_SECTIONS
def test_a_rule_that_reads_sections_speaks_up_for_its_example_there(rule: WritingRule) -> None:
    (item,) = items(rule.example)
    assert rule.id in in_section("\n".join((item.text, item.figures)))


@IN_SECTIONS
def test_a_rule_that_reads_sections_leaves_the_better_version_alone_there(rule: WritingRule) -> None:
    (item,) = items(rule.better)
    assert rule.id not in in_section("\n".join((item.text, item.figures)))


@RULES
def test_a_rule_says_what_to_do_and_why(rule: WritingRule) -> None:
    assert rule.message.endswith(".")
    assert len(rule.message.split()) <= 26
    assert rule.reason.endswith(".")
    assert rule.example.in_words != rule.better.in_words


def test_every_rule_has_its_code_and_all_code_its_rule() -> None:
    named = {rule.id: set(rule.applies) for rule in BOOK.rules}
    read: dict[str, set[Subject]] = {rule: set() for rule in named}
    for subject, checks in (
        (Subject.ITEM, (*ITEM_CHECKS, "framework_echo", "same_proof", "acronym")),
        (Subject.ACTION, (*ACTION_CHECKS, "acronym")),
        (Subject.SECTION, (*SECTION_CHECKS, "acronym")),
    ):
        for rule in checks:
            read[rule].add(subject)
    assert read == named


def test_rules_differ_and_stand_gravest_first() -> None:
    assert len({rule.id for rule in BOOK.rules}) == len({rule.message for rule in BOOK.rules}) == len(BOOK.rules)
    ranks = [list(Severity).index(rule.severity) for rule in BOOK.rules]
    assert ranks == sorted(ranks)
    assert set(BOOK.severities) == set(Severity)


def test_every_name_in_a_message_is_filled() -> None:
    for rule in BOOK.rules:
        for note in notes_on(rule.example):
            assert not re.search(r"[{}]|“”| \.", note.message), note


@RULES
def test_the_page_on_writing_holds_every_rule_as_it_is(rule: WritingRule) -> None:
    assert described(rule) in PAGE


def test_the_page_on_writing_holds_no_other_rule() -> None:
    assert re.findall(r"^### `(\w+)`", PAGE, re.M) == [rule.id for rule in BOOK.rules]


@pytest.mark.parametrize("name", type(BOOK.limits).model_fields)
def test_the_page_on_writing_gives_every_limit(name: str) -> None:
    assert f"| `{name}` | {getattr(BOOK.limits, name)} |" in PAGE
