"""How the tool works, how far it can be trusted, and what happens to what is typed."""

import streamlit as st

from rubric.ui.about import explained, glossary
from rubric.ui.app import frame
from rubric.ui.home import shelf
from rubric.ui.parts.words import kept_for
from rubric.ui.state import cache

framework = cache.framework()
frame.heading("How this works", "What the tool does with your evidence, how far to trust it, and what it never does.")
explained.path()
explained.prediction(cache.ready("").model)
explained.scale(framework)
glossary.show()
st.header("What happens to what I type?", anchor=False)
st.markdown(shelf.WHAT_HAPPENS.format(days=kept_for()))
explained.sources(framework)
