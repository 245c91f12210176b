"""The draft on the screen: how long each section is, how it reads, and the files to take away."""

import logging
from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rubric import workflow
from rubric.draft.documents.own_templates import BRIEFING, COMMITTEE
from rubric.draft.model import Draft, Paragraph, Section
from rubric.draft.outline import TOTAL
from rubric.draft.word.fields import DRAFT
from rubric.english import count
from rubric.errors import RubricError
from rubric.evidence import Assessment, SectionEdit
from rubric.storage import Store
from rubric.ui.parts import files
from rubric.ui.parts.own_template import own_template
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import clock, safe
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache
from rubric.workflow import Bench

_LENGTHS = {"short": "short", "right": "about right", "long": "long"}
_log = logging.getLogger(__name__)


def downloads(assessment: Assessment, place: DeltaGenerator, *, with_band: bool, on: date) -> None:
    """The buttons that make the documents when they are pressed, at this place, once the guard lets them go out.

    The draft has a button of its own; the other documents, and the kind of file, are opened on demand. Each runs in a
    worker thread without a session, so everything it needs is passed to it here.
    """
    if not guard.gate(assessment, "draft"):
        return
    main = place.container(width="content")  # before the others, whose choice of a kind it follows
    others = place.popover("Other documents", icon=":material/folder_open:", key="other-documents")
    with others:
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
    for number, (label, name, make) in enumerate(made):
        (others if number else main).download_button(
            label,
            partial(_document, assessment.id, name, kind.of(make)),
            file_name=f"{name}-{on:%Y-%m-%d}.{kind.ending}",
            mime=kind.mime,
            key=f"download-{name}" if number else "download",
            type="secondary" if number else "primary",
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
    """How many words the draft has and should have."""
    low, high = TOTAL
    st.html(f'<p class="quiet">{draft.words:,} words so far; aim for {low} to {high:,} in all.</p>')


def title(section: Section) -> str:
    """The HTML of a section's heading."""
    return f"<h2>{safe(section.heading)}</h2>"


def by_line(edit: SectionEdit) -> str:
    """ "Edited by Sam, 14:02 on 21 November 2026"."""
    return f"Edited by {edit.by}, {clock(edit.at)}" if edit.by else f"Edited at {clock(edit.at)}"


def length(section: Section) -> str:
    """How long a section is, and whether that is right where it has a budget: "104 words, about right"."""
    if section.budget is None:
        return count(len(section.table.rows), "row") if section.table else f"{section.words:,} words"
    low, high = section.budget
    aim = "" if section.length == "right" else f": aim for {low} to {high}"
    return f"{section.words:,} words, {_LENGTHS[section.length]}{aim}"


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
