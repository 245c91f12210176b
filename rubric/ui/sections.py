"""The draft section by section: how it reads and how long it is, and one at a time open for editing."""

from collections.abc import Mapping

import streamlit as st

from rubric.draft.edited import SectionChange, as_text, shown, stored, whats_changed
from rubric.draft.model import Draft, Section
from rubric.draft.round_trip.differences import pieces
from rubric.draft.wording import counted
from rubric.evidence import Assessment, EvidenceItem, SectionEdit
from rubric.framework import Framework
from rubric.ui import cache, navigation, preview, returned, rewriting, session, who, writing
from rubric.ui.editor import saved_line
from rubric.ui.trouble import unsaved_box
from rubric.ui.words import clock, count, literal, now, safe, shortened

MOST_SOURCES = 12  # items beside a section that is being edited
MOST_VERSIONS = 5
_HELP = (
    "A blank line starts a paragraph, “### ” a small heading, “- ” a bullet. A number in square brackets, such as [4], "
    "points to the evidence list. It is saved when you leave the box."
)


def show(assessment: Assessment, framework: Framework, draft: Draft, fresh: Draft) -> None:
    """Every section of the draft; `fresh` is the same day's draft as the evidence alone would have it."""
    here = session.desk().rewriting
    if wrong := session.take_note(rewriting.PLACE):
        st.error(literal(wrong))
    for section in draft.sections:
        if section.budget is None:
            preview.section(section)
            continue
        edit = assessment.edit_of(section.id)
        with st.container(key=f"section-{section.id}"):
            _head(section, opened=here.editing == section.id)
            _edited(edit)
            change = whats_changed(edit, fresh.section(section.id), draft.numbers) if edit else None
            if edit and change:
                _changed(assessment.id, edit, change, draft)
            _clash(assessment.id, section.id, draft.numbers)
            _unsaved(assessment.id, section.id, draft.numbers)
            if here.editing == section.id:
                _editor(assessment, framework, section, fresh.section(section.id), draft.numbers)
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
                f"Done {name}", key=f"close-{section.id}", type="primary", on_click=rewriting.close, args=(section.id,)
            )
        else:
            st.button(
                f"Edit {name}",
                key=f"open-{section.id}",
                icon=":material/edit:",
                on_click=rewriting.edit,
                args=(section.id,),
            )


def _edited(edit: SectionEdit | None) -> None:
    if edit is not None:
        st.html(f'<p class="quiet">{safe(by_line(edit))}</p>')


def by_line(edit: SectionEdit) -> str:
    """ "Edited by Sam, 14:02 on 21 November 2026"."""
    return f"Edited by {edit.by}, {clock(edit.at)}" if edit.by else f"Edited at {clock(edit.at)}"


def _changed(assessment: str, edit: SectionEdit, change: SectionChange, draft: Draft) -> None:
    """What the tool would write otherwise by now, and the choice between that and the words that stand."""
    said = {"added": "New", "gone": "No longer there", "reworded": "Reworded"}
    with st.container(border=True, key=f"changed-{edit.section}"):
        st.html(
            f'<p role="status"><strong>Your evidence has changed since you wrote this</strong></p>'
            f'<p class="quiet">Your words stand; we would now put {counted(len(change.parts), "place")} otherwise:</p>'
        )
        for part in change.parts:
            before, after = returned.marked(pieces(part.before, part.after), ("before", "now"))
            both = (("We wrote", before), ("Now", after))
            rows = "".join(f"<div><dt>{label}</dt><dd>{html}</dd></div>" for label, html in both if html)
            st.html(f'<p class="label">{said[part.kind]}</p><dl class="facts words">{rows}</dl>')
        with st.expander("The new wording in full", type="compact"):
            st.html(f'<p class="claim">{safe(change.text)}</p>')
        st.caption("The new wording replaces the whole section; yours stays among its earlier versions.")
        with st.container(horizontal=True):
            st.button(
                "Use the new wording",
                key=f"take-{edit.section}",
                on_click=rewriting.drop,
                args=(assessment, edit.section),
            )
            st.button(
                "Keep mine",
                key=f"mine-{edit.section}",
                on_click=rewriting.keep,
                args=(assessment, edit, stored(change.text, draft.numbers)),
            )


def _given_up(assessment: str, section: str) -> None:
    """The way back, right after somebody's words gave way to the tool's."""
    if session.desk().rewriting.before.get(section) is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"given-up-{section}"):
        st.html('<p role="status" class="quiet">Back to the tool’s wording.</p>', width="content")
        st.button(
            "Undo",
            key=f"regain-{section}",
            icon=":material/undo:",
            type="tertiary",
            on_click=rewriting.undo,
            args=(assessment, section),
        )


