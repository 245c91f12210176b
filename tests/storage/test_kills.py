"""Processes killed while they save: whatever was acknowledged is there, in order, with all its history.

A few kills by default; RUBRIC_TEST_KILLS says how many, such as 300.
"""

import os
import random
import sys
import time
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

import pytest

from rubric.errors import StoreUnavailable
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.storage import Store

KILLS = int(os.environ.get("RUBRIC_TEST_KILLS", "6"))
WRITERS = 2  # at once, each with an item of its own, in processes that die together
LATEST = 0.05  # seconds after the first acknowledged save
PATIENCE = 120.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this way of starting many processes is not on Windows")


def save_on_and_on(url: str, item: str, number: int, told: Connection) -> None:
    """Save the numbers from this one on as an item's words, and tell each once the store says that it is saved."""
    with closing(opened(url)) as store:
        while True:
            try:
                store.items.save("here", item, {"text": str(number)}, by=item)
            except StoreUnavailable:  # busy with the other writer for too long: it said that nothing was saved
                continue
            told.send(number)
            number += 1
            time.sleep(0.002)  # nobody saves without a breath, and SQLite lets nobody in between otherwise


def opened(url: str) -> Store:
    while True:
        try:
            return Store(url)
        except StoreUnavailable:  # busy, as above
            continue


def killed_at_work(url: str, after: dict[str, int], moment: float) -> dict[str, int]:
    """The last number that each writer was told to be saved, before all are killed a moment after their first."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["rubric.storage"])
    pipes = {item: context.Pipe(duplex=False) for item in after}
    writers = [
        context.Process(target=save_on_and_on, args=(url, item, number + 1, pipes[item][1]))
        for item, number in after.items()
    ]
    for writer in writers:
        writer.start()
    for pipe in pipes.values():
        pipe[1].close()
    for pipe in pipes.values():
        assert pipe[0].poll(PATIENCE), "nothing was saved"
    time.sleep(moment)
    for writer in writers:
        writer.kill()
    for writer in writers:
        writer.join()
    return {item: read_out(pipe[0], after[item]) for item, pipe in pipes.items()}


def read_out(told: Connection, last: int) -> int:
    try:
        while wait([told], timeout=PATIENCE):
            last = told.recv()
    except (EOFError, OSError):  # it died, perhaps in the middle of telling
        told.close()
    return last


def kept(store: Store, item: str) -> list[int]:
    """Every number that an item's words ever were, oldest first."""
    held = next(one for one in store.assessments.get("here").evidence if one.id == item)
    history = store.items.history("here", item)
    assert {change.by for change in history} <= {item}
    return [int(words) for words in [*(str(change.old) for change in reversed(history)), held.text]]


def test_nothing_that_was_acknowledged_is_lost_when_processes_are_killed(store: Store, url: str) -> None:
    items = [f"writer-{number}" for number in range(WRITERS)]
    evidence = [EvidenceItem(id=item, aspect="feedback", text="0") for item in items]
    store.assessments.add(Assessment(id="here", evidence=evidence))
    chance, last, acknowledged = random.Random(20260301), dict.fromkeys(items, 0), 0
    for _ in range(KILLS):
        told = killed_at_work(url, last, chance.random() * LATEST)
        with closing(Store(url)) as fresh:
            for item in items:
                numbers = kept(fresh, item)
                assert numbers == list(range(len(numbers))), "a save is missing, or out of order"
                assert told[item] <= numbers[-1] <= told[item] + 1, "an acknowledged save is lost"
                acknowledged += told[item] - last[item]
                last[item] = numbers[-1]
    print(f"{KILLS} kills, {acknowledged} acknowledged saves, none lost")
    assert acknowledged >= KILLS * WRITERS
