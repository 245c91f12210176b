"""One report in two files is told by its sentences, and counts once."""

from itertools import combinations

import pytest

from rubric.bench.made_up import FORMATS, Report, made_up_reports
from rubric.reports import load_library
from rubric.reports.library.coding import code_report
from rubric.reports.library.shelf import ShelvedReport, with_shelf
from rubric.reports.library.twins import Twins
from rubric.reports.read import read_report
from rubric.workflow import Bench

from .shelf_builders import finding, shelved

TEXTS = [one.text for one in load_library().findings]
ONE, OTHER = made_up_reports(2, 1, TEXTS)
ALONE = [kind for kind in FORMATS if kind.statements == 1]


def accepted(report: Report, number: int, bench: Bench) -> ShelvedReport:
    """A made-up report as read from one kind of file, accepted as the reader proposed it."""
    kind = ALONE[number]
    read = code_report(read_report(kind.make(report), f"report.{kind.ending}"), bench.coder)
    return read.model_copy(update={"accepted": True, "score": 3})


@pytest.mark.parametrize(("one", "other"), list(combinations(range(len(ALONE)), 2)))
def test_one_report_from_two_kinds_of_file_counts_once(bench: Bench, one: int, other: int) -> None:
    both = [accepted(ONE, one, bench), accepted(ONE, other, bench)]
    assert both[0].sha256 != both[1].sha256
    shipped = load_library()
    assert len(with_shelf(shipped, both).reports) == len(shipped.reports) + 1


def test_reports_that_share_some_sentences_both_count(bench: Bench) -> None:
    both = [accepted(ONE, 0, bench), accepted(OTHER, 0, bench)]
    sentences = [{one.text for one in report.findings} for report in both]
    assert sentences[0] & sentences[1]
    assert len(with_shelf(load_library(), both).reports) == len(load_library().reports) + 2


def test_part_of_a_report_is_that_report_too(bench: Bench) -> None:
    whole = accepted(ONE, 0, bench)
    twins = Twins()
    assert twins.take("whole", [one.text for one in whole.findings]) is None
    assert twins.take("part", [one.text for one in whole.findings[5:20]]) == "whole"


def test_a_stock_phrase_or_two_make_no_twin() -> None:
    phrase = "The local authority worked with partners to improve what people who use services told them"
    twins = Twins()
    assert twins.take("north", [phrase, "The north has a forum for carers in each of its five market towns"]) is None
    assert twins.take("south", [phrase]) is None


def test_reports_of_short_findings_count_each() -> None:
    both = [
        shelved(file, accepted=True, findings=tuple(finding(number) for number in (1, 2, 3)))
        for file in ("north.pdf", "south.pdf")
    ]
    assert len(with_shelf(load_library(), both).reports) == len(load_library().reports) + 2
