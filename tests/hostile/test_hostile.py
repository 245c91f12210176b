"""Hostile files at every door: each is taken or refused in one plain sentence, and nobody else waits for it.

Here are those that are made and read in a moment. All of them are brought in by `python -m tests.hostile.measured`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from rubric.bounded import Bounds, Over, within_bounds
from rubric.draft import compose
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.returned import read_returned
from rubric.errors import BadInput
from rubric.framework import load
from rubric.storage import Store
from tests.bounded import works
from tests.draft.builders import ON, rich
from tests.hostile.files import Hostile, all_hostile

QUICK = {
    "a part that stands twice", "strange names", "sizes that no machine has", "a directory beyond the end",
    "cut in half", "locked with a password", "elements nested 100,000 deep", "tables nested 75 deep",
    "30,000 chained styles", "a record nested 90,000 deep", "a record with a number of 90,000 figures", "in UTF-16",
    "in UTF-7", "null bytes", "an entity from a file", "a document type from elsewhere", "parameter entities",
    "a file that is to be included", "braces left open", "numbers that are none", "a shared text that is not there",
    "the whole sheet joined", "a column beyond all columns", "a name of 300,000 ranges", "a record nested 30,000 deep",
    "2,000 sheets", "entities that multiply", "pages that name each other", "20 levels of ten pages each",
    "pages 20,000 deep", "500 filters", "a predictor of two billion columns", "a form that draws itself",
    "20 levels of ten forms each", "a map of four billion letters", "a table before itself",
    "a table of two billion lines", "objects that hold themselves", "a length that is its own stream",
    "objects in a circle", "30,000 objects in a chain", "parents in a circle", "locked with much work",
    "that would start programs", "numbers beyond all numbers", "100,000 nested boxes, as a page",
    "in punycode, as a page", "in zip, as a page", "full stops", "links that never close", "Windows-1252",
    "UTF-16 without a mark", "a quotation mark that never closes", "a heading of a million cells",
    "nested 9,000,000 deep", "a number of 9,000,000 figures", "half letters", "fields that nest", "nested lines",
    "long numbers", "a field of a million words",
}  # fmt: skip
_quick = [one for one in all_hostile() if one.name in QUICK]


def outcome(read: Callable[[], object]) -> tuple[object, str]:
    """What is given, and the sentence with which it is refused: one of the two."""
    try:
        return read(), "."
    except BadInput as refused:
        return None, str(refused)


def is_plain(sentence: str) -> bool:
    """One sentence that says what is wrong and what to do, and nothing of how it was found."""
    if re.search(r"Error\b|Traceback|Exception|<class|0x[0-9a-f]+|\n", sentence):
        return False
    return sentence.endswith((".", ")")) and len(sentence) < 400


def test_every_name_here_is_one_of_the_set() -> None:
    assert {one.name for one in _quick} == QUICK
    assert len(all_hostile()) >= 118


@pytest.mark.parametrize("hostile", _quick, ids=lambda one: f"{one.door}: {one.name}")
def test_a_hostile_file_is_taken_or_refused_in_one_sentence(hostile: Hostile) -> None:
    found, said = outcome(hostile.read)
    assert is_plain(said), said
    assert "root:" not in repr(found)  # what /etc/passwd begins with


def test_others_save_while_a_hostile_file_is_read(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    kept = store.assessments.add(rich())
    begun, ended = Event(), Event()

    def read() -> None:
        begun.set()
        with pytest.raises(BadInput):
            within_bounds(works.work_on, over=Over("It", "take another"), bounds=Bounds(work=6))
        ended.set()

    thread = Thread(target=read)
    thread.start()
    begun.wait()
    try:
        for turn in range(20):
            store.items.save(kept.id, kept.evidence[0].id, {"text": f"We met carers {turn} times"})
        assert not ended.is_set()  # the saves did not wait until the file was done with
    finally:
        thread.join()
        store.close()


def test_a_returned_draft_of_thousands_of_paragraphs_is_compared() -> None:
    returned = next(one for one in all_hostile() if one.name == "9,500 paragraphs in a section")
    draft = compose(rich(), load(), on=ON)
    found, said = outcome(lambda: differences(read_returned(returned.make()), draft))
    assert is_plain(said), said
    assert found is not None
