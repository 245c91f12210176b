"""One imported report open for review: its details, the correction of its coding, and accepting it."""

from typing import Any

import pandas as pd
import streamlit as st

from rubric.english import count
from rubric.errors import NotFound
from rubric.framework import Framework
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import Finding
from rubric.ui.parts import states
from rubric.ui.parts.coding import labels
from rubric.ui.parts.words import literal
from rubric.ui.reports import acts, passages
from rubric.ui.reports.desk import ReportsDesk
from rubric.ui.reports.importing import SHIPPED
from rubric.ui.reports.kept import finding, thing
from rubric.ui.reports.shelf import show_error
from rubric.ui.saved import saving
from rubric.ui.saved.boxes import boxes, clash_box, saved_line
from rubric.ui.saved.fields import Fields
from rubric.ui.state import cache, session

_CODES = (
    ("aspect", "Aspect", 190),
    ("polarity", "Tone", 90),
    ("maturity", "How far along", 110),
    ("voice", "Who says so", 140),
)
ROWS = 14  # visible at once; the table scrolls within itself
_EVERY, _UNSURE = "", "unsure"


def opened() -> ShelvedReport | None:
    """The report that is open for review; None where none is, or it no longer exists."""
    report = session.opened().report
    if not report:
        return None
    try:
        return cache.store().library.get(report)
    except NotFound:
        session.opened().report = ""
        return None


def review(report: ShelvedReport, framework: Framework) -> None:
    """The review of a report: details, accepting, and its coding or its passages."""
    st.button(
        "All reports",
        key="close-report",
        icon=":material/arrow_back:",
        on_click=acts.close_report,
        args=(report.id,),
    )
    st.header(literal(report.authority or "Council not known yet"), anchor=False)
    show_error()
    _details(report)
    _accepting(report)
    how = st.segmented_control(
        "Show", ["Check the coding", "Read the passages"], default="Check the coding", required=True, key="review-how"
    )
    if how == "Read the passages":
        passages.of_report(report.findings, framework)
    else:
        _coding(report, framework)


def _details(report: ShelvedReport) -> None:
    kept = thing(report.id)
    saving.mark_seen(kept, cache.store().library.revision(report.id))
    boxes(kept)
    fields = Fields(kept)
    left, middle, right = st.columns(3)
    with left:
        fields.text("authority", "Council", report.authority)
    with middle:
        fields.one_of("score", "Score on this statement", (1, 2, 3, 4), report.score, "Choose the published score")
    with right:
        fields.text("date", "Date of the report", report.date)


def _accepting(report: ShelvedReport) -> None:
    shipped = not report.accepted and acts.is_shipped(report)
    if shipped:
        states.fact(SHIPPED)
    elif report.accepted and not report.counts:
        st.warning("This report is accepted, but has no score or no finding, so it does not count.")
    elif report.accepted and not _is_counted(report):
        states.fact("This report is accepted, but says what another accepted one says, so it is counted only once.")
    with st.container(horizontal=True, vertical_alignment="center", key="decide"):
        if report.accepted:
            st.button(
                "Take back acceptance",
                key="take-back",
                icon=":material/undo:",
                on_click=acts.take_back,
                args=(report.id,),
            )
        else:
            st.button(
                "Accept this report",
                key="accept",
                type="primary",
                icon=":material/check:",
                on_click=acts.accept,
                args=(report.id,),
                disabled=shipped,
            )
        name = report.authority or report.name
        st.button(
            "Remove this report",
            key="remove-report",
            icon=":material/delete:",
            type="tertiary",
            on_click=acts.remove,
            args=(report.id, name),
        )
        saved_line()
    st.caption(
        "Accepted: it is held beside your evidence and learned from."
        if report.accepted
        else "Nothing of it counts until you accept it. The coding is a proposal: correct what is wrong first."
    )


def _is_counted(report: ShelvedReport) -> bool:
    """Whether it is among what is compared with; while the models are made anew that cannot be told yet."""
    refit = cache.refit()
    return refit.running or any(counted.id == report.id for counted in refit.bench.library.reports)


