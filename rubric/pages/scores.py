"""What CQC has published: how many councils hold each score, and how nine scores make a rating."""

from rubric.ui import cache, frame, learning, scores

framework = cache.framework()
kept = cache.store().scores.newest()
frame.heading("Published scores", "See how councils were scored, refresh the figures, and work out an overall rating.")
learning.status()
scores.bring_in()
scores.national(cache.bench("").library.national, kept)
scores.calculator(kept, framework)
