"""Cleaning text: what Word, the database and JSON cannot hold goes, everything else stays."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import clean_text

ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, categories=None))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("a soft\vbreak and a page\fbreak from Word", "a soft\nbreak and a page\nbreak from Word"),
        ("tab\tstays", "tab\tstays"),
        ("nul\x00 bell\x07 escape\x1b", "nul bell escape"),
        ("not a character \ufffe\uffff", "not a character "),
        ("lone \ud800 surrogates \udfff", "lone  surrogates "),
        ("a smile in two halves \ud83d\ude00", "a smile in two halves 😀"),
        ("👩‍👧 مرحبا שלום café R&D <b> 5 < 6 “so”", "👩‍👧 مرحبا שלום café R&D <b> 5 < 6 “so”"),
        ("", ""),
    ],
)
def test_only_what_cannot_be_kept_goes(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(ANY_TEXT)
def test_cleaned_text_is_legal_in_xml_and_in_utf_8(text: str) -> None:
    element = ElementTree.Element("p")
    element.text = clean_text(text)
    again = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))  # refuses what XML 1.0 does
    assert (again.text or "") == clean_text(text)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x10FFFD, exclude_categories=["Cs", "Cn"])))
def test_every_ordinary_character_is_kept(text: str) -> None:
    assert clean_text(text) == text
