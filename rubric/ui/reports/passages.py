"""Findings as text: a report's passages with their coding, and all findings, searched and a page at a time."""

from collections.abc import Callable, Iterable
from itertools import groupby

import streamlit as st

from rubric.english import count, inline
from rubric.framework import Framework
from rubric.reports.model import Finding, Library
from rubric.ui.parts import paging
from rubric.ui.parts.coding import coding_source
from rubric.ui.parts.words import safe
from rubric.ui.saved.saving import take

PAGE = 20
_ANY = ""


def of_report(findings: Iterable[Finding], framework: Framework) -> None:
    """The findings of one report in its order, by section and paragraph."""
    for section, of_section in groupby(findings, key=lambda finding: finding.section):
        parts = [f"<h2>{safe(section)}</h2>"]
        for paragraph, of_paragraph in groupby(of_section, key=lambda finding: finding.paragraph):
            parts.append(
                f"<h3>Paragraph {paragraph}</h3>{''.join(_finding(finding, framework) for finding in of_paragraph)}"
            )
        st.html(f'<section class="draft">{"".join(parts)}</section>')


def _finding(finding: Finding, framework: Framework, *, place: bool = False) -> str:
    where = f'<p class="quiet">{safe(finding.place)}</p>' if place else ""
    coded = f'<p class="quiet">{safe(coding(finding, framework))}</p>'
    return f'<div class="finding"><p>{safe(finding.text)}</p>{where}{coded}</div>'


def coding(finding: Finding, framework: Framework) -> str:
    """The coding of a finding in words, with who coded it and from which words."""
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    codes = [
        titles.get(finding.aspect, finding.aspect),
        inline(framework.polarities[finding.polarity].label),
        inline(framework.maturities[finding.maturity].label),
        f"by {inline(framework.voices[finding.voice].label)}",
    ]
    return f"{', '.join(codes)}. {coding_source(finding)}".strip()


def browse(library: Library, framework: Framework) -> None:
    """The findings that count, shipped and imported, filtered by code, score, council and words."""
    st.header("All findings", anchor=False)
    found = list(_chosen(library, framework))
    st.markdown(f"**{count(len(found), 'finding')}** of {len(library.findings)}, from reports that count.")
    pages = -(-len(found) // PAGE)
    page = paging.page("findings-page", pages)
    st.html("".join(_finding(finding, framework, place=True) for finding in found[(page - 1) * PAGE : page * PAGE]))
    st.caption("Findings of the shipped reports are in our words; those of imported reports are the reports’ own.")


def _chosen(library: Library, framework: Framework) -> Iterable[Finding]:
    words = st.text_input("Words in it", key="find-words", placeholder="For example: carers survey")
    take("find-words")  # what is searched for is nothing to keep
    columns = [*st.columns(3), *st.columns(3)]
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    choices: dict[str, tuple[str, dict[str, str]]] = {
        "aspect": ("Aspect", titles),
        "polarity": ("Tone", {str(code): word.label for code, word in framework.polarities.items()}),
        "maturity": ("How far along", {str(code): word.label for code, word in framework.maturities.items()}),
        "voice": ("Who says so", {str(code): word.label for code, word in framework.voices.items()}),
        "score": ("Score", {str(score): str(score) for score in sorted({report.score for report in library.reports})}),
        "report_id": (
            "Council",
            {report.id: f"{report.authority}, scored {report.score}" for report in library.reports},
        ),
    }
    wanted: dict[str, str] = {}
    for column, (name, (title, labels)) in zip(columns, choices.items(), strict=True):
        wanted[name] = column.selectbox(title, [_ANY, *labels], format_func=_named(labels), key=f"find-{name}") or _ANY
    terms = words.lower().split()
    return (
        finding
        for finding in library.findings
        if all(value in (_ANY, str(getattr(finding, name))) for name, value in wanted.items())
        and all(term in finding.text.lower() for term in terms)
    )


def _named(labels: dict[str, str]) -> Callable[[str], str]:
    return lambda code: labels.get(code, "Any")
