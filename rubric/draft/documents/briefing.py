"""The briefing: what a director needs before talking about this statement, on two pages of A4 at most.

Every text has a limit (see `briefing_words`), so that no assessment, however long its texts, takes more than two pages;
what is cut is whole in the evidence base. Numbers in square brackets are those of the evidence
list.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rubric.comparison import Comparison
from rubric.draft.annex import track_record_sentence
from rubric.draft.documents.band_annex import headline
from rubric.draft.documents.briefing_risks import risk_blocks, risk_count
from rubric.draft.documents.briefing_since import since_blocks, since_heading, with_findings
from rubric.draft.documents.briefing_words import (
    LEADS,
    LETTERS,
    counted,
    in_its_favour,
    says_otherwise,
    short_claim,
    short_sentence,
    spread,
    trimmed,
)
from rubric.draft.documents.evidence_base import details
from rubric.draft.documents.questions import (
    AnswerStanding,
    Question,
    answer_summary,
    compared_findings,
    likely_questions,
    question_source,
)
from rubric.draft.material import Material, Step, gather, is_shown
from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, Heading, Paper, PaperBlock, text_block
from rubric.draft.paper.write import EXAMPLE
from rubric.draft.phrases import SPEAKERS
from rubric.draft.position import position_section
from rubric.draft.standing import standing
from rubric.draft.steps import NOT_AGREED, due_cell, overdue_sentence, status_cell, tally_sentence
from rubric.draft.wording import cover_name, sentence
from rubric.english import capital, either, in_words, inline, listed, percent, shortened
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.model import Framework
from rubric.framework.words import Polarity, Voice
from rubric.prediction import Evaluation
from rubric.prediction.model import BANDS, DISCLAIMER, NotPredicted, Outcome, Prediction

KIND = "Briefing for the director"
MOST_DATES, MOST_QUESTIONS = 4, 5
FEWER = 1  # fewer of each where answers to a report or peer challenge are told too: two pages hold no more
QUESTIONS = (
    Column(key="question", heading="What they may ask"),
    Column(key="drawn", heading="What a report said"),
    Column(key="answer", heading="What answers it"),
)
DATES = (
    Column(key="due", heading="By when"),
    Column(key="action", heading="Step"),
    Column(key="owner", heading="Owner"),
    Column(key="status", heading="Status"),
)


QUESTION_WIDTHS, DATE_WIDTHS = (6.6, 4.4, 6.2), (2.9, 7.7, 4.2, 2.4)


def briefing_paper(
    assessment: Assessment,
    framework: Framework,
    comparison: Comparison,
    outcome: Outcome,
    evaluated: Evaluation | None = None,
    *,
    on: date,
) -> Paper:
    """The briefing on an assessment, of at most two pages; in as for `evidence_base`."""
    material = gather(assessment, framework, on)
    questions = likely_questions(material, compared_findings(comparison), most=MOST_QUESTIONS - _fewer(material))
    return Paper(
        kind=KIND,
        about=framework.commitment.title,
        council=trimmed(assessment.council, 10),
        on=on,
        standing=standing(assessment, on),
        author=cover_name(assessment.lead),
        details=tuple((label, trimmed(text, 10)) for label, text in details(assessment) if label != "Assessment"),
        note=EXAMPLE if assessment.is_example else "",
        cover=False,
        blocks=tuple(_blocks(material, questions, outcome, evaluated)),
    )


def _blocks(
    material: Material, questions: Sequence[Question], outcome: Outcome, evaluated: Evaluation | None
) -> Iterator[PaperBlock]:
    yield Heading(text="Where we stand", part="position")
    yield text_block(*position_sentences(material))
    strengths = [item for item in spread(material.strengths) if is_shown(item)]
    yield Heading(text=f"{counted(len(strengths), 'strength')} to lead with", part="strengths")
    yield from _strengths(material, strengths)
    yield Heading(text=f"{counted(risk_count(material), 'risk')}, and what we are doing", part="risks")
    yield from risk_blocks(material)
    if with_findings(material):
        yield Heading(text=since_heading(material), part="since")
        yield from since_blocks(material)
    yield Heading(text="What assessors may ask", part="questions")
    yield from _question_blocks(questions)
    yield Heading(text="Next dates", part="dates")
    yield from date_blocks(material, MOST_DATES - _fewer(material))
    yield Heading(text="Predicted band", part="band")
    yield from _band(outcome, material, evaluated)
    if material.items:
        yield text_block(
            "Numbers in square brackets are those of the evidence list and the evidence base.", style="note"
        )


def _fewer(material: Material) -> int:
    return FEWER if with_findings(material) else 0


def position_sentences(material: Material) -> list[str]:
    """Two or three sentences: the level in words, what it rests on, and which way we are heading."""
    sentences = [
        sentence for paragraph in position_section(material).paragraphs[:1] for sentence in paragraph.sentences
    ]
    steps = [tally_sentence(material), overdue_sentence(material)] if material.steps else []
    return [short_sentence(text, 45) for text in (*(sentence.text for sentence in sentences), *steps) if text]


def _strengths(material: Material, strengths: Sequence[EvidenceItem]) -> Iterator[PaperBlock]:
    """What to lead with: only what somebody confirms or a document shows. The rest is named as claims to prove."""
    for item in strengths:
        yield text_block(
            short_claim(item, 28),
            in_its_favour(item, 24),
            _confirmed(item),
            says_otherwise(item),
            style="bullet",
            label=f"{capital(material.title(item.aspect))}.",
            cite=material.cite([item]),
        )
    unproved_items = [
        item
        for item in material.usable
        if item.polarity is Polarity.STRENGTH and not is_shown(item) and item not in material.only_planned
    ]
    all_answered = all(item.voices is not None for item in unproved_items)
    unproved = (
        "that nobody confirms and no document shows"
        if all_answered
        else "without a document or a word on who confirms it"
    )
    if unproved_items and len(strengths) < LEADS:
        yield text_block(
            f"We claim {in_words(len(unproved_items), 'strength')} {unproved}: find proof before "
            f"leading with {either(len(unproved_items), 'it', 'any of them')}.",
            cite=material.cite(unproved_items),
        )
    elif not strengths:
        yield text_block("We have not yet recorded a strength that works and that we could show.")
    elif len(strengths) < LEADS:
        yield text_block("We have not yet recorded more strengths that work and that we could show.")


def _confirmed(item: EvidenceItem) -> str:
    """Of whom it is recorded what they said, or who is only named: the director has to know which."""
    recorded = [inline(SPEAKERS[voice]) for voice in Voice if voice in item.recorded_voices]
    named = [inline(SPEAKERS[voice]) for voice in Voice if voice in (item.voices or ())]
    if recorded:
        return f"What {listed(recorded, comma=True)} said or showed is recorded."
    if named:
        return f"We expect {listed(named, comma=True)} to say the same; nothing they said is recorded yet."
    return "Who confirms this is not answered yet." if item.voices is None else "Nobody else confirms this yet."


def _question_blocks(questions: Sequence[Question]) -> Iterator[PaperBlock]:
    if not questions:
        yield text_block("There are no findings of scored reports here to draw questions from.")
        return
    rows = tuple(
        {
            "question": question.text,
            "drawn": shortened(question_source(question), 16 * LETTERS),
            "answer": _answer(question),
        }
        for question in questions
    )
    yield Grid(
        table=Table(columns=QUESTIONS, rows=rows),
        widths=QUESTION_WIDTHS,
        summary="Questions that assessors may ask, the report each is drawn from, and the evidence that answers it",
    )


def _answer(question: Question) -> str:
    """Which items answer it, with the opening of the first that does."""
    first = next((answer for answer in question.answers if answer.standing is AnswerStanding.ANSWERS), None)
    opened = f"\n{first.number}: {trimmed(first.item.text, 8)}" if first else ""
    return f"{answer_summary(question)}{opened}"


def date_blocks(material: Material, most: int) -> Iterator[PaperBlock]:
    """The next dates of open steps as a table of at most so many rows, or a sentence that says why there is none."""
    coming = [step for step in material.steps if not step.is_done and step.action.due is not None][:most]
    undated = sum(not step.is_done and step.action.due is None for step in material.steps)
    if not coming:
        none = "No next step is open." if material.steps else "No next step is recorded yet."
        yield text_block("No next step has a date yet." if undated else none)
        return
    yield Grid(
        table=Table(columns=DATES, rows=tuple(_date_row(step, material) for step in coming)),
        widths=DATE_WIDTHS,
        summary="The next dates in the improvement plan: by when, the step, its owner and its status",
    )


def _date_row(step: Step, material: Material) -> dict[str, str]:
    action = step.action
    return {
        "due": due_cell(action, NOT_AGREED),
        "action": trimmed(action.text, 20),
        "owner": trimmed(stated(action.owner), 8) or NOT_AGREED,
        "status": status_cell(step, material),
    }


def _band(outcome: Outcome, material: Material, evaluated: Evaluation | None) -> Iterator[PaperBlock]:
    yield text_block(f"{DISCLAIMER}.", style="callout")
    if isinstance(outcome, NotPredicted):
        first = [sentence(text) for text in outcome.missing[:2]]
        yield text_block(
            "We show no band.",
            short_sentence(outcome.why, 40),
            *(short_sentence(text, 16) for text in first),
            track_record_sentence(outcome),
        )
    else:
        yield text_block(headline(outcome, material), _chances(outcome), track_record_sentence(outcome))
    exact = evaluated.overall.get("exact") if evaluated is not None else None
    if isinstance(exact, float) and evaluated is not None:
        yield text_block(
            f"On the whole library it was right for {percent(exact)} of the {evaluated.overall['n']} reports judged."
        )


def _chances(outcome: Prediction) -> str:
    shares = (f"{percent(outcome.probabilities[band])} for {band}" for band in BANDS)
    return f"The chances are {listed(shares)}."
