"""The writing rules as data: each with what it looks for, why, and what would read better (data/notes.yaml)."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Self

import yaml
from pydantic import Field, model_validator

from rubric.english import long_date
from rubric.evidence import fields
from rubric.framework.model import Frozen


class Severity(StrEnum):
    """How much a note matters, gravest first."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class Subject(StrEnum):
    """What a rule reads."""

    ITEM = "item"
    ACTION = "action"
    SECTION = "section"


class Passage(Frozen):
    """A section of the draft as it reads; `most_words` is the upper end of its budget, if it has one.

    `spelled` are its sentences with the words that the draft itself put after short forms.
    """

    section: str
    heading: str
    text: str
    spelled: str = ""
    words: int = 0
    most_words: int | None = None


class Sample(Frozen):
    """Something for a rule to read: the fields of items, of an action or of a section."""

    item: dict[str, Any] | None = None
    items: tuple[dict[str, Any], ...] = ()
    action: dict[str, Any] | None = None
    section: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(map(bool, (self.item, self.items, self.action, self.section))) != 1:
            raise ValueError("a sample is one of item, items, action and section")
        return self

    @property
    def in_words(self) -> str:
        """The sample as a person reads it: the words, then the fields that matter to the rule."""
        if self.action:
            return _row_in_words(self.action, fields.action)
        rows = [self.item or self.section] if not self.items else list(self.items)
        return " / ".join(_row_in_words(row) for row in rows if row)


_OF_SECTION = {"words": "words", "most_words": "words to aim for"}


def _row_in_words(row: dict[str, Any], field: Callable[[str], fields.Field] = fields.item) -> str:
    """The words of a sample, then its other fields in the order in which the file has them."""
    step = row.get("action")
    facts = [
        f"{_OF_SECTION.get(name) or field(name).brief or field(name).inside}: {_value(value)}"
        for name, value in row.items()
        if name not in ("text", "action")
    ]
    if isinstance(step, dict):
        facts.append(f"next step: {_row_in_words(step, fields.action)}")
    words = " ".join(str(row.get("text", "")).split())
    return f"{words} ({'; '.join(facts)})" if facts else words


def _value(value: object) -> str:
    if isinstance(value, dict):  # what somebody is recorded to have said
        return f"“{value['said']}” ({value['count']} of {value['of']})"
    if isinstance(value, list):
        return ", ".join(_value(part) for part in value) or "only us so far"
    if isinstance(value, date):
        return long_date(value)
    return str(value).replace("_", " ")


class WritingRule(Frozen):
    """One rule. `message` may name what was found, in braces; the rule finds `example` and leaves `better` alone."""

    id: str
    severity: Severity
    applies: tuple[Subject, ...] = Field(min_length=1)
    message: str
    reason: str
    example: Sample
    better: Sample


class Limits(Frozen):
    """The numbers that the rules go by; each is our judgement, and is explained in docs/writing.md."""

    old_after_years: int
    long_claim_words: int
    long_sentence_words: int
    same_source_items: int
    echo_words: int
    reading_age: int
    reading_age_from_words: int


class RuleBook(Frozen):
    """The rules, most telling first within a severity; `read_on` is the day on which their examples are read."""

    read_on: date
    severities: dict[Severity, str]
    limits: Limits
    rules: tuple[WritingRule, ...]

    def rule(self, rule_id: str) -> WritingRule | None:
        """The rule with this id; None where no rule has it (any more)."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def data(name: str) -> Any:
    """The content of a YAML file in this package's data folder, by file name."""
    return yaml.safe_load(files("rubric.evidence").joinpath("data", name).read_bytes())


@cache
def rule_book() -> RuleBook:
    """The rules as shipped."""
    return RuleBook.model_validate(data("notes.yaml"))
