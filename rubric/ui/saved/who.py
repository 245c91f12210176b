"""Whose name is kept beside what is changed: asked once, on any page, and remembered for the session."""

import streamlit as st

from rubric.ui.saved import saving
from rubric.ui.state import session

_ASKED = "Your name, kept with what you change"
_WHY = "Colleagues see who wrote a section or set a note aside, and so know whom to ask."


def field(key: str, asked: str = _ASKED, *, why: str = _WHY) -> None:
    """A box for the name of whoever is writing here; what it holds is in `session.desk().who`."""
    first, known = session.unmet(key), session.desk().who
    said = st.text_input(
        asked,
        known,
        key=session.keep(key, known),
        on_change=saving.name,
        args=(key,),
        placeholder="Your name or role",
        help=why,
    )
    if first and said != known:  # from before the server was started again under the page
        saving.name(key)
