"""Known short forms get their words in brackets where the finished draft first uses them: the one thing it adds.

"DoLS (Deprivation of Liberty Safeguards)". What the council typed as words for a short form wins over the glossary, and
a short form that it gave two meanings is left alone. Left alone too are sections that somebody edited, what people are
recorded to have said, titles of documents, quotations, links, names on the cover and the annex on the band.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, product

from rubric.draft.material import Material
from rubric.draft.model import Draft, Paragraph, Section, Sentence, Table
from rubric.draft.outline import BAND, EVIDENCE
from rubric.english import flat
from rubric.evidence.personal import typed_texts
from rubric.evidence.short_forms import (
    Used,
    Words,
    beside_words,
    glossary,
    is_beside,
    may_hold,
    same_words,
    used_in,
    words_for,
)

_CELLS = frozenset({"claim", "action", "measure", "owner"})  # columns of a table that hold prose
_QUOTED = re.compile(r"“[^“”\n]+”|‘[^‘\n]+’|\"[^\"\n]+\"|(?<!\w)'[^'\n]+'(?!\w)")
_LINK = re.compile(r"://|www\.|@|\\")
# "DoLS-trained", "DoLS.docx", "KPI 14", "ICB (again)": no bracket can stand there.
_GOES_ON = re.compile(r"[-‐‑/\\_&@]\w|[.:]\w|://|\s(?!(?:19|20)\d\d\b)\d|\s?\(")
_POSSESSIVE = re.compile(r"[’']s(?!\w)")
_OPENING = 16  # letters by which the beginning of a record is found
_MOST_VARIANTS = 64
_MOST_LETTERS = 10_000  # of one text: in the rest of a longer one nothing is looked for


def spell_out(draft: Draft, material: Material) -> Draft:
    """The draft with the words of each known short form in brackets after its first use, in reading order.

    In: the draft with everybody's edits. Nothing else of it changes: without the brackets it is the same to the letter.
    """
    edited = {edit.section for edit in material.assessment.edits}
    writer = _Writer(_meanings(material), _records(material))
    for name in (draft.council, draft.statement, draft.title, draft.period, draft.lead):
        writer.read(name)
    sections = [
        section if section.id == BAND.id else writer.section(section, is_edited=section.id in edited)
        for section in draft.sections
    ]
    return draft.model_copy(update={"sections": tuple(sections), "spellings": writer.met})


def otherwise_spelled(text: str, spellings: Mapping[str, Words]) -> list[str]:
    """The texts that differ from this one only by which of its short forms have their words after them; at most 64."""
    bare = text
    for short, words in spellings.items():
        for form, meaning in ((short, words.one), (f"{short}s", words.many)):
            if meaning:
                bare = re.sub(
                    rf"(?<!\w){re.escape(form)}([’']s)? \({re.escape(meaning)}(?:[’']s)?\)", rf"{form}\1", bare
                )
    places: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for used in used_in(bare[:_MOST_LETTERS]):
        if used.short in spellings and (put := _put(bare, used, spellings[used.short])):
            places[used.short].append(put)
    choices = [[None, *found] for found in places.values()]
    variants: list[str] = []
    for chosen in product(*choices):
        variant = bare
        for at, put_in in sorted((one for one in chosen if one), reverse=True):
            variant = variant[:at] + put_in + variant[at:]
        if variant != text:
            variants.append(variant)
        if len(variants) >= _MOST_VARIANTS:
            break
    return variants


def _put(text: str, used: Used, words: Words) -> tuple[int, str] | None:
    """Where words go in after a short form, and what goes in; None where nothing can."""
    meaning = words.many if used.many else words.one
    if not meaning or _GOES_ON.match(text, used.end):
        return None
    ending = _POSSESSIVE.match(text, used.end)
    owned = ending[0] if ending else ""
    return used.end + len(owned), f" ({meaning}{owned})"


class _Writer:
    """One pass over a draft, in reading order. `met` are the short forms that it met, with their words."""

    def __init__(self, meanings: Mapping[str, Words], records: Sequence[str]) -> None:
        self._meanings, self._records = meanings, records
        self._done: set[str] = set()
        self.met: dict[str, Words] = {}

    def read(self, text: str) -> None:
        """Words that stand as they are: what they spell out needs no spelling out further on."""
        typed = self._beside(text)
        self._done.update(used.short for used in self._uses(text) if self._is_spelled(text, used, typed))

    def section(self, section: Section, *, is_edited: bool) -> Section:
        """A section in the order of the page: the table of the evidence list stands before what is below it."""
        paragraphs = tuple(self._paragraph(one, is_edited=is_edited) for one in section.paragraphs)
        table = section.table
        if table and section.id == EVIDENCE.id:
            table = self._table(table)
        entries = []
        for entry in section.entries:
            self.read(entry.heading)
            told = tuple(self._paragraph(one, is_edited=is_edited) for one in entry.paragraphs)
            entries.append(entry.model_copy(update={"paragraphs": told}))
        if table and section.id != EVIDENCE.id:
            table = self._table(table)
        return section.model_copy(update={"paragraphs": paragraphs, "entries": tuple(entries), "table": table})

    def _paragraph(self, paragraph: Paragraph, *, is_edited: bool) -> Paragraph:
        if is_edited:
            for sentence in paragraph.sentences:
                self.read(sentence.text)
            return paragraph
        if not any(may_hold(sentence.text) for sentence in paragraph.sentences):
            return paragraph
        return Paragraph(sentences=tuple(self._sentence(sentence) for sentence in paragraph.sentences))

    def _sentence(self, sentence: Sentence) -> Sentence:
        told = self._spelled(sentence.text)
        return sentence if told == sentence.text else sentence.model_copy(update={"in_full": told})

    def _table(self, table: Table) -> Table:
        shown, rows, added = [c.key for c in table.columns if c.key in _CELLS], [], 0
        for row in table.rows:
            cells = {key: self._spelled(row[key]) for key in shown}
            added += sum(len(cells[key].split()) - len(row[key].split()) for key in shown)
            rows.append(row | cells)
        return table.model_copy(update={"rows": tuple(rows), "added": added})

    def _spelled(self, text: str) -> str:
        if not may_hold(text):
            return text
        guarded: list[tuple[int, int]] | None = None
        out, position, typed = "", 0, self._beside(text)
        for used in self._uses(text):
            if used.short in self._done:
                continue
            if self._is_spelled(text, used, typed):
                self._done.add(used.short)
                continue
            if guarded is None:
                guarded = list(self._guarded(text))
            put = _put(text, used, self._meanings[used.short])
            if put is None or any(start <= used.start < end for start, end in guarded):
                continue
            self._done.add(used.short)
            at, meaning = put
            out, position = out + text[position:at] + meaning, at
        return out + text[position:]

    def _beside(self, text: str) -> set[int]:
        """Where short forms stand beside their words, as somebody typed both."""
        return {beside.used.start for beside in beside_words(text[:_MOST_LETTERS])}

    def _is_spelled(self, text: str, used: Used, typed: Collection[int]) -> bool:
        return used.start in typed or is_beside(text, used, self._meanings[used.short])

    def _uses(self, text: str) -> Iterator[Used]:
        for used in used_in(text[:_MOST_LETTERS]):
            if used.short in self._meanings:
                self.met[used.short] = self._meanings[used.short]
                yield used

    def _guarded(self, text: str) -> Iterator[tuple[int, int]]:
        """Where nothing may be put: quotations, links and what is recorded that people said or where it is written."""
        yield from (match.span() for match in _QUOTED.finditer(text))
        yield from (match.span() for match in re.finditer(r"\S+", text) if _LINK.search(match[0]))
        plain = text[:_MOST_LETTERS].replace("\n", " ")
        for record in self._records:
            yield from _told_of(record, plain)


def _told_of(record: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text tells a record: all of it, or its opening up to the end of a sentence or an ellipsis."""
    start = text.find(record[:_OPENING])
    while start >= 0:
        pairs = enumerate(zip(record, islice(text, start, None), strict=False))
        told = next((n for n, (a, b) in pairs if a != b), min(len(record), len(text) - start))
        end = start + told
        ends_so = text[end - 1 : end] in ".!?" or text[end : end + 1] == "…"
        if told >= len(record.rstrip(".")) or (told >= _OPENING and ends_so):
            yield start, end
        start = text.find(record[:_OPENING], start + max(told, 1))


