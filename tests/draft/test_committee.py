"""The page for a committee: what members need, on one page, without band or evidence numbers."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from rubric.draft.documents.committee import MOST_DATES, MOST_POINTS, committee_paper
from rubric.draft.paper.model import Paper
from rubric.draft.paper.write import write_paper
from rubric.evidence import Assessment, EvidenceItem, example_assessment
from rubric.evidence.last_report import LastReport
from rubric.evidence.model import PlanAction
from rubric.framework.words import Voice
from rubric.prediction import DISCLAIMER
from rubric.workflow import Bench
from tests.draft.builders import ON, all_text, council, gap, item, record, rich
from tests.draft.conftest import Convert
from tests.draft.test_briefing import long_report, paper, part, reported, very_long, with_challenge
from tests.draft.test_since import answer, challenged

WORKS, NOT_YET = "What works", "What does not work yet, and what we are doing"


def page(assessment: Assessment, bench: Bench) -> Paper:
    return committee_paper(assessment, bench.framework, on=ON)


def test_it_says_what_works_what_does_not_and_what_comes_next(bench: Bench) -> None:
    made = page(example_assessment(), bench)
    assert len(part(made, WORKS)) == MOST_POINTS
    assert len(part(made, NOT_YET)) == MOST_POINTS
    assert all("What we are doing: " in one for one in part(made, NOT_YET))
    assert len(part(made, "Next dates")) == MOST_DATES
    assert len(part(made, "Where we stand")) == 1


def test_a_strength_has_its_figures_and_who_says_otherwise_on_one_line(bench: Bench) -> None:
    said = [record("Nobody asked me", against=True), record("They did", Voice.PARTNERS)]
    claim = "carers board:\n- meets x6\n- chair = carer"
    disputed = item(claim, source="Minutes", figures="8 carers", confirmations=said)
    told = "Learning culture and leadership. Strength: carers board: - meets x6 - chair = carer. Figures: 8 carers. "
    otherwise = "People and carers say otherwise, if only in part."
    assert part(page(council(disputed), bench), WORKS) == [f"{told}{otherwise}"]
    assert part(paper(council(disputed), bench), "One strength to lead with")[0] == (
        f"{told}What partners said or showed is recorded. {otherwise}\N{NO-BREAK SPACE}[1]"
    )


def test_no_band_and_no_evidence_number_is_in_it(bench: Bench) -> None:
    said = all_text(write_paper(page(example_assessment(), bench)))
    assert DISCLAIMER not in said
    assert "[" not in said


def test_the_last_report_is_told_in_counts(bench: Bench) -> None:
    report = LastReport(score=2, date="May 2025", answers=[answer(1, done="A forum"), answer(2)])
    assert part(page(reported(council(item()), report), bench), "Since our last report") == [
        "Our last report (May 2025) scored us 2 on this statement. On two points it found that we fall short, wholly "
        "or in part. Among its two findings we say of one what we did."
    ]
    both = council(item(), peer_challenge=challenged(answer(1, nothing_yet_because="No money"), answer(2)))
    assert part(page(reported(both, report), bench), "Since our last report")[1:] == [
        "What we did after the peer challenge of May 2025. It made two recommendations. We say of one why nothing was "
        "done yet."
    ]


@pytest.mark.parametrize("evidence", [(), (item(voices=[], source=""),)])
def test_without_anything_to_show_it_says_so(bench: Bench, evidence: tuple[EvidenceItem, ...]) -> None:
    made = page(council(*evidence), bench)
    assert part(made, WORKS) == ["We have not yet recorded a strength that works and that we could show."]
    assert part(made, NOT_YET) == ["We have not yet recorded a gap."]


def test_a_gap_has_its_step_from_the_plan(bench: Bench) -> None:
    step = PlanAction(text="Write back to everybody", owner="Lead", evidence=["a"])
    (told,) = part(page(council(gap(id="a"), actions=[step]), bench), NOT_YET)
    assert "What we are doing: Write back to everybody (Lead, no date yet)." in told


def test_it_never_outgrows_one_page(bench: Bench, libreoffice: Convert) -> None:
    assessments = {
        "example": example_assessment(),
        "empty": Assessment(),
        "rich": rich(),
        "answered": reported(example_assessment(), long_report("What we did, in words. " * 40, bench)),
        "long": reported(very_long(), long_report("MW " * 5_000, bench)),
    }
    assessments |= {f"{name}, challenged": with_challenge(assessments[name]) for name in ("answered", "long")}
    made = [write_paper(page(assessment, bench)) for assessment in assessments.values()]
    counts = {
        name: len(PdfReader(BytesIO(pdf)).pages)
        for name, pdf in zip(assessments, libreoffice("docx", "pdf", *made), strict=True)
    }
    assert set(counts.values()) == {1}, counts