def _coding(report: ShelvedReport, framework: Framework) -> None:
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    left, right = st.columns(2)
    aspect = left.selectbox(
        "Aspect", [_EVERY, *titles], format_func=lambda option: titles.get(option, "Every aspect"), key="review-aspect"
    )
    order = right.selectbox(
        "Order",
        [_EVERY, _UNSURE],
        format_func=lambda option: "Least sure first" if option == _UNSURE else "As in the report",
        key="review-order",
    )
    for row in report.findings:
        clash_box(finding(report.id, row.number))
    key = f"{session.turn('review')}-{report.id}-{aspect}-{order}"
    numbers = _numbers(key, report, aspect, order)
    if not numbers:
        st.markdown("No finding of this report has this aspect.")
        return
    by_number = {row.number: row for row in report.findings}
    _table(report.id, key, [by_number[number] for number in numbers], framework)
    _at_once(report.id, key, numbers, framework)


def _numbers(key: str, report: ShelvedReport, aspect: str, order: str) -> tuple[int, ...]:
    """The findings in the table. They stay while it is on screen, also those whose aspect is corrected meanwhile."""
    rows, numbers = session.feature(ReportsDesk).rows, {finding.number for finding in report.findings}
    if key not in rows:
        found = [finding for finding in report.findings if aspect in (_EVERY, finding.aspect)]
        if order == _UNSURE:
            found.sort(key=lambda finding: 1.0 if finding.confidence is None else finding.confidence)
        rows[key] = tuple(finding.number for finding in found)
    return tuple(number for number in rows[key] if number in numbers)


def _table(report: str, key: str, findings: list[Finding], framework: Framework) -> None:
    numbers = tuple(finding.number for finding in findings)
    sections = list(dict.fromkeys(finding.section for finding in findings))
    rows = pd.DataFrame(
        {
            acts.PICK: [False] * len(findings),
            "text": [finding.text for finding in findings],
            "aspect": [finding.aspect for finding in findings],
            "polarity": [str(finding.polarity) for finding in findings],
            "maturity": [str(finding.maturity) for finding in findings],
            "voice": [str(finding.voice) for finding in findings],
            "sure": [finding.confidence for finding in findings],
            "place": [f"{sections.index(finding.section) + 1}.{finding.paragraph}" for finding in findings],
            "by": ["you" if finding.coded_by == "person" else "proposed" for finding in findings],
        }
    )
    code_labels = labels(framework)
    seen = cache.store().library.revision(report)
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        height=35 * (min(len(rows), ROWS) + 1) + 3,
        alt=f"{count(len(rows), 'finding')} with their proposed coding. The passages hold the same as text.",
        disabled=["text", "sure", "place", "by"],
        column_config={
            acts.PICK: st.column_config.CheckboxColumn("Tick", width=75, pinned=True),
            "text": st.column_config.TextColumn("What the report says", width=400),
            **{name: _choice(title, code_labels[name], width) for name, title, width in _CODES},
            "sure": st.column_config.NumberColumn(
                "Sure", format="percent", width=60, help="The reader's own confidence"
            ),
            "place": st.column_config.TextColumn("Place", width=60, help="Section and paragraph"),
            "by": st.column_config.TextColumn("Coding", width=80),
        },
        on_change=acts.edited,
        args=(report, key, numbers, seen),
    )
    st.caption(
        "Arrow keys move, Enter opens a cell, Space ticks a row, and typing finds a word in a list. "
        "Each correction is saved at once."
    )


def _choice(title: str, code_labels: dict[str, str], width: int) -> Any:
    """A column whose cells are chosen from a list of words."""
    return st.column_config.SelectboxColumn(
        title, options=list(code_labels), format_func=lambda code: code_labels[str(code)], required=True, width=width
    )


def _at_once(report: str, key: str, numbers: tuple[int, ...], framework: Framework) -> None:
    """The same change to all ticked rows, and undoing the last change."""
    code_labels = labels(framework)
    titles = {name: title for name, title, _ in _CODES}
    with st.container(horizontal=True, vertical_alignment="bottom", key="at-once"):
        name = st.selectbox(
            "For ticked rows, set", list(titles), format_func=titles.__getitem__, key="bulk-name", width=170
        )
        value_key = f"bulk-{name}"
        st.selectbox("to", list(code_labels[name]), format_func=code_labels[name].__getitem__, key=value_key, width=220)
        st.button("Set", key="bulk-set", on_click=acts.set_ticked, args=(report, key, numbers, name, value_key))
        st.button(
            "Leave ticked rows out",
            key="leave-out",
            type="tertiary",
            on_click=acts.leave_out,
            args=(report, key, numbers),
        )
        st.button(
            "Undo last change",
            key="undo-correction",
            icon=":material/undo:",
            disabled=not session.feature(ReportsDesk).corrections,
            on_click=acts.undo,
        )
