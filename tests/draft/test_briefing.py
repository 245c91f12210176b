"""The briefing: what a director needs, on two pages at most, whatever was typed."""

from io import BytesIO

from pypdf import PdfReader

from rubric import workflow
from rubric.draft.documents.briefing import MOST_DATES, MOST_QUESTIONS, briefing_paper
from rubric.draft.documents.briefing_words import LEADS
from rubric.draft.paper.model import Grid, Heading, Paper, TextBlock
from rubric.draft.paper.write import write_paper
from rubric.english import percent
from rubric.evidence import Assessment, example_assessment
from rubric.evidence.answers import answers_to
from rubric.evidence.last_report import LastReport
from rubric.evidence.model import Action, ActionStatus, PlanAction
from rubric.framework import Maturity, Polarity
from rubric.prediction import DISCLAIMER, Prediction
from rubric.prediction.model import BANDS
from rubric.workflow import Bench
from tests.draft.builders import ON, council, gap, item, rich
from tests.draft.conftest import Convert
from tests.draft.test_since import answer, challenged


def paper(assessment: Assessment, bench: Bench) -> Paper:
    comparison, outcome = workflow.side_by_side(assessment, bench), workflow.outlook(assessment, bench)
    return briefing_paper(assessment, bench.framework, comparison, outcome, None, on=ON)


def part(made: Paper, heading: str) -> list[str]:
    """The paragraphs and rows under one heading."""
    found, inside = [], False
    for block in made.blocks:
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside and isinstance(block, TextBlock):
            found.append(f"{block.label} {block.paragraph.text}".strip())
        elif inside and isinstance(block, Grid):
            found += [" | ".join(row.values()) for row in block.table.rows]
    return found


TO_PROVE = "Strengths to lead with"
STRENGTHS, RISKS = "Three strengths to lead with", "Three risks, and what we are doing"
ASKED, DATES, BAND = "What assessors may ask", "Next dates", "Predicted band"


def test_it_says_what_a_director_needs(bench: Bench) -> None:
    made = paper(example_assessment(), bench)
    assert len(part(made, STRENGTHS)) == LEADS
    assert all("is recorded." in one or "nothing they said is recorded yet." in one for one in part(made, STRENGTHS))
    assert len(part(made, RISKS)) == LEADS
    assert all("What we are doing: " in one for one in part(made, RISKS))
    assert len(part(made, ASKED)) == MOST_QUESTIONS
    assert len(part(made, DATES)) == MOST_DATES
    band = part(made, BAND)
    assert band[0] == f"{DISCLAIMER}."
    outcome = workflow.outlook(example_assessment(), bench)
    assert isinstance(outcome, Prediction)
    assert f"reads most like is {outcome.band}" in band[1]
    assert all(f"{percent(outcome.probabilities[one])} for {one}" in band[1] for one in BANDS)
    assert "always answering 3 would have been right for two" in band[1]


def test_each_strength_and_risk_is_of_another_aspect_and_has_its_number(bench: Bench) -> None:
    made = paper(example_assessment(), bench)
    for heading in (STRENGTHS, RISKS):
        told = part(made, heading)
        assert len({one.split(".")[0] for one in told}) == LEADS
        assert all(one.endswith("]") for one in told)


def test_a_strength_that_only_a_document_shows_is_not_said_to_be_confirmed(bench: Bench) -> None:
    told = part(paper(council(item(voices=[], source="Audit")), bench), "One strength to lead with")
    assert "Nobody else confirms this yet." in told[0]
    assert "not yet recorded more strengths" in told[1]


def test_a_bare_claim_is_not_led_with_but_named_as_one_to_prove(bench: Bench) -> None:
    told = part(paper(council(item(voices=[], source="")), bench), TO_PROVE)
    assert told == [
        "We claim one strength that nobody confirms and no document shows: find proof before leading with it."
        "\N{NO-BREAK SPACE}[1]"
    ]


