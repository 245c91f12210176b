"""Since our last assessment: what the council's own last report said, what was done, what shows it, what is different.

Nothing is here that is not in the answers. What has no answer yet is told to the author in the notes.
"""

from collections.abc import Iterator, Sequence

from rubric.draft.material import Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import SINCE
from rubric.draft.wording import behind, excerpt, in_prose, part
from rubric.english import either, in_words
from rubric.evidence.answers import Mark, marks_on
from rubric.evidence.last_report import Answer, LastReport
from rubric.evidence.stated import stated
from rubric.framework.words import Polarity

MOST_WORDS = 320  # of the section: about a page, so that it leads the draft and does not become it (our judgement)
_LONGEST_FINDING, _LONGEST_ANSWER = 30, 40  # words told of each


def since_section(material: Material) -> Section | None:
    """The findings that were answered, those that fell short first, as many as the section holds; None without any."""
    report = material.assessment.last_report
    if report is None:
        return None
    answered = [answer for answer in report.answers if answer.is_answered]
    if not answered:
        return None
    told: list[Answer] = []
    section = _section(material, report, answered, answered[:1])
    for answer in answered:
        tried = _section(material, report, answered, [*told, answer])
        if tried.words <= MOST_WORDS or not told:
            section, told = tried, [*told, answer]
    return section


def since_notes(material: Material) -> Iterator[str]:
    """What an assurance lead could still answer of the last report, in plain sentences."""
    report = material.assessment.last_report
    if report is None:
        return
    marked = [(answer, marks_on(answer, material.assessment)) for answer in report.answers]
    silent = [answer for answer, marks in marked if falls_short(answer) and Mark.UNANSWERED in marks]
    if silent:
        yield (
            f"{_findings(silent)} of your last report that {either(len(silent), 'falls', 'fall')} short "
            f"{either(len(silent), 'has', 'have')} no answer yet: say what was done, or why nothing was."
        )
    unshown = [answer for answer, marks in marked if Mark.NOT_SHOWN in marks]
    if unshown:
        yield (
            f"Nothing shows what was done about {_findings(unshown).lower()} of your last report: name what does, or "
            "link an item."
        )
    plans = [answer for answer, marks in marked if Mark.STILL_A_PLAN in marks and answer.is_answered]
    if plans:
        then = either(len(plans), "was a plan then and is one", "were plans then and are plans")
        yield f"{_findings(plans)} of your last report {then} now, by what is linked: an assessor will ask why."


def _section(material: Material, report: LastReport, answered: Sequence[Answer], told: Sequence[Answer]) -> Section:
    aspects = list(dict.fromkeys(answer.aspect for answer in told))
    return Section(
        id=SINCE.id,
        heading=SINCE.heading,
        budget=SINCE.budget,
        paragraphs=(_opening(report, len(answered) - len(told)),),
        entries=tuple(
            Subsection(
                heading=material.title(aspect),
                paragraphs=tuple(_paragraph(answer, material) for answer in told if answer.aspect == aspect),
            )
            for aspect in aspects
        ),
    )


def scored_sentence(report: LastReport) -> str:
    """When the last report was and how it scored the statement, as far as is known."""
    when = f" ({stated(report.date)})" if stated(report.date) else ""
    scored = f" scored us {report.score} on this statement" if report.score else " looked at this statement"
    return f"Our last report{when}{scored}."


def fell_short_sentence(short: Sequence[Answer]) -> str:
    """How many findings fell short; "" for none."""
    return f"On {in_words(len(short), 'point')} it found that we fall short, wholly or in part." if short else ""


def _opening(report: LastReport, left_out: int) -> Paragraph:
    sentences = [scored_sentence(report)]
    short = [answer for answer in report.answers if falls_short(answer)]
    if short:
        sentences.append(fell_short_sentence(short))
        done = sum(answer.is_answered for answer in short)
        them = "it" if len(short) == 1 else f"{'all' if done == len(short) else in_words(done)} of them"
        sentences += [f"We answer {them} here."] if done else []
    if left_out:
        more = "One more answer is" if left_out == 1 else f"{in_words(left_out).capitalize()} more answers are"
        sentences.append(f"{more} left out here to keep this short.")
    return Paragraph(sentences=tuple(Sentence(text=text) for text in sentences))


def _paragraph(answer: Answer, material: Material) -> Paragraph:
    shown = [item for item in material.usable if item.id in answer.items]
    said = behind("The report said", excerpt(stated(answer.said), _LONGEST_FINDING))
    reply = in_prose(
        [
            part("What we did", answer.done, _LONGEST_ANSWER),
            part("What shows it", answer.shows, _LONGEST_ANSWER),
            part("What changed for people", answer.changed, _LONGEST_ANSWER),
            ""
            if stated(answer.done)
            else behind("Nothing yet, because", excerpt(stated(answer.nothing_yet_because), 40)),
        ]
    )
    return Paragraph(sentences=(Sentence(text=said), Sentence(text=reply, evidence=material.cite(shown))))


def falls_short(answer: Answer) -> bool:
    """Whether the finding is no plain strength."""
    return answer.polarity is not Polarity.STRENGTH


def _findings(answers: Sequence[Answer]) -> str:
    return "One finding" if len(answers) == 1 else f"{in_words(len(answers)).capitalize()} findings"
