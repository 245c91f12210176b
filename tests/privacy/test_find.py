"""What is found and what is left alone, kind by kind, and what holds for any text."""

import string
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rubric.privacy import Kind, Sureness, find, masked, without
from rubric.remembered import LONGEST

NHS = "999 123 4560"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(one.kind), one.words) for one in find(text)]


def check_digit(nine: str) -> int:
    """Written as the NHS Data Dictionary has it, another way round than the code: weights times digits plus it is 0."""
    weighed = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True))
    return next((last for last in range(11) if (weighed + last) % 11 == 0), 10)


@given(
    some.text("0123456789", min_size=8, max_size=8), some.sampled_from("34679"), some.sampled_from(["", " ", "-", "."])
)
def test_an_nhs_number_is_known_by_its_last_digit_alone(rest: str, first: str, gap: str) -> None:
    nine = first + rest
    for last in range(10):
        number = gap.join([nine[:3], nine[3:6], nine[6:] + str(last)])
        found = kinds(f"The audit looked at {number} and others")
        assert ((str(Kind.NHS_NUMBER), number) in found) == (last == check_digit(nine))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NHS number 123 456 7890", "123 456 7890"),  # mistyped, and still somebody's
        ("Invoice 9991234560", None),
        ("0300 123 4567", None),
        ("1,999,123,456", None),
    ],
)
def test_nhs_numbers(text: str, found: str | None) -> None:
    assert [one.words for one in find(text)] == ([found] if found else [])


@pytest.mark.parametrize("prefix", ["DA", "FY", "QQ", "AO", "BG", "GB", "NK", "KN", "TN", "NT", "ZZ"])
def test_a_prefix_that_is_never_issued_is_no_national_insurance_number_unless_called_one(prefix: str) -> None:
    assert not find(f"See {prefix} 12 34 56 C for the form")
    assert kinds(f"NI number {prefix} 12 34 56 C") == [("ni_number", f"{prefix} 12 34 56 C")]


@pytest.mark.parametrize(
    "text",
    [
        "The policy was agreed on 12 March 2026.",
        "The hub was born on 1 April 2024.",
        "Our principal social worker, Jane Smith, leads the practice week.",
        "Councillor Mrs Hughes chairs the committee.",
        "Dr Okafor joined the panel.",
        "Mr Justice Hayden's judgment was discussed.",
        "Write to jane.smith@exampleshire.gov.uk or info@example.org.",
        "Write to jane.smith@mail.exampleshire.gov.uk or unpaidcarers@gmail.com.",
        "Call our helpline on 0300 123 4567 or the duty desk on 01632 960222.",
        "Our office is at 1 High Street, Exampleton.",
        "We closed 1204 cases in the quarter.",
        "Team A and Band B waited.",
        "The person I met said so.",
    ],
)
def test_ordinary_evidence_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Mrs Patel's mother told us", Kind.NAME, "Mrs Patel"),
        ("Mrs Patel's social worker told us", Kind.NAME, "Mrs Patel"),
        ("The social worker for Mrs Green rang", Kind.NAME, "Mrs Green"),
        ("The manager of the home where Mrs Green lives rang", Kind.NAME, "Mrs Green"),
        ("Mr and Mrs Dhillon", Kind.NAME, "Mr and Mrs Dhillon"),
        ("Doreen Whitcombe, 84, lives alone", Kind.NAME, "Doreen Whitcombe"),
        ("Xanthe Zzyzx, born 4 May 1950", Kind.NAME, "Xanthe Zzyzx"),
        ("Mr B waited", Kind.VIGNETTE, "Mr B"),
        ("an 87-year-old woman", Kind.VIGNETTE, "an 87-year-old woman"),
        ("DOB 7/11/51", Kind.DATE_OF_BIRTH, "7/11/51"),
        ("+44 7700 900123", Kind.PHONE, "+44 7700 900123"),
        ("She lives at 14 Orchard Close", Kind.ADDRESS, "14 Orchard Close"),
        ("Mosaic ID 104883", Kind.CASE_REFERENCE, "104883"),
        ("mags1952@gmail.com", Kind.EMAIL, "mags1952@gmail.com"),
    ],
)
def test_it_is_found_in_its_very_words(text: str, kind: Kind, words: str) -> None:
    assert (str(kind), words) in kinds(text)


def test_a_record_is_found_in_all_its_parts() -> None:
    record = f"Client John Whitfield (DOB 12/03/1946, NHS {NHS}), 14 Orchard Close, EX4 2QP, tel 07700 900123"
    assert {str(one.kind) for one in find(record)} == {
        "name", "date_of_birth", "nhs_number", "address", "phone",
    }  # fmt: skip


PARTS = [
    "Mrs Patel", NHS, "NHS ", "DOB ", "12/03/1946", "07700 900123", "14 Orchard Close", "Mr B", ", ", " (", ") ", "\n",
    "a@gmail.com", "Mosaic ID 104883", "our director, ", "Jane Smith", "Ø", "’s", " ", ".", "[name]",
]  # fmt: skip


@given(some.lists(some.sampled_from(PARTS) | some.text(string.printable, max_size=6), max_size=12))
def test_finds_stand_where_they_say_and_none_is_left_in_what_is_masked(parts: list[str]) -> None:
    text = "".join(parts)
    found = find(text)
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    clean = masked(text, found)
    assert all(clean.count(one.kind.mask) >= 1 for one in found)
    for one in found:
        assert clean.count(one.words) <= text.count(one.words) - sum(other.words == one.words for other in found)


@pytest.mark.parametrize(
    ("text", "clean", "left"),
    [
        (f"Mrs Patel’s mother (NHS {NHS}) rang.", "[name]’s mother (NHS [NHS number]) rang.", "’s mother (NHS) rang."),
        (
            "It was Mr Napier (07700 900123) who saw it.",
            "It was [name] ([phone number]) who saw it.",
            "It was who saw it.",
        ),
        ("Thanks to Mrs Begum, it changed.", "Thanks to [name], it changed.", "Thanks to, it changed."),
        ("Nothing here.", "Nothing here.", "Nothing here."),
    ],
)
def test_a_mask_keeps_the_sense_and_taking_out_leaves_no_gap(text: str, clean: str, left: str) -> None:
    assert masked(text, find(text)) == clean
    assert without(text, find(text)) == left
    assert find(clean) == ()


def test_a_find_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no name stands at 0"):
        masked("Somebody else altogether", find("Mrs Patel"))


def test_only_the_beginning_is_shown_as_a_hint() -> None:
    (number, name) = find(f"NHS {NHS} and Mrs Eileen Patel")
    assert (number.hint, number.sure) == ("999…", Sureness.SURE)
    assert name.hint == "Mrs E…"


@pytest.mark.parametrize(
    "piece", ["Mr Aa ", "1 Aa Road, ", "07 ", "role, manager of ", "a@a.", "Aa Aa ", "999 123 ", "born "]
)
def test_ten_times_the_text_takes_no_more_than_about_ten_times_the_time(piece: str) -> None:
    """In processor time, with room for a busy machine: what grows with the square would take a hundred times it."""

    def taken(letters: int) -> float:
        text = piece * (letters // len(piece))
        times = []
        for _ in range(3):  # the least of them: what else is at work on the machine only ever adds
            began = process_time()
            find(text)
            times.append(process_time() - began)
        return min(times)

    few = LONGEST * 2  # what is shorter is remembered, and asked again takes no time
    assert taken(10 * few) < 30 * max(taken(few), 0.002)
