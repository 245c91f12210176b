"""The council's own last report as a list to answer: what it said, what was done since, what shows it, what changed.

A peer challenge's recommendations are answered in the same way, once they are findings
(`rubric/intake/recommendations.py`).
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from rubric.evidence.fields import Answer as Words
from rubric.evidence.fields import Field
from rubric.evidence.last_report import Answer
from rubric.evidence.model import ActionStatus, Assessment
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity
from rubric.reports.model import Finding

# The fields of an answer, as the form has them.
FIELDS = (
    Field("done", Words.WORDS, "What we did", "account of what was done", long=True),
    Field("shows", Words.WORDS, "What shows it", "account of what shows it", long=True),
    Field("changed", Words.WORDS, "What changed for people", "account of what changed", long=True),
    Field("nothing_yet_because", Words.WORDS, "Nothing yet, because", "reason why nothing was done", long=True),
)

# What falls short has to be answered; what was good has to be kept.
_FIRST = (Polarity.SHORTFALL, Polarity.MIXED, Polarity.STRENGTH)


class Mark(StrEnum):
    """What an answer still lacks."""

    UNANSWERED = "unanswered"
    NOT_SHOWN = "not shown"
    STILL_A_PLAN = "a plan then, and a plan now"


def answers_to(findings: Iterable[Finding]) -> list[Answer]:
    """An empty answer for each finding: shortfalls, then mixed ones, then strengths, each in the report's order."""
    listed = [
        Answer(
            finding=finding.id,
            said=finding.text,
            aspect=finding.aspect,
            polarity=finding.polarity,
            maturity=finding.maturity,
        )
        for finding in findings
    ]
    return sorted(listed, key=lambda answer: _FIRST.index(answer.polarity))


def with_answers(fresh: Sequence[Answer], given: Iterable[Answer]) -> list[Answer]:
    """A list read anew, with the answers that were given before; none of these is lost.

    They are found again by their finding, else by its words, as a report that is read again may number them otherwise.
    One whose finding is no longer there stands at the end.
    """
    left = list(given)
    found: list[Answer] = []
    for answer in fresh:
        old = next((one for one in left if one.finding == answer.finding and one.said == answer.said), None)
        old = old or next((one for one in left if one.said == answer.said), None)
        if old is None:
            found.append(answer)
            continue
        left.remove(old)
        kept = old.model_dump(include={"done", "shows", "changed", "nothing_yet_because", "items", "actions"})
        found.append(answer.model_copy(update=kept))
    return [*found, *(one for one in left if one.is_answered or one.items or one.actions)]


def marks_on(answer: Answer, assessment: Assessment) -> tuple[Mark, ...]:
    """What the answer still lacks, given the items and actions that it names."""
    if not answer.is_answered:
        lacking = [Mark.UNANSWERED]
    else:
        lacking = [Mark.NOT_SHOWN] if stated(answer.done) and not answer.is_shown else []
    return (*lacking, *([Mark.STILL_A_PLAN] if _is_still_a_plan(answer, assessment) else []))


def _is_still_a_plan(answer: Answer, assessment: Assessment) -> bool:
    """Whether what was planned at the last report has come no further, by the items and actions that answer it."""
    if answer.maturity is not Maturity.PLANNED:
        return False
    items = [item for item in assessment.evidence if item.id in answer.items]
    reached = any(item.maturity is not None and item.maturity.level > Maturity.PLANNED.level for item in items)
    done = any(action.id in answer.actions and action.status is ActionStatus.DONE for action in assessment.actions)
    return not (reached or done)
