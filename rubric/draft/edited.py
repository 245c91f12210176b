"""A section as text that can be edited, and that text as a section again.

A text is blocks with a blank line between them: "### Heading" opens an entry, "- " a bulleted paragraph, and anything
else is a paragraph, whose line breaks are kept and whose citations are written "[4, 7]". A backslash before one of
these signs makes it plain text. A section's table is never part of its text.
"""

import re
from collections.abc import Collection, Iterable

from rubric.draft.changed import SectionChange, compare_wordings
from rubric.draft.model import Draft, Paragraph, Section, Sentence, Subsection
from rubric.draft.references import CITATION, lost_items, numbers_in, unknown_numbers, with_ids, with_numbers
from rubric.english import flat, in_words, listed
from rubric.evidence.model import Assessment, SectionEdit
from rubric.evidence.text import clean_text

__all__ = [
    "SectionChange",
    "apply_edits",
    "as_text",
    "blocks",
    "composed_change",
    "from_text",
    "lost_items",
    "unknown_numbers",
    "with_ids",
    "with_numbers",
]

_SPACES = " \t\N{NO-BREAK SPACE}"
_SIGN = re.compile(r"(#{1,6}|[-*])(?:\s+|$)")
_SIGN_AS_WORDS = re.compile(r"^(\\*)(?=(?:#{1,6}|[-*])(?:\s|$))", re.MULTILINE)
MOST_BLOCKS = 2_000  # read one by one, as many as fifty pages hold; what follows them is one paragraph
BULLET = "• "  # before a bulleted paragraph that stands among others: only whole entries are lists


def blocks(section: Section) -> tuple[str, ...]:
    """The section as text blocks, one for each heading and paragraph, in order."""
    texts = [_paragraph_text(paragraph) for paragraph in section.paragraphs]
    for entry in section.entries:
        texts.append(f"### {flat(clean_text(entry.heading))}".rstrip())
        sign = "- " if entry.bulleted else ""
        texts += [f"{sign}{text}" for paragraph in entry.paragraphs if (text := _paragraph_text(paragraph))]
    return tuple(block for block in texts if block)


def as_text(section: Section) -> str:
    """The section as one text, with a blank line between its blocks."""
    return "\n\n".join(blocks(section))


def from_text(section: Section, text: str, valid_numbers: Collection[int]) -> Section:
    """The same section with the paragraphs and entries of this text.

    `valid_numbers` are the numbers of the evidence list: citations of these become the sentences' evidence. Any other
    number stays as words; `unknown_numbers` lists them.
    """
    opening: list[Paragraph] = []
    entries: list[tuple[str, list[tuple[bool, Paragraph]]]] = []
    for sign, words in _read_blocks(clean_text(text)):
        if sign == "#":
            entries.append((words, []))
        elif paragraph := _paragraph(words, valid_numbers):
            if entries:
                entries[-1][1].append((sign == "-", paragraph))
            else:
                opening.append(_with_bullet(paragraph) if sign == "-" else paragraph)
    built = tuple(_entry(heading, paragraphs) for heading, paragraphs in entries)
    return section.model_copy(update={"paragraphs": tuple(opening), "entries": built})


def apply_edits(draft: Draft, assessment: Assessment) -> Draft:
    """The draft with every section that somebody edited as they wrote it, and notes on citations that do not hold."""
    valid_numbers, notes, sections = set(draft.numbers.values()), list(draft.notes), []
    for section in draft.sections:
        edit = assessment.edit_of(section.id)
        if edit is not None:
            text = with_numbers(edit.text, draft.numbers)
            section = from_text(section, text, valid_numbers)
            notes += _citation_notes(
                section.heading, unknown_numbers(text, valid_numbers), len(lost_items(edit.text, draft.numbers))
            )
            if len(section.entries) + sum(1 for _ in section.all_paragraphs()) >= MOST_BLOCKS:
                notes.append(
                    f"“{section.heading}” has over {MOST_BLOCKS:,} paragraphs: the rest stands as one. Shorten it."
                )
        sections.append(section)
    return draft.model_copy(update={"sections": tuple(sections), "notes": tuple(notes)})


def composed_change(edit: SectionEdit, section: Section, numbers: dict[str, int]) -> SectionChange | None:
    """How the composed wording has changed since this edit was made from it; None where it has not.

    `section` is as composed now, without the edit; `numbers` gives each item's current number by its id. Evidence
    numbers that only moved are no change.
    """
    return compare_wordings(with_numbers(edit.composed, numbers), as_text(section))


