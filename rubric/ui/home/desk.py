"""What the home page remembers between clicks."""

from dataclasses import dataclass

from rubric.ui.state.desk import Gone, PerAssessment


@dataclass
class HomeDesk:
    """`deleted` is the assessment deleted last; `started` the one created last.

    The parts of `started` are the words in the form, the id, and the time (`monotonic`).
    """

    deleted: Gone | None = None
    started: tuple[tuple[str, ...], str, float] = ((), "", 0.0)


@dataclass
class Panel(PerAssessment):
    """`assessment` is the one whose details and other actions are shown; `asking`: whether it is to be deleted."""

    assessment: str = ""
    asking: bool = False
