"""The page on how good the tool is: asking for the figures, showing them, and taking them away as documents."""

from datetime import date

import streamlit as st

from rubric.english import count
from rubric.errors import RubricError
from rubric.framework import Framework
from rubric.prediction import Evaluation
from rubric.prediction.card import model_card, transparency_record, unseen_record
from rubric.prediction.cases import LARGEST
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal
from rubric.ui.quality import figures
from rubric.ui.state import cache
from rubric.ui.state.background import Judging

_EVERY = 0.5  # seconds between two looks at the work
_LIMITS = """
- The reports judged are those in your library. Those shipped were coded by one person who knew their scores.
- The figures are on the regulator’s words. No council’s own words come with a score, so nothing can be judged on them.
  For your evidence the tool is therefore made less sure than these figures would allow.
- Few reports prove little: look at the ranges, not only at the figures.
"""


def library(framework: Framework) -> None:
    """The evaluation of the library: a button that starts it, then its progress, then the figures."""
    work = cache.judging()
    if work is None or work.error:
        if work is not None:
            st.error(literal(work.error))
        reports = len(cache.bench("").library.reports)
        st.markdown(
            "One report is put aside, the tool learns from the others, and then it reads and scores that one. "
            f"So each of the {count(reports, 'report')} in the library is left out in turn. "
            "That takes a few seconds for each report."
        )
        st.button("Work out the figures", key="judge", type="primary", on_click=cache.judge)
    elif work.running:
        _watch()
    elif work.evaluation is not None:
        _figures(work, work.evaluation, framework)


def unseen() -> None:
    """What was measured on councils that nobody who made the tool had seen."""
    st.header("On councils that its makers had not seen", anchor=False)
    st.markdown(unseen_record())


@st.fragment(run_every=_EVERY)
def _watch() -> None:
    work = cache.judging()
    if work is not None and work.running:
        st.progress(work.share, text=literal(f"{work.step}…"))
    else:
        st.rerun()


def _figures(work: Judging, evaluation: Evaluation, framework: Framework) -> None:
    names = {report.id: report.authority for report in work.bench.library.reports}
    st.header("The band", anchor=False)
    figures.overall(evaluation)
    figures.reliability(evaluation.cases)
    with st.expander(f"Report by report ({len(evaluation.cases)})", type="compact", expanded=len(names) <= 8):
        figures.cases(evaluation.cases, names)
    st.header("Reading what reports say", anchor=False)
    figures.coding(evaluation, framework)
    st.header("What to keep in mind", anchor=False)
    st.markdown(_LIMITS)
    unchecked = sum(finding.coded_by == "coder" for finding in work.bench.library.findings)
    if unchecked:
        st.markdown(
            f"- {count(unchecked, 'finding')} were accepted as the reader proposed them. They are left out of the "
            "figures on reading, where the reader would only agree with itself."
        )
    _documents(work, evaluation)


def _documents(work: Judging, evaluation: Evaluation) -> None:
    st.header("To take away", anchor=False)
    st.caption(
        "The transparency record has the headings of the UK’s Algorithmic Transparency Recording Standard; what only "
        "your council can say is left for you to complete."
    )
    with st.container(horizontal=True, key="documents"):
        for name, label, write in (
            ("model-card", "Model card", model_card),
            ("transparency-record", "Transparency record", transparency_record),
        ):
            st.download_button(
                label,
                write(evaluation, work.bench.model, work.bench.library, date.today()),
                file_name=f"{name}-{date.today():%Y-%m-%d}.md",
                mime="text/markdown",
                key=name,
                icon=":material/download:",
                on_click="ignore",
            )


def case_file(framework: Framework) -> None:
    """The evaluation of an uploaded case file, by models made from the library alone."""
    with st.expander("Judge a case file of your own", icon=":material/upload_file:"):
        st.caption("JSON Lines, one case a line, as docs/files.md describes. The file is judged and then forgotten.")
        chosen = st.file_uploader("Case file (.jsonl)", type="jsonl", key="cases", max_upload_size=megabytes(LARGEST))
        if chosen is None:
            return
        try:
            evaluation = cache.judged_cases(chosen.getvalue(), chosen.name)
        except RubricError as error:
            st.error(literal(str(error)))
            return
        if evaluation.overall["n"]:
            figures.overall(evaluation)
            figures.reliability(evaluation.cases)
        else:
            st.markdown("No case in this file has a score, so there is only what the tool predicts for each.")
        figures.cases(evaluation.cases, {})
        figures.coding(evaluation, framework)
