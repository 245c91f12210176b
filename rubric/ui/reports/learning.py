"""The progress of learning from a changed library, and what it changed."""

import streamlit as st

from rubric.english import count, signed
from rubric.prediction import TrackRecord
from rubric.prediction.change import LibraryChange, Moved
from rubric.storage import Learned
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.state import cache, session

_EVERY = 0.7  # seconds between two looks at the work
MOST_LINES = 20


def status() -> None:
    """A progress bar while the models are made; then what they rest on, and the last change with its time."""
    refit = cache.refit()
    if refit.running:
        _watch()
        return
    if refit.error:
        st.error(literal(refit.error))
    else:
        record, reports = refit.bench.model.track_record, refit.bench.library
        st.html(
            f'<p role="status" class="quiet">Comparison and prediction use {count(len(reports.reports), "report")} '
            f"with {count(len(reports.findings), 'finding')}. {_right(record)}</p>"
        )
    last = cache.store().learned.last()
    if last is not None:
        _changed(last)


@st.fragment(run_every=_EVERY)
def _watch() -> None:
    refit = cache.refit()
    if refit.running:
        st.progress(refit.share, text=f"{refit.step}…")
    else:
        st.rerun()


def _right(record: TrackRecord) -> str:
    return f"Each left out in turn, {record.exact} of {count(record.reports, 'report')} got the score that CQC gave."


def _changed(last: Learned) -> None:
    change = last.change
    with st.container(border=True, key="learned"):
        st.html(f"<p><strong>What the prediction learns from changed at {safe(clock(last.at))}.</strong></p>")
        if last.library != cache.store().library.version():  # the server was stopped before it had learned from it
            st.caption("The library has changed again since, and this does not tell of that.")
        before, after = change.before, change.after
        rows = [
            ("Reports that bands rest on", str(before.reports), str(after.reports)),
            ("Findings", str(change.findings_before), str(change.findings_after)),
            (
                "Reports given CQC’s own score, each left out",
                f"{before.exact} of {before.reports}",
                f"{after.exact} of {after.reports}",
            ),
            (
                "Right by always saying 3",
                f"{before.always_3} of {before.reports}",
                f"{after.always_3} of {after.reports}",
            ),
        ]
        st.html(table("What changed", ("", "Before", "After"), rows))
        if change.findings_after > change.findings_before and after.reports == before.reports:
            st.caption("The new findings are compared with. Their report holds too few for a band, so it sets none.")
        _bands(change)


def _bands(change: LibraryChange) -> None:
    """The open assessment's band, then those of others that moved; assessments that are gone by now are left out."""
    open_id = session.opened().assessment
    summaries = cache.store().assessments.summaries(archived=True)
    titles = {summary.id: summary.title or "Untitled assessment" for summary in summaries}
    for outcome in change.outcomes:
        if outcome.assessment == open_id and open_id in titles:
            st.markdown(f"Your open assessment as it stood then, {_line(outcome, titles[open_id])}.")
    others = [outcome for outcome in change.moved if outcome.assessment != open_id and outcome.assessment in titles]
    if others:
        with st.expander(f"Bands that moved in other assessments ({len(others)})", type="compact"):
            st.markdown("\n".join(f"- {_line(outcome, titles[outcome.assessment])}" for outcome in others[:MOST_LINES]))
            if len(others) > MOST_LINES:
                st.caption(f"And {len(others) - MOST_LINES} more.")
    elif change.outcomes and not change.moved:
        st.markdown("No predicted band moved.")


def _line(outcome: Moved, title: str) -> str:
    before, after = ("no band" if band is None else f"{band}" for band in (outcome.before, outcome.after))
    band = f"band {before} → {after}" if outcome.before != outcome.after else f"band {after} as before"
    change = outcome.expected_after - outcome.expected_before
    return f"{literal(title)}: {band}, expected score {outcome.expected_after:.2f} ({signed(change)})"
