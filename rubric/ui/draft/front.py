"""The section of the draft in front: its heading and length, what has changed beneath it, and its words."""

from collections.abc import Callable, Mapping

import streamlit as st

from rubric.draft.edited import SectionChange, with_ids, with_numbers
from rubric.draft.model import Section
from rubric.draft.round_trip.differences import pieces
from rubric.english import in_words
from rubric.evidence import Assessment, SectionEdit
from rubric.ui.draft import acts, preview
from rubric.ui.draft.desk import DraftDesk
from rubric.ui.draft.editor import editor
from rubric.ui.draft.kept import thing
from rubric.ui.parts.html import marked
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved import saving
from rubric.ui.saved.boxes import boxes
from rubric.ui.state import session
from rubric.ui.state.desk import Drawn


def show(
    assessment: Assessment, section: Section, fresh: Section, numbers: Mapping[str, int], change: SectionChange | None
) -> None:
    """The section, read or open for editing.

    `fresh` is the section as composed from the items alone, `numbers` the items' numbers by id, and `change` what the
    tool would write otherwise since the section was edited.
    """
    if section.budget is None:
        st.html(f'<section class="draft">{preview.title(section)}{preview.inside(section)}</section>')
        return
    editing = session.opened().edit == section.id
    edit = assessment.edit_of(section.id)
    revisions = session.feature(Drawn).sections
    with st.container(key=f"section-{section.id}"):
        _head(section, opened=editing)
        with st.container():  # one place, whatever is in it: else the box below would be drawn anew under the typist
            if edit is not None:
                st.html(f'<p class="quiet">{safe(preview.by_line(edit))}</p>')
            if edit and change:
                _changed(assessment.id, edit, change, numbers, revisions.get(section.id))
            boxes(thing(assessment.id, section.id), words_with(numbers))
        if editing:
            saving.mark_seen(thing(assessment.id, section.id), revisions.get(section.id, 0))
            editor(assessment, section, fresh, numbers)
        else:
            if edit is None:
                _given_up(assessment.id, section.id)
            st.html(preview.inside(section))


def _head(section: Section, *, opened: bool) -> None:
    """The heading with its length, live where the section is open, and the button that opens or closes it."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(f'<div class="draft head">{preview.title(section)}{preview.meter(section, live=opened)}</div>')
        name = f":small[{literal(section.heading)}]"
        if opened:
            st.button(
                f"Done {name}", key=f"close-{section.id}", type="primary", on_click=acts.close, args=(section.id,)
            )
        else:
            st.button(
                f"Edit {name}",
                key=f"open-{section.id}",
                icon=":material/edit:",
                on_click=acts.edit,
                args=(section.id,),
            )


def _changed(
    assessment: str, edit: SectionEdit, change: SectionChange, numbers: Mapping[str, int], revision: int | None
) -> None:
    """What the tool would write differently by now, and the choice between that and the edit."""
    kind_labels = {"added": "New", "gone": "No longer there", "reworded": "Reworded"}
    with st.container(border=True, key=f"changed-{edit.section}"):
        st.html(
            f'<p role="status"><strong>Your evidence has changed since you wrote this</strong></p>'
            f'<p class="quiet">Your words stand; we would now put {in_words(len(change.parts), "place")} otherwise:</p>'
        )
        for part in change.parts:
            before, after = marked(pieces(part.before, part.after), ("before", "now"))
            both = (("We wrote", before), ("Now", after))
            rows = "".join(f"<div><dt>{label}</dt><dd>{html}</dd></div>" for label, html in both if html)
            st.html(f'<p class="label">{kind_labels[part.kind]}</p><dl class="facts words">{rows}</dl>')
        with st.expander("The new wording in full", type="compact"):
            st.html(f'<p class="claim">{safe(change.text)}</p>')
        st.caption("The new wording replaces the whole section; yours stays among its earlier versions.")
        with st.container(horizontal=True):
            st.button(
                "Use the new wording",
                key=f"take-{edit.section}",
                on_click=acts.drop,
                args=(assessment, edit.section),
            )
            st.button(
                "Keep mine",
                key=f"mine-{edit.section}",
                on_click=acts.keep,
                args=(assessment, edit, with_ids(change.text, numbers), revision),
            )


def _given_up(assessment: str, section: str) -> None:
    """The undo button, right after an edit gave way to the tool's wording."""
    if session.feature(DraftDesk).before.get(section) is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"given-up-{section}"):
        st.html('<p role="status" class="quiet">Back to the tool’s wording.</p>', width="content")
        st.button(
            "Undo",
            key=f"regain-{section}",
            icon=":material/undo:",
            type="tertiary",
            on_click=acts.undo,
            args=(assessment, section),
        )


def words_with(numbers: Mapping[str, int]) -> Callable[[SectionEdit], str]:
    """Words for a section's edit as it would read on this screen, given the items' numbers by id."""
    return lambda edit: with_numbers(edit.text, numbers)
