"""What the draft page remembers between clicks."""

from dataclasses import dataclass, field

from rubric.draft.word.own_template import ShownBlock, TemplateCheck
from rubric.evidence import SectionEdit
from rubric.ui.state.desk import Gone, OfAssessment


@dataclass(frozen=True)
class Trial:
    """A template that was looked over and not kept yet; `shown` is the draft made with it, where it is sound."""

    assessment: str
    name: str
    data: bytes
    check: TemplateCheck
    shown: tuple[ShownBlock, ...] = ()


@dataclass
class DraftDesk(OfAssessment):
    """`before` has each section's edit before the last change here (None: composed), by section.

    `waiving` is the writing note that a reason is being asked for.
    """

    before: dict[str, SectionEdit | None] = field(default_factory=dict)
    waiving: str = ""


@dataclass
class TemplatesDesk:
    """`trial` is the template that is being tried out; `removed` the one removed last, its number as the item."""

    trial: Trial | None = None
    removed: Gone | None = None
