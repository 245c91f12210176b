"""The draft section by section: how it reads and how long it is, and one at a time open for editing."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from rubric.draft.edited import SectionChange, as_text, composed_change, with_ids, with_numbers
from rubric.draft.model import Draft, Section
from rubric.draft.round_trip.differences import pieces
from rubric.english import count, in_words, month, shortened
from rubric.evidence import Assessment, EvidenceItem, SectionEdit
from rubric.evidence.lint import standing_notes
from rubric.framework import Framework
from rubric.ui.draft import acts, preview
from rubric.ui.draft.desk import DraftDesk
from rubric.ui.draft.kept import SECTIONS, TEXT, edited, thing
from rubric.ui.parts import navigation
from rubric.ui.parts.html import marked
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.saved import saving, who
from rubric.ui.saved.boxes import boxes, saved_line
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.saved.passing import passed_through
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Drawn

MOST_SOURCES = 12  # items beside a section that is being edited
MOST_VERSIONS = 5
_HELP = (
    "A blank line starts a paragraph, “### ” a small heading, “- ” a bullet. A number in square brackets, such as [4], "
    "points to the evidence list. It is saved as you type."
)


def show(assessment: Assessment, framework: Framework, draft: Draft, fresh: Draft) -> None:
    """Every section of the draft; `fresh` is the same day's draft without edits."""
    opened = session.opened().section
    if error := session.take_note(SECTIONS.place):
        st.error(literal(error))
    revisions = session.feature(Drawn).sections
    for section in draft.sections:
        if section.budget is None:
            preview.section(section)
            continue
        edit = assessment.edit_of(section.id)
        with st.container(key=f"section-{section.id}"):
            _head(section, opened=opened == section.id)
            with (
                st.container()
            ):  # one place, whatever is in it: else the box below would be drawn anew under the typist
                _edited(edit)
                change = composed_change(edit, fresh.section(section.id), draft.numbers) if edit else None
                if edit and change:
                    _changed(assessment.id, edit, change, draft, revisions.get(section.id))
                boxes(thing(assessment.id, section.id), _words(draft.numbers))
            if opened == section.id:
                saving.mark_seen(thing(assessment.id, section.id), revisions.get(section.id, 0))
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


def _edited(edit: SectionEdit | None) -> None:
    if edit is not None:
        st.html(f'<p class="quiet">{safe(by_line(edit))}</p>')


def by_line(edit: SectionEdit) -> str:
    """ "Edited by Sam, 14:02 on 21 November 2026"."""
    return f"Edited by {edit.by}, {clock(edit.at)}" if edit.by else f"Edited at {clock(edit.at)}"


def _changed(assessment: str, edit: SectionEdit, change: SectionChange, draft: Draft, revision: int | None) -> None:
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
                args=(assessment, edit, with_ids(change.text, draft.numbers), revision),
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


def _editor(
    assessment: Assessment, framework: Framework, section: Section, fresh: Section, numbers: Mapping[str, int]
) -> None:
    """The section's text on the left, the items behind it on the right; saved as it is typed."""
    edit = assessment.edit_of(section.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        text = with_numbers(edit.text, numbers) if edit else as_text(fresh)
        composed = edit.composed if edit else with_ids(as_text(fresh), numbers)
        who.field(f"who-{section.id}")  # before the text: what is kept with it has to be there when it is left
        Fields(thing(assessment.id, section.id), f"{assessment.id}.{section.id}").text(
            TEXT,
            f"Text of “{section.heading}”",
            text,
            long=True,
            height=480,
            help=_HELP,
            convert=edited(section.id, numbers, composed),
        )
        if edit:
            guard.beside(assessment, f"section:{section.id}", "text", edit.text)
        if section.table is not None:
            st.caption("The table below the text follows your plan and is not edited here.")
        saved_line()
        _ways_back(assessment.id, section.id, edit, numbers)
    with right:
        _sources(assessment, framework, section, numbers)


def _ways_back(assessment: str, section: str, edit: SectionEdit | None, numbers: Mapping[str, int]) -> None:
    with st.container(horizontal=True, key=f"back-{section}"):
        if section in session.feature(DraftDesk).before:
            st.button(
                "Undo my last change",
                key=f"undo-{section}",
                icon=":material/undo:",
                on_click=acts.undo,
                args=(assessment, section),
            )
        if edit is not None:
            st.button(
                "Back to the tool’s wording",
                key=f"drop-{section}",
                type="tertiary",
                on_click=acts.drop,
                args=(assessment, section),
            )
    former = _said(edit, cache.store().draft.history(assessment, section))
    if former:
        with st.expander(f"Earlier versions ({len(former)})", type="compact", key=f"history-{section}"):
            for place, version in enumerate(former[:MOST_VERSIONS], start=1):
                st.html(
                    f'<p class="label">{safe(by_line(version))}</p>'
                    f'<p class="claim">{safe(with_numbers(version.text, numbers))}</p>'
                )
                st.button(
                    f"Bring this back :small[version {place}]",
                    key=f"use-{section}-{place}",
                    on_click=acts.use,
                    args=(assessment, version),
                )


def _said(edit: SectionEdit | None, former: Sequence[SectionEdit]) -> list[SectionEdit]:
    """The former wordings, newest first, without those that somebody only passed through in typing on."""
    newer = [edit, *former]
    return [
        old
        for old, new in zip(former, newer, strict=False)
        if new is None or old.by != new.by or not passed_through(old.text, new.text, new.at - old.at)
    ]


def _sources(assessment: Assessment, framework: Framework, section: Section, numbers: Mapping[str, int]) -> None:
    """The items that the text cites, numbered, each with its notes and a link."""
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
    source = ", ".join(part for part in (item.source, month(item.source_date) if item.source_date else "") if part)
    notes = "".join(f'<p class="note">{safe(note)}</p>' for note in standing_notes(assessment, item, framework))
    with st.container(key=f"source-{number}", gap="small"):
        st.html(
            f"<p><strong>[{number}]</strong> {safe(shortened(item.text, 160))}</p>"
            f'<p class="quiet">{safe(source or "No source yet")}</p>{notes}'
        )
        navigation.link("evidence", f"Open evidence {number}", aspect=item.aspect, item=item.id)


def _words(numbers: Mapping[str, int]) -> Callable[[SectionEdit], str]:
    """Words for a section's edit as it would read on this screen."""
    return lambda edit: with_numbers(edit.text, numbers)
