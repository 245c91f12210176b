"""What the page with all evidence remembers between clicks."""

from dataclasses import dataclass, field

from rubric.evidence.register import Only, Order, Sought
from rubric.framework import Voice
from rubric.ui.state.desk import PerAssessment


@dataclass
class RegisterDesk(PerAssessment):
    """What somebody looks for (as in `Sought`), the ids of the items they chose, and what these are to be given.

    `asked` are the items that were shown in the table of sources to fill in, so that one stays when it has its source.
    `undone` are the changes of several items that were taken back here, so that a second click does nothing more.
    """

    words: str = ""
    aspects: list[str] = field(default_factory=list)
    polarities: list[str] = field(default_factory=list)
    maturities: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)
    order: Order = Order.ASPECT
    chosen: set[str] = field(default_factory=set)
    new_owner: str = ""
    new_source: str = ""
    new_aspect: str = ""
    new_voices: list[Voice] | None = None
    asked: dict[str, None] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)

    @property
    def sought(self) -> Sought:
        """What somebody looks for."""
        return Sought(
            words=self.words,
            aspects=tuple(self.aspects),
            polarities=tuple(self.polarities),
            maturities=tuple(self.maturities),
            voices=tuple(self.voices),
            owners=tuple(self.owners),
            sources=tuple(self.sources),
            only=tuple(Only(one) for one in self.only),
        )