def test_what_is_not_answered_is_said_as_such_and_not_as_our_own_word(bench: Bench) -> None:
    shown = part(paper(council(item(voices=None, source="Audit")), bench), "One strength to lead with")
    assert "Who confirms this is not answered yet." in shown[0]
    bare = paper(council(item(voices=None, source="")), bench)
    assert part(bare, TO_PROVE)[0].startswith(
        "We claim one strength without a document or a word on who confirms it: find proof"
    )
    broad = [item(aspect=aspect, voices=None, source="") for aspect in bench.framework.aspect_ids]
    risks = part(paper(council(*broad), bench), RISKS)
    assert "Not answered. We have not said who confirms any of our points." in risks
    assert not any("Only our own word" in one for one in risks)


def test_a_council_that_names_no_gap_is_told_of_the_risk(bench: Bench) -> None:
    from_every_aspect = [item(aspect=aspect, voices=[], source="") for aspect in bench.framework.aspect_ids]
    told = part(paper(council(*from_every_aspect), bench), RISKS)
    assert [one.split(".")[0] for one in told] == ["People not heard", "No gap named", "Only our own word"]
    assert "on learning culture and leadership, on training, development and careers, and on seven more." in told[0]


def test_a_risk_without_a_step_says_so_and_silence_is_a_risk(bench: Bench) -> None:
    told = part(paper(council(gap()), bench), RISKS)
    assert "No next step is agreed yet." in told[0]
    assert len(told) == LEADS
    assert any("Nothing finished is recorded here" in one for one in told[1:])


def test_a_step_of_the_plan_that_answers_a_gap_is_told_with_it(bench: Bench) -> None:
    step = PlanAction(text="Write back to everybody", owner="Lead", evidence=["a"])
    told = part(paper(council(gap(id="a"), actions=[step]), bench), RISKS)
    assert "What we are doing: Write back to everybody (Lead, no date yet)." in told[0]


def test_dates_come_in_order_and_late_ones_are_marked(bench: Bench) -> None:
    soon, late = ON.replace(month=12), ON.replace(month=9)
    steps = [PlanAction(text="Soon", due=soon), PlanAction(text="Late", due=late), PlanAction(text="Never")]
    assert part(paper(council(item(), actions=steps), bench), DATES) == [
        "20 September 2026 | Late | To be agreed | Overdue",
        "20 December 2026 | Soon | To be agreed | –",
    ]
    steps[1].status = ActionStatus.UNDER_WAY
    assert [row.rsplit(" | ", 1)[1] for row in part(paper(council(item(), actions=steps), bench), DATES)] == [
        "Under way, overdue",
        "Not started",
    ]
    assert part(paper(council(item()), bench), DATES) == ["No next step is recorded yet."]


def test_without_enough_evidence_it_says_why_there_is_no_band(bench: Bench) -> None:
    band = part(paper(council(item()), bench), BAND)
    assert band[0] == f"{DISCLAIMER}."
    assert band[1].startswith("We show no band. There is not enough evidence")


SINCE = "Since our last report"


def reported(assessment: Assessment, report: LastReport) -> Assessment:
    return assessment.model_copy(update={"last_report": report})


def test_the_last_report_is_told_with_what_was_done_the_difference_and_what_has_no_answer(bench: Bench) -> None:
    mine = item(id="mine", aspect="feedback", source="Minutes")
    answers = [
        answer(1, done="New forum for carers", changed="Waits fell to nine days.", items=["mine"]),
        answer(2, nothing_yet_because="No money before April"),
        answer(3, Polarity.STRENGTH),
        answer(4),
    ]
    report = LastReport(score=2, date="May 2025", answers=answers)
    told = part(paper(reported(council(mine), report), bench), SINCE)
    assert told == [
        "Our last report (May 2025) scored us 2 on this statement. On three points it found that we fall short, wholly "
        "or in part. Among its four findings we say of one what we did, and of one why nothing was done yet.",
        f"{bench.framework.aspect('feedback').title}. The report said: Point 1 was not in place. "
        "What we did: New forum for carers. Waits fell to nine days.\N{NO-BREAK SPACE}[1]",
        "Unanswered. Two findings have no answer. The first is “Point 4 was not in place”.",
    ]
    assert part(paper(council(mine), bench), SINCE) == []


