"""What the draft page remembers between clicks."""

from dataclasses import dataclass, field

from rubric.draft.word.fields import DRAFT
from rubric.draft.word.own_template import ShownBlock, TemplateCheck
from rubric.evidence import SectionEdit
from rubric.ui.state.desk import Gone, PerAssessment


@dataclass(frozen=True)
class Trial:
    """A template that was inspected and not saved yet, for a kind of document.

    `shown` is the document made with it, empty if it is not sound.
    """

    assessment: str
    kind: str
    name: str
    data: bytes
    check: TemplateCheck
    shown: tuple[ShownBlock, ...] = ()


@dataclass
class DraftDesk(PerAssessment):
    """`before` has each section's edit before the last change here (None: composed), by section.

    `waiving` is the key of the writing note that a reason is being asked for, "" for none.
    """

    before: dict[str, SectionEdit | None] = field(default_factory=dict)
    waiving: str = ""


@dataclass
class TemplatesDesk:
    """`trial` is the template on trial; `removed` the version removed last, with its id as the item.

    `kind` is the kind of document that the panel is about.
    """

    trial: Trial | None = None
    removed: Gone | None = None
    kind: str = DRAFT.id
