"""Where a document of a council stands: its status, version and date, and who agreed to it."""

from datetime import date
from typing import NamedTuple

from rubric.english import long_date
from rubric.evidence.model import Assessment, Standing
from rubric.evidence.stated import stated
from rubric.evidence.text import clean_text

LABELS = {
    Standing.DRAFT: "Draft",
    Standing.REVIEW: "For review",
    Standing.AGREED: "Agreed",
    Standing.PUBLISHED: "Published",
}


class Agreed(NamedTuple):
    """Who agreed: a name, a role, and the day as it was typed; "" where it is not told."""

    name: str
    role: str = ""
    date: str = ""


def standing(assessment: Assessment, on: date) -> str:
    """ "For review, version 1.2, 20 November 2026": the line on the first page and at the head of the others."""
    version = f"version {flat}" if (flat := " ".join(clean_text(stated(assessment.version)).split())) else ""
    return ", ".join(filter(None, (LABELS[assessment.status], version, long_date(on))))


def agreed_by(assessment: Assessment) -> tuple[Agreed, ...]:
    """Who agreed, in the order typed: one a line, as "name, role, date"; a role may hold commas."""
    found = []
    for line in clean_text(stated(assessment.agreement)).splitlines():
        name, *rest = [part.strip() for part in line.split(",")]
        if stated(name):
            found.append(Agreed(name, ", ".join(rest[:-1] or rest), rest[-1] if len(rest) > 1 else ""))
    return tuple(found)
