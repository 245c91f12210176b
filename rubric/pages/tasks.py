"""The start page of an assessment: what is ready, what each part lacks, and what to do next."""

from rubric.evidence.readiness import readiness
from rubric.ui.app import frame
from rubric.ui.tasks import listing

assessment, framework = frame.opened()
frame.heading(
    assessment.title or assessment.council or "Untitled assessment",
    "Your task list: what is there, what it lacks, and what to do next.",
)
found, todo = readiness(assessment, framework), listing.totals(assessment)
listing.standing(found, assessment)
listing.go_on(assessment, listing.next_thing(found, todo))
listing.aspects(found, framework)
listing.after(assessment, todo)
