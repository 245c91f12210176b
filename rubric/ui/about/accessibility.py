"""The accessibility statement: what the last run of the checks looked at and found, and how to tell us of a barrier.

`make accessibility` runs the checks and writes what they found beside this file, and the statement into the documents.
"""

from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st
from pydantic import BaseModel, ConfigDict

from rubric.english import count, listed, long_date

FILE = Path(__file__).with_name("accessibility.json")


class LastRun(BaseModel):
    """What was looked at, when and with what, and what was found.

    `found` is what is amiss on our pages, `of_streamlit` what is amiss on a page with none of our own; each names the
    rule and the element. `widths` are in pixels.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date
    checker: str
    browser: str
    pages: tuple[str, ...]
    states: tuple[str, ...]
    widths: tuple[int, ...]
    found: tuple[str, ...]
    of_streamlit: tuple[str, ...]


@cache
def last_run() -> LastRun:
    """The last run of the checks."""
    return LastRun.model_validate_json(FILE.read_text(encoding="utf-8"))


def statement(run: LastRun) -> str:
    """The statement in Markdown, without a heading."""
    found = (
        f"It found {count(len(run.found), 'fault')} on our pages:" if run.found else "It found no fault on our pages."
    )
    theirs = "Streamlit, which draws the pages, brings no faults of its own."
    if run.of_streamlit:
        theirs = f"Streamlit, which draws the pages, brings {count(len(run.of_streamlit), 'fault')} of its own:"
    return "\n".join(
        [
            "We want everybody to be able to use this tool. Our aim is the Web Content Accessibility Guidelines, "
            "version 2.2, level AA.",
            "",
            f"We last checked it on {long_date(run.on)}, with {run.checker} in {run.browser}. "
            f"The check went through all {count(len(run.pages), 'page')} and {count(len(run.states), 'state')} more: "
            f"{listed([f'“{state}”' for state in run.states])}. Each was looked at when "
            f"{listed([f'{width} pixels' for width in run.widths])} wide, and its colours in light and in dark. "
            "The least width is what a screen shows when it is enlarged four times.",
            "",
            found,
            *(f"- {one}" for one in run.found),
            "",
            theirs,
            *(f"- {one}" for one in run.of_streamlit),
            "",
            "Other tests go through an item, a report and a plan by keyboard alone. They hold where the focus goes. No "
            "test replaces a person, and no screen reader is part of them.",
            "",
            "If something keeps you out, tell whoever runs the tool for you. Say which page it is on and what you use.",
            "",
        ]
    )


def show() -> None:
    """The statement, folded."""
    with st.expander("Accessibility statement", icon=":material/accessibility_new:"):
        st.markdown(statement(last_run()))
