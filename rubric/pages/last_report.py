"""The council's own last report: what it said, what was done since, what shows it, what changed for people."""

from rubric.ui.app import frame
from rubric.ui.last_report import listing

assessment, framework = frame.opened()
frame.heading(
    "Since your last report",
    "An assessor asks first what you did about your last report: answer each of its findings here.",
)
listing.messages(assessment)
if assessment.last_report is None:
    listing.bringing(assessment)
else:
    listing.listing(assessment, assessment.last_report, framework)
