"""What those who confirm an item said or showed: under each voice its records, filled in like every other field."""

import streamlit as st

from rubric.english import count, inline
from rubric.evidence import Assessment, Confirmation, EvidenceItem
from rubric.evidence.confirmation import MOST_PEOPLE, MOST_RECORDS
from rubric.evidence.fields import item as row_of
from rubric.evidence.fields import record_name
from rubric.framework import Framework, Voice
from rubric.ui.evidence import acts
from rubric.ui.evidence.desk import EvidenceDesk
from rubric.ui.parts.words import safe
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.saved.items import AGAINST
from rubric.ui.state import session


def records(fields: Fields, assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    """A block for each voice that is named or has a record, and a menu that begins one for any other."""
    shown = [voice for voice in Voice if voice in (item.voices or ()) or _of(item, voice)]
    with st.container(key=f"records-{item.id}", gap="xsmall"):
        if shown:
            row = row_of("confirmations")
            # in one line: with a note on the claim too, all five questions stay on one screen
            st.html(f'<p><strong>{safe(row.label)}</strong> <span class="quiet">{safe(row.meaning)}</span></p>')
        for voice in shown:
            _block(fields, assessment, item, voice, framework.voices[voice].label)
        _removed(assessment, item, framework)
        _others(assessment, item, [voice for voice in Voice if voice not in shown], framework)


def _of(item: EvidenceItem, voice: Voice) -> list[Confirmation]:
    return [record for record in item.confirmations if record.voice == voice]


def _block(fields: Fields, assessment: Assessment, item: EvidenceItem, voice: Voice, label: str) -> None:
    """One voice: what is recorded of it, or that nothing is yet; with a button that adds a record."""
    of_voice = _of(item, voice)
    with st.container(horizontal=True, vertical_alignment="center", key=f"standing-{voice}-{item.id}"):
        st.html(f'<p class="quiet">{safe(label)}: {_standing(of_voice)}</p>', width="content")
        if not of_voice:
            _add(assessment, item, voice, label)
    if not of_voice:
        return
    box = st.expander(  # a label that changes would fold it up
        f"Records of {inline(label)}", key=acts.block_key(item.id, voice), on_change="rerun", type="compact"
    )
    if not box.open:
        return
    with box:
        for number, record in enumerate(of_voice, start=1):
            _record(fields, assessment, item, record, number)
        if voice in item.objecting_voices - item.recorded_voices:
            st.html('<p class="note">What is recorded says otherwise, so this does not count as confirmed by them.</p>')
        _add(assessment, item, voice, label)


def _standing(of_voice: list[Confirmation]) -> str:
    """ "2 records, 1 says otherwise, 1 not complete"."""
    if not of_voice:
        return "named, nothing recorded yet"
    unfinished = sum(not record.recorded for record in of_voice)
    against = sum(record.recorded and record.against for record in of_voice)
    parts = [count(len(of_voice), "record")]
    parts += [f"{against} {'says' if against == 1 else 'say'} otherwise"] if against else []
    return ", ".join([*parts, *([f"{unfinished} not complete"] if unfinished else [])])


def _record(fields: Fields, assessment: Assessment, item: EvidenceItem, record: Confirmation, number: int) -> None:
    """One record: its fields, whether it counts, and a button that removes it."""
    named = {part: record_name(record.id, part) for part in type(record).model_fields}
    label = {part: row_of(name).label for part, name in named.items() if part != "id"}
    with st.container(border=True, key=f"record-{record.id}"):
        st.html(f'<p class="label">Record {number}</p>')
        _words(fields, assessment, item, record, "said", long=True)
        few, many, when = st.columns(3)
        with few:
            fields.number(named["count"], label["count"], record.count, MOST_PEOPLE)
        with many:
            fields.number(named["of"], label["of"], record.of, MOST_PEOPLE)
        with when:
            fields.day(named["when"], label["when"], record.when)
        _words(fields, assessment, item, record, "where")
        fields.choice(named["against"], label["against"], AGAINST, record.against, required=True)
        with st.container(horizontal=True, vertical_alignment="center", key=f"about-{record.id}"):
            lacks = f"Not recorded yet. It needs {'; '.join(record.missing)}." if record.missing else "Recorded"
            st.html(f'<p class="{"todo" if record.missing else "quiet"}">{safe(lacks)}</p>', width="content")
            st.button(
                f"Remove :small[record {number}]",
                key=f"remove-record-{record.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=acts.remove_record,
                args=(assessment.id, item.id, record),
            )


def _words(
    fields: Fields, assessment: Assessment, item: EvidenceItem, record: Confirmation, part: str, *, long: bool = False
) -> None:
    """The box of a part that holds words, and what the guard says of them: quotes are where names turn up."""
    name = record_name(record.id, part)
    row, text = row_of(name), str(getattr(record, part))
    fields.text(name, row.label, text, long=long, placeholder=row.placeholder)
    guard.beside(assessment, f"item:{item.id}", name, text)


def _add(assessment: Assessment, item: EvidenceItem, voice: Voice, label: str) -> None:
    if len(item.confirmations) < MOST_RECORDS:
        st.button(
            f"Add a record :small[of {inline(label)}]",
            key=f"add-record-{voice}-{item.id}",
            icon=":material/add:",
            on_click=acts.add_record,
            args=(assessment.id, item.id, voice),
        )


def _others(assessment: Assessment, item: EvidenceItem, voices: list[Voice], framework: Framework) -> None:
    """A menu of the voices that have no block, such as one that says otherwise."""
    if voices and len(item.confirmations) < MOST_RECORDS:
        key = f"others-{item.id}"
        st.menu_button(
            "Record what somebody else said",
            [str(voice) for voice in voices],
            key=key,
            icon=":material/add:",
            type="tertiary",
            format_func=lambda voice: framework.voices[Voice(voice)].label,
            on_click=acts.add_record_of_chosen,
            args=(assessment.id, item.id, key),
        )


def _removed(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    """The record removed last from this item, with an undo button."""
    gone = session.feature(EvidenceDesk).removed_record
    if gone is None or (gone.assessment, gone.item) != (assessment.id, item.id):
        return
    label = inline(framework.voices[gone.record.voice].label)
    with st.container(horizontal=True, vertical_alignment="center", key=f"removed-record-{item.id}"):
        st.html(f'<p role="status" class="quiet">Removed a record of {safe(label)}.</p>', width="content")
        st.button(
            "Undo",
            key=f"undo-record-{gone.record.id}",
            icon=":material/undo:",
            on_click=acts.bring_back_record,
            args=(gone,),
        )
