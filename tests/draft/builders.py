"""Small builders for drafts, and readers for the Word files made of them."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem
from rubric.framework.words import Maturity, Polarity, Reach, Voice

ON = date(2026, 11, 20)
ALL = list(Voice)


def item(text: str = "Every team meets each month to learn from one case", **given: Any) -> EvidenceItem:
    """A confirmed strength in the first aspect, unless told."""
    values: dict[str, Any] = {
        "aspect": "culture",
        "polarity": Polarity.STRENGTH,
        "maturity": Maturity.EMBEDDED,
        "voices": [Voice.PEOPLE],
    }
    return EvidenceItem(text=text, **{**values, **given})


def record(said: str, voice: Voice = Voice.PEOPLE, **given: Any) -> Confirmation:
    """What people are recorded to have said, with a place where it is written unless told."""
    values: dict[str, Any] = {"where": ""} if "when" in given or "count" in given else {"where": "Survey"}
    return Confirmation(voice=voice, said=said, **{**values, **given})


def gap(text: str = "Carers seldom hear what came of their answers", **given: Any) -> EvidenceItem:
    """A shortfall in feedback that people tell of, unless told."""
    values: dict[str, Any] = {"aspect": "feedback", "polarity": Polarity.SHORTFALL, "maturity": Maturity.ABSENT}
    return item(text, **{**values, **given})


def council(*items: EvidenceItem, **given: Any) -> Assessment:
    values: dict[str, Any] = {"council": "Exampleshire", "title": "Exampleshire 2026", "lead": "A Lead"}
    return Assessment(evidence=list(items), **{**values, **given})


def rich() -> Assessment:
    """Twenty-seven items over all nine aspects: long enough to test every budget."""
    aspects = ("culture", "workforce", "practice", "coproduction", "innovation", "external", "feedback", "complaints")
    items = []
    for place, aspect in enumerate((*aspects, "improvement")):
        items += [
            item(
                f"Eight of our nine localities now run what carers and staff designed together for topic {place}",
                id=f"{place}a",
                aspect=aspect,
                maturity=list(Maturity)[3 + place % 3],
                voices=[ALL[place % 4], ALL[(place + 1) % 4]],
                reach=list(Reach)[place % 4],
                outcome=f"Waits fell from {40 + place} to {20 + place} days in the year to March 2026",
                figures=f"{100 + place} of 212 people asked",
                source=f"Review number {place}",
                source_date=date(2026, 1 + place, 5),
                return_reference=f"IR {place}",
                owner="Head of Service",
                confirmations=[record(f"{5 + place} of 20 people told us that it is so", ALL[place % 4])],
            ),
            gap(
                f"Only some of our teams can show what they changed after the audit of topic {place}",
                id=f"{place}b",
                aspect=aspect,
                voices=[ALL[place % 4]],
                reach=Reach.SOME,
                confirmations=[record(f"We saw no change after audit {place}", ALL[place % 4], when=date(2026, 5, 4))],
                action=Action(
                    text=f"Give each team the results of audit {place} and one hour to agree a change",
                    owner="Principal social worker",
                    due=date(2027, 1 + place, 28),
                    measure="Nine of nine teams with a dated change",
                    status=list(ActionStatus)[place % 3],
                ),
            ),
            item(
                f"We publish what we learn on topic {place}",
                id=f"{place}c",
                aspect=aspect,
                maturity=Maturity.IN_PLACE,
                voices=[],
            ),
        ]
    return council(*items)


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def part(data: bytes, name: str) -> str:
    """One part of a Word file, as text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def all_text(data: bytes) -> str:
    """All words of the body, tables included."""
    document = opened(data)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def template_with(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    """A template of these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def names(shape: dict[str, Any], under: str = "") -> set[str]:
    """Every field that this holds, those inside others as "section.heading"."""
    found = set()
    for name, inner in shape.items():
        found.add(under + name)
        first = inner[0] if isinstance(inner, list) else inner
        found |= names(first, f"{under}{name}.") if isinstance(first, dict) else set()
    return found
