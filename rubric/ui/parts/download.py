"""The assessment file, wherever it is offered for download."""

from rubric.evidence import write_assessment
from rubric.ui.state import cache


def assessment_as_file(assessment: str) -> str:
    """The JSON text of an assessment file, as it can be brought in again. NotFound: no assessment has this id."""
    return write_assessment(cache.store().assessments.get(assessment))
