"""From raw text alone: read, split, coded and predicted by models that have seen nothing of the report."""

from pathlib import Path

import pytest

from rubric.claims import train_coder
from rubric.prediction import Prediction, predict
from rubric.prediction.fitting import fit_once
from rubric.reports.library.coding import code_report
from rubric.reports.library.twins import shipped_already
from rubric.reports.read import read_path
from rubric.workflow import Bench, extra_coding


@pytest.fixture(scope="module")
def outcomes(bench: Bench, shared: Path) -> list[tuple[int, Prediction]]:
    """Each shipped report's score, and what is predicted from its text by models that have not seen it."""
    found = []
    for report in bench.library.reports:
        (path,) = (shared / "seeds").glob(f"{report.id}*")
        rest = bench.library.without(report.id)
        coder = train_coder([*(finding.as_claim() for finding in rest.findings), *extra_coding()])
        read = code_report(read_path(path), coder)
        assert read.score == report.score
        outcome = predict([finding.as_claim() for finding in read.findings], fit_once(rest, bench.framework))
        assert isinstance(outcome, Prediction)
        found.append((report.score, outcome))
    return found


def test_each_likely_set_holds_the_score_from_text_alone(outcomes: list[tuple[int, Prediction]]) -> None:
    assert [score for score, outcome in outcomes if score not in outcome.likely] == []


def test_the_reports_come_in_the_order_of_their_scores_from_text_alone(outcomes: list[tuple[int, Prediction]]) -> None:
    at = {score: [outcome.expected for own, outcome in outcomes if own == score] for score in (2, 3)}
    assert max(at[2]) < min(at[3])


def test_each_is_given_its_score_from_text_alone(outcomes: list[tuple[int, Prediction]]) -> None:
    assert [outcome.band for _, outcome in outcomes] == [score for score, _ in outcomes]


def test_every_finding_proposed_can_be_traced_to_its_sentence(bench: Bench, shared: Path) -> None:
    (path,) = (shared / "seeds").glob(f"{bench.library.reports[0].id}*")
    text = " ".join(path.read_text(encoding="utf-8").split()).lower()
    findings = code_report(read_path(path), bench.coder).findings
    assert len(findings) > 50
    assert all(finding.text.rstrip(" .").lower() in text for finding in findings)
    assert all(finding.confidence is not None and 0 <= finding.confidence <= 1 for finding in findings)


def test_a_shipped_report_is_known_again_when_its_file_is_brought_in(bench: Bench, shared: Path) -> None:
    for report in bench.library.reports:
        (path,) = (shared / "seeds").glob(f"{report.id}*")
        read = code_report(read_path(path), bench.coder)
        assert shipped_already([finding.text for finding in read.findings], bench.library) == report.id
