"""What a source is called, and the register of documents made by it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import Assessment, Confirmation
from rubric.evidence.documents import documents
from rubric.evidence.sources import is_old, source_key, sources_in
from rubric.framework import Voice
from tests.evidence.builders import usable

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Carers’ survey, 2026", "carers survey 2026"),
        ("the Carer's  Survey\t2026", "carers survey 2026"),
        ("Carers_survey_2026.pdf", "carers survey 2026"),
        ("OUR  annual report.DOCX ", "annual report"),
        ("The", "the"),
        ("–", ""),
    ],
)
def test_one_document_has_one_normal_form_however_it_is_typed(typed: str, key: str) -> None:
    assert source_key(typed) == key


@given(st.text())
def test_a_normal_form_is_its_own_and_case_and_space_do_not_matter(text: str) -> None:
    key = source_key(text)
    assert source_key(key) == key
    assert source_key(f"  {text.replace(' ', '   ')} ") == key


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("Audit; Board minutes\nThe audit", ("The audit", "Board minutes")),
        ("Audit, March; n/a; ", ("Audit, March",)),
        ("TBC", ()),
        ("", ()),
    ],
)
def test_a_field_may_name_several_and_what_says_nothing_names_none(field: str, named: tuple[str, ...]) -> None:
    assert set(map(source_key, sources_in(field))) == set(map(source_key, named))


@given(st.dates(min_value=date(1990, 1, 1)), st.dates(min_value=date(1990, 1, 1)), st.integers(0, 50))
def test_a_document_grows_no_younger(when: date, on: date, years: int) -> None:
    if is_old(when, on, years):
        assert when < on
        assert is_old(when, max(on, date(9999, 12, 31)), years)
    assert not is_old(None, on, years)


def test_the_register_has_each_document_once_with_its_dates_and_what_rests_on_it() -> None:
    said = Confirmation(voice=Voice.PEOPLE, said="It helps", where="The audit.pdf", when=date(2026, 2, 1))
    first = usable("culture", id="a", source="Audit", source_date=date(2026, 1, 5), confirmations=[said])
    second = usable("practice", id="b", source="Audit; Old letter", source_date=date(2020, 1, 5))
    third = usable("practice", id="c", source="Undated log")
    audit, letter, log = documents(Assessment(evidence=[first, second, third]), TODAY)
    assert (audit.name, audit.spellings) == ("Audit", ("Audit", "The audit.pdf"))
    assert audit.dates == (date(2020, 1, 5), date(2026, 1, 5), date(2026, 2, 1))
    assert (audit.rests, audit.records, audit.stale) == (("a", "b"), 1, False)
    assert (letter.name, letter.stale, letter.rests) == ("Old letter", True, ("b",))
    assert (log.dates, log.stale) == ((), False)
