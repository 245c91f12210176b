"""Evidence beside findings: nearest neighbours, contrast with each score, coverage by voice."""

from collections.abc import Sequence

from rubric.claims.model import Claim
from rubric.comparison.contrast import contrasts
from rubric.comparison.coverage import coverage
from rubric.comparison.index import Index
from rubric.comparison.model import Comparison, Contrast, Coverage, Match, Neighbours, Pattern
from rubric.comparison.nearest import nearest
from rubric.framework.model import Framework


def compare(claims: Sequence[Claim], index: Index, framework: Framework) -> Comparison:
    """The whole comparison of claims with the findings in an index; claims under unknown aspects are left out."""
    placed = [claim for claim in claims if claim.aspect in framework.aspect_ids]
    alike = index.alike([claim.text for claim in placed])
    return Comparison(
        neighbours=nearest(placed, alike, index),
        contrasts=contrasts(placed, alike, index),
        coverage=coverage(placed, framework),
    )


__all__ = ["Comparison", "Contrast", "Coverage", "Index", "Match", "Neighbours", "Pattern", "compare"]
