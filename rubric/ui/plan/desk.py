"""What the plan page remembers between clicks. Lines of the plan are named by their keys."""

from dataclasses import dataclass

from rubric.evidence import Action
from rubric.ui.state.desk import Gone, PerAssessment


@dataclass(frozen=True)
class GoneLine(Gone):
    """A line of the plan that was removed; `former` is what an item gets back as its next step."""

    former: Action


@dataclass
class PlanDesk(PerAssessment):
    """`removed` is the line removed last, `aside` the suggestion set aside last (rule, subject, text).

    `passed` is how many suggestions were looked at and passed over.
    """

    removed: GoneLine | None = None
    aside: tuple[str, str, str] | None = None
    passed: int = 0
