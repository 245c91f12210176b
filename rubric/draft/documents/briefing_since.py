"""The briefing's part on the council's last report: what it said, what was done, the difference, what has no answer."""

from collections.abc import Iterator, Sequence

from rubric.draft.documents.briefing_words import LETTERS, spread, trimmed
from rubric.draft.material import Material
from rubric.draft.paper.model import PaperBlock, TextBlock, text_block
from rubric.draft.since import falls_short, fell_short_sentence, scored_sentence
from rubric.draft.wording import behind, labelled
from rubric.english import capital, either, in_words, listed, shortened
from rubric.evidence.last_report import Answer, LastReport
from rubric.evidence.stated import stated

HEADING = "Since our last report"
MOST_ANSWERS = 2  # told one by one
_SAID, _DONE, _CHANGED, _DATE = 14, 16, 16, 6  # words told of each


def has_last_report(material: Material) -> bool:
    """Whether there is a last report with findings to answer."""
    return material.assessment.last_report is not None and bool(material.assessment.last_report.answers)


def since_blocks(material: Material) -> Iterator[PaperBlock]:
    """How it scored us and how many findings are answered; those told, and the first one without an answer."""
    report = material.assessment.last_report
    if report is None or not report.answers:
        return
    short = [answer for answer in report.answers if falls_short(answer)]
    unanswered = [answer for answer in report.answers if not answer.is_answered]
    done = [answer for answer in report.answers if stated(answer.done)]
    reasons = len(report.answers) - len(unanswered) - len(done)
    dated = report.model_copy(update={"date": trimmed(report.date, _DATE)})
    yield text_block(scored_sentence(dated), fell_short_sentence(short), _answered(len(done), reasons, report))
    for answer in spread(sorted(done, key=_weight))[:MOST_ANSWERS]:
        yield _told(answer, material)
    if unanswered:
        yield _without_answer(sorted(unanswered, key=_weight))


def _answered(done: int, reasons: int, report: LastReport) -> str:
    """How many findings are answered; "" where the bullets say it already."""
    told = [f"of {in_words(done)} what we did"] if done else []
    told += [f"of {in_words(reasons)} why nothing was done yet"] if reasons else []
    whole = len(report.answers)
    return f"Among its {in_words(whole, 'finding')} we say {listed(told, comma=True)}." if told and whole > 1 else ""


def _weight(answer: Answer) -> tuple[bool, bool]:
    """What fell short comes first, and there what made a difference."""
    return not falls_short(answer), not stated(answer.changed)


def _told(answer: Answer, material: Material) -> TextBlock:
    return text_block(
        _limited(behind("The report said", trimmed(answer.said, _SAID)), _SAID + 4),
        _limited(labelled("What we did", answer.done, _DONE), _DONE + 4),
        _limited(labelled("What changed for people", answer.changed, _CHANGED), _CHANGED + 4)
        or "What changed for people is not said yet.",
        style="bullet",
        label=f"{capital(material.title(answer.aspect))}.",
        cite=material.cite([item for item in material.usable if item.id in answer.items]),
    )


def _without_answer(unanswered: Sequence[Answer]) -> TextBlock:
    them = either(len(unanswered), "It is", "The first is")
    return text_block(
        f"{capital(in_words(len(unanswered), 'finding'))} {either(len(unanswered), 'has', 'have')} no answer.",
        f"{them} “{trimmed(unanswered[0].said, _SAID)}”.",
        style="bullet",
        label="Unanswered.",
    )


def _limited(text: str, words: int) -> str:
    return shortened(text, words * LETTERS)
