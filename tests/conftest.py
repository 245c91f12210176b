"""What all tests share: the bench, costly to make and never changed, so made once a process; and the report texts."""

import os
from pathlib import Path

# scikit-learn's check of array inputs runs only with this, set before SciPy is imported; nothing we use minds.
os.environ.setdefault("SCIPY_ARRAY_API", "1")

import pytest
from hypothesis import HealthCheck, settings

from rubric import workflow
from rubric.storage import upgrade
from rubric.workflow import Bench

settings.register_profile("rubric", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rubric")

# Files are handed to the workers in this order, those that take longest first: one that came late would have its worker
# alone at the end, the others idle. Between those of the browser stand others, so that not every worker drives one.
# The killed processes come after those of the browser, and are then copies of what their servers are copied from.
# The walk of every page is the longest test there is, and wants a home page that no other test has filled: it is first.
LONGEST = (
    "browser/test_every_page.py",
    "browser/test_words_are_kept.py",
    "bench/",
    "browser/test_store_away.py",
    "cli/",
    "browser/",
    "storage/test_kills.py",
    "draft/",
    "pages/",
)
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout with the report texts (`seeds`) and tables made from them (`data`).

    It is no part of the project, so whatever needs it is skipped where it is absent.
    """
    if not all((SHARED / part).is_dir() for part in ("seeds", "data")):
        pytest.skip("the report texts and tables are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def bench() -> Bench:
    """The shipped framework, library, model and coder."""
    return workflow.prepare()


@pytest.fixture(scope="session")
def sqlite_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the store's tables and nothing in them, to be copied: making them takes far longer."""
    path = tmp_path_factory.mktemp("made") / "rubric.sqlite3"
    upgrade(f"sqlite:///{path.as_posix()}")
    return path


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: many tests wait, for a server to come back or to stay silent."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in the order of `LONGEST`; those of one file stay together and as they are written."""
    here = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        name = item.path.relative_to(here).as_posix()
        return next((place for place, start in enumerate(LONGEST) if name.startswith(start)), len(LONGEST))

    items.sort(key=rank)
