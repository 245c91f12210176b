"""The evidence base: everything behind a self-assessment, for whoever has to stand behind it.

Every item in full, what is missing, who confirms what, how far along it is, what scored reports say, the plan, and the
predicted band with its reasons. The numbers of items are those of the draft's evidence list.
"""

from collections.abc import Iterator
from datetime import date

from rubric.comparison import Comparison
from rubric.draft.documents.band_annex import band_blocks
from rubric.draft.documents.evidence_beside import beside_blocks, unsaid_blocks
from rubric.draft.documents.evidence_gaps import gap_blocks, glance_blocks
from rubric.draft.documents.evidence_items import item_blocks
from rubric.draft.documents.plan_table import plan_blocks
from rubric.draft.material import Material, gather
from rubric.draft.paper.charts import coverage, maturity_by_aspect
from rubric.draft.paper.model import Heading, NewPage, Paper, PaperBlock, text_block
from rubric.draft.paper.write import EXAMPLE, write_paper
from rubric.draft.standing import standing
from rubric.draft.wording import cover_name
from rubric.evidence.model import Assessment
from rubric.evidence.stated import stated
from rubric.framework.model import Framework
from rubric.prediction import Evaluation
from rubric.prediction.model import DISCLAIMER, Outcome

KIND = "Evidence base"


def evidence_base(
    assessment: Assessment,
    framework: Framework,
    comparison: Comparison,
    outcome: Outcome,
    evaluated: Evaluation | None = None,
    *,
    on: date,
) -> bytes:
    """The evidence base of an assessment as a Word file.

    In: an assessment in any state, the framework, its comparison with scored reports, its outcome, and the figures of
    an evaluation where one has been made (None: the outcome's own record of reports left out). Out: the bytes of a
    .docx; the same input and day give the same bytes.
    """
    return write_paper(evidence_paper(assessment, framework, comparison, outcome, evaluated, on=on))


def evidence_paper(
    assessment: Assessment,
    framework: Framework,
    comparison: Comparison,
    outcome: Outcome,
    evaluated: Evaluation | None = None,
    *,
    on: date,
) -> Paper:
    """As `evidence_base`, as values before they are written to a file."""
    material = gather(assessment, framework, on)
    return Paper(
        kind=KIND,
        about=framework.commitment.title,
        council=cover_name(assessment.council),
        on=on,
        standing=standing(assessment, on),
        author=cover_name(assessment.lead),
        details=details(assessment),
        note=EXAMPLE if assessment.is_example else "",
        blocks=tuple(_blocks(material, comparison, outcome, evaluated)),
    )


def _blocks(
    material: Material, comparison: Comparison, outcome: Outcome, evaluated: Evaluation | None
) -> Iterator[PaperBlock]:
    doubts = {doubt.claim_id: doubt.why for doubt in outcome.doubted}
    yield Heading(text="What we have")
    yield from glance_blocks(material)
    yield Heading(text="What is missing")
    yield from gap_blocks(material)
    yield Heading(text="Who confirms it")
    yield text_block(
        "What people, carers and partners confirm weighs most; what only we say weighs least. One point may have "
        "several who confirm it."
    )
    yield coverage(comparison.coverage, material.framework)
    yield Heading(text="How far along it is")
    yield text_block("Each finished point stands at one of six levels, from absent to impact.")
    yield maturity_by_aspect(material.usable, material.framework)
    yield Heading(text="The evidence, item by item")
    yield from item_blocks(material, doubts)
    yield NewPage(wide=True)
    yield Heading(text="Beside scored reports")
    yield from beside_blocks(material, comparison)
    yield Heading(text="What reports scored 3 say and we do not")
    yield from unsaid_blocks(material, comparison)
    yield Heading(text="The improvement plan")
    yield from plan_blocks(material)
    yield NewPage(wide=False, foot=DISCLAIMER)
    yield Heading(text="Annex: predicted band")
    yield from band_blocks(outcome, material, evaluated)


def details(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The assessment's title, period and lead for the cover, as (label, text); blank ones are left out."""
    values = (("Assessment", assessment.title), ("Period", assessment.period), ("Lead", assessment.lead))
    return tuple((label, cover_name(text)) for label, text in values if stated(text))
