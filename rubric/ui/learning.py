"""How the learning from a changed library is getting on, and what it changed."""

import streamlit as st

from rubric.prediction import TrackRecord
from rubric.ui import cache, session
from rubric.ui.background import Change, Moved
from rubric.ui.tables import table
from rubric.ui.words import count, literal, signed

_EVERY = 0.7  # seconds between two looks at the work
MOST_LINES = 20


def status() -> None:
    """A progress bar while the models are made; then what changed since the library before."""
    refit = cache.refit()
    if refit.running:
        _watch()
    elif refit.wrong:
        st.error(literal(refit.wrong))
    elif refit.change is not None:
        _changed(refit.change)
    else:
        record, reports = refit.bench.model.track_record, refit.bench.library
        st.html(
            f'<p role="status" class="quiet">Comparison and prediction use {count(len(reports.reports), "report")} '
            f"with {count(len(reports.findings), 'finding')}. {_right(record)}</p>"
        )


@st.fragment(run_every=_EVERY)
def _watch() -> None:
    refit = cache.refit()
    if refit.running:
        st.progress(refit.share, text=f"{refit.step}…")
    else:
        st.rerun()


def _right(record: TrackRecord) -> str:
    return f"Left out in turn, {record.exact} of {count(record.reports, 'report')} got the score that CQC gave."


def _changed(change: Change) -> None:
    with st.container(border=True, key="learned"):
        st.html('<p role="status"><strong>What the prediction learns from has changed.</strong></p>')
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
        st.html(table("What changed", ("", "Before", "Now"), rows))
        if change.findings_after > change.findings_before and after.reports == before.reports:
            st.caption("The new findings are compared with. Their report holds too few for a band, so it sets none.")
        _bands(change)


def _bands(change: Change) -> None:
    here = session.desk().assessment
    opened = [one for one in change.outcomes if one.assessment == here]
    for one in opened:
        st.markdown(f"Your open assessment, {_line(one)}.")
    others = [one for one in change.moved if one.assessment != here]
    if others:
        with st.expander(f"Bands that moved in other assessments ({len(others)})", type="compact"):
            st.markdown("\n".join(f"- {_line(one)}" for one in others[:MOST_LINES]))
            if len(others) > MOST_LINES:
                st.caption(f"And {len(others) - MOST_LINES} more.")
    elif change.outcomes and not change.moved:
        st.markdown("No predicted band moved.")


def _line(one: Moved) -> str:
    before, after = ("no band" if band is None else f"{band}" for band in (one.before, one.after))
    band = f"band {before} → {after}" if one.before != one.after else f"band {after} as before"
    moved = one.expected_after - one.expected_before
    return f"{literal(one.title)}: {band}, expected score {one.expected_after:.2f} ({signed(moved)})"
