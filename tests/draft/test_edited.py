"""A section as text to edit, and that text as a section again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rubric.draft.edited import (
    as_text,
    blocks,
    composed_change,
    from_text,
    lost_items,
    unknown_numbers,
    with_ids,
    with_numbers,
)
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.evidence.model import SectionEdit

KNOWN = range(1, 10)

hostile = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                "#",
                "### ",
                "- ",
                "* ",
                "-",
                "[4]",
                "[4, 7]",
                "[99]",
                "[@a]",
                "\\",
                "\n",
                "\n\n",
                " ",
                ".",
                "a",
                "é",
                "• ",
            ]
        ),
        max_size=8,
    ).map("".join),
)
sentences = st.builds(
    Sentence, text=hostile, evidence=st.lists(st.sampled_from(KNOWN), max_size=3, unique=True).map(tuple)
)
paragraphs = st.builds(Paragraph, sentences=st.lists(sentences, max_size=4).map(tuple))
entries = st.builds(
    Subsection, heading=hostile, paragraphs=st.lists(paragraphs, max_size=3).map(tuple), bulleted=st.booleans()
)
sections = st.builds(
    Section,
    id=st.just("strengths"),
    heading=st.just("Our strengths"),
    paragraphs=st.lists(paragraphs, max_size=3).map(tuple),
    entries=st.lists(entries, max_size=3).map(tuple),
)


def section(*texts: str, entries: tuple[Subsection, ...] = ()) -> Section:
    return Section(
        id="strengths",
        heading="Our strengths",
        paragraphs=tuple(Paragraph(sentences=(Sentence(text=text),)) for text in texts),
        entries=entries,
    )


def letters_of(one: Section) -> str:
    """Everything it says, without spaces."""
    return "".join("".join(sentence.text.split()) for p in one.all_paragraphs() for sentence in p.sentences)


@given(sections)
def test_a_section_comes_back_from_its_text_with_every_word_and_citation(one: Section) -> None:
    again = from_text(one, as_text(one), KNOWN)
    cleaned = from_text(again, as_text(again), KNOWN)
    assert cleaned == again
    assert as_text(again) == as_text(one)
    assert again.evidence == one.evidence


calm = st.text(alphabet=st.sampled_from("ab #-*[]4,7\\@.•"), max_size=25)
calm_sentences = st.builds(
    Sentence, text=calm, evidence=st.lists(st.sampled_from(KNOWN), max_size=3, unique=True).map(tuple)
)


@given(st.lists(calm_sentences, max_size=5), st.booleans())
def test_words_that_look_like_signs_stay_words(told: list[Sentence], bulleted: bool) -> None:
    entry = Subsection(heading="", paragraphs=(Paragraph(sentences=tuple(told)),), bulleted=bulleted)
    one = section(entries=(entry,))
    again = from_text(one, as_text(one), KNOWN)
    assert letters_of(again) == letters_of(one)
    assert again.evidence == one.evidence
    assert len(again.entries) == 1
    assert [e.bulleted for e in again.entries] == [bulleted and bool(again.entries[0].paragraphs)]


@given(hostile)
@example("- [1]")
def test_any_text_at_all_can_be_written_and_settles_at_once(text: str) -> None:
    once = from_text(section(), text, KNOWN)
    assert from_text(once, as_text(once), KNOWN) == once


def test_blocks_show_headings_bullets_lines_and_citations() -> None:
    entry = Subsection(
        heading="How it goes",
        paragraphs=(
            Paragraph(sentences=(Sentence(text="First,\nover two lines.", evidence=(4, 7)), Sentence(text="More."))),
            Paragraph(sentences=(Sentence(text="Second.", evidence=(2,)),)),
        ),
        bulleted=True,
    )
    one = section("Before.", entries=(entry,))
    assert blocks(one) == ("Before.", "### How it goes", "- First,\nover two lines. [4, 7] More.", "- Second. [2]")
    assert from_text(one, as_text(one), KNOWN) == one


def test_a_citation_stays_where_it_was_typed() -> None:
    text = "Carers told us so [4], staff too (see [5]). Both [4]; and [5] begins."
    (paragraph,) = (read := from_text(section(), text, KNOWN)).paragraphs
    assert paragraph.text.replace("\N{NO-BREAK SPACE}", " ") == text
    assert as_text(read) == text
    assert paragraph.words == 10


def test_numbers_that_the_list_does_not_have_stay_as_words_and_are_told() -> None:
    text = "One [4, 99] and two [120]."
    (paragraph,) = from_text(section(), text, KNOWN).paragraphs
    assert paragraph.text.replace("\N{NO-BREAK SPACE}", " ") == "One [99] [4] and two [120]."
    assert unknown_numbers(text, KNOWN) == (99, 120)


def test_bullets_among_paragraphs_stay_bullets() -> None:
    told = from_text(section(), "### Part\n\nLead:\n- one\n- two\n\nEnd.", KNOWN)
    (entry,) = told.entries
    assert not entry.bulleted
    assert [p.text for p in entry.paragraphs] == ["Lead:", "• one", "• two", "End."]


def test_an_empty_text_empties_the_section() -> None:
    emptied = from_text(section("Words."), "  \n\n ", KNOWN)
    assert as_text(emptied) == ""
    assert emptied.words == 0


NUMBERS = {"a": 4, "b c,]": 7}


@given(hostile)
def test_a_text_that_is_kept_reads_the_same_while_no_item_moves(text: str) -> None:
    assert from_text(section(), with_numbers(with_ids(text, NUMBERS), NUMBERS), KNOWN) == from_text(
        section(), text, KNOWN
    )


def test_numbers_follow_their_items() -> None:
    kept = with_ids("They said so. [4, 7] And more. [7]", NUMBERS)
    assert "4" not in kept
    assert with_numbers(kept, {"a": 9, "b c,]": 2}) == "They said so. [2, 9] And more. [2]"


def test_an_item_that_is_gone_is_no_longer_cited_and_is_told() -> None:
    kept = with_ids("They said so. [4, 7] And more. [7]", NUMBERS)
    assert with_numbers(kept, {"a": 4}) == "They said so. [4] And more."
    assert lost_items(kept, {"a": 4}) == ("b c,]",)
    assert lost_items(kept, NUMBERS) == ()


def test_typed_words_that_look_like_a_kept_citation_are_words() -> None:
    kept = with_ids("Write to [@a] today", NUMBERS)
    assert with_numbers(kept, NUMBERS) == "Write to [@a] today"
    assert lost_items(kept, {}) == ()


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("One. [4]\n\nTwo.", []),
        ("One. [4]\n\nTwo.\n\nThree.", ["added"]),
        ("One. [4]", ["gone"]),
        ("One. [4]\n\nTwo and a bit.", ["reworded"]),
    ],
)
def test_what_changed_since_an_edit_is_told_block_by_block(now: str, kinds: list[str]) -> None:
    composed = from_text(section(), "One. [4]\n\nTwo.", KNOWN)
    edit = SectionEdit(section="strengths", text="Mine.", composed=with_ids(as_text(composed), NUMBERS))
    change = composed_change(edit, from_text(section(), now, KNOWN), NUMBERS)
    assert ([part.kind for part in change.parts] if change else []) == kinds
    assert change is None or change.text == now


def test_numbers_that_only_moved_are_no_change() -> None:
    composed = from_text(section(), "One. [4, 7]", KNOWN)
    edit = SectionEdit(section="strengths", text="Mine.", composed=with_ids(as_text(composed), NUMBERS))
    assert composed_change(edit, from_text(section(), "One. [1, 5]", KNOWN), {"a": 5, "b c,]": 1}) is None
