"""Since our last assessment: what the council's own last report said, what was done, what shows it, what is different.

A peer challenge's recommendations stand after them, apart, under a heading of their own. Nothing is here that is not in
the answers. What has no answer yet is told to the author in the notes.
"""

from collections.abc import Iterator, Sequence

from rubric.draft.material import Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import SINCE
from rubric.draft.wording import behind, excerpt, in_prose, part
from rubric.english import either, in_words, shortened
from rubric.evidence.answers import Mark, marks_on
from rubric.evidence.last_report import Answer, LastReport, ReportOrigin
from rubric.evidence.stated import stated
from rubric.framework.words import Polarity

MOST_WORDS = 320  # of the section: about a page, so that it leads the draft and does not become it (our judgement)
_LONGEST_FINDING, _LONGEST_ANSWER = 30, 40  # words told of each
_LONGEST_OF_BOTH = 24  # of each where a report and a peer challenge share the section
_LONGEST_DATE = 40  # letters
SAID = {ReportOrigin.REPORT: "The report said", ReportOrigin.PEER_CHALLENGE: "The peer challenge recommended"}
_OF = {ReportOrigin.REPORT: "your last report", ReportOrigin.PEER_CHALLENGE: "the peer challenge"}


def since_section(material: Material) -> Section | None:
    """The findings that were answered, those that fell short first, as many as the section holds; None without any.

    Those of a last report stand by aspect; those of a peer challenge after them, in its order, in half of the section
    at most where there is a last report too.
    """
    told = [one for one in material.assessment.to_answer if any(answer.is_answered for answer in one.answers)]
    if not told:
        return None
    most = MOST_WORDS // len(told)
    paragraphs: tuple[Paragraph, ...] = ()
    entries: tuple[Subsection, ...] = ()
    left = MOST_WORDS
    for report in reversed(told):  # what a peer challenge leaves of its half is for the report
        part = _as_much_as_fits(material, report, left if report is told[0] else most, shared=len(told) > 1)
        left -= part.words
        if report.origin is ReportOrigin.PEER_CHALLENGE:
            entries = (Subsection(heading=after_heading(report), paragraphs=tuple(part.all_paragraphs())),)
        else:
            paragraphs, entries = part.paragraphs, (*part.entries, *entries)
    return Section(id=SINCE.id, heading=SINCE.heading, budget=SINCE.budget, paragraphs=paragraphs, entries=entries)


def _as_much_as_fits(material: Material, report: LastReport, most: int, *, shared: bool) -> Section:
    """What is told of one report or letter: its first answer, and as many others as fit into so many words."""
    answered = [answer for answer in report.answers if answer.is_answered]
    told = answered[:1]
    section = _section(material, report, answered, told, shared=shared)
    for answer in answered[1:]:
        tried = _section(material, report, answered, [*told, answer], shared=shared)
        if tried.words <= most:
            section, told = tried, [*told, answer]
    return section


def since_notes(material: Material) -> Iterator[str]:
    """What an assurance lead could still answer of the last report and a peer challenge, in plain sentences."""
    for report in material.assessment.to_answer:
        yield from _notes(material, report)


def _notes(material: Material, report: LastReport) -> Iterator[str]:
    of = _OF[report.origin]
    marked = [(answer, marks_on(answer, material.assessment)) for answer in report.answers]
    silent = [
        answer for answer, marks in marked if Mark.UNANSWERED in marks and (falls_short(answer) or _is_asked(report))
    ]
    if silent:
        short = "" if _is_asked(report) else f" that {either(len(silent), 'falls', 'fall')} short"
        yield (
            f"{_findings(silent, report)} of {of}{short} {either(len(silent), 'has', 'have')} no answer yet: say what "
            "was done, or why nothing was."
        )
    unshown = [answer for answer, marks in marked if Mark.NOT_SHOWN in marks]
    if unshown:
        yield (
            f"Nothing shows what was done about {_findings(unshown, report).lower()} of {of}: name what does, or "
            "link an item."
        )
    plans = [answer for answer, marks in marked if Mark.STILL_A_PLAN in marks and answer.is_answered]
    if plans:
        then = either(len(plans), "was a plan then and is one", "were plans then and are plans")
        yield f"{_findings(plans, report)} of {of} {then} now, by what is linked: an assessor will ask why."


