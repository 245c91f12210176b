"""One imported report, open: its details, its proposed coding to be put right, and accepting it."""

from typing import Any

import pandas as pd
import streamlit as st

from rubric.errors import NotFound
from rubric.framework import Framework
from rubric.reports.model import Finding
from rubric.reports.shelf import ShelvedReport
from rubric.ui import cache, passages, session, shelving
from rubric.ui.editor import saved_line
from rubric.ui.importing import SHIPPED
from rubric.ui.shelved import went_wrong
from rubric.ui.words import count, literal

_CODES = (
    ("aspect", "Aspect", 190),
    ("polarity", "Tone", 90),
    ("maturity", "How far along", 110),
    ("voice", "Who says so", 140),
)
ROWS = 14  # visible at once; the table scrolls within itself
_EVERY, _UNSURE = "", "unsure"


def opened() -> ShelvedReport | None:
    """The report that is open for review; None where none is, or it is no longer there."""
    report = session.desk().report
    if not report:
        return None
    try:
        session.desk().seen[report] = cache.store().library.revision(
            report
        )  # read first, so never newer than the words
        return cache.store().library.get(report)
    except NotFound:
        session.desk().report = ""
        return None


def review(report: ShelvedReport, framework: Framework) -> None:
    """The whole of it."""
    st.button(
        "All reports",
        key="close-report",
        icon=":material/arrow_back:",
        on_click=shelving.close_report,
        args=(report.id,),
    )
    st.header(literal(report.authority or "Council not known yet"), anchor=False)
    went_wrong()
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
    columns = st.columns(3)
    for column, name, said in ((columns[0], "authority", "Council"), (columns[2], "date", "Date of the report")):
        first = session.unmet(f"{report.id}.{name}")
        stored = getattr(report, name)
        key = session.keep(f"{report.id}.{name}", stored)
        held = column.text_input(said, stored, key=key, on_change=shelving.detail, args=(report.id, name, key))
        _catch_up(first, report, name, held)
    first = session.unmet(f"{report.id}.score")
    key = session.keep(f"{report.id}.score", report.score, given=False)
    score = columns[1].selectbox(
        "Score on this statement",
        [1, 2, 3, 4],
        index=None,
        key=key,
        placeholder="Choose the published score",
        on_change=shelving.detail,
        args=(report.id, "score", key),
    )
    _catch_up(first, report, "score", score)


def _catch_up(first: bool, report: ShelvedReport, name: str, said: Any) -> None:
    """Save what a box holds from before the server was started again under its page: see `fields.catch_up`."""
    if first and said != getattr(report, name):
        shelving.left_behind(report.id, name, f"{report.id}.{name}", said)
        session.desk().again = True


