"""What the page for bringing in what a council has remembers between clicks."""

from dataclasses import dataclass, field

from rubric.intake.guarded import Settled
from rubric.intake.model import Intake
from rubric.ui.intake.taking import TakingIn
from rubric.ui.state.at_hand import AtHand
from rubric.ui.state.desk import PerAssessment


@dataclass(frozen=True)
class FileOutcome:
    """What came of one file, in sentences; `refused`: it could not be read."""

    name: str
    lines: tuple[str, ...]
    refused: bool = False


@dataclass
class IntakeDesk(PerAssessment):
    """`work` reads files now; `read` is what came of them, until personal data in it is settled; then it is kept.

    `at_hand` are those of the files that may be attached later, if anything comes of them.

    `choices` says what becomes of each find, by its key. `current` is the proposal that is open for review, "" for the
    least sure one. `made` is the decision made here last, until it is taken back: its step, and the proposal.
    `taken_back` is the proposal whose decision comes in one message with its undo, and before which the undo is heard.
    """

    work: TakingIn | None = None
    read: Intake | None = None
    at_hand: list[AtHand] = field(default_factory=list)
    choices: dict[str, Settled] = field(default_factory=dict)
    outcomes: list[FileOutcome] = field(default_factory=list)
    current: str = ""
    made: tuple[int, str] = (0, "")
    taken_back: str = ""