def _editor(
    assessment: Assessment, framework: Framework, section: Section, fresh: Section, numbers: Mapping[str, int]
) -> None:
    """The section's text on the left, the items behind it on the right; saved as the text is left."""
    edit = assessment.edit_of(section.id)
    session.desk().rewriting.seen[section.id] = edit.at if edit else now()
    left, right = st.columns([3, 2], gap="large")
    with left:
        text = shown(edit.text, numbers) if edit else as_text(fresh)
        composed = edit.composed if edit else stored(as_text(fresh), numbers)
        who.field(f"who-{section.id}")  # before the text: what is kept with it has to be there when it is left
        first = session.unmet(f"{assessment.id}.{section.id}")
        key = session.keep(f"{assessment.id}.{section.id}", text)
        said = st.text_area(
            f"Text of “{section.heading}”",
            text,
            key=key,
            height=480,
            help=_HELP,
            on_change=rewriting.write,
            args=(assessment.id, section.id, key, dict(numbers), composed, text),
        )
        if first and said.strip() != text.strip():  # from before the server was started again under the page
            rewriting.left_behind(assessment.id, section.id, key, said, numbers, composed)
            session.desk().again = True
        if section.table is not None:
            st.caption("The table below the text follows your plan and is not edited here.")
        saved_line()
        _ways_back(assessment.id, section.id, edit, numbers)
    with right:
        _sources(assessment, framework, section, numbers)


def _ways_back(assessment: str, section: str, edit: SectionEdit | None, numbers: Mapping[str, int]) -> None:
    with st.container(horizontal=True, key=f"back-{section}"):
        if section in session.desk().rewriting.before:
            st.button(
                "Undo my last change",
                key=f"undo-{section}",
                icon=":material/undo:",
                on_click=rewriting.undo,
                args=(assessment, section),
            )
        if edit is not None:
            st.button(
                "Back to the tool’s wording",
                key=f"drop-{section}",
                type="tertiary",
                on_click=rewriting.drop,
                args=(assessment, section),
            )
    former = cache.store().section_history(assessment, section)
    if former:
        with st.expander(f"Earlier versions ({len(former)})", type="compact", key=f"history-{section}"):
            for place, one in enumerate(former[:MOST_VERSIONS], start=1):
                st.html(
                    f'<p class="label">{safe(by_line(one))}</p><p class="claim">{safe(shown(one.text, numbers))}</p>'
                )
                st.button(
                    f"Bring this back :small[version {place}]",
                    key=f"use-{section}-{place}",
                    on_click=rewriting.use,
                    args=(assessment, one),
                )


def _sources(assessment: Assessment, framework: Framework, section: Section, numbers: Mapping[str, int]) -> None:
    """The items that the text cites, numbered, each with what would make it stronger and a way to it."""
    by_number = {numbers[item.id]: item for item in assessment.evidence if item.id in numbers}
    cited = [number for number in sorted(section.evidence) if number in by_number]
    st.markdown(f"**What it rests on** ({count(len(cited), 'item')})")
    if not cited:
        st.caption("No evidence is cited yet. Write a number from the evidence list in square brackets.")
    for number in cited[:MOST_SOURCES]:
        _source(assessment, framework, number, by_number[number])
    if len(cited) > MOST_SOURCES:
        st.caption(f"{count(len(cited) - MOST_SOURCES, 'more item')}: see the evidence list.")


def _source(assessment: Assessment, framework: Framework, number: int, item: EvidenceItem) -> None:
    source = ", ".join(part for part in (item.source, f"{item.source_date:%B %Y}" if item.source_date else "") if part)
    notes = "".join(f'<p class="note">{safe(note)}</p>' for note in writing.for_item(assessment, item, framework))
    with st.container(key=f"source-{number}", gap="small"):
        st.html(
            f"<p><strong>[{number}]</strong> {safe(shortened(item.text, 160))}</p>"
            f'<p class="quiet">{safe(source or "No source yet")}</p>{notes}'
        )
        navigation.link("evidence", f"Open evidence {number}", aspect=item.aspect, item=item.id)


def _clash(assessment: str, section: str, numbers: Mapping[str, int]) -> None:
    """Theirs and yours, where somebody else saved the section that this person was writing."""
    clash = session.desk().sections.clash(assessment, section)
    if clash is None:
        return
    with st.container(border=True, key=f"section-clash-{section}"):
        name = clash.theirs.by or "Somebody else"
        st.warning(
            f"{literal(name)} saved this section while you wrote. Both are kept: choose which is to stand.",
            icon=":material/group:",
        )
        sides = (("Theirs", clash.theirs), ("Yours", clash.yours))
        st.html(
            '<div class="side-by-side">'
            + "".join(
                f'<div><h3>{label}</h3><p class="claim">{safe(shown(one.text, numbers))}</p></div>'
                for label, one in sides
            )
            + "</div>"
        )
        with st.container(horizontal=True):
            theirs, mine = (f"section-{side}-{clash.number}" for side in ("theirs", "mine"))
            st.button("Keep theirs", key=theirs, on_click=rewriting.keep_theirs, args=(clash,))
            st.button("Keep mine", key=mine, on_click=rewriting.keep_mine, args=(clash,))


def _unsaved(assessment: str, section: str, numbers: Mapping[str, int]) -> None:
    """What was not saved of a section."""

    def text(edit: SectionEdit) -> str:
        return shown(edit.text, numbers)

    left = session.desk().sections.unsaved(assessment, section)
    unsaved_box(left, again=rewriting.try_again, give_up=rewriting.give_up, shown=text)