def _citation_notes(heading: str, unknown: Collection[int], lost_count: int) -> Iterable[str]:
    if unknown:
        named = listed(str(number) for number in unknown)
        yield f"“{heading}” cites evidence {named}, which the list does not have: put right or take out the number."
    if lost_count:
        items = in_words(lost_count, "item")
        yield f"“{heading}” cited {items} that you have since removed: check that its words still hold."


def _paragraph_text(paragraph: Paragraph) -> str:
    """A paragraph's words with its citations; signs that somebody typed themselves get a backslash."""
    text = ""
    for sentence in _merged(paragraph.sentences):
        words = CITATION.sub(r"\\\g<0>", sentence.text)
        joined = text + ("" if not text or words.startswith("\n") or not words else sentence.space_before) + words
        cited = f"[{', '.join(map(str, sentence.evidence))}]" if sentence.evidence else ""
        text = f"{joined} {cited}".strip(_SPACES) if cited else joined
    return _SIGN_AS_WORDS.sub(r"\1\\", text)


def _read_blocks(text: str) -> Iterable[tuple[str, str]]:
    """Each block's sign ("#", "-" or "" for a paragraph) and its words, line by line.

    After `MOST_BLOCKS` of them, all that follows is one block.
    """
    sign, lines, found = "", list[str](), 0
    for line in [*text.split("\n"), ""]:
        line = line.strip()
        match = _SIGN.match(line) if found < MOST_BLOCKS else None
        if lines and (match or not line) and found < MOST_BLOCKS:
            yield sign, "\n".join(lines)
            sign, lines, found = "", [], found + 1
        if match and match[1].startswith("#"):
            yield "#", flat(line[match.end() :])
            found += 1
        elif match:
            sign, lines = "-", [_without_backslash(line[match.end() :])]
        elif line:
            lines.append(_without_backslash(line))
    if lines:
        yield sign, "\n".join(lines)


def _without_backslash(line: str) -> str:
    """A line without the backslash that made its first sign mere words."""
    return _SIGN_AS_WORDS.sub(lambda slashes: slashes[1][1:], line)


def _paragraph(words: str, valid_numbers: Collection[int]) -> Paragraph | None:
    """A paragraph's sentences, cut where it cites evidence; None where nothing is left of it."""
    sentences_made: list[Sentence] = []
    text, position = "", 0
    for match in CITATION.finditer(words):
        text += words[position : match.start()]
        position = match.end()
        cited = tuple(number for number in numbers_in(match[2]) if number in valid_numbers)
        if match[1] or not cited:
            text += match[0][1:] if match[1] else match[0]
            continue
        if unknown := [str(number) for number in numbers_in(match[2]) if number not in valid_numbers]:
            text += f"[{', '.join(unknown)}]"
        sentences_made.append(Sentence(text=text, evidence=cited))
        text = ""
    sentences = _merged([*sentences_made, Sentence(text=text + words[position:])])
    return Paragraph(sentences=tuple(sentences)) if sentences else None


def _merged(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences in the one form that a text keeps: cut only where evidence is cited, without blank lines."""
    merged: list[Sentence] = []
    for sentence in sentences:
        text, cited = _tidy(sentence.shown, first=not merged), tuple(dict.fromkeys(sentence.evidence))
        last = merged[-1] if merged else None
        if last is not None and not last.evidence and text:
            joined = last.text + ("" if text.startswith("\n") else " ") + text
            merged[-1] = Sentence(text=joined, evidence=cited)
        elif last is not None and not text:
            merged[-1] = Sentence(text=last.text, evidence=tuple(dict.fromkeys((*last.evidence, *cited))))
        elif text or cited:
            merged.append(Sentence(text=text, evidence=cited))
    return merged


def _tidy(text: str, *, first: bool) -> str:
    """Without blank lines, or spaces around lines; a line break before the words is kept unless they come first."""
    text = clean_text(text)
    words = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    return f"\n{words}" if words and not first and "\n" in text[: len(text) - len(text.lstrip())] else words


def _entry(heading: str, paragraphs: list[tuple[bool, Paragraph]]) -> Subsection:
    bulleted = bool(paragraphs) and all(is_bullet for is_bullet, _ in paragraphs)
    built = (
        _with_bullet(paragraph) if is_bullet and not bulleted else paragraph for is_bullet, paragraph in paragraphs
    )
    return Subsection(heading=heading, paragraphs=tuple(built), bulleted=bulleted)


def _with_bullet(paragraph: Paragraph) -> Paragraph:
    first, *rest = paragraph.sentences
    return Paragraph(sentences=(first.model_copy(update={"text": (BULLET + first.text).strip()}), *rest))
