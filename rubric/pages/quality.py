"""How good the tool is on reports it has never seen, and on cases of one's own."""

from rubric.ui.app import frame
from rubric.ui.quality import judged
from rubric.ui.reports import learning
from rubric.ui.state import cache

framework = cache.framework()
frame.heading(
    "How good is this?", "See how often the tool is right on reports it has not seen, and judge it on your own cases."
)
learning.status()
judged.unseen()
judged.library(framework)
judged.case_file(framework)
