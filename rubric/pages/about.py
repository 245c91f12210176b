"""How the tool works, how far it can be trusted, and what happens to what is typed; the particulars folded."""

import streamlit as st

from rubric.ui.about import accessibility, explained, glossary
from rubric.ui.app import frame
from rubric.ui.home import shelf
from rubric.ui.state import cache

framework = cache.framework()
frame.heading("How this works", "What the tool does with your evidence, how far to trust it, and what it never does.")
explained.path()
explained.prediction(cache.ready("").model)
st.header("More about it", anchor=False)
shelf.what_happens()
explained.scale(framework)
glossary.show()
accessibility.show()
explained.sources(framework)
