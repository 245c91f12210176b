"""What a council already has, brought in: files and pasted text, then the review of what was found in them."""

from rubric.ui.app import frame
from rubric.ui.intake import bringing, offered, personal, review, tables

assessment, framework = frame.opened()
frame.heading(
    "Bring in what you have",
    "Drop your documents and evidence logs here, and decide about each claim that is found in them.",
)
bringing.form(assessment)
bringing.outcomes()
if personal.is_open():
    personal.settling(assessment)
else:
    tables.listing(assessment, framework)
    review.review(assessment, framework)
    offered.offered(assessment)
