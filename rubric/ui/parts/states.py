"""What a page says in place of what is not there: one look for all of them (style.css), none of Streamlit's own boxes.

What went wrong or is done is told by `st.error`, `st.warning` and `st.success`, which browsers announce; the style
sheet gives those our look.
"""

import streamlit as st

from rubric.ui.parts.words import safe


def empty(words: str) -> None:
    """Nothing is here yet: what would be, and how it comes here. `words` are shown as they are."""
    st.html(f'<p class="empty-state">{safe(words)}</p>')


def fact(words: str) -> None:
    """Something to know about what follows, which asks for nothing. `words` are shown as they are."""
    st.html(f'<p class="note" role="note">{safe(words)}</p>')
