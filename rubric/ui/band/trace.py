"""What a reason rests on: the item as coded, the reader's coding of it, and the nearest finding."""

import streamlit as st

from rubric.comparison import Comparison
from rubric.english import inline, listed
from rubric.evidence import Assessment, EvidenceItem
from rubric.framework import Framework, Voice
from rubric.prediction import missing_substance
from rubric.ui.parts.coding import coding_source, confirmed_by, who_confirms
from rubric.ui.parts.words import safe
from rubric.ui.state import cache


def of_item(item: EvidenceItem, assessment: Assessment, framework: Framework) -> None:
    """Quiet lines under a reason: the coding, what is missing behind it, the reader's coding, the nearest finding."""
    lines = [f"You said: {_said(item, framework)}.", _lacking(item), _read(item, assessment, framework)]
    lines.append(_nearest(item, cache.comparison(assessment)))
    st.html("".join(f'<p class="quiet">{safe(line)}</p>' for line in lines if line))


def _said(item: EvidenceItem, framework: Framework) -> str:
    tone = inline(framework.polarities[item.polarity].label) if item.polarity else "no tone chosen"
    far = inline(framework.maturities[item.maturity].label) if item.maturity else "how far along not chosen"
    unheard = item.as_claim().unheard if item.is_usable else frozenset()
    but = f". But nothing written here names {_kinds(unheard)}: say who" if unheard else ""
    return f"{tone}, {far}, {who_confirms(item, framework)}{but}"


def _lacking(item: EvidenceItem) -> str:
    missing = missing_substance(item)
    return f"Still to add, for it to count in full: {'; '.join(missing)}." if missing else ""


def _kinds(voices: frozenset[Voice]) -> str:
    named = {Voice.PEOPLE: "people", Voice.PARTNERS: "partners"}
    return listed((name for voice, name in named.items() if voice in voices), "or")


def _read(item: EvidenceItem, assessment: Assessment, framework: Framework) -> str:
    """The reader's coding of the words alone, and from which words."""
    reading = cache.reading(item.text, assessment.framework_version)
    if reading is None:
        return "What the reader makes of the words is being worked out: look again in a moment."
    parts = [
        ("polarity", inline(framework.polarities[reading.polarity].label)),
        ("maturity", inline(framework.maturities[reading.maturity].label)),
        ("voice", confirmed_by([voice for voice in framework.voices if voice in reading.voices], framework)),
    ]
    codes = [label if reading.is_sure(about) else f"{label} (not sure)" for about, label in parts]
    aspect = framework.aspect(reading.aspect).title if reading.aspect in framework.aspect_ids else reading.aspect
    where = aspect if reading.is_sure("aspect") else f"{aspect} (not sure)"
    return f"The words alone read as: {where}, {', '.join(codes)}."


def _nearest(item: EvidenceItem, comparison: Comparison) -> str:
    if item.id not in comparison.neighbours:
        return ""
    matches = [match for same in comparison.neighbours[item.id].by_score.values() for match in same]
    loose = list(comparison.neighbours[item.id].on_subject.values())
    if not matches and not loose:
        return "No finding in a report is close enough to it to be named."
    best = max(matches or loose, key=lambda match: match.likeness)
    source = coding_source(best.finding)
    which = "Nearest finding" if matches else "Nothing found on the same thing; on the same subject"
    return f"{which}: “{best.finding.text}” ({best.finding.place}).{f' {source}' if source else ''}"