def _is_asked(report: LastReport) -> bool:
    """Whether all that it says asks for something, whatever its tone."""
    return report.origin is ReportOrigin.PEER_CHALLENGE


def _section(
    material: Material, report: LastReport, answered: Sequence[Answer], told: Sequence[Answer], *, shared: bool
) -> Section:
    aspects = list(dict.fromkeys(answer.aspect for answer in told))
    most = (_LONGEST_OF_BOTH, _LONGEST_OF_BOTH) if shared else (_LONGEST_FINDING, _LONGEST_ANSWER)
    opening = _opening(report, len(answered) - len(told))
    if _is_asked(report):
        replies = (_paragraph(answer, material, report, *most) for answer in told)
        return Section(id=SINCE.id, heading=SINCE.heading, paragraphs=(opening, *replies))
    return Section(
        id=SINCE.id,
        heading=SINCE.heading,
        budget=SINCE.budget,
        paragraphs=(opening,),
        entries=tuple(
            Subsection(
                heading=material.title(aspect),
                paragraphs=tuple(
                    _paragraph(answer, material, report, *most) for answer in told if answer.aspect == aspect
                ),
            )
            for aspect in aspects
        ),
    )


def after_heading(report: LastReport) -> str:
    """The heading over what was done after a peer challenge: "What we did after the peer challenge of May 2025"."""
    of = f" of {shortened(report.when, _LONGEST_DATE)}" if report.when else ""
    return f"What we did after the peer challenge{of}"


def scored_sentence(report: LastReport) -> str:
    """When the last report was and how it scored the statement, or what a peer challenge asked for, as far as known."""
    if _is_asked(report):
        return f"It made {in_words(len(report.answers), 'recommendation')}."  # below `after_heading`
    when = f" ({shortened(report.when, _LONGEST_DATE)})" if report.when else ""
    scored = f" scored us {report.score} on this statement" if report.score else " looked at this statement"
    return f"Our last report{when}{scored}."


def fell_short_sentence(report: LastReport) -> str:
    """How many findings of a report fell short; "" for none, and for a peer challenge."""
    short = [answer for answer in report.answers if falls_short(answer)]
    if not short or _is_asked(report):
        return ""
    return f"On {in_words(len(short), 'point')} it found that we fall short, wholly or in part."


def _opening(report: LastReport, left_out: int) -> Paragraph:
    sentences = [scored_sentence(report), fell_short_sentence(report)]
    asked = [answer for answer in report.answers if falls_short(answer) or _is_asked(report)]
    if done := sum(answer.is_answered for answer in asked):
        them = "it" if len(asked) == 1 else f"{'all' if done == len(asked) else in_words(done)} of them"
        sentences.append(f"We answer {them} here.")
    if left_out:
        more = "One more answer is" if left_out == 1 else f"{in_words(left_out).capitalize()} more answers are"
        sentences.append(f"{more} left out here to keep this short.")
    return Paragraph(sentences=tuple(Sentence(text=text) for text in sentences if text))


def _paragraph(
    answer: Answer, material: Material, report: LastReport, longest_finding: int, longest_answer: int
) -> Paragraph:
    shown = [item for item in material.usable if item.id in answer.items]
    said = behind(SAID[report.origin], excerpt(stated(answer.said), longest_finding))
    reply = in_prose(
        [
            part("What we did", answer.done, longest_answer),
            part("What shows it", answer.shows, longest_answer),
            part("What changed for people", answer.changed, longest_answer),
            ""
            if stated(answer.done)
            else behind("Nothing yet, because", excerpt(stated(answer.nothing_yet_because), longest_answer)),
        ]
    )
    return Paragraph(sentences=(Sentence(text=said), Sentence(text=reply, evidence=material.cite(shown))))


def falls_short(answer: Answer) -> bool:
    """Whether the finding is no plain strength."""
    return answer.polarity is not Polarity.STRENGTH


def _findings(answers: Sequence[Answer], report: LastReport) -> str:
    noun = report.origin.noun
    return f"One {noun}" if len(answers) == 1 else f"{in_words(len(answers)).capitalize()} {noun}s"
