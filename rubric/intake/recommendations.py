"""The recommendations in a peer challenge's letter or report, each in its own whole words, for a person to look at.

Letters have no common form. What is numbered as a recommendation is one wherever it stands; so is each entry of a list
under a heading that says recommendations, suggestions or considerations, or after words that lead in to them; and each
sentence that asks the council to do or to consider something. What is none is taken off the list by a person: a
recommendation that was missed could not be put on it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rubric.claims.coder import Coder
from rubric.claims.split import sentences
from rubric.errors import BadReport
from rubric.evidence.last_report import MOST_ANSWERS
from rubric.framework.words import Maturity, Polarity, Voice
from rubric.intake.passages import PASTED
from rubric.intake.sift import contents, is_page_furniture, why_left_out
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.by_kind import read_file
from rubric.reports.files.guard import FileKind, check_size, check_text, kind_of, safe_name
from rubric.reports.files.plain import read_plain
from rubric.reports.model import MAX_TEXT, UNNAMED, UNSCORED, Finding
from rubric.reports.pages.dates import as_iso
from rubric.reports.text import loose

_NUMBERED = re.compile(
    r"(?:(?:key\s+)?recommendation\s*\d{0,2}(?:\.\d{1,2})?|R\s?\d{1,2})\s*(?:[:.)–—-]\s*|$)", re.IGNORECASE
)
_MARK = re.compile(r"^(?:[-*•–▪◦·●○■➢✓]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)])\s+")
_SECTION = re.compile(
    r"\brecommend|\bsuggest(?:ion|ed)|\bconsiderations?\b"
    r"|\bareas? (?:for|of) (?:\w+ )?(?:consideration|development|focus|improvement)",
    re.IGNORECASE,
)
_OTHER_SECTION = re.compile(
    r"\b(?:strengths?|well|positives?|next steps|contacts?|appendix|annex|background|introduction|context|team)\b", re.I
)
_WHO = r"(?:council|authority|directorate|department|leadership|leaders|managers|service|social care|you)"
_ASKS = re.compile(
    r"\b(?:we|team|peers|challenge|review)\s+(?:\w+\s+){0,2}?(?:recommend|suggest|encourage|advise|urge)s?\b"
    r"|\b(?:is|are) recommended\b|\brecommendation is\b"
    r"|\b(?:should|could|may|might|needs? to|may (?:wish|want) to)\s+(?:\w+\s+)?consider\b|^consider(?:ing)?\b"
    rf"|\b{_WHO}\s+(?:\w+\s+)?(?:should|needs? to|must|may wish to)\b|\bshould\b",
    re.IGNORECASE,
)
# how an entry begins that tells the council what to do
_ORDERS = (
    r"(?:accelerate|address|agree|align|articulate|build|capture|clarify|close|communicate|complete|consider|continue"
    r"|co-?produce|create|demonstrate|develop|embed|engage|ensure|establish|explore|extend|focus|implement|improve"
    r"|increase|introduce|invest|involve|maintain|make|maximise|measure|monitor|prioritise|produce|provide|publish"
    r"|refresh|review|set|share|strengthen|support|undertake|use|work|write)\b"
)
_ASKS_HERE = re.compile(
    rf"{_ASKS.pattern}|\b(?:recommend|consider|ensure|need to|must|could)\b|^{_ORDERS}", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|told|felt|feel|think|thought|believed?|knew|know|aware|understood)\b[^.]*\bshould\b"
    r"|\bshould (?:be )?(?:read|noted|seen|treated|understood|regarded|feel proud|be proud)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"\b(?:should|consider|to|recommends?(?: that)?|that|by)\s*:$", re.IGNORECASE)
_ABOUT_THEM = re.compile(r"\bfollowing\b|\brecommendations? (?:are|below|that follow|in this)\b", re.IGNORECASE)
_MOST_HEADING_WORDS = 6  # of a line that is a heading by its look alone
_LEAST_WORDS = 3  # of an entry of a list; a sentence anywhere else is sifted like any passage
_FIRST_BLOCKS, _LONGEST_LINE = 40, 200  # where a letter's date is looked for
_NONE = (
    "No recommendation was found in this letter: bring the part that lists them, or paste them, each on a line of its "
    "own that begins with a dash."
)


@dataclass(frozen=True)
class Recommendation:
    """What a peer challenge asks for, in its own words, and the heading that it stands under ("" for none)."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class Letter:
    """A peer challenge's letter as read. `date` is ISO (2025-05-12 or 2025-05), "" where none was found."""

    name: str
    date: str
    recommendations: tuple[Recommendation, ...]


def read_letter(data: bytes, name: str) -> Letter:
    """The recommendations in a file's bytes. `name` is for sentences only and may be anything.

    BadReport, in one sentence, where the file can't be read, is no letter, or has no recommendation.
    """
    name = safe_name(name)
    check_size(len(data), name)
    kind = kind_of(data, name)
    if kind is FileKind.WORKBOOK:
        raise BadReport(f"{name} is an Excel workbook: bring the letter itself as text, a web page, a .docx or a PDF.")
    return _letter(read_file(data, kind, name), name)


def read_pasted_letter(text: str) -> Letter:
    """The recommendations in pasted text; BadReport as for `read_letter`."""
    check_text(len(text), PASTED, text.count("\n"))
    return _letter(read_plain(text), PASTED)


