"""The director's page: the answer, what it rests on, what to do next and what was done."""

from itertools import groupby

from rubric.draft.documents.band_annex import headline
from rubric.draft.documents.director import MOST, director_blocks
from rubric.draft.material import gather
from rubric.draft.paper.model import Heading
from rubric.evidence import Assessment, example_assessment
from rubric.evidence.last_report import LastReport
from rubric.prediction import DISCLAIMER, Prediction
from rubric.prediction.in_short import how_sure
from rubric.prediction.suggestions import suggestions
from rubric.workflow import Bench, outlook
from tests.draft.builders import ON, council, item
from tests.draft.test_briefing import reported
from tests.draft.test_since import answer

HEADINGS = (
    "What is predicted, and how sure",
    "What supports it most",
    "What holds it back most",
    "What to do next",
    "Since our last report",
)


def sheet(assessment: Assessment, bench: Bench) -> dict[str, list[str]]:
    """What stands under each heading."""
    told: dict[str, list[str]] = {}
    for block in director_blocks(assessment, bench.framework, outlook(assessment, bench), on=ON):
        if isinstance(block, Heading):
            told[block.text] = []
        else:
            words = " ".join(sentence.text for sentence in block.paragraph.sentences)
            told[list(told)[-1]].append(f"{block.label} {words}".strip())
    return told


def test_it_has_the_values_of_the_band_page_and_of_the_briefing(bench: Bench) -> None:
    assessment = example_assessment()
    outcome = outlook(assessment, bench)
    assert isinstance(outcome, Prediction)
    told = sheet(assessment, bench)
    assert tuple(told) == HEADINGS
    answer_given = told[HEADINGS[0]]
    assert answer_given[0] == f"{DISCLAIMER}."
    assert answer_given[1].startswith(headline(outcome, gather(assessment, bench.framework, ON)))
    assert answer_given[2] == how_sure(outcome, assessment.claims(), bench.framework)
    assert not any("your " in line.lower() for line in answer_given)
    assert [len(told[heading]) for heading in HEADINGS[1:4]] == [MOST, MOST, MOST]


def test_each_reason_is_on_another_aspect(bench: Bench) -> None:
    told = sheet(example_assessment(), bench)
    for heading in HEADINGS[1:3]:
        aspects = [line.partition(". ")[0] for line in told[heading]]
        assert len(list(groupby(sorted(aspects)))) == MOST


def test_without_a_band_it_says_why_and_what_to_do(bench: Bench) -> None:
    told = sheet(council(item()), bench)
    assert told[HEADINGS[0]][1].startswith("We show no band.")
    assert told[HEADINGS[2]][0].endswith(": nothing said yet.")
    assert told[HEADINGS[3]]
    assert told[HEADINGS[4]] == ["The findings of our last report are not brought in yet."]


def test_what_was_done_since_the_last_report_is_told_as_in_the_briefing(bench: Bench) -> None:
    report = LastReport(score=2, date="May 2025", answers=[answer(1, done="A forum"), answer(2)])
    told = sheet(reported(council(item()), report), bench)[HEADINGS[4]]
    assert told[0].startswith("Our last report (May 2025) scored us 2 on this statement.")
    assert any("What we did: A forum" in line for line in told)
    assert any(line.startswith("Unanswered.") for line in told)


def test_the_plan_fills_up_what_is_no_longer_suggested(bench: Bench) -> None:
    assessment = example_assessment()
    while offered := suggestions(assessment, bench.framework, outlook(assessment, bench)):
        planned = [one.as_action() for one in offered]
        assessment = assessment.model_copy(update={"actions": [*assessment.actions, *planned]})
    told = sheet(assessment, bench)[HEADINGS[3]]
    assert len(told) == MOST
    assert all(line.startswith("In the plan. ") for line in told)
