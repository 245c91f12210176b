"""The draft on the screen: how long each section is, how it reads, and the Word file to take away."""

import logging
from datetime import date
from functools import partial

import streamlit as st

from rubric import workflow
from rubric.draft.model import Draft, Paragraph, Section
from rubric.errors import RubricError
from rubric.evidence import Assessment
from rubric.ui import cache
from rubric.ui.tables import table
from rubric.ui.words import literal, safe
from rubric.workflow import Bench

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG_TABLE = 15  # rows: longer tables are opened on demand
_LENGTHS = {"short": "short", "right": "about right", "long": "long"}
_log = logging.getLogger(__name__)


def download(assessment: Assessment, *, with_band: bool, on: date) -> None:
    """The button that makes the Word file when it is pressed.

    It runs in a worker thread that knows no session, so everything it needs is handed to it here.
    """
    st.download_button(
        "Download Word",
        partial(_document, assessment, cache.bench(assessment.framework_version), with_band=with_band, on=on),
        file_name=f"self-assessment-{on:%Y-%m-%d}.docx",
        mime=WORD,
        key="download",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _document(assessment: Assessment, bench: Bench, *, with_band: bool, on: date) -> bytes:
    try:
        return workflow.draft(assessment, bench, with_band=with_band, on=on)
    except RubricError:
        _log.exception("the draft of assessment %s could not be made", assessment.id)
        raise


def lengths(draft: Draft) -> None:
    """Words against budget, section by section, and what to put right before sending."""
    rows = [
        (
            section.heading,
            str(section.words),
            f"{section.budget[0]} to {section.budget[1]}",
            _LENGTHS[section.length],
        )
        for section in draft.sections
        if section.budget
    ]
    with st.expander(f"{draft.words:,} words so far: length by section", type="compact", expanded=True):
        st.html(table("Length by section", ("Section", "Words", "Aim for", "Length"), rows))
    if draft.notes:
        with st.expander(f"Before you send it ({len(draft.notes)})", type="compact"):
            st.markdown("\n".join(f"- {literal(note)}" for note in draft.notes))


def sections(draft: Draft) -> None:
    """The text as it will stand in the file; numbers in brackets point to the evidence list."""
    for section in draft.sections:
        words = f'<section class="draft"><h2>{safe(section.heading)}</h2>{_inside(section)}</section>'
        if section.table and len(section.table.rows) > LONG_TABLE:
            with st.expander(literal(section.heading), icon=":material/table:"):
                st.html(words)
        else:
            st.html(words)


def _inside(section: Section) -> str:
    parts = [_paragraph(paragraph) for paragraph in section.paragraphs]
    if section.table:
        columns = section.table.columns
        rows = [[row[column.key] for column in columns] for row in section.table.rows]
        parts.append(table(section.heading, [column.heading for column in columns], rows, kind="plain"))
    for entry in section.entries:
        parts.append(f"<h3>{safe(entry.heading)}</h3>")
        if entry.bulleted:
            parts.append(f"<ul>{''.join(f'<li>{safe(p.text)}</li>' for p in entry.paragraphs)}</ul>")
        else:
            parts += [_paragraph(paragraph) for paragraph in entry.paragraphs]
    return "".join(parts)


def _paragraph(paragraph: Paragraph) -> str:
    return f"<p>{safe(paragraph.text)}</p>"