def _accepting(report: ShelvedReport) -> None:
    shipped = not report.accepted and shelving.is_shipped(report)
    if shipped:
        st.info(SHIPPED)
    elif report.accepted and not report.counts:
        st.warning("This report is accepted, but has no score or no finding, so it does not count.")
    elif report.accepted and not _is_counted(report):
        st.info("This report is accepted, but says what another accepted one says, so it is counted only once.")
    with st.container(horizontal=True, vertical_alignment="center", key="decide"):
        if report.accepted:
            st.button(
                "Take back acceptance",
                key="take-back",
                icon=":material/undo:",
                on_click=shelving.take_back,
                args=(report.id,),
            )
        else:
            st.button(
                "Accept this report",
                key="accept",
                type="primary",
                icon=":material/check:",
                on_click=shelving.accept,
                args=(report.id,),
                disabled=shipped,
            )
        name = report.authority or report.name
        st.button(
            "Remove this report",
            key="remove-report",
            icon=":material/delete:",
            type="tertiary",
            on_click=shelving.remove,
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
    return refit.running or any(one.id == report.id for one in refit.bench.library.reports)


def _coding(report: ShelvedReport, framework: Framework) -> None:
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    left, right = st.columns(2)
    aspect = left.selectbox(
        "Aspect", [_EVERY, *titles], format_func=lambda one: titles.get(one, "Every aspect"), key="review-aspect"
    )
    order = right.selectbox(
        "Order",
        [_EVERY, _UNSURE],
        format_func=lambda one: "Least sure first" if one == _UNSURE else "As in the report",
        key="review-order",
    )
    key = f"{session.turn('review')}-{report.id}-{aspect}-{order}"
    numbers = _numbers(key, report, aspect, order)
    if not numbers:
        st.markdown("No finding of this report has this aspect.")
        return
    held = {finding.number: finding for finding in report.findings}
    _table(report.id, key, [held[number] for number in numbers], framework)
    _at_once(report.id, key, numbers, framework)


def _numbers(key: str, report: ShelvedReport, aspect: str, order: str) -> tuple[int, ...]:
    """The findings in the table. They stay while it is on screen, also those whose aspect is corrected meanwhile."""
    rows, held = session.desk().rows, {finding.number for finding in report.findings}
    if key not in rows:
        found = [finding for finding in report.findings if aspect in (_EVERY, finding.aspect)]
        if order == _UNSURE:
            found.sort(key=lambda finding: 1.0 if finding.confidence is None else finding.confidence)
        rows[key] = tuple(finding.number for finding in found)
    return tuple(number for number in rows[key] if number in held)


def _table(report: str, key: str, findings: list[Finding], framework: Framework) -> None:
    numbers = tuple(finding.number for finding in findings)
    sections = list(dict.fromkeys(finding.section for finding in findings))
    rows = pd.DataFrame(
        {
            shelving.PICK: [False] * len(findings),
            "text": [finding.text for finding in findings],
            "aspect": [finding.aspect for finding in findings],
            "polarity": [str(finding.polarity) for finding in findings],
            "maturity": [str(finding.maturity) for finding in findings],
            "voice": [str(finding.voice) for finding in findings],
            "sure": [finding.confidence for finding in findings],
            "cue": [finding.cue for finding in findings],
            "place": [f"{sections.index(finding.section) + 1}.{finding.paragraph}" for finding in findings],
            "by": ["you" if finding.coded_by == "person" else "proposed" for finding in findings],
        }
    )
    said = labels(framework)
    seen = session.desk().seen.get(report)
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        height=35 * (min(len(rows), ROWS) + 1) + 3,
        alt=f"{count(len(rows), 'finding')} with their proposed coding. The passages hold the same as text.",
        disabled=["text", "sure", "cue", "place", "by"],
        column_config={
            shelving.PICK: st.column_config.CheckboxColumn("Tick", width=75, pinned=True),
            "text": st.column_config.TextColumn("What the report says", width=400),
            **{name: _choice(title, said[name], width) for name, title, width in _CODES},
            "sure": st.column_config.NumberColumn(
                "Sure", format="percent", width=60, help="The reader's own confidence"
            ),
            "cue": st.column_config.TextColumn("Decided by", width=260),
            "place": st.column_config.TextColumn("Place", width=60, help="Section and paragraph"),
            "by": st.column_config.TextColumn("Coding", width=80),
        },
        on_change=shelving.edited,
        args=(report, key, numbers, seen),
    )
    st.caption(
        "Arrow keys move, Enter opens a cell, Space ticks a row, and typing finds a word in a list. "
        "Each correction is saved at once."
    )


def _choice(title: str, said: dict[str, str], width: int) -> Any:
    """A column whose cells are chosen from a list of words."""
    return st.column_config.SelectboxColumn(
        title, options=list(said), format_func=lambda one: said[str(one)], required=True, width=width
    )


def _at_once(report: str, key: str, numbers: tuple[int, ...], framework: Framework) -> None:
    """The same change to all ticked rows, and undoing the last change."""
    said = labels(framework)
    titles = {name: title for name, title, _ in _CODES}
    with st.container(horizontal=True, vertical_alignment="bottom", key="at-once"):
        name = st.selectbox(
            "For ticked rows, set", list(titles), format_func=titles.__getitem__, key="bulk-name", width=170
        )
        value_key = f"bulk-{name}"
        st.selectbox("to", list(said[name]), format_func=said[name].__getitem__, key=value_key, width=220)
        st.button("Set", key="bulk-set", on_click=shelving.set_ticked, args=(report, key, numbers, name, value_key))
        st.button(
            "Leave ticked rows out",
            key="leave-out",
            type="tertiary",
            on_click=shelving.leave_out,
            args=(report, key, numbers),
        )
        st.button(
            "Undo last change",
            key="undo-correction",
            icon=":material/undo:",
            disabled=not session.desk().corrections,
            on_click=shelving.undo,
        )


def labels(framework: Framework) -> dict[str, dict[str, str]]:
    """The plain words for every code, by what it is about."""
    return {
        "aspect": {aspect.id: aspect.title for aspect in framework.aspects},
        "polarity": {str(word): one.label for word, one in framework.polarities.items()},
        "maturity": {str(word): one.label for word, one in framework.maturities.items()},
        "voice": {str(word): one.label for word, one in framework.voices.items()},
    }
