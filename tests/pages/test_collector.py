"""The garbage collector is spared what stays, and what a newer library replaced goes all the same."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest

from rubric.reports import load_national
from rubric.ui.state import cache
from rubric.ui.state.background import Refit
from rubric.ui.state.collector import spare_the_collector
from rubric.workflow import Bench
from tests.pages.conftest import App


@pytest.fixture
def spare() -> Callable[[], None]:
    """What a refit really does, with nothing frozen before it."""
    gc.unfreeze()
    return spare_the_collector


class Ring:
    """Something that holds itself, so that only the collector can let it go."""

    def __init__(self) -> None:
        self.me = self


def settled() -> None:
    """Wait for what refits do once nobody waits for them any more."""
    for thread in threading.enumerate():
        if thread.name == Refit.__name__:
            thread.join(120)
            assert not thread.is_alive()


def walked() -> int:
    """How many objects a full collection walks."""
    gc.collect()
    return len(gc.get_objects())


def test_once_the_app_is_warm_a_collection_walks_next_to_nothing(app: App) -> None:
    app.learned()
    settled()
    frozen = gc.get_freeze_count()
    assert frozen > 100_000  # the libraries alone hold more
    assert walked() < 0.1 * frozen
    app.go("files").sound()
    assert walked() < 0.2 * frozen


def test_what_is_frozen_stays_until_the_next_time_and_then_goes() -> None:
    settled()
    ring = Ring()
    gone = weakref.ref(ring)
    spare_the_collector()
    del ring
    gc.collect()
    assert gone() is not None
    spare_the_collector()
    assert gone() is None


def test_a_bench_that_newer_libraries_replaced_goes_with_a_later_refit(
    app: App, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = {"model": bench.model, "index": bench.index, "coder": bench.coder}
    made: list[weakref.ref[Bench]] = []

    def prepare(*given: object) -> Bench:
        fresh = Bench(bench.framework, bench.library)
        vars(fresh).update(models, ring=fresh)
        made.append(weakref.ref(fresh))
        return fresh

    monkeypatch.setattr(cache, "prepare", prepare)
    for at in range(7):  # the cache holds four, and the oldest of their refits the one before it
        cache.store().scores.add(load_national(), [{"table": at}])
        assert cache.refit().wait(120)
    settled()
    assert made[0]() is None
    assert made[-1]() is not None
    assert sum(one() is not None for one in made) <= 5
