"""The predicted band, how sure it is and what to do next, or why there is none yet; the reasons behind it on demand."""

from rubric.prediction import Prediction
from rubric.ui.app import frame
from rubric.ui.band import closer, verdict
from rubric.ui.parts import navigation, offers
from rubric.ui.plan import acts as plan
from rubric.ui.plan.kept import PLACE
from rubric.ui.state import cache

assessment, framework = frame.opened()
frame.heading("Predicted band", "What your evidence would lead us to expect, how sure that is, and what to do next.")
outcome = cache.outcome(assessment, verdict.last_score())

offers.result(plan.SAID, PLACE)
if isinstance(outcome, Prediction):
    verdict.band(outcome, assessment, framework)
else:
    verdict.no_band(outcome, framework)
closer.closer(outcome, assessment, framework, plan.accept)
navigation.steps("band")
