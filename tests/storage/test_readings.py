"""What the encoder made of findings: kept with their text, used for that text and that encoder alone, gone with it."""

from datetime import timedelta

import pytest

from rubric.storage import Store
from tests.reports.shelf_builders import finding, shelved

MADE = {"People wait": b"one", "Carers meet": b"two"}


@pytest.fixture
def report(store: Store) -> str:
    """A report with a finding for each text of MADE, and one more; its id."""
    texts = [*MADE, "Staff learn"]
    return store.library.add(
        shelved(id="north", findings=tuple(finding(number, text=text) for number, text in enumerate(texts, 1)))
    ).id


def test_readings_are_kept_for_the_texts_that_are_there_and_for_one_encoder(store: Store, report: str) -> None:
    assert store.readings.of("first") == {}
    store.readings.keep("first", {**MADE, "Nowhere": b"three"})
    assert store.readings.of("first") == MADE
    assert store.readings.of("firs") == store.readings.of("second") == {}
    store.readings.keep("second", {"People wait": b"other"})
    assert store.readings.of("second") == {"People wait": b"other"}
    assert store.readings.of("first") == {"Carers meet": b"two"}


def test_a_reading_of_a_text_that_was_corrected_is_not_used(store: Store, report: str) -> None:
    store.readings.keep("first", MADE)
    before = store.library.revision(report)
    changed = store.findings.save(report, [1], {"text": "Nobody waits"})
    assert store.readings.of("first") == {"Carers meet": b"two"}
    store.readings.keep("first", {"Nobody waits": b"new"})
    assert store.readings.of("first") == {"Carers meet": b"two", "Nobody waits": b"new"}
    store.findings.undo(report, changed.revision)
    assert store.readings.of("first") == {"Carers meet": b"two"}
    assert store.library.revision(report) == before + 2


def test_keeping_readings_changes_nothing_that_is_made_from_the_library(store: Store, report: str) -> None:
    store.library.accept(report)
    held, version = store.library.get(report), store.library.version()
    store.readings.keep("first", MADE)
    assert (store.library.get(report), store.library.version()) == (held, version)


def test_a_reading_goes_with_its_finding(store: Store, report: str) -> None:
    store.readings.keep("first", MADE)
    store.library.remove(report)
    store.purge(older_than=timedelta(0))
    assert store.readings.of("first") == {}


def test_many_are_kept_in_more_than_one_go(store: Store) -> None:
    made = {f"Finding {number}": f"{number}".encode() for number in range(450)}
    store.library.add(shelved(findings=tuple(finding(number, text=text) for number, text in enumerate(made, 1))))
    store.readings.keep("first", made)
    assert store.readings.of("first") == made
