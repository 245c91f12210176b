"""Files that cannot be used: each gets one clear sentence that says what is wrong and what to do."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.errors import BadAssessmentFile
from rubric.evidence import example_assessment, file, parse, read_assessment, write_assessment
from rubric.evidence.model import SCHEMA_VERSION

from .builders import file_of

EXAMPLE = write_assessment(example_assessment())


def complaint(data: bytes | str | Path) -> str:
    with pytest.raises(BadAssessmentFile) as caught:
        read_assessment(data)
    return str(caught.value)


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def item(**fields: Any) -> str:
    return file_of({"aspect": "culture", "text": "One"}, {"aspect": "feedback"}, {"aspect": "culture", **fields})


BAD_FILES: dict[str, tuple[bytes | str, str]] = {
    "empty": ("", "is empty"),
    "blank": (b" \n", "is empty"),
    "prose": ("Dear all, please find attached", "not an assessment file"),
    "a page": ("<html></html>", "not an assessment file"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF"),
    "a workbook": (workbook(), "a Word, Excel or zip file"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    "not UTF-8": ('{"council": "Café"}'.encode("latin-1"), "not text in UTF-8"),
    "a comma too many": ('{"evidence": [],}', "broken at line 1"),
    "a list": ('[{"aspect": "culture"}]', "holds a list"),
    "a number": ("42", "a single value"),
    "another thing": ('{"name": "x"}', "holds no evidence and does not say"),
    "an empty object": ("{}", "holds no evidence and does not say"),
    "another kind": ('{"kind": "invoice", "evidence": []}', "of the kind “invoice”"),
    "a kind that is no word": ('{"kind": ["a"], "evidence": []}', "of the kind a list"),
    "a case": ('{"id": "x", "score": 3, "claims": []}', "a case from a case file"),
    "a case file": ('{"id": "x", "claims": []}\n{"id": "y", "claims": []}\n', "a case file, with one case a line"),
    "a newer release": (file_of(schema_version=SCHEMA_VERSION + 1, something_new=1), "install the newer release"),
    "version nought": (file_of(schema_version=0), "which no release has used"),
    "version in words": (file_of(schema_version="one"), "has schema_version “one”"),
    "version true": (file_of(schema_version=True), "has schema_version true"),
    "a repeated key": ('{"evidence": [], "council": "A", "council": "B"}', "“council” stands twice"),
    "not a number": ('{"evidence": [{"aspect": "culture", "position": NaN}]}', "NaN, which is not a number"),
    "an endless position": ('{"evidence": [{"aspect": "culture", "position": 1e999}]}', "number of ordinary size"),
    "brackets without end": ("[" * 100_000, "not built like"),
    "deep nesting": (item(action=json.loads('{"a":' * 300 + "1" + "}" * 300)), "nested far deeper than any of ours"),
    "a giant number": ('{"evidence": [' + "9" * 5_000 + "]}", "not built like"),
    "evidence that is no list": ('{"evidence": "lots"}', "evidence “lots”, which is not a list"),
    "an item that is no object": (file_of("We do well"), "Evidence item 1 in the file is “We do well”"),
    "an unknown field at the top": (file_of(councl="X"), "“councl” that we do not know (is it council?)"),
    "an unknown field in an item": (
        item(colour="red"),
        "Item 2 under culture has a field “colour” that we do not know",
    ),
    "an unknown field in a step": (item(action={"onwer": "me"}), "The next step of item 2 under culture has a field"),
    "a wrong maturity": (
        item(maturity="done", text="We meet."),
        "Item 2 under culture (“We meet.”) has maturity “done”, which is not one of absent, planned, developing, "
        "in_place, embedded or impact; put that right in the file",
    ),
    "a wrong voice": (item(voices=["people", "mayor"]), "has voices “mayor”, which is not one of people"),
    "voices in a string": (item(voices="people"), "which is not a list in square brackets"),
    "text that is a number": (item(text=7), "has text 7, which is not text"),
    "a date in words": (item(source_date="March 2026"), "“March 2026”, which is not a date written like"),
    "a date as a number": (item(source_date=20260331), "20260331, which is not a date written like"),
    "an impossible date": (item(source_date="2026-02-30"), "“2026-02-30”, which is not a date"),
    "a time in words": (file_of(created="yesterday"), "has created “yesterday”, which is not a date and time"),
    "a wrong date in a step": (item(action={"due": "soon"}), "has action due “soon”, which is not a date"),
    "a step that is a number": (item(action=0), "has action 0, which is not a group of fields"),
    "a record of nobody": (item(confirmations=[{"said": "Yes"}]), "Record 1 of item 2 under culture has no voice"),
    "a record that is no object": (item(confirmations=["Yes"]), "Record 1 of item 2 under culture is “Yes”, which is"),
    "a field misspelt in a record": (
        item(confirmations=[{"voice": "people", "sad": "Yes"}]),
        "Record 1 of item 2 under culture has a field “sad” that we do not know (is it said?)",
    ),
    "a number in words": (item(confirmations=[{"voice": "people", "count": "ten"}]), "has count “ten”, which is not a"),
    "fewer than none": (item(confirmations=[{"voice": "people", "of": -1}]), "has of -1, which is less than 0"),
    "more than there are": (item(confirmations=[{"voice": "people", "of": 10**9}]), "which is more than 100,000,000"),
    "a record of too much": (
        item(confirmations=[{"voice": "people"} | {str(number): 1 for number in range(50)}]),
        "Record 1 of item 2 under culture has more than 40 fields",
    ),
    "too many records": (item(confirmations=[{"voice": "people"}] * 41), "Item 2 under culture has more than 40"),
    "no aspect": (file_of({"text": "We meet."}), "Evidence item 1 in the file has no aspect"),
    "an id that is too long": (item(id="x" * 65), "longer than 64 characters"),
    "a skip without a reason": (file_of(skips=[{"aspect": "culture", "reason": ""}]), "Skipped aspect 1 has an empty"),
    "a wrong status": (file_of(actions=[{"status": "late"}]), "Plan action 1 has status “late”"),
    "an action's links in a string": (file_of(actions=[{"evidence": "a"}]), "Plan action 1 has evidence “a”, which is"),
    "a field misspelt in an action": (
        file_of(actions=[{"aspect": []}]),
        "“aspect” that we do not know (is it aspects?)",
    ),
    "an edit that is no object": (file_of(edits=["Ours"]), "Edited section 1 is “Ours”, which is not a group"),
    "an edit of no section": (file_of(edits=[{"text": "Ours"}]), "Edited section 1 has no section"),
    "an edit without words": (file_of(edits=[{"section": "gaps"}]), "Edited section 1 has no text"),
    "an edit at no time": (
        file_of(edits=[{"section": "gaps", "text": "", "at": "then"}]),
        "Edited section 1 has at “then”, which is not a date and time",
    ),
    "a section edited twice": (
        file_of(edits=[{"section": "gaps", "text": "A"}, {"section": "gaps", "text": "B"}]),
        "The section “gaps” was edited twice in this file",
    ),
    "edits that are no list": (file_of(edits={"gaps": "Ours"}), "edits a group of fields, which is not a list"),
    "a waiver without a reason": (
        file_of(waivers=[{"rule": "no-date", "subject": "item:a", "reason": ""}]),
        "Waived note 1 has an empty reason",
    ),
    "a waiver of nothing": (file_of(waivers=[{"rule": "no-date", "reason": "So"}]), "Waived note 1 has no subject"),
    "far too many edits": (
        file_of(edits=[{"section": str(n), "text": ""} for n in range(501)]),
        "more than 500 edited sections",
    ),
    "far too many waivers": (file_of(waivers=[{}] * 5_001), "more than 5,000 waived notes"),
    "far too many links": (file_of(actions=[{"evidence": ["a"] * 5_001}]), "Plan action 1 has more than 5,000 fields"),
    "far too many aspects": (file_of(actions=[{"aspects": ["a"] * 60}]), "Plan action 1 has more than 40 fields"),
    "an example that is a word": (file_of(is_example="yes"), "neither true nor false"),
    "two problems": (item(polarity="good", reach="all"), "put that and the other problem right"),
    "three problems": (item(polarity="good", reach="all", x=1), "put that and the 2 other problems right"),
    "far too many fields": (item(**{f"field {n}": 1 for n in range(60)}), "has more than 40 fields"),
    "far too many voices": (item(voices=["people"] * 60), "Item 2 under culture has more than 40 fields"),
    "far too many fields in a skip": (
        file_of(skips=[{f"field {n}": 1 for n in range(60)}]),
        "Skipped aspect 1 has more than 40 fields",
    ),
    "far too many fields at the top": (file_of(**{f"field {n}": 1 for n in range(60)}), "has more than 40 fields"),
    "a position in words": (item(position="first"), "position “first”, which is not a number"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence_with_what_to_do(name: str) -> None:
    data, telling = BAD_FILES[name]
    message = complaint(data)
    assert telling in message
    assert message.endswith(".")
    assert ";" in message, "a semicolon joins what is wrong and what to do"
    assert "\n" not in message
    assert "pydantic" not in message
    assert len(message) < 400


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=1, max_value=len(EXAMPLE) - 2))
def test_a_file_cut_short_is_called_that(length: int) -> None:
    assert "stops in the middle" in complaint(EXAMPLE[:length])


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_other_bytes_are_refused_and_never_crash(data: bytes | str) -> None:
    assert complaint(data)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["people", "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["aspect", "text", "voices", "action", "due", "id", "position", "x"]), inner)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(JSON, JSON, JSON, JSON)
def test_any_json_is_read_or_refused_with_a_sentence(evidence: Any, skips: Any, actions: Any, edits: Any) -> None:
    text = json.dumps({"evidence": evidence, "skips": skips, "actions": actions, "edits": edits, "waivers": edits})
    try:
        assessment = read_assessment(text)
    except BadAssessmentFile as error:
        assert str(error).endswith(".")  # noqa: PT017 - both outcomes are right, and each is checked
    else:
        assert read_assessment(write_assessment(assessment)) == assessment


def test_a_file_over_the_limit_is_refused_with_the_limit() -> None:
    padded = file_of() + " " * parse.LIMIT
    assert "20 MB" in complaint(padded)
    assert "20 MB" in complaint(padded.encode())


def test_a_file_over_the_limit_is_refused_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (parse.LIMIT + 1))
    assert "20 MB" in complaint(path)


def test_too_many_items_are_refused() -> None:
    assert "more than 5,000 evidence items" in complaint(file_of(*[{"aspect": "a"}] * (file.MAX_ITEMS + 1)))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert complaint(tmp_path / "gone.json").startswith("The file gone.json cannot be opened")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "cannot be opened" in complaint(tmp_path)
