"""An invented council, so that everything can be tried without typing."""

from importlib.resources import files

from rubric.evidence.file import read_assessment
from rubric.evidence.ids import new_id
from rubric.evidence.model import Assessment, now


def example_assessment() -> Assessment:
    """Exampleshire's assessment of 2026: nine aspects, some items weak on purpose.

    A new assessment each time, with an id and times of its own; its items keep their ids.
    """
    assessment = read_assessment(files("rubric.evidence").joinpath("data", "example.json").read_bytes())
    moment = now()
    return assessment.model_copy(update={"id": new_id(), "created": moment, "updated": moment})
