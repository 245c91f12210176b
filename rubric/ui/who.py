"""Whose name is kept beside what is changed: asked once, on any page, and remembered for the session."""

import streamlit as st

from rubric.ui import saving, session


def field(key: str) -> None:
    """A box for the name of whoever is writing here; what it holds is in `session.desk().who`."""
    st.text_input(
        "Your name, kept with what you change",
        session.desk().who,
        key=session.keep(key, session.desk().who),
        on_change=saving.name,
        args=(key,),
        placeholder="Your name or role",
        help="Colleagues see who wrote a section or set a note aside, and so know whom to ask.",
    )
