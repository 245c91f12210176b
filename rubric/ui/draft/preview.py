"""The draft on the screen: how long each section is, how it reads, and the files to take away."""

import logging
from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from rubric import workflow
from rubric.draft.documents.own_templates import BRIEFING, COMMITTEE
from rubric.draft.model import Draft, Paragraph, Section
from rubric.draft.outline import TOTAL
from rubric.draft.word.fields import DRAFT
from rubric.errors import RubricError
from rubric.evidence import Assessment
from rubric.storage import Store
from rubric.ui.parts import files
from rubric.ui.parts.own_template import own_template
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache
from rubric.workflow import Bench

LONG_TABLE = 15  # rows: longer tables are opened on demand
_LENGTHS = {"short": "short", "right": "about right", "long": "long"}
_log = logging.getLogger(__name__)


def downloads(assessment: Assessment, *, with_band: bool, on: date) -> None:
    """The buttons that make the documents when they are pressed, once the guard lets them go out.

    Each runs in a worker thread without a session, so everything it needs is passed to it here.
    """
    if not guard.gate(assessment, "draft"):
        return
    kind = files.choose("draft-format")
    bench, store = cache.bench(assessment.framework_version), cache.store()
    judged = cache.judging()
    evaluated = judged.evaluation if judged else None
    own = partial(partial, own_template, store, assessment.id)
    brief = partial(workflow.briefing, assessment, bench, evaluated, on=on)
    committee = partial(workflow.committee, assessment, bench.framework, on=on)
    draft = partial(_draft, assessment, bench, store, on=on)
    made: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        (f"Download {kind.label}", "self-assessment", partial(draft, with_band=with_band)),
        ("For publishing", "self-assessment-public", partial(draft, with_band=False, public=True)),
        ("Evidence base", "evidence-base", partial(workflow.evidence_base, assessment, bench, evaluated, on=on)),
        ("Briefing", "briefing", partial(_paper, brief, own(BRIEFING))),
        ("Committee page", "committee", partial(_paper, committee, own(COMMITTEE))),
    )
    with st.container(horizontal=True, key="downloads"):
        for place, (label, name, make) in enumerate(made):
            st.download_button(
                label,
                partial(_document, assessment.id, name, kind.of(make)),
                file_name=f"{name}-{on:%Y-%m-%d}.{kind.ending}",
                mime=kind.mime,
                key="download" if not place else f"download-{name}",
                type="secondary" if place else "primary",
                icon=":material/download:",
                on_click="ignore",
            )


def _draft(
    assessment: Assessment, bench: Bench, store: Store, *, with_band: bool, on: date, public: bool = False
) -> bytes:
    """The draft, in the council's own template where the assessment has one."""
    template = own_template(store, assessment.id, DRAFT)
    return workflow.draft(assessment, bench, with_band=with_band, on=on, template=template, public=public)


def _paper(make: Callable[..., bytes], own: Callable[[], bytes | None]) -> bytes:
    """A document in the council's own template, where it has one."""
    return make(template=own())


def _document(assessment: str, name: str, make: Callable[[], bytes]) -> bytes:
    try:
        return make()
    except RubricError:
        _log.exception("the %s of assessment %s could not be made", name, assessment)
        raise


def lengths(draft: Draft) -> None:
    """How many words the draft has and should have, and the notes to see to before sending."""
    low, high = TOTAL
    st.html(f'<p class="quiet">{draft.words:,} words so far; aim for {low} to {high:,} in all.</p>')
    if draft.notes:
        with st.expander(f"Before you send it ({len(draft.notes)})", type="compact"):
            st.markdown("\n".join(f"- {literal(note)}" for note in draft.notes))


def contents(draft: Draft) -> None:
    """Links to the sections, for a page that is long on a telephone."""
    links = " · ".join(f'<a href="#{_place(section)}">{safe(section.heading)}</a>' for section in draft.sections)
    st.html(f'<nav class="contents" aria-label="Sections of the draft">{links}</nav>')


def title(section: Section) -> str:
    """The HTML of a section's heading, which `contents` links to."""
    return f'<h2 id="{_place(section)}">{safe(section.heading)}</h2>'


def _place(section: Section) -> str:
    return f"section-{section.id}"


def meter(section: Section, *, live: bool = False) -> str:
    """The HTML of a section's length against its budget, in words and as a bar; `live`: read out as it changes."""
    if section.budget is None:
        return ""
    low, high = section.budget
    scale = high * 1.25
    text = f"{section.words:,} words, {_LENGTHS[section.length]}: aim for {low} to {high}"
    filled, start, end = (min(100.0, 100 * part / scale) for part in (section.words, low, high))
    bar = (
        f'<span class="fill {section.length}" style="width:{filled:.1f}%"></span>'
        f'<span class="aim" style="left:{start:.1f}%;width:{end - start:.1f}%"></span>'
    )
    status = ' role="status"' if live else ""
    return f'<div class="length"><span{status}>{text}</span><div class="meter" aria-hidden="true">{bar}</div></div>'


def section(shown: Section) -> None:
    """A section that can't be edited here, under its heading; a long table is opened on demand."""
    if shown.table and len(shown.table.rows) > LONG_TABLE:
        st.html(f'<span class="place" id="{_place(shown)}"></span>')  # what is inside a closed box can't be jumped to
        with st.expander(literal(shown.heading), icon=":material/table:"):
            st.html(f'<section class="draft"><h2>{safe(shown.heading)}</h2>{inside(shown)}</section>')
    else:
        st.html(f'<section class="draft">{title(shown)}{inside(shown)}</section>')


def inside(section: Section) -> str:
    """The HTML of what is under a section's heading, as in the file."""
    parts = [_paragraph(paragraph) for paragraph in section.paragraphs]
    if section.table:
        columns = section.table.columns
        rows = [[_whole(column.key, row[column.key]) for column in columns] for row in section.table.rows]
        parts.append(table(section.heading, [column.heading for column in columns], rows, kind="plain"))
    for entry in section.entries:
        parts.append(f"<h3>{safe(entry.heading)}</h3>")
        if entry.bulleted:
            parts.append(f"<ul>{''.join(f'<li>{safe(p.text)}</li>' for p in entry.paragraphs)}</ul>")
        else:
            parts += [_paragraph(paragraph) for paragraph in entry.paragraphs]
    return f'<div class="draft">{"".join(parts)}</div>'


def _whole(key: str, text: str) -> str:
    """A cell's text; a date keeps to one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}") if key == "due" else text


def _paragraph(paragraph: Paragraph) -> str:
    return f'<p class="lines">{safe(paragraph.text)}</p>'
