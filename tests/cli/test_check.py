"""`rubric check`: contract 7."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rubric.__main__ import app
from rubric.checked import as_text
from rubric.errors import BadInput
from rubric.evidence import (
    Assessment,
    Confirmation,
    EvidenceItem,
    SectionEdit,
    Skip,
    Waiver,
    example_assessment,
    write_assessment,
)
from rubric.evidence.personal import personal_data
from rubric.framework import Voice

NHS = "999 123 4560"
ITEM = EvidenceItem(
    id="i1", aspect="feedback", text="We have robust systems for learning from complaints.", heard=f"NHS number {NHS}"
)


def checked(tmp_path: Path, assessment: Assessment, *options: str) -> tuple[int, str]:
    path = tmp_path / "assessment.json"
    path.write_text(write_assessment(assessment), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(path), *options])
    return result.exit_code, result.output


def test_personal_data_is_told_with_item_field_what_and_why_and_exits_with_1(tmp_path: Path) -> None:
    code, printed = checked(tmp_path, Assessment(evidence=[ITEM]), "--json")
    assert code == 1
    found = json.loads(printed)
    assert found["personal"] == [
        {
            "item": "item:i1",
            "field": "heard",
            "kind": "nhs_number",
            "sure": "sure",
            "what": "looks like an NHS number (999…)",
            "why": "Ten digits called an NHS number.",
        }
    ]
    (vague,) = [note for note in found["notes"] if note["rule"] == "vague_claim"]
    assert (vague["item"], vague["field"]) == ("item:i1", "text")
    assert vague["what"]
    assert vague["why"]
    assert NHS not in printed


def test_every_place_where_something_is_typed_is_read(tmp_path: Path) -> None:
    told = f"NHS number {NHS}"
    assessment = Assessment(
        title=told,
        evidence=[ITEM],
        skips=[Skip(aspect="culture", reason=told)],
        edits=[SectionEdit(section="strengths", text=told)],
    )
    _, printed = checked(tmp_path, assessment, "--json")
    kinds = {row["item"].partition(":")[0] for row in json.loads(printed)["personal"]}
    assert kinds == {"assessment", "item", "skip", "section"}


def test_a_record_of_what_somebody_said_is_read_and_named_by_its_id(tmp_path: Path) -> None:
    said = Confirmation(id="r1", voice=Voice.PEOPLE, said=f"NHS number {NHS}", where="Letter of Mrs Eileen Patel")
    code, printed = checked(
        tmp_path, Assessment(evidence=[EvidenceItem(id="i1", aspect="feedback", confirmations=[said])]), "--json"
    )
    found = [(row["item"], row["field"], row["kind"]) for row in json.loads(printed)["personal"]]
    assert code == 1
    assert found == [
        ("item:i1", "confirmations.r1.said", "nhs_number"),
        ("item:i1", "confirmations.r1.where", "name"),
    ]
    assert NHS not in printed
    assert "Patel" not in printed


def test_what_is_kept_with_a_reason_is_told_apart_and_exits_with_0(tmp_path: Path) -> None:
    assessment = Assessment(evidence=[ITEM])
    (one,) = personal_data(assessment)
    assessment.waivers = [Waiver(rule=one.rule, subject=one.subject, reason="A specimen number")]
    code, printed = checked(tmp_path, assessment, "--json")
    found = json.loads(printed)
    assert (code, found["personal"]) == (0, [])
    assert [row["reason"] for row in found["kept"]] == ["A specimen number"]


def test_the_example_has_notes_at_most_and_a_line_for_each(tmp_path: Path) -> None:
    code, printed = checked(tmp_path, example_assessment())
    assert code == 0
    assert "looks like" not in printed
    assert "Usual documents that nothing is named after: " in printed


def test_what_is_missing_is_told_by_aspect_and_by_document(tmp_path: Path) -> None:
    code, printed = checked(tmp_path, Assessment(evidence=[ITEM.model_copy(update={"heard": ""})]), "--json")
    found = json.loads(printed)
    assert code == 0
    assert {row["aspect"]: row["what"] for row in found["gaps"]}["feedback"] == "nothing finished yet"
    assert {"name": "A Healthwatch report with your response", "aspects": "feedback"} in found["documents"]
    text = checked(tmp_path, Assessment())[1].splitlines()
    assert len(text) == 9 + 1
    assert text[0] == "Learning culture and leadership: nothing yet."


def test_where_all_is_well_and_nothing_is_missing_one_line_says_so() -> None:
    nothing = dict.fromkeys(("notes", "personal", "kept", "gaps", "documents"), ())
    assert as_text(nothing) == "Nothing stands out, and nothing looks like personal data."


@pytest.mark.parametrize("content", [None, "not json", "[]"])
def test_bad_input_is_told_as_such(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert isinstance(result.exception, BadInput)
