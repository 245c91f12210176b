"""What is missing: aspects with too little behind them, and documents that councils usually hold."""

from datetime import date

import streamlit as st

from rubric.english import capital, either, listed
from rubric.evidence import Assessment
from rubric.evidence.missing import aspect_gaps, missing_documents
from rubric.framework import Framework
from rubric.ui.parts import navigation
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal, safe
from rubric.ui.register import words
from rubric.ui.state import cache


def listing(assessment: Assessment, framework: Framework) -> None:
    """Each aspect that lacks something, then each document that nothing here is named after."""
    gaps = aspect_gaps(assessment, framework, date.today())
    st.header("Aspects with too little behind them", anchor=False)
    if not gaps:
        st.success("Every aspect has a claim that others confirm, more than plans, and a figure.")
    for gap in gaps:
        with st.container(horizontal=True, vertical_alignment="center", key=f"gap-{gap.aspect}"):
            navigation.link("evidence", literal(gap.title), aspect=gap.aspect)
            st.html(f'<p class="todo">{safe(capital(listed(gap.lacks)))}</p>', width="content")
    _documents(assessment, framework)


def _documents(assessment: Assessment, framework: Framework) -> None:
    files = {origin.file for one in cache.store().proposals.waiting(assessment.id) for origin in one.origins}
    lacking = missing_documents(assessment, framework, date.today(), files)
    usual = len(framework.usual_documents)
    if not usual:
        return
    st.header("Documents that councils usually hold", anchor=False)
    if not lacking:
        st.success("Something here is named after each document that councils usually hold.")
        return
    number = len(lacking)
    which = (
        f"any of these {number}" if number == usual else f"{either(number, 'this one', f'these {number}')} of {usual}"
    )
    st.markdown(
        f"Nothing you named or brought in is called like {which}. You may hold it under another name, or do well "
        "without it: it is a list to think with, in our own words."
    )
    rows = [(one.name, words.titles(one.aspects, framework)) for one in lacking]
    st.html(table("Documents not brought in", ("Document", "Can show something on"), rows, kind="plain"))
    navigation.link("intake", "Bring in what you have", icon=":material/upload_file:")
