"""The words of the screens: plain, in short sentences, each word in one meaning."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from rubric.ui.about.glossary import terms
from tests.project import glossary
from tests.project.words import ROOT, Sentence, reading_age, sentences, syllables

LONGEST = 25  # words a sentence: GOV.UK's own limit
OF_SCREENS = 9.0  # GOV.UK's aim
OF_A_ROOM = 12.0  # errors and the framework have the field's own words, such as co-production and supervision
ENOUGH = 10  # sentences: a room with fewer is judged with the others only


@pytest.fixture(scope="module")
def found() -> list[Sentence]:
    """All that the screens say, read once, and only by who runs these tests: reading the whole code takes seconds."""
    return list(sentences())


def is_of_a_screen(one: Sentence) -> bool:
    return not one.room.endswith((" data", " errors"))


def test_there_are_words_to_measure(found: list[Sentence]) -> None:
    assert sum(map(is_of_a_screen, found)) > 400
    assert len({one.room for one in found}) > 25


def test_the_screens_read_as_gov_uk_asks(found: list[Sentence]) -> None:
    assert reading_age([one for one in found if is_of_a_screen(one)]) <= OF_SCREENS


def test_no_room_of_the_house_is_much_harder_to_read(found: list[Sentence]) -> None:
    rooms: defaultdict[str, list[Sentence]] = defaultdict(list)
    for one in found:
        rooms[one.room].append(one)
    ages = {room: reading_age(texts) for room, texts in rooms.items() if len(texts) >= ENOUGH}
    assert {room: age for room, age in ages.items() if age > OF_A_ROOM} == {}


def test_no_sentence_on_a_screen_is_long(found: list[Sentence]) -> None:
    assert [one for one in found if len(one.words) > LONGEST] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("evidence", 3),
        ("made", 1),
        ("report", 2),
        ("table", 2),
        ("counted", 2),
        ("changes", 2),
        ("co-production", 4),
    ],
)
def test_syllables_are_counted_about_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_longer_sentences_and_longer_words_read_as_older() -> None:
    told = [
        "We ask.",
        "We ask them what has changed since.",
        "Organisational accountability necessitates documentation.",
    ]
    ages = [reading_age([Sentence("", text)]) for text in told]
    assert all(younger < older for younger, older in pairwise(ages))


def test_the_glossary_of_the_documents_is_that_of_the_screens() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert text == glossary.page(text), "write it anew: python -m tests.project.glossary"


def test_a_word_has_one_meaning_and_a_meaning_is_no_whole_paragraph() -> None:
    words = [*(term.word for term in terms()), *(term.screen for term in terms() if term.screen != term.word)]
    assert {word: times for word, times in Counter(filter(None, words)).items() if times > 1} == {}
    assert all(not term.means.endswith(".") for term in terms())


def test_a_name_from_statistics_comes_after_what_it_means() -> None:
    """On the screens these names stand in brackets, after the words that say it."""
    for file in (ROOT / "rubric" / "ui").rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if '"' in line and (name := re.search(r"(?i)(.?)(weighted kappa|macro-F1|ranked probability score)", line)):
                assert name[1] == "(", f"{file.name}: {line.strip()}"


def test_no_screen_has_one_of_streamlits_blue_boxes() -> None:
    folders = (ROOT / "rubric" / "ui", ROOT / "rubric" / "pages")
    assert [
        f.name for folder in folders for f in folder.rglob("*.py") if "st.info(" in f.read_text(encoding="utf-8")
    ] == []
