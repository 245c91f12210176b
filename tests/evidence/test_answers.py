"""The last report as a list to answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rubric.evidence import read_assessment, write_assessment
from rubric.evidence.answers import Mark, answers_to, marks_on, with_answers
from rubric.evidence.last_report import Answer, LastReport, PeerChallenge, ReportOrigin
from rubric.evidence.model import ActionStatus, Assessment, EvidenceItem, PlanAction
from rubric.evidence.personal import personal_data
from rubric.framework.words import Maturity, Polarity
from rubric.reports import load_library

REPORT = load_library().reports[0]


def answer(**given: object) -> Answer:
    values = {"finding": "r/1", "said": "A strategy was being written.", "aspect": "coproduction"}
    return Answer.model_validate({**values, "polarity": "shortfall", "maturity": "planned", **given})


def test_every_finding_is_asked_about_with_shortfalls_and_mixed_ones_first() -> None:
    listed = answers_to(REPORT.findings)
    assert sorted(one.finding for one in listed) == sorted(finding.id for finding in REPORT.findings)
    polarities = [one.polarity for one in listed]
    assert polarities == sorted(polarities, key=[Polarity.SHORTFALL, Polarity.MIXED, Polarity.STRENGTH].index)
    assert not any(one.is_answered for one in listed)


@pytest.mark.parametrize(
    ("given", "marks"),
    [
        ({}, [Mark.UNANSWERED, Mark.STILL_A_PLAN]),
        ({"maturity": "in_place"}, [Mark.UNANSWERED]),
        ({"done": "We wrote it.", "maturity": "absent"}, [Mark.NOT_SHOWN]),
        ({"done": "We wrote it.", "shows": "The strategy", "maturity": "absent"}, []),
        ({"nothing_yet_because": "The lead left.", "maturity": "absent"}, []),
        ({"done": "We wrote it.", "items": ["new"]}, [Mark.STILL_A_PLAN]),
        ({"done": "We wrote it.", "items": ["works"]}, []),
        ({"done": "We wrote it.", "shows": "It", "actions": ["done"]}, []),
        ({"done": "We wrote it.", "shows": "It", "actions": ["open"]}, [Mark.STILL_A_PLAN]),
        ({"done": " n/a ", "maturity": "absent"}, [Mark.UNANSWERED]),
    ],
)
def test_what_an_answer_lacks_is_marked(given: dict[str, object], marks: list[Mark]) -> None:
    assessment = Assessment(
        evidence=[
            EvidenceItem(id="new", aspect="coproduction", maturity=Maturity.PLANNED),
            EvidenceItem(id="works", aspect="coproduction", maturity=Maturity.IN_PLACE),
        ],
        actions=[PlanAction(id="done", status=ActionStatus.DONE), PlanAction(id="open")],
    )
    assert list(marks_on(answer(**given), assessment)) == marks


@given(st.permutations(range(len(REPORT.findings))), st.integers(0, len(REPORT.findings) - 1))
def test_no_answer_is_lost_when_the_report_is_read_again(order: list[int], answered: int) -> None:
    before = answers_to(REPORT.findings)
    before[answered].done = "We did it."
    again = answers_to(REPORT.findings[place].model_copy(update={"number": n + 1}) for n, place in enumerate(order))
    merged = with_answers(again, before)
    assert len(merged) == len(before)
    assert [one.said for one in merged if one.done] == [before[answered].said]


def test_an_answer_whose_finding_is_gone_stands_at_the_end() -> None:
    given = answer(said="No longer there", done="We wrote it.")
    assert with_answers(answers_to(REPORT.findings), [given])[-1] == given
    assert given not in with_answers([], [answer()])


def test_a_peer_challenge_has_no_score_and_its_recommendations_names_of_their_own() -> None:
    with pytest.raises(ValidationError):
        PeerChallenge.model_validate({"score": 3})
    report, challenge = LastReport(answers=[answer()]), PeerChallenge(answers=[answer(finding="p/1")])
    both = Assessment(last_report=report, peer_challenge=challenge)
    assert [one.origin for one in both.to_answer] == [ReportOrigin.REPORT, ReportOrigin.PEER_CHALLENGE]
    with pytest.raises(ValidationError, match="one name"):
        Assessment(last_report=report, peer_challenge=PeerChallenge(answers=[answer()]))


def test_both_are_in_the_assessment_file_and_one_from_before_peer_challenges_is_read() -> None:
    both = Assessment(
        last_report=LastReport(score=2, answers=[answer()]),
        peer_challenge=PeerChallenge(
            date="May 2025", answers=[answer(finding="p/1", done="Ask Bo Long, 01632 960123")]
        ),
    )
    assert read_assessment(write_assessment(both).encode()) == both
    assert {one.subject for one in personal_data(both)} == {"answer:p/1"}
    older = json.loads(write_assessment(both)) | {"schema_version": 4}
    del older["peer_challenge"]
    read = read_assessment(json.dumps(older).encode())
    assert (read.last_report, read.peer_challenge) == (both.last_report, None)
    blank = json.loads(write_assessment(both))
    blank["peer_challenge"] |= {"score": None, "name": None}
    assert read_assessment(json.dumps(blank).encode()) == both