def _records(material: Material) -> list[str]:
    """What is recorded that people, reports and documents said, and where, each on one line, as far as it matters."""
    told: list[str] = []
    for item in material.items:
        told += [item.heard, item.source]
        told += [text for record in item.confirmations for text in (record.said, record.where)]
    told += [answer.said for report in material.assessment.to_answer for answer in report.answers]
    return [text for text in map(flat, told) if " " in text and next(used_in(text), None)]


def _meanings(material: Material) -> dict[str, Words]:
    """The words of every short form that can be spelled out: the council's own, or else the glossary's."""
    terms = glossary()
    typed = [text[:_MOST_LETTERS] for _, _, text in typed_texts(material.assessment)]
    own: dict[str, dict[str, Words]] = defaultdict(dict)
    for text in typed:
        for used, words in beside_words(text):
            one = words.removesuffix("s") if used.many else words
            own[used.short].setdefault(
                same_words(words), Words(one, words) if used.many else words_for(used.short, words)
            )
    whole = "\n".join(typed).casefold()
    meanings = {
        short: words_for(short, words)
        for short, words in terms.stand_for.items()
        if short not in terms.ambiguous and not any(phrase in whole for phrase in terms.unless.get(short, ()))
    }
    for short, found in own.items():
        is_known = short in terms.stand_for and same_words(terms.stand_for[short]) in found
        if short in terms.known and short not in terms.stand_for:
            continue
        if is_known:
            meanings[short] = words_for(short, terms.stand_for[short])
        elif len(found) == 1:
            (meanings[short],) = found.values()
        else:
            meanings.pop(short, None)
    return meanings
