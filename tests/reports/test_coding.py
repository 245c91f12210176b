"""A report as read becomes a report on the shelf: proposals, not yet accepted."""

import pytest

from rubric.errors import BadReport
from rubric.reports.library.coding import MOST_CLAIMS, MOST_TEXT, code_report
from rubric.reports.library.twins import shipped_already
from rubric.reports.read import read_text
from rubric.workflow import Bench

# The headings stand apart here because a published page has them one after the other.
MADE_UP = "\n\n".join(
    [
        "Learning, improvement and innovation",
        "Score: 3",
        "Key findings",
        "Continuous learning, improvement and professional development",
        "Staff told us that supervision took place each month and that it helped them to think. However, some teams in "
        "the north had waited a year for their training, and leaders knew of this.",
        "Learning from feedback",
        "Carers said their panel had changed the respite offer. They felt listened to by the director. Complaints were "
        "answered in twelve days on average, down from thirty.",
    ]
)


def test_each_claim_becomes_a_proposal_with_its_place(bench: Bench) -> None:
    shelved = code_report(read_text(MADE_UP, "made-up.txt"), bench.coder, by="the assurance lead")
    assert (shelved.score, shelved.accepted, shelved.imported_by) == (3, False, "the assurance lead")
    assert [finding.number for finding in shelved.findings] == list(range(1, len(shelved.findings) + 1))
    assert {finding.section for finding in shelved.findings} == {
        "Continuous learning, improvement and professional development",
        "Learning from feedback",
    }
    assert {finding.coded_by for finding in shelved.findings} == {"coder"}
    turned = next(finding for finding in shelved.findings if "waited a year" in finding.text)
    assert turned.text.startswith("Some teams")


def test_who_said_it_is_carried_on_to_they(bench: Bench) -> None:
    shelved = code_report(read_text(MADE_UP, "made-up.txt"), bench.coder)
    felt = next(finding for finding in shelved.findings if finding.text.startswith("They felt"))
    assert felt.voice == "people"


def test_a_made_up_report_is_not_taken_for_a_shipped_one(bench: Bench) -> None:
    shelved = code_report(read_text(MADE_UP, "made-up.txt"), bench.coder)
    assert shipped_already([finding.text for finding in shelved.findings], bench.library) is None


def test_a_text_without_this_statement_has_no_findings(bench: Bench) -> None:
    other = MADE_UP.replace("Learning, improvement and innovation", "Safeguarding")
    shelved = code_report(read_text(other, "other.txt"), bench.coder)
    assert shelved.findings == ()
    assert shelved.score is None


@pytest.mark.parametrize(
    "more", ["\n\n".join(["Carers met each month."] * (MOST_CLAIMS + 1)), "carer " * (MOST_TEXT // 5)]
)
def test_what_says_too_much_on_the_statement_is_refused_before_it_is_coded(more: str, bench: Bench) -> None:
    with pytest.raises(BadReport, match="far more on this statement than any report"):
        code_report(read_text(f"{MADE_UP}\n\n{more}", "made-up.txt"), bench.coder)
