"""The library: reports brought in, their coding checked and accepted, and every finding that counts."""

import streamlit as st

from rubric.ui.app import frame
from rubric.ui.reports import bringing, learning, passages, review, shelf
from rubric.ui.state import cache

framework = cache.framework()
frame.heading(
    "Reports", "Bring in scored reports, check how they were read, and let comparison and prediction learn from them."
)
learning.status()
VIEWS = ("Bring in and check", "Search all findings")
view = st.segmented_control(
    "View", VIEWS, default=VIEWS[0], required=True, key="library-view", label_visibility="collapsed"
)
report = review.opened()
if view == VIEWS[1]:
    passages.browse(cache.bench("").library, framework)
elif report is not None:
    review.review(report, framework)
else:
    bringing.form()
    bringing.outcomes()
    shelf.listing()
