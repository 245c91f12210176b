"""One page for a committee: where we stand, what works, what does not, what was answered, and what comes next.

From the same values as the briefing, without the predicted band, the questions and the numbers of evidence. Every text
has a limit (see `briefing_words`), so that it never takes more than one page of A4.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rubric.draft.documents.briefing import date_blocks, position_sentences
from rubric.draft.documents.briefing_risks import step_text
from rubric.draft.documents.briefing_since import since_heading, summary_blocks, with_findings
from rubric.draft.documents.briefing_words import in_its_favour, says_otherwise, short_claim, spread, trimmed
from rubric.draft.documents.evidence_base import details
from rubric.draft.material import Material, gather, is_shown
from rubric.draft.paper.model import Heading, Paper, PaperBlock, text_block
from rubric.draft.paper.write import EXAMPLE
from rubric.draft.standing import standing
from rubric.draft.wording import cover_name
from rubric.english import capital
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.framework.model import Framework

KIND = "Page for the committee"
MOST_POINTS = 2  # strengths, and areas for development
MOST_DATES = 3
_CLAIM, _OUTCOME = 28, 24  # words told of each


def committee_paper(assessment: Assessment, framework: Framework, *, on: date) -> Paper:
    """The page on an assessment in any state."""
    material = gather(assessment, framework, on)
    return Paper(
        kind=KIND,
        about=framework.commitment.title,
        council=trimmed(assessment.council, 10),
        on=on,
        standing=standing(assessment, on),
        author=cover_name(assessment.lead),
        details=tuple((label, trimmed(text, 10)) for label, text in details(assessment) if label == "Period"),
        note=EXAMPLE if assessment.is_example else "",
        cover=False,
        blocks=tuple(_blocks(material)),
    )


def _blocks(material: Material) -> Iterator[PaperBlock]:
    yield Heading(text="Where we stand", part="position")
    yield text_block(*position_sentences(material))
    yield Heading(text="What works", part="strengths")
    strengths = [item for item in spread(material.strengths) if is_shown(item)]
    yield from _points(material, strengths, "We have not yet recorded a strength that works and that we could show.")
    yield Heading(text="What does not work yet, and what we are doing", part="areas")
    yield from _points(material, spread(material.areas), "We have not yet recorded a gap.")
    if with_findings(material):
        yield Heading(text=since_heading(material), part="since")
        yield from summary_blocks(material)
    yield Heading(text="Next dates", part="dates")
    yield from date_blocks(material, MOST_DATES)


def _points(material: Material, items: Sequence[EvidenceItem], none: str) -> Iterator[PaperBlock]:
    if not items:
        yield text_block(none)
    for item in items[:MOST_POINTS]:
        is_gap = item in material.areas
        yield text_block(
            short_claim(item, _CLAIM),
            step_text(material.step_on(item)) if is_gap else in_its_favour(item, _OUTCOME),
            "" if is_gap else says_otherwise(item),
            style="bullet",
            label=f"{capital(material.title(item.aspect))}.",
        )
