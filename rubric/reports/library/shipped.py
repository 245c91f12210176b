"""What is shipped: our coding of four scored reports, and how many councils hold each score.

The texts are our own paraphrases. Limits that everything built on them inherits: four reports, two at 2 and two at 3,
one coder who knew the scores, none at 1 or 4 (docs/data.md).
"""

import csv
from functools import lru_cache
from importlib.resources import files
from io import StringIO

import yaml

from rubric.claims.model import Claim
from rubric.framework.words import Maturity, Polarity, Voice
from rubric.reports.model import UNNAMED, Finding, Library, NationalCounts, ScoredReport


def _text(name: str) -> str:
    return (files("rubric.reports") / "data" / name).read_text(encoding="utf-8")


def _findings(name: str) -> list[Finding]:
    return [
        Finding(
            report_id=row["report_id"],
            authority=row["authority"] or UNNAMED,
            score=int(row["score"]),
            section=row["section"],
            paragraph=int(row["paragraph"]),
            number=int(row["finding_no"]),
            text=row["text"],
            aspect=row["aspect"],
            polarity=Polarity(row["polarity"]),
            maturity=Maturity(row["maturity"]),
            voice=Voice(row["evidence_category"]),
            figures=row["figures"],
        )
        for row in csv.DictReader(StringIO(_text(name)))
    ]


def load_national() -> NationalCounts:
    """How many of 72 councils held each score on each statement by October 2025."""
    return NationalCounts.model_validate(yaml.safe_load(_text("national.yaml")))


@lru_cache(maxsize=1)
def load_library() -> Library:
    """The shipped library: four reports, 238 findings, and the national counts. Never changes, so it is made once."""
    by_report: dict[str, list[Finding]] = {}
    for finding in _findings("findings.csv"):
        by_report.setdefault(finding.report_id, []).append(finding)
    reports = tuple(
        ScoredReport(id=report_id, authority=findings[0].authority, score=findings[0].score, findings=tuple(findings))
        for report_id, findings in by_report.items()
    )
    return Library(reports=reports, national=load_national())


@lru_cache(maxsize=1)
def load_openings() -> tuple[Claim, ...]:
    """Findings from the openings of four more reports: wording to learn coding from, never to set bands by.

    Openings praise at any score; what distinguishes scores comes later in a report.
    """
    return tuple(finding.as_claim() for finding in _findings("openings.csv"))
