"""What the council's own last report and a peer challenge said, what was done since, what shows it, what changed."""

from rubric.ui.app import frame
from rubric.ui.last_report import bringing, listing

assessment, framework = frame.opened()
frame.heading(
    "Since your last report",
    "An assessor asks first what you did about your last report, and then about a peer challenge: answer each finding "
    "and recommendation here.",
)
origin = bringing.chosen()
bringing.messages(assessment, origin)
report = assessment.brought(origin)
if report is None:
    bringing.bringing(assessment, origin)
else:
    listing.listing(assessment, report, framework)
