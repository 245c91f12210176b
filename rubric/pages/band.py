"""The predicted band with its reasons, or why there is none yet."""

from rubric.prediction import Prediction
from rubric.ui.app import frame
from rubric.ui.band import change, verdict
from rubric.ui.parts import navigation
from rubric.ui.state import cache

assessment, framework = frame.opened()
frame.heading("Predicted band", "What your evidence would lead us to expect, why, and what would change it.")
outcome = cache.outcome(assessment)

if isinstance(outcome, Prediction):
    verdict.band(outcome, framework)
else:
    verdict.no_band(outcome, framework)
verdict.profile(outcome, framework)
if isinstance(outcome, Prediction):
    verdict.moves(outcome, assessment)
verdict.reasons(outcome, assessment, framework)
verdict.left_out(outcome, framework)
change.try_a_change(assessment, framework, outcome)
verdict.track_record(outcome)
navigation.steps("band")
