"""What the rules look for in a section of the draft.

A section is mostly written from the items, and the items have had their notes already: so rules on wording speak up
only for sentences that stand in no item, which are those that somebody wrote into the section.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from rubric.evidence.lint.echo import echo
from rubric.evidence.lint.figures import Figures, figures
from rubric.evidence.lint.items import HOW_WIDELY, WHAT_DIFFERENCE, Found, long_sentence
from rubric.evidence.lint.reading_age import reading_age
from rubric.evidence.lint.rules import Passage, rule_book
from rubric.evidence.lint.text import PlainText, paper_claims
from rubric.framework.model import Framework


class SectionReading:
    """A section read once for all rules. `item_words` is all the items' text, plain and in small letters."""

    def __init__(self, passage: Passage, item_words: str, framework: Framework) -> None:
        self.passage, self._item_words, self.framework = passage, item_words, framework

    @cached_property
    def whole(self) -> PlainText:
        """The section's text as a whole."""
        return PlainText(self.passage.text)

    @cached_property
    def paragraphs(self) -> list[tuple[PlainText, Figures]]:
        """Each paragraph's own sentences, with the figures of the paragraph as a whole."""
        found = []
        for line in self.whole.lines:
            own = [
                sentence
                for sentence in PlainText(line).sentences
                if sentence.lower().strip(" .!?;") not in self._item_words
            ]
            if own:
                found.append((PlainText("\n".join(own)), figures(line.lower())))
        return found


def _vague_praise(reading: SectionReading) -> Found | None:
    return _first(
        w for text, nearby in reading.paragraphs if not nearby.any for w in text.claims("praise", unless="no_praise")
    )


def _vague_claim(reading: SectionReading) -> Found | None:
    return _first(word for text, nearby in reading.paragraphs if not nearby.any for word in text.claims("vague"))


def _far_along(reading: SectionReading) -> Found | None:
    found = _first(
        word
        for text, nearby in reading.paragraphs
        if not nearby.any and not text.has("difference")
        for word in text.claims("embedded", unless="no_embedded")
    )
    return found and Found(found.quote, {"lacks": f"{HOW_WIDELY} and {WHAT_DIFFERENCE}"})


def _strategy(reading: SectionReading) -> Found | None:
    return _first(paper for text, nearby in reading.paragraphs if not nearby.any for paper in paper_claims(text))


def _percentage(reading: SectionReading) -> Found | None:
    return _first(
        share for text, nearby in reading.paragraphs if not nearby.has_base for share in figures(text.low).percentages
    )


def _undated(reading: SectionReading) -> Found | None:
    return _first(
        figure for text, nearby in reading.paragraphs if not nearby.has_period for figure in figures(text.low).measured
    )


def _echo(reading: SectionReading) -> Found | None:
    wording = echo(reading.framework, rule_book().limits.echo_words)
    return _first(run for text, _ in reading.paragraphs if (run := wording.repeated(text)))


def _sentence(reading: SectionReading) -> Found | None:
    most = rule_book().limits.long_sentence_words
    return next((found for text, _ in reading.paragraphs if (found := long_sentence(text, most))), None)


def _over_budget(reading: SectionReading) -> Found | None:
    words = reading.passage.words or reading.whole.words
    most = reading.passage.most_words
    return Found(named={"words": f"{words:,}", "most": f"{most:,}"}) if most is not None and words > most else None


def _hard_to_read(reading: SectionReading) -> Found | None:
    limits = rule_book().limits
    if reading.whole.words < limits.reading_age_from_words:
        return None
    age = round(reading_age(reading.whole))
    return Found(named={"age": str(age), "limit": str(limits.reading_age)}) if age > limits.reading_age else None


def _first(phrases: Iterable[str], most: int = 3) -> Found | None:
    words = list(dict.fromkeys(phrases))[:most]
    return Found(", ".join(words)) if words else None


SECTION_CHECKS: Mapping[str, Callable[[SectionReading], Found | None]] = {
    "vague_praise": _vague_praise,
    "vague_claim": _vague_claim,
    "far_along_unsupported": _far_along,
    "strategy_as_achievement": _strategy,
    "figure_undated": _undated,
    "percentage_without_base": _percentage,
    "framework_echo": _echo,
    "long_sentence": _sentence,
    "over_budget": _over_budget,
    "reading_age": _hard_to_read,
}
