"""Likely questions: what assessors may ask this council, drawn from what reports call shortfalls.

Each question comes from one pattern (data/questions.yaml) in one aspect, with the findings that it is drawn from and
the items of evidence that answer it. The same assessment and findings always give the same questions in the same order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import Field

from rubric.comparison import Comparison, Index
from rubric.comparison.alike import SAME_SUBJECT
from rubric.draft.material import Material, is_shown
from rubric.english import capital, either, in_words, listed
from rubric.evidence.model import Action, ActionStatus, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.model import Frozen
from rubric.framework.words import Maturity, Polarity, Voice
from rubric.reports.model import UNNAMED, Finding

MOST = 8
MOST_OF_ONE_PATTERN = 2
MOST_IN_ONE_ASPECT = 2
MOST_ANSWERS = 2
RISK_SCORE = 2  # the score whose reports a council wants to keep clear of
DEFAULT = "default"
UNNAMED_COUNCIL = "A council not named"

# How near an item is: how likely it is on the subject of a finding (0 to 1), and what comes on top (our judgement).
_BEARING = 0.3  # what a word that bears on the pattern adds
_SETTLED = 0.15  # what the voice that would settle it adds
_OTHER_ASPECT = -0.2  # what standing in another aspect takes away
_MOST_LETTERS = 10_000  # of an item or action: the rest of a longer one is not looked at
_RARE = 0.1  # how common a pattern counts that no report at RISK_SCORE shows


class QuestionPattern(Frozen):
    """One pattern of shortfalls: how it is recognised, what is asked, and what answers it (see data/questions.yaml).

    `known_by` and `answered_by` are regular expressions; `topics` has words for each aspect, and for "default".
    """

    id: str
    known_by: tuple[str, ...] = Field(min_length=1)
    question: str
    topics: dict[str, str]
    answered_by: tuple[str, ...] = Field(min_length=1)
    settled_by: Voice
    example: str
    reason: str

    def fits(self, text: str) -> bool:
        """Whether a finding with this text shows the pattern."""
        return any(re.search(pattern, text, re.IGNORECASE) for pattern in self.known_by)

    def bears_on(self, item: EvidenceItem) -> bool:
        """Whether an item is about the same thing as the pattern."""
        return self.speaks_of(" ".join((item.text, item.outcome, item.heard, item.decided, item.changed, item.told)))

    def speaks_of(self, text: str) -> bool:
        """Whether a text is about the same thing as the pattern."""
        return any(re.search(words, text[:_MOST_LETTERS], re.IGNORECASE) for words in self.answered_by)

    def ask(self, aspect: str) -> str:
        """The question as it is asked about one aspect."""
        return self.question.replace("{topic}", self.topics.get(aspect, self.topics[DEFAULT]))


class AnswerStanding(StrEnum):
    """How an item answers a question."""

    ANSWERS = "answers"
    CLAIMED = "claimed"  # it would answer, if a record or a document showed it
    NOT_ANSWERED = "not answered"  # the same, and nobody has said yet whether anybody does
    PLANNED = "planned"  # it would answer, once it works
    ABSENT = "absent"  # it is not there, or no longer: a pilot that was stopped
    ACTING = "acting"  # it names the gap, with a next step
    GAP = "gap"  # it names the gap, and nothing is being done yet


@dataclass(frozen=True)
class Answer:
    """An item that answers a question, with its number in the evidence list."""

    item: EvidenceItem
    number: int
    standing: AnswerStanding


@dataclass(frozen=True)
class Question:
    """A likely question. `findings` are its sources, the lowest score first; a larger `weight` is more pressing."""

    pattern: QuestionPattern
    aspect: str
    text: str
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    weight: float
    steps: tuple[Action, ...] = ()  # open steps of the plan on it that answer no item of `answers`


@cache
def patterns() -> tuple[QuestionPattern, ...]:
    """The patterns as shipped, the most particular first."""
    data = yaml.safe_load(files("rubric.draft").joinpath("data", "questions.yaml").read_bytes())
    return tuple(QuestionPattern.model_validate(pattern) for pattern in data["patterns"])


def pattern_of(text: str) -> QuestionPattern | None:
    """The first pattern that a finding shows; None where it shows none."""
    return next((pattern for pattern in patterns() if pattern.fits(text)), None)


def compared_findings(comparison: Comparison) -> tuple[Finding, ...]:
    """All the findings that a comparison was made with, in order of report and number."""
    found = {
        finding.id: finding
        for contrast in comparison.contrasts.values()
        for patterns in contrast.patterns.values()
        for pattern in patterns
        for finding in pattern.findings
    }
    return tuple(sorted(found.values(), key=lambda finding: (finding.report_id, finding.number)))


def question_source(question: Question) -> str:
    """What a report said that makes it likely, in our own words, and which report: "… (Shropshire, scored 2)"."""
    finding = question.findings[0]
    council = UNNAMED_COUNCIL if finding.authority == UNNAMED else finding.authority
    more = f" and {in_words(others, 'other')}" if (others := len({f.report_id for f in question.findings}) - 1) else ""
    return f"{question.pattern.example} ({council}, scored {finding.score}{more})"


def likely_questions(material: Material, findings: Iterable[Finding], *, most: int = MOST) -> tuple[Question, ...]:
    """What assessors may ask, the most pressing first.

    In: the assessment gathered, and findings of scored reports (only shortfalls are used). Out: at most `most`
    questions, ranked by how common the pattern is in reports scored 2 and by how weak the evidence on it is; no more
    than two of one pattern or in one aspect.
    """
    aspects = set(material.framework.aspect_ids)
    findings = tuple(findings)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        shortfall = finding.polarity is Polarity.SHORTFALL and finding.aspect in aspects
        if shortfall and (pattern := pattern_of(finding.text)) is not None:
            groups.setdefault((pattern.id, finding.aspect), []).append(finding)
    if not groups:
        return ()
    common = _commonness(groups)
    answers = _Answers(material, findings)
    asked = []
    for pattern in patterns():
        for aspect in material.framework.aspect_ids:
            group = groups.get((pattern.id, aspect))
            if group is None:
                continue
            found = answers.to(pattern, aspect, group)
            weight = common[pattern.id, aspect] * (1 + _weakness(found))
            ranked = tuple(sorted(group, key=lambda f: (f.score, f.report_id, f.number)))
            steps = _steps_on(pattern, aspect, found, material)
            asked.append(Question(pattern, aspect, pattern.ask(aspect), ranked, found, weight, steps))
    asked.sort(key=lambda question: -question.weight)  # stable: equal weights stay in the order of the data
    return tuple(_spread(asked)[:most])


def _commonness(groups: dict[tuple[str, str], list[Finding]]) -> dict[tuple[str, str], float]:
    """For each pattern in an aspect: the share of reports at RISK_SCORE that show it, and of the findings there."""
    at_risk = {key: [f for f in group if f.score == RISK_SCORE] for key, group in groups.items()}
    reports = len({f.report_id for group in at_risk.values() for f in group}) or 1
    most = max(map(len, at_risk.values())) or 1
    return {
        key: max(_RARE, len({f.report_id for f in group}) / reports + len(group) / most)
        for key, group in at_risk.items()
    }


def _weakness(answers: Sequence[Answer]) -> float:
    """0 (a confirmed answer with a difference made) to 1 (nothing yet)."""
    strong = [
        a.item.supported.level
        for a in answers
        if a.standing in (AnswerStanding.ANSWERS, AnswerStanding.CLAIMED, AnswerStanding.NOT_ANSWERED)
    ]
    if strong:
        doubt = 0.2 * any(a.standing is not AnswerStanding.ANSWERS for a in answers)
        return 0.8 * (1 - max(strong) / Maturity.IMPACT.level) + doubt
    return 0.85 if any(a.standing is AnswerStanding.ACTING for a in answers) else 1.0


class _Answers:
    """The items that can answer, with how likely each is on the subject of each finding."""

    def __init__(self, material: Material, findings: Sequence[Finding]) -> None:
        self.material, self.items, self.numbers = material, material.usable, material.numbers
        self.column = {finding.id: index for index, finding in enumerate(findings)}
        self.likeness = np.zeros((0, len(findings)))
        if self.items:
            texts = [f"{item.text} {item.outcome}" for item in self.items]
            self.likeness = Index(findings, material.framework).alike(texts).subject

    def to(self, pattern: QuestionPattern, aspect: str, findings: Sequence[Finding]) -> tuple[Answer, ...]:
        """The items that answer a pattern in an aspect, the nearest first."""
        scored = []
        for index, item in enumerate(self.items):
            related = aspect in item.related_aspects
            if item.aspect != aspect and not related:
                continue
            near = max((float(self.likeness[index, self.column[f.id]]) for f in findings), default=0.0)
            bears = pattern.bears_on(item)
            if not bears and near < SAME_SUBJECT:
                continue
            near += _BEARING * bears + _SETTLED * (pattern.settled_by in (item.voices or ()))
            scored.append((near + _OTHER_ASPECT * (item.aspect != aspect), item))
        scored.sort(key=lambda pair: (-pair[0], self.numbers[pair[1].id]))
        return tuple(
            Answer(item, self.numbers[item.id], _standing(item, self.material)) for _, item in scored[:MOST_ANSWERS]
        )


def _standing(item: EvidenceItem, material: Material) -> AnswerStanding:
    if item.polarity is Polarity.SHORTFALL:
        return AnswerStanding.ACTING if material.step_on(item) is not None else AnswerStanding.GAP
    if item.maturity is Maturity.ABSENT:
        return AnswerStanding.ABSENT
    if item.supported.level < Maturity.DEVELOPING.level:
        return AnswerStanding.PLANNED
    if not is_shown(item):
        return AnswerStanding.NOT_ANSWERED if item.voices is None else AnswerStanding.CLAIMED
    return AnswerStanding.ANSWERS


def _steps_on(
    pattern: QuestionPattern, aspect: str, answers: Sequence[Answer], material: Material
) -> tuple[Action, ...]:
    """Open actions of the plan that serve the aspect, speak of the pattern and are no step of an item that answers."""
    told = {answer.item.id for answer in answers}
    return tuple(
        action
        for action in material.assessment.actions
        if aspect in action.aspects
        and action.status is not ActionStatus.DONE
        and stated(action.text)
        and not told & set(action.evidence)
        and pattern.speaks_of(action.text)
    )


def _spread(questions: Iterable[Question]) -> list[Question]:
    """The questions in their order, without a third of any one pattern or in any one aspect."""
    kept: list[Question] = []
    for question in questions:
        alike = sum(other.pattern.id == question.pattern.id for other in kept)
        near = sum(other.aspect == question.aspect for other in kept)
        if alike < MOST_OF_ONE_PATTERN and near < MOST_IN_ONE_ASPECT:
            kept.append(question)
    return kept


def answer_summary(question: Question) -> str:
    """Which items answer a question, in words: "Evidence 12", "Evidence 9 names a gap…" or "Nothing yet"."""
    numbers_by_standing = {
        standing: [a.number for a in question.answers if a.standing is standing] for standing in AnswerStanding
    }
    parts = []
    for standing, (singular, plural) in _STANDING_WORDS.items():
        if numbers := numbers_by_standing[standing]:
            parts.append(f"evidence {listed(map(str, sorted(numbers)))}{either(len(numbers), singular, plural)}")
    if question.steps:
        parts.append(f"the plan has {in_words(len(question.steps), 'step')} on it")
    text = "; ".join(parts)
    if not (numbers_by_standing[AnswerStanding.ANSWERS] or numbers_by_standing[AnswerStanding.ACTING]):
        return f"Nothing yet: {text}" if text else "Nothing yet"
    return capital(text)


_STANDING_WORDS = {
    AnswerStanding.ANSWERS: ("", ""),
    AnswerStanding.CLAIMED: (" has nothing recorded that shows it", " have nothing recorded that shows them"),
    AnswerStanding.NOT_ANSWERED: (" does not say who confirms it", " do not say who confirms them"),
    AnswerStanding.PLANNED: (" is planned only", " are planned only"),
    AnswerStanding.ABSENT: (" is not there today", " are not there today"),
    AnswerStanding.ACTING: (" names a gap, with a next step", " name gaps, with next steps"),
    AnswerStanding.GAP: (" names a gap, with no next step", " name gaps, with no next step"),
}
