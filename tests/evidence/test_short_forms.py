"""Short forms: where they are used, and where their words stand beside them."""

import pytest

from rubric.evidence.short_forms import Words, beside_words, glossary, is_beside, used_in, words_for


def shorts(text: str) -> list[tuple[str, bool]]:
    return [(used.short, used.many) for used in used_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DoLS waits fell", [("DoLS", False)]),
        ("Two SARs and one SAB", [("SAR", True), ("SAB", False)]),
        ("the LGSCO’s report", [("LGSCO", False)]),
        ("pre-DoLS, MCA/DoLS", [("MCA", False)]),
        ("ALL STAFF MUST READ THE ASC POLICY", []),
        ("Monday, a café, CO2", []),
    ],
)
def test_short_forms_are_found_with_their_plural(text: str, found: list[tuple[str, bool]]) -> None:
    assert shorts(text) == found


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("under the Deprivation of Liberty Safeguards (DoLS) we", "DoLS", "Deprivation of Liberty Safeguards"),
        ("DoLS (deprivation of liberty safeguards)", "DoLS", "deprivation of liberty safeguards"),
        ("our safeguarding adults reviews (SARs)", "SAR", "safeguarding adults reviews"),
        ("SARs (safeguarding adults reviews, see below)", "SAR", "safeguarding adults reviews"),
        ("the multi-disciplinary team (“MDT”)", "MDT", "multi-disciplinary team"),
        ("our outreach team (OT)", "OT", "outreach team"),
        ("VCSE (voluntary, community and social enterprise)", "VCSE", "voluntary, community and social enterprise"),
    ],
)
def test_words_beside_a_short_form_are_known_by_its_letters_or_the_glossary(text: str, short: str, words: str) -> None:
    assert [(one.used.short, one.words) for one in beside_words(text)] == [(short, words)]


@pytest.mark.parametrize(
    "text", ["DoLS (two in all)", "SAR (see page 4)", "we said so (ASC)", "Waits fell. (DoLS)", "(MCA)", "CQC (2025)"]
)
def test_other_words_beside_a_short_form_are_not_taken_for_it(text: str) -> None:
    assert not list(beside_words(text))


def test_words_stand_beside_it_without_brackets_too() -> None:
    words = words_for("CQC", "Care Quality Commission")
    for text in (
        "the Care Quality Commission, or CQC,",
        "CQC, the Care Quality Commission",
        "Care Quality\nCommission (CQC)",
    ):
        (used,) = used_in(text)
        assert is_beside(text, used, words), text
    (used,) = used_in("CQC came. The Care Quality Commission wrote.")
    assert not is_beside("CQC came. The Care Quality Commission wrote.", used, words)


def test_plurals_are_made_with_an_s_or_named_and_a_name_has_none() -> None:
    stand_for = glossary().stand_for
    assert words_for("AMHP", stand_for["AMHP"]).many == "approved mental health professionals"
    assert words_for("OT", stand_for["OT"]) == Words("occupational therapy", "occupational therapists")
    assert words_for("CQC", stand_for["CQC"]).many == ""
    assert words_for("ASC", stand_for["ASC"]).many == ""


def test_the_glossary_names_only_short_forms_that_it_has() -> None:
    terms = glossary()
    assert {*terms.plurals, *terms.unless} <= {*terms.stand_for}
    assert all(list(shorts(short)) == [(short, False)] for short in (*terms.stand_for, *terms.ambiguous))
