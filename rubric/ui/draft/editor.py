"""A section of the draft open for editing: its words, the ways back, and the items behind it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from rubric.draft.edited import as_text, with_ids, with_numbers
from rubric.draft.model import Section
from rubric.english import count, month, shortened
from rubric.evidence import Assessment, EvidenceItem, SectionEdit
from rubric.evidence.lint import standing_notes
from rubric.framework import Framework
from rubric.ui.draft import acts
from rubric.ui.draft.desk import DraftDesk
from rubric.ui.draft.kept import TEXT, edited, thing
from rubric.ui.draft.preview import by_line
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.words import safe
from rubric.ui.saved import who
from rubric.ui.saved.boxes import saved_line
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.saved.passing import passed_through
from rubric.ui.state import cache, session

MOST_SOURCES = 4  # items at once beside a section that is being edited
MOST_VERSIONS = 5
_HELP = (
    "A blank line starts a paragraph, “### ” a small heading, “- ” a bullet. A number in square brackets, such as [4], "
    "points to the evidence list. It is saved as you type."
)


def editor(assessment: Assessment, section: Section, fresh: Section, numbers: Mapping[str, int]) -> None:
    """The section's text, saved as it is typed; `fresh` is the section as composed from the items alone."""
    edit = assessment.edit_of(section.id)
    text = with_numbers(edit.text, numbers) if edit else as_text(section)
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


def sources(assessment: Assessment, framework: Framework, section: Section, numbers: Mapping[str, int]) -> None:
    """The items that the text cites, numbered, each with its notes and a link."""
    by_number = {numbers[item.id]: item for item in assessment.evidence if item.id in numbers}
    cited = [number for number in sorted(section.evidence) if number in by_number]
    st.markdown(f"**What it rests on** ({count(len(cited), 'item')})")
    if not cited:
        st.caption("No evidence is cited yet. Write a number from the evidence list in square brackets.")
    page = paging.page(f"sources-{section.id}", -(-len(cited) // MOST_SOURCES))
    for number in cited[(page - 1) * MOST_SOURCES : page * MOST_SOURCES]:
        _source(assessment, framework, number, by_number[number])


def _source(assessment: Assessment, framework: Framework, number: int, item: EvidenceItem) -> None:
    source = ", ".join(part for part in (item.source, month(item.source_date) if item.source_date else "") if part)
    notes = "".join(f'<p class="note">{safe(note)}</p>' for note in standing_notes(assessment, item, framework))
    with st.container(key=f"source-{number}", gap="small"):
        st.html(
            f"<p><strong>[{number}]</strong> {safe(shortened(item.text, 160))}</p>"
            f'<p class="quiet">{safe(source or "No source yet")}</p>{notes}'
        )
        navigation.link("evidence", f"Open evidence {number}", aspect=item.aspect, item=item.id)
