"""The glossary: our own words, each in one meaning, and those of statistics as a sentence with the name before it."""

from functools import cache
from pathlib import Path

import streamlit as st
import yaml
from pydantic import BaseModel, ConfigDict

from rubric.english import capital
from rubric.ui.parts.words import literal


class Term(BaseModel):
    """A word in the code and documents, the one on the screens ("": it is on none), its meaning and where it lives.

    `more` is a link for the documents only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    means: str
    code: str
    screen: str = ""
    more: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the file."""
    file = Path(__file__).with_name("glossary.yaml")
    return tuple(Term.model_validate(entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8")))


def show() -> None:
    """The words that are on the screens, in alphabetical order, folded."""
    with st.expander("Glossary: what the words mean", icon=":material/menu_book:"):
        shown = sorted((term for term in terms() if term.screen), key=lambda term: term.screen.lower())
        st.markdown("\n".join(f"- **{literal(capital(term.screen))}**: {literal(term.means)}." for term in shown))
