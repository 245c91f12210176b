"""What is taken away in one file, wherever it is offered."""

from rubric.evidence import write_assessment
from rubric.ui.state import cache


def assessment_as_file(assessment: str) -> str:
    """The assessment with this id as a file that "Bring in an assessment" takes. NotFound: it is not there."""
    return write_assessment(cache.store().assessments.get(assessment))
