"""The whole path, in the order of the data: an assessment, its comparison, its prediction, its draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rubric import framework as frameworks
from rubric.claims import Claim, Coder, train_coder
from rubric.comparison import Comparison, Index, compare
from rubric.draft import compose
from rubric.draft.documents import briefing as briefings
from rubric.draft.documents import evidence_base as evidence_bases
from rubric.draft.documents.committee import committee_paper
from rubric.draft.documents.own_templates import BRIEFING, COMMITTEE, PLAN
from rubric.draft.documents.plan_paper import plan_paper
from rubric.draft.paper.model import Paper
from rubric.draft.paper.own_template import paper_bounded
from rubric.draft.word.bounded import render_bounded
from rubric.draft.word.publish import cleaned, for_publishing
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.prediction import BandModel, Evaluation, Outcome, fit, predict
from rubric.reports import Library, NationalCounts, load_library, load_openings
from rubric.reports.library.shelf import ShelvedReport, with_shelf


@dataclass(frozen=True, repr=False)  # it would fill pages, wherever a test fails
class Bench:
    """The library and models for assessments made with one framework; costly to make, safe to share between threads."""

    framework: Framework
    library: Library

    @cached_property
    def index(self) -> Index:
        """The findings, prepared for search by likeness; ValueError where the library has none."""
        return Index(self.library.findings, self.framework)

    @cached_property
    def model(self) -> BandModel:
        """The band model, with how often it was right leaving each report out."""
        return fit(self.library, self.framework)

    @cached_property
    def coder(self) -> Coder:
        """The coder, trained on the library's findings and `extra_coding`."""
        return train_coder([*(finding.as_claim() for finding in self.library.findings), *extra_coding()])


def extra_coding() -> list[Claim]:
    """Claims that the coder learns from beside the library: openings of other reports."""
    return list(load_openings())


def prepare(
    framework: str = "", shelved: Iterable[ShelvedReport] = (), national: NationalCounts | None = None
) -> Bench:
    """The bench for a framework version ("": the one chosen by setting), with a council's own reports and counts.

    BadFramework: no such framework, or one that does not load."""
    pack = frameworks.load(framework)
    library = with_shelf(load_library(), shelved, aspects=pack.aspect_ids)
    return Bench(pack, library.model_copy(update={"national": national}) if national else library)


def side_by_side(assessment: Assessment, bench: Bench) -> Comparison:
    """The comparison of the assessment's evidence with the findings of scored reports."""
    return compare(assessment.claims(), bench.index, bench.framework)


def outlook(assessment: Assessment, bench: Bench, own_score: int | None = None) -> Outcome:
    """The predicted band with its reasons, or why there is none; from the council's last score where that is given."""
    skipped = [skip.aspect for skip in assessment.skips]
    return predict(assessment.claims(), bench.model, skipped, own_score)


def draft(
    assessment: Assessment,
    bench: Bench,
    *,
    with_band: bool = False,
    on: date | None = None,
    template: bytes | None = None,
    public: bool = False,
) -> bytes:
    """The Word draft as the bytes of a .docx, dated `on` (today by default); the band annex only with `with_band`.

    `template`: the bytes of a council's own (None: the shipped one). BadTemplate: it cannot be filled in. `public`
    makes the version for publishing: see `draft.word.publish`.
    """
    day = on or date.today()
    if public:
        return cleaned(render_bounded(for_publishing(assessment, bench.framework, on=day), template))
    outcome = outlook(assessment, bench) if with_band else None
    composed = compose(assessment, bench.framework, outcome=outcome, on=day)
    return render_bounded(composed, template, assessment_id=assessment.id)


def evidence_base(
    assessment: Assessment, bench: Bench, evaluated: Evaluation | None = None, *, on: date | None = None
) -> bytes:
    """The evidence base as a Word file: every item, what is missing, the comparison and the band with its figures.

    `evaluated` is the evaluation of the library, where it has been made: its figures are then shown too.
    """
    return evidence_bases.evidence_base(
        assessment,
        bench.framework,
        side_by_side(assessment, bench),
        outlook(assessment, bench),
        evaluated,
        on=on or date.today(),
    )


def briefing(
    assessment: Assessment,
    bench: Bench,
    evaluated: Evaluation | None = None,
    *,
    on: date | None = None,
    template: bytes | None = None,
) -> bytes:
    """The director's two pages as a Word file; `evaluated` as for `evidence_base`, `template` as for `draft`."""
    return paper_bounded(briefing_paper(assessment, bench, evaluated, on=on), template, BRIEFING)


def briefing_paper(
    assessment: Assessment, bench: Bench, evaluated: Evaluation | None = None, *, on: date | None = None
) -> Paper:
    """As `briefing`, as values before they are written to a file."""
    compared, outcome = side_by_side(assessment, bench), outlook(assessment, bench)
    day = on or date.today()
    return briefings.briefing_paper(assessment, bench.framework, compared, outcome, evaluated, on=day)


def committee(
    assessment: Assessment, framework: Framework, *, on: date | None = None, template: bytes | None = None
) -> bytes:
    """One page for a committee as a Word file; `template` as for `draft`."""
    return paper_bounded(committee_paper(assessment, framework, on=on or date.today()), template, COMMITTEE)


def plan(
    assessment: Assessment, framework: Framework, *, on: date | None = None, template: bytes | None = None
) -> bytes:
    """The improvement plan as a Word file; `template` as for `draft`."""
    return paper_bounded(plan_paper(assessment, framework, on=on or date.today()), template, PLAN)
