"""From an assessment to a draft. The same assessment, framework, outcome and day always give the same draft."""

from datetime import date

from rubric.draft.annex import band_section
from rubric.draft.as_typed import typed_notes
from rubric.draft.edited import apply_edits
from rubric.draft.gaps import gap_notes
from rubric.draft.listing import evidence_section, unfinished_count
from rubric.draft.material import Material, gather
from rubric.draft.model import Draft, Section
from rubric.draft.outline import POSITION, TOTAL
from rubric.draft.phrases import LONGEST_DETAIL, most_said
from rubric.draft.points import LONGEST_CLAIM, areas_section, strengths_section
from rubric.draft.position import position_section
from rubric.draft.since import since_notes, since_section
from rubric.draft.spelled import spell_out
from rubric.draft.standing import LABELS, agreed_by
from rubric.draft.steps import actions_sections
from rubric.draft.voices import voices_section
from rubric.draft.wording import cover_name, is_cut
from rubric.english import listed
from rubric.evidence import fields
from rubric.evidence.lint.readable import MOST_LETTERS, cut_fields
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.framework.model import Framework
from rubric.prediction.model import Outcome

LONGEST_NAME = 120  # characters
_DETAILS = tuple(field for field in fields.ITEM if field.name in {*fields.ACCOUNT, "source"} - {"text"})


def compose(assessment: Assessment, framework: Framework, *, outcome: Outcome | None = None, on: date) -> Draft:
    """Write the draft for one day, with the sections that somebody edited as they wrote them.

    In: an assessment in any state, the framework it answers, and a prediction where the band annex is asked for.
    Out: every section with its text, word budget and evidence numbers, and notes on what to put right before sending.
    The draft states nothing that the items do not: what is missing is told in the notes. Short forms have their words
    after them where it first uses them.
    """
    return compose_beside(assessment, framework, outcome=outcome, on=on)[0]


def compose_beside(
    assessment: Assessment, framework: Framework, *, outcome: Outcome | None = None, on: date
) -> tuple[Draft, Draft]:
    """The draft, and beside it the one composed from the items alone; parameters as `compose`.

    The second has nobody's edits, no notes and no words put in after short forms: where these stand depends on all
    that is in front of them, and no section's own wording should change with that.
    """
    material = gather(assessment, framework, on)
    fresh = _composed(material, outcome)
    draft = apply_edits(fresh, assessment)
    notes = (*_notes(draft, material), *draft.notes)
    return spell_out(draft.model_copy(update={"notes": notes}), material), fresh


def compose_afresh(assessment: Assessment, framework: Framework, *, outcome: Outcome | None = None, on: date) -> Draft:
    """The draft composed from the items alone, as `compose_beside` gives it; parameters as `compose`."""
    return _composed(gather(assessment, framework, on), outcome)


def _composed(material: Material, outcome: Outcome | None) -> Draft:
    assessment, framework = material.assessment, material.framework
    strengths = strengths_section(material)
    areas = areas_section(material, strengths.told)
    actions, further = actions_sections(material, areas.told)
    sections = (
        position_section(material),
        since_section(material),
        voices_section(material, {*strengths.told, *areas.told}),
        strengths,
        areas,
        actions,
        evidence_section(material),
        further,
        band_section(outcome, material) if outcome is not None else None,
    )
    return Draft(
        council=cover_name(assessment.council),
        title=cover_name(assessment.title),
        statement=framework.commitment.title,
        period=cover_name(assessment.period),
        lead=cover_name(assessment.lead),
        status=LABELS[assessment.status],
        version=cover_name(assessment.version),
        agreed=agreed_by(assessment),
        on=material.on,
        is_example=assessment.is_example,
        sections=tuple(section for section in sections if section is not None),
        numbers=material.numbers,
    )


def _notes(draft: Draft, material: Material) -> list[str]:
    """What an assurance lead should put right, in plain sentences."""
    notes = [note for section in draft.sections if (note := _off_budget(section))]
    if draft.words > TOTAL[1]:
        notes.append(f"The whole draft has {draft.words:,} words: aim for {TOTAL[0]} to {TOTAL[1]:,}.")
    notes += [note for item in material.items for note in _too_long(item, material.numbers[item.id])]
    notes += [*since_notes(material), *gap_notes(material)]
    if position := next((section for section in draft.sections if section.id == POSITION.id), None):
        notes += typed_notes(material, position)
    unfinished = unfinished_count(material)
    return [*notes, unfinished] if unfinished else notes


def _too_long(item: EvidenceItem, number: int) -> list[str]:
    notes = []
    if (words := _word_count(item.text)) > LONGEST_CLAIM:
        notes.append(
            f"Evidence {number} is {words:,} words long, so the text tells only its opening: shorten it to one claim."
        )
    notes += [
        f"The {field.noun or field.inside} of evidence {number} is {words:,} words long and is cut short: shorten it."
        for field in _DETAILS
        if is_cut(getattr(item, field.name), LONGEST_DETAIL) and (words := _word_count(getattr(item, field.name)))
    ]
    if cut := cut_fields(item):
        notes.append(
            f"The writing notes read only the first {MOST_LETTERS:,} letters of the {listed(cut)} of evidence {number}."
        )
    if any(is_cut(record.said, most_said(record)) for record in item.confirmations):
        notes.append(f"What is recorded as said on evidence {number} is too long and is cut short: shorten it.")
    return notes


def _word_count(text: str) -> int:
    return len(text.split())


def _off_budget(section: Section) -> str:
    if section.length in ("", "right") or section.budget is None:
        return ""
    low, high = section.budget
    return f"“{section.heading}” has {section.words:,} words: aim for {low} to {high}."
