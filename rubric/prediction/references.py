"""What stands for a score: the findings of real reports, or the framework's own description of the level."""

from collections.abc import Iterator, Sequence

from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.framework.words import Speaker
from rubric.prediction.thin import why_too_thin
from rubric.reports.model import ScoredReport


def claims_of(report: ScoredReport) -> list[Claim]:
    """A report's findings as claims."""
    return [finding.as_claim() for finding in report.findings]


def is_thin(claims: Sequence[Claim], framework: Framework) -> bool:
    """Whether a report's claims are too few to be given a band.

    Then it sets none either: a page with a few findings is good to compare with, but its value hangs on which few.
    """
    return why_too_thin(claims, framework) is not None


def descriptors(framework: Framework, score: int) -> tuple[Claim, ...]:
    """The framework's own description of a level, as claims. They stand in for a score that no report has."""
    return tuple(_descriptors(framework, score))


def _descriptors(framework: Framework, score: int) -> Iterator[Claim]:
    for aspect in framework.aspects:
        for number, claim in enumerate(aspect.level(score).claims):
            yield Claim(
                id=f"descriptor/{aspect.id}/{score}/{number}",
                text=claim.text,
                aspect=aspect.id,
                polarity=claim.polarity,
                maturity=claim.maturity,
                voices=frozenset({claim.voice}),
                speaker=Speaker.REGULATOR,
            )
