"""What the guard remembers between clicks."""

from dataclasses import dataclass, field

from rubric.ui.state.desk import PerAssessment

Key = tuple[str, str]  # rule and subject of a find


@dataclass(frozen=True)
class Rewritten:
    """What was masked or taken out last: the texts before and after, by subject and field; `told` says it in words."""

    assessment: str
    before: dict[tuple[str, str], str]
    after: dict[tuple[str, str], str]
    told: str


@dataclass
class GuardDesk(PerAssessment):
    """`asking` is the widget name of the find that a reason is being asked for ("" for none)."""

    asking: str = ""


@dataclass
class Leaving:
    """`last` is what was rewritten last; `as_it_is` the finds by assessment that may go out in a file as they are."""

    last: Rewritten | None = None
    as_it_is: dict[str, frozenset[Key]] = field(default_factory=dict)