def test_an_answer_without_a_difference_says_so_and_those_with_one_come_first(bench: Bench) -> None:
    answers = [
        answer(1, done="A forum", aspect="feedback"),
        answer(2, done="A panel", changed="Waits fell.", aspect="feedback"),
        answer(3, done="A board", aspect="feedback"),
    ]
    _, first, second = part(paper(reported(council(item()), LastReport(answers=answers)), bench), SINCE)
    assert "Waits fell." in first
    assert "A forum" in second
    assert "What changed for people is not said yet." in second


def test_a_peer_challenge_is_told_under_its_own_words_beside_the_report_or_alone(bench: Bench) -> None:
    asked = challenged(answer(1, done="A forum", changed="Waits fell."), answer(2), answer(3))
    told = [
        f"{bench.framework.aspect('feedback').title}. The peer challenge recommended: Point 1 was not in place. "
        "What we did: A forum. Waits fell.",
        "Unanswered. Two recommendations have no answer. The first is “Point 2 was not in place”.",
    ]
    heading = "What we did after the peer challenge of May 2025"
    count = "It made three recommendations. We say of one what we did."
    alone = council(item(), peer_challenge=asked)
    assert part(paper(alone, bench), heading) == [count, *told]
    both = reported(alone, LastReport(score=2, answers=[answer(4, done="A panel"), answer(5, done="A board")]))
    assert part(paper(both, bench), SINCE)[2:] == [f"{heading}. {count}", *told]


def long_report(text: str, bench: Bench) -> LastReport:
    """Answers of whatever length to the findings of a real report."""
    findings = [one for one in bench.library.findings if one.report_id == bench.library.reports[0].id]
    given = {"said": text, "done": text, "changed": text, "maturity": Maturity.ABSENT}
    answers = [
        one.model_copy(update=given if nth % 3 else {"said": text}) for nth, one in enumerate(answers_to(findings))
    ]
    return LastReport(score=2, date=text, answers=answers)


def with_challenge(assessment: Assessment) -> Assessment:
    """With a peer challenge that recommended what the last report found, answered alike."""
    assert assessment.last_report is not None
    asked = challenged(*assessment.last_report.answers, date=assessment.last_report.date)
    return assessment.model_copy(update={"peer_challenge": asked})


def very_long() -> Assessment:
    """Every field full, one way or another: long words, no spaces, wide letters, tall letters."""
    texts = (
        "a fairly long story of what we did & why " * 600,
        "x" * 20_000,
        "MW " * 5_000,
        "سنة طويلة " * 3_000,
        "語" * 9_000,
    )
    assessment = rich()
    for nth, one in enumerate(assessment.evidence):
        text = texts[nth % len(texts)]
        for field in ("text", "outcome", "figures", "source", "owner", "cause"):
            setattr(one, field, text)
        one.action = Action(text=text, owner=text, measure=text, due=ON)
        one.polarity = Polarity.STRENGTH if nth % 2 else Polarity.SHORTFALL
    return assessment.model_copy(update={"council": texts[2], "lead": texts[1], "period": texts[4], "title": texts[0]})


def test_it_never_outgrows_two_pages(bench: Bench, libreoffice: Convert) -> None:
    assessments = {"example": example_assessment(), "empty": Assessment(), "rich": rich(), "long": very_long()}
    assessments["answered"] = reported(
        example_assessment(), long_report("What we did about it, in words. " * 40, bench)
    )
    assessments["long answers"] = reported(very_long(), long_report("MW " * 5_000, bench))
    for name in ("answered", "long answers"):
        assessments[f"{name}, and a peer challenge"] = with_challenge(assessments[name])
    made = []
    for assessment in assessments.values():
        made.append(write_paper(paper(assessment, bench)))
    read = dict(zip(assessments, [PdfReader(BytesIO(pdf)) for pdf in libreoffice("docx", "pdf", *made)], strict=True))
    pages = {name: len(pdf.pages) for name, pdf in read.items()}
    assert all(1 <= count <= 2 for count in pages.values()), pages
    said = " ".join(page.extract_text() for page in read["example"].pages)
    assert DISCLAIMER in said
    assert "What they may ask" in said
