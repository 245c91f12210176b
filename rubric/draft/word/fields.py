"""The fields that a Word template may use, and a draft turned into exactly these: text, whole numbers, lists and dicts.

A template names fields in double braces, as in `{{ council }}`, loops over lists with `{%p for … %}` (paragraphs) or
`{%tr for … %}` (table rows), and leaves parts out with `{%p if … %}`. `SHAPE` lists every field there is.
"""

from collections.abc import Iterator
from typing import Any

from rubric.draft.model import Draft, Paragraph, Section, Subsection
from rubric.draft.outline import ACTIONS, AREAS, BAND, EVIDENCE, FURTHER, POSITION, SINCE, STRENGTHS, VOICES
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.paragraph_ids import MarkedWords, Place, all_places
from rubric.english import long_date
from rubric.evidence.text import clean_text

# `parts` is the paragraph cut where a citation stands, so that a template can give citations a style of their own.
PARAGRAPH = {"text": "", "parts": [{"text": "", "cite": ""}]}
_ENTRY = {"heading": "", "paragraphs": [PARAGRAPH], "bulleted": 0}
# `shown` is 1 where the draft has the section at all.
_SECTION = {"shown": 0, "heading": "", "words": 0, "paragraphs": [PARAGRAPH], "entries": [_ENTRY]}
_STEP = {"action": "", "owner": "", "due": "", "measure": "", "status": "", "evidence": ""}
_ITEM = {"number": "", "claim": "", "aspect": "", "document": "", "category": "", "reference": "", "owner": ""}
_BAND = {"band": "", "meaning": "", "chance": "", "national": "", "likely": ""}

SHAPE: dict[str, Any] = {
    "council": "",
    "title": "",
    "statement": "",
    "period": "",
    "lead": "",
    "date": "",
    "status": "",
    "version": "",
    "content": "",
    "agreed": [{"name": "", "role": "", "date": ""}],
    "example": 0,
    POSITION.id: _SECTION,
    SINCE.id: _SECTION,
    VOICES.id: _SECTION,
    STRENGTHS.id: _SECTION,
    AREAS.id: _SECTION,
    ACTIONS.id: {**_SECTION, "rows": [_STEP]},
    EVIDENCE.id: {**_SECTION, "rows": [_ITEM]},
    FURTHER.id: {**_SECTION, "rows": [_STEP]},
    BAND.id: {**_SECTION, "rows": [_BAND]},
}

DRAFT = TemplateKind(
    "draft",
    "draft",
    SHAPE,
    "template_fields.yaml",
    frozenset({"example", "status", "version", "content", "agreed", BAND.id}),  # left out of most drafts anyway
)
UNNAMED = "Council to be named"


def template_values(draft: Draft) -> dict[str, Any]:
    """The draft's values for a template, in the shape of `SHAPE`; a section that the draft lacks is empty."""
    values: dict[str, Any] = {
        "council": draft.council or UNNAMED,
        "title": draft.title,
        "statement": draft.statement,
        "period": draft.period,
        "lead": draft.lead,
        "date": long_date(draft.on),
        "status": draft.status,
        "version": draft.version,
        "content": draft.content_hash,
        "agreed": [one._asdict() for one in draft.agreed],
        "example": int(draft.is_example),
    }
    sections = {section.id: section for section in draft.sections}
    ids = all_places(draft)
    for section_id, shape in SHAPE.items():
        if isinstance(shape, dict):
            values[section_id] = _section(
                sections.get(section_id), iter(ids.get(section_id, ())), with_rows="rows" in shape
            )
    return {name: cleaned(value) for name, value in values.items()}


def _section(section: Section | None, ids: Iterator[Place], *, with_rows: bool) -> dict[str, Any]:
    if section is None:
        values: dict[str, Any] = {"shown": 0, "heading": "", "words": 0, "paragraphs": [], "entries": []}
    else:
        values = {
            "shown": 1,
            "heading": section.heading,
            "words": section.words,
            "paragraphs": [paragraph_values(p, next(ids).mark) for p in section.paragraphs],
            "entries": [_entry(e, ids) for e in section.entries],
        }
    if with_rows:
        values["rows"] = [dict(row) for row in section.table.rows] if section and section.table else []
    return values


def _entry(entry: Subsection, ids: Iterator[Place]) -> dict[str, Any]:
    return {
        "heading": MarkedWords(entry.heading, next(ids).mark),
        "paragraphs": [paragraph_values(p, next(ids).mark) for p in entry.paragraphs],
        "bulleted": int(entry.bulleted),
    }


def paragraph_values(paragraph: Paragraph, mark: str = "") -> dict[str, Any]:
    """The paragraph whole and in parts; its first words carry its id, which is "" for a paragraph of no words."""
    parts: list[dict[str, str]] = []
    for index, sentence in enumerate(paragraph.sentences):
        text = f"{sentence.space_before}{sentence.shown}" if index else sentence.shown
        if sentence.evidence:
            text += "\N{NO-BREAK SPACE}"
        if parts and not parts[-1]["cite"]:
            parts[-1] = {"text": parts[-1]["text"] + text, "cite": sentence.citation}
        else:
            parts.append({"text": text, "cite": sentence.citation})
    if parts:
        parts[0]["text"] = MarkedWords(parts[0]["text"], mark)
    return {"text": MarkedWords(paragraph.text, mark), "parts": parts}


def cleaned(value: Any) -> Any:
    """The same value with every text in it fit for XML."""
    if isinstance(value, MarkedWords) and value.mark:
        return MarkedWords(clean_text(value), value.mark)
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value