def as_findings(letter: Letter, coder: Coder) -> tuple[Finding, ...]:
    """The recommendations as findings, with the aspect that the reader proposes.

    What is asked for is not there yet, so each is a shortfall; the reader has learned from sentences that say what is
    so, and its tone of a request means nothing. One that tells of a plan is planned where the reader is sure of it.
    """
    texts = [one.text[:MAX_TEXT].encode("utf-8", "ignore").decode("utf-8") for one in letter.recommendations]
    readings = coder.read_all(texts)
    named = sha256("\n".join(texts).encode()).hexdigest()[:8]
    return tuple(
        Finding(
            report_id=f"peer-{named}",
            authority=UNNAMED,
            score=UNSCORED,
            section=one.heading,
            paragraph=number,
            number=number,
            text=text,
            aspect=reading.aspect,
            polarity=Polarity.SHORTFALL,
            maturity=Maturity.PLANNED
            if reading.maturity is Maturity.PLANNED and reading.is_sure("maturity")
            else Maturity.ABSENT,
            voice=Voice.PROCESSES,
            confidence=reading.confidence["aspect"],
            coded_by="coder",
        )
        for number, (one, text, reading) in enumerate(zip(letter.recommendations, texts, readings, strict=True), 1)
    )


def _letter(extract: Extract, name: str) -> Letter:
    skipped = contents(extract.blocks)
    blocks = [
        block
        for index, block in enumerate(extract.blocks)
        if index not in skipped and block.text.strip() and not is_page_furniture(block.text)
    ]
    found = list(recommendations_in(blocks)) or [
        Recommendation(entry) for block in blocks if block.item and _says_something(entry := _unmarked(block.text))
    ]
    if not found:
        raise BadReport(_NONE)
    first_of_each = {loose(one.text): one for one in reversed(found)}
    kept = [one for one in found if first_of_each[loose(one.text)] is one]
    return Letter(name, _date(extract), tuple(kept[:MOST_ANSWERS]))


def recommendations_in(blocks: Sequence[Block]) -> Iterator[Recommendation]:
    """The recommendations among the blocks of a letter, in its order; one that it says twice comes twice."""
    heading, lead = "", ""
    under = False  # a heading that says so, or words that lead in to a list
    for index, block in enumerate(blocks):
        text = _unmarked(block.text)
        numbered = _NUMBERED.match(text)
        rest = text[numbered.end() :] if numbered else ""
        if _says_something(rest):
            under, lead = under or _is_heading(block), ""
            yield Recommendation(rest, heading)
        elif numbered or _is_heading(block):
            goes_on = under and _is_entry(blocks[index + 1 : index + 2]) and not _OTHER_SECTION.search(text)
            heading, lead = text, ""
            under = bool(numbered or _SECTION.search(text)) or goes_on
        elif text.endswith(":"):
            lead = _lead(text)
            under = under or bool(_ASKS_HERE.search(text) or _SECTION.search(text))
        elif _is_entry([block]) and under:
            if _says_something(text):
                yield Recommendation(_led_in(lead, text), heading)
        else:
            lead = ""
            yield from (Recommendation(one, heading) for one in sentences(block.text) if _asks(one, under=under))


def _is_entry(blocks: Sequence[Block]) -> bool:
    """Whether the first of the blocks is an entry of a list: by its file's markup, or by a bullet or number."""
    return any(block.item or bool(_MARK.match(block.text)) for block in blocks[:1])


def _is_heading(block: Block) -> bool:
    """Whether a block is a heading: by its file's markup, or as a short line that ends no sentence and asks nothing."""
    text = block.text.strip()
    by_look = len(text.split()) <= _MOST_HEADING_WORDS and text[:1].isupper() and text[-1:] not in ".!?;,…:\"”’'"
    return block.heading or (by_look and not _is_entry([block]) and not re.match(_ORDERS, text, re.IGNORECASE))


def _asks(sentence: str, *, under: bool) -> bool:
    asks = _ASKS_HERE if under else _ASKS
    is_said = _SAID.search(sentence) or _ABOUT_THEM.search(sentence)
    return bool(asks.search(sentence)) and not is_said and why_left_out(sentence) is None


def _lead(text: str) -> str:
    """ "The council should" of "The council should:"; "" where what follows is whole by itself."""
    last = sentences(text)[-1]
    return last[:-1].rstrip() if _LEADS_IN.search(last) and _ASKS_HERE.search(last) else ""


def _led_in(lead: str, entry: str) -> str:
    """An entry of a list after the words that lead in to it: "The council should" and "Write to all."."""
    first, _, _ = entry.partition(" ")
    small = entry if first[1:] != first[1:].lower() else f"{entry[:1].lower()}{entry[1:]}"
    return f"{lead} {small}" if lead else entry


def _unmarked(text: str) -> str:
    """A block's text without a bullet or number before it."""
    return _MARK.sub("", text.strip())


def _says_something(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS


def _date(extract: Extract) -> str:
    """The day or month in the first lines: where a line names the challenge or its visit, that; else the first."""
    lines = [
        line
        for line in (*extract.titles, *(block.text for block in extract.blocks[:_FIRST_BLOCKS]))
        if len(line) <= _LONGEST_LINE and as_iso(line)
    ]
    about = [line for line in lines if re.search(r"\b(?:peer|challenge|review|visit|on.?site)\b", line, re.IGNORECASE)]
    return next((as_iso(line) or "" for line in (*about, *lines)), "")
