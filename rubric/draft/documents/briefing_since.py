"""The briefing's part on what the council answers: what it was told, what was done, the difference, what has no answer.

First its last report, then a peer challenge, each with its own count.
"""

from collections.abc import Iterator, Sequence

from rubric.draft.documents.briefing_words import LETTERS, spread, trimmed
from rubric.draft.material import Material
from rubric.draft.paper.model import PaperBlock, TextBlock, text_block
from rubric.draft.since import SAID, after_heading, falls_short, fell_short_sentence, scored_sentence
from rubric.draft.wording import behind, labelled
from rubric.english import capital, either, in_words, listed, shortened
from rubric.evidence.last_report import Answer, LastReport, ReportOrigin
from rubric.evidence.stated import stated

HEADING = "Since our last report"
MOST_ANSWERS = 2  # told one by one, of a report and a peer challenge together
_SAID, _DONE, _CHANGED = 14, 16, 16  # words told of each


def with_findings(material: Material) -> list[LastReport]:
    """The last report and the peer challenge, as far as they are there and have something to answer."""
    return [report for report in material.assessment.to_answer if report.answers]


def since_heading(material: Material) -> str:
    """What stands over the part: where there is only a peer challenge, its own heading."""
    first = with_findings(material)[0]
    return HEADING if first.origin is ReportOrigin.REPORT else after_heading(first)


def summary_blocks(material: Material) -> Iterator[TextBlock]:
    """Of each: how it scored us or what it asked for, and how much of that is answered."""
    yield from (_summary(report, material) for report in with_findings(material))


def since_blocks(material: Material) -> Iterator[PaperBlock]:
    """Of each its summary; the answers told, and the first finding without an answer."""
    reports = with_findings(material)
    for report in reports:
        yield _summary(report, material)
        done = sorted((answer for answer in report.answers if stated(answer.done)), key=_weight)
        for answer in spread(done)[: MOST_ANSWERS // len(reports)]:
            yield _told(answer, report, material)
        unanswered = [answer for answer in report.answers if not answer.is_answered]
        if unanswered:
            yield _without_answer(sorted(unanswered, key=_weight), report)


def _summary(report: LastReport, material: Material) -> TextBlock:
    sentences = (scored_sentence(report), fell_short_sentence(report), _answered(report))
    is_under_own = report.origin is ReportOrigin.REPORT or with_findings(material) == [report]
    return text_block(*sentences, label="" if is_under_own else f"{after_heading(report)}.")


def _answered(report: LastReport) -> str:
    """How many findings are answered; "" where the bullets say it already."""
    done = sum(bool(stated(answer.done)) for answer in report.answers)
    reasons = sum(answer.is_answered for answer in report.answers) - done
    told = [f"of {in_words(done)} what we did"] if done else []
    told += [f"of {in_words(reasons)} why nothing was done yet"] if reasons else []
    whole = len(report.answers)
    if not told or whole < 2:
        return ""
    among = (
        "We say" if report.origin is ReportOrigin.PEER_CHALLENGE else f"Among its {in_words(whole, 'finding')} we say"
    )
    return f"{among} {listed(told, comma=True)}."


def _weight(answer: Answer) -> tuple[bool, bool]:
    """What fell short comes first, and there what made a difference."""
    return not falls_short(answer), not stated(answer.changed)


def _told(answer: Answer, report: LastReport, material: Material) -> TextBlock:
    return text_block(
        _limited(behind(SAID[report.origin], trimmed(answer.said, _SAID)), _SAID + 4),
        _limited(labelled("What we did", answer.done, _DONE), _DONE + 4),
        _limited(labelled("What changed for people", answer.changed, _CHANGED), _CHANGED + 4)
        or "What changed for people is not said yet.",
        style="bullet",
        label=f"{capital(material.title(answer.aspect))}.",
        cite=material.cite([item for item in material.usable if item.id in answer.items]),
    )


def _without_answer(unanswered: Sequence[Answer], report: LastReport) -> TextBlock:
    them = either(len(unanswered), "It is", "The first is")
    return text_block(
        f"{capital(in_words(len(unanswered), report.origin.noun))} {either(len(unanswered), 'has', 'have')} no answer.",
        f"{them} “{trimmed(unanswered[0].said, _SAID)}”.",
        style="bullet",
        label="Unanswered.",
    )


def _limited(text: str, words: int) -> str:
    return shortened(text, words * LETTERS)
