"""The evidence beside what scored reports said: the conclusion first, then item by item, then who confirms what."""

from rubric.ui.app import frame
from rubric.ui.comparison import beside, conclusion
from rubric.ui.comparison.grid import folded_grid
from rubric.ui.evidence import aspects
from rubric.ui.parts import navigation, offers, states
from rubric.ui.plan import acts as plan
from rubric.ui.plan.kept import PLACE
from rubric.ui.state import cache

assessment, framework = frame.opened()
frame.heading(
    "How your evidence compares",
    "What scored reports say on the same things, found by likeness of meaning: read them before you rely on it.",
)
comparison = cache.comparison(assessment)

if not assessment.claims():
    states.empty(
        "There is nothing to compare yet: add evidence, and say whether it is good news and how far along it is."
    )
    navigation.link("evidence", "Add evidence", icon=":material/edit_note:")
else:
    conclusion.open_on(assessment, comparison, framework)
    aspect = aspects.chosen(assessment, framework)
    aspects.selector(assessment, framework, aspect)
    offers.result(plan.SAID, PLACE)
    conclusion.conclusion(assessment, comparison, aspect, plan.accept)
    beside.items(assessment, comparison, framework, aspect, plan.accept)
    folded_grid(comparison.coverage, framework)
navigation.steps("comparison")
