"""The draft's sections: one in front with its notes beside it, all of them in a list with how each stands."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rubric.draft.edited import SectionChange, composed_change
from rubric.draft.model import Draft, Section
from rubric.english import count
from rubric.evidence import Assessment
from rubric.evidence.lint import Note
from rubric.framework import Framework
from rubric.ui.draft import acts, editor, front, notes, preview
from rubric.ui.draft.kept import SECTIONS, thing
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved.boxes import boxes
from rubric.ui.saved.unsettled import Unsettled
from rubric.ui.state import session


def show(assessment: Assessment, framework: Framework, draft: Draft, fresh: Draft, found: Sequence[Note]) -> None:
    """The section in front and, beside it, its notes and the list.

    `fresh` is the same day's draft as composed from the items alone, and `found` are the writing notes to show.
    """
    if error := session.take_note(SECTIONS.place):
        st.error(literal(error))
    section = in_front(draft)
    changes = _changes(assessment, draft, fresh)
    editing = session.opened().edit == section.id
    _unsettled_elsewhere(assessment, draft, section)
    left, right = st.columns([13, 7], gap="medium")
    with left, st.container(key="front"):
        front.show(assessment, section, fresh.section(section.id), draft.numbers, changes.get(section.id))
        _onward(draft.sections, section)
    with right:
        if editing:
            editor.sources(assessment, framework, section, draft.numbers)
        ahead = [sentence for sentence in draft.notes if section.heading in sentence]
        notes.beside(notes.of_section(found, section, draft.numbers, with_items=not editing), ahead)
        with _sections(f"Sections ({len(draft.sections)})", folded=editing):
            for one in draft.sections:
                _line(assessment, draft, one, changes, found, here=one.id == section.id)


def in_front(draft: Draft) -> Section:
    """The section that is open; the first where none is, or it is not in the draft."""
    return next((one for one in draft.sections if one.id == session.opened().section), draft.sections[0])


def _sections(title: str, *, folded: bool) -> DeltaGenerator:
    """Where all sections are listed: folded while one is edited, so that its sources are in sight."""
    if folded:
        return st.expander(title, key="sections-folded")
    box = st.container(border=True, key="sections")
    box.markdown(f"**{title}**")
    return box


def whole(draft: Draft) -> None:
    """The draft from beginning to end, to read; drawn on demand."""
    panel = st.expander("Read the whole draft", icon=":material/menu_book:", key="whole", on_change="rerun")
    if panel.open:
        with panel:
            for one in draft.sections:
                st.html(f'<section class="draft">{preview.title(one)}{preview.inside(one)}</section>')


def _changes(assessment: Assessment, draft: Draft, fresh: Draft) -> dict[str, SectionChange]:
    """What the tool would write otherwise by now, by section that somebody edited."""
    there = {one.id for one in draft.sections}
    found = {
        edit.section: composed_change(edit, fresh.section(edit.section), draft.numbers)
        for edit in assessment.edits
        if edit.section in there
    }
    return {section: change for section, change in found.items() if change}


def _unsettled_elsewhere(assessment: Assessment, draft: Draft, section: Section) -> None:
    """What is to be settled in sections that are not in front: it is stored nowhere else, so it is never hidden."""
    with st.container():  # one place, whatever is in it: else the box below would be drawn anew under the typist
        for one in draft.sections:
            if one.id != section.id and _is_unsettled(assessment.id, one.id):
                with st.container(border=True, key=f"elsewhere-{one.id}"):
                    st.markdown(f"**{literal(one.heading)}**")
                    boxes(thing(assessment.id, one.id), front.words_with(draft.numbers))


def _is_unsettled(assessment: str, section: str) -> bool:
    memory, kept = session.feature(Unsettled), thing(assessment, section)
    return memory.clash(kept) is not None or memory.unsaved(kept) is not None


def _onward(sections: Sequence[Section], section: Section) -> None:
    """The ways to the section before and the one after; their keys are the same in every section, for the focus."""
    place = [one.id for one in sections].index(section.id)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="onward"):
        for step, word, icon in ((-1, "Previous", "arrow_back"), (1, "Next", "arrow_forward")):
            if 0 <= place + step < len(sections):
                to = sections[place + step]
                st.button(
                    f"{word} section :small[{literal(to.heading)}]",
                    key=f"section-{word.lower()}",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    on_click=acts.show,
                    args=(to.id,),
                )


def _line(
    assessment: Assessment,
    draft: Draft,
    section: Section,
    changes: Mapping[str, SectionChange],
    found: Sequence[Note],
    *,
    here: bool,
) -> None:
    """A section in the list: its name, which leads there, and how it stands."""
    number = len(notes.of_section(found, section, draft.numbers, with_items=True))
    edit = assessment.edit_of(section.id)
    told = [
        preview.length(section),
        count(number, "note") if number else "",
        "not saved yet" if _is_unsettled(assessment.id, section.id) else "",
        "your evidence has changed since" if section.id in changes else "",
        (f"edited by {edit.by}" if edit.by else "edited") if edit else "",
    ]
    with st.container(key=f"line-{section.id}", gap=None):
        if here:
            st.html(f'<p class="here" aria-current="true"><strong>{safe(section.heading)}</strong></p>')
        else:
            show = acts.show
            st.button(
                literal(section.heading), key=f"show-{section.id}", type="tertiary", on_click=show, args=(section.id,)
            )
        st.html(f'<p class="quiet">{safe(", ".join(part for part in told if part))}</p>')
