"""What all tests share: the bench is costly to make and never changes, so it is made once a process."""

import os

# scikit-learn's check of array inputs runs only with this, set before SciPy is imported; nothing we use minds.
os.environ.setdefault("SCIPY_ARRAY_API", "1")

import pytest
from hypothesis import HealthCheck, settings

from rubric import workflow
from rubric.workflow import Bench

settings.register_profile("rubric", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rubric")


@pytest.fixture(scope="session")
def bench() -> Bench:
    """The shipped framework, library, model and coder."""
    return workflow.prepare()
