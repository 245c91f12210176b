"""The table of fields: it has what the model has, and no two of its words can be taken for each other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from rubric.evidence import Confirmation, EvidenceItem, PlanAction, fields
from rubric.evidence.fields import ACCOUNT, ACTION, CONFIRMATION, ITEM, STEP, WORDS, Answer, Field
from rubric.evidence.model import Action
from rubric.framework.words import Voice

from .builders import TEXTS

ROOT = Path(__file__).parents[2]
ROWS = {"item": ITEM, "confirmation": CONFIRMATION, "action": ACTION}
NOBODY_FILLS_IN = {"id", "position", "origin"}
TYPES: dict[Answer, Callable[[Field], Any]] = {
    Answer.WORDS: lambda _: str,
    Answer.CHOICE: lambda field: field.codes,
    Answer.CHOICES: lambda field: list[field.codes],  # type: ignore[name-defined]
    Answer.DAY: lambda _: date,
    Answer.ASPECT: lambda _: str,
    Answer.ASPECTS: lambda _: list[str],
    Answer.ITEMS: lambda _: list[str],
    Answer.FILES: lambda _: list[str],
    Answer.RECORDS: lambda _: list[Confirmation],
    Answer.NUMBER: lambda _: int,
    Answer.EITHER: lambda _: bool,
}


def filled_in(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields) - NOBODY_FILLS_IN


def model_of(field: Field) -> tuple[type[BaseModel], str]:
    if field in ACTION:
        return PlanAction, field.name
    if field in CONFIRMATION:
        return Confirmation, field.name
    return (Action, field.name.removeprefix(STEP)) if field.name.startswith(STEP) else (EvidenceItem, field.name)


def test_every_field_that_people_fill_in_has_one_row() -> None:
    own = {name for name in filled_in(EvidenceItem) if name != "action"}
    step = {f"{STEP}{name}" for name in filled_in(Action)}
    assert sorted(field.name for field in ITEM) == sorted(own | step)
    assert sorted(field.name for field in ACTION) == sorted(filled_in(PlanAction))
    assert sorted(field.name for field in CONFIRMATION) == sorted(filled_in(Confirmation))


@pytest.mark.parametrize("field", [*ITEM, *CONFIRMATION, *ACTION], ids=lambda field: field.label)
def test_a_row_takes_the_kind_of_answer_that_the_model_holds(field: Field) -> None:
    model, name = model_of(field)
    held = model.model_fields[name].annotation
    wanted = TYPES[field.answer](field)
    assert held in (wanted, wanted | None)


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("words", ["label", "inside", "heading", "card", "document"])
def test_no_two_fields_are_called_the_same_in_one_place(rows: tuple[Field, ...], words: str) -> None:
    used = [getattr(field, words) for field in rows if getattr(field, words)]
    # programs that rewrite a workbook change case, blanks and signs in its headings
    loose = ["".join(char for char in name.lower() if char.isalnum()) for name in used]
    assert all(loose)
    assert len(set(loose)) == len(loose)


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_every_field_has_a_label_and_a_name_inside_a_sentence(rows: tuple[Field, ...]) -> None:
    for field in rows:
        assert field.label[:1].isupper(), field
        assert field.inside[:1].islower(), field
        assert not field.inside.startswith(("the ", "a ")), field


def test_the_words_of_an_item_are_all_its_text_and_the_account_is_part_of_them() -> None:
    assert set(WORDS) == set(TEXTS)
    assert set(ACCOUNT) < set(WORDS)
    assert {"source", "return_reference", "owner"}.isdisjoint(ACCOUNT)


def test_a_field_is_found_by_its_name_in_the_model() -> None:
    assert fields.item("action.owner").label == "Who does it"
    assert fields.action("owner").label == "Who leads on it"
    assert fields.item("voices").codes is Voice
    with pytest.raises(KeyError):
        fields.item("due")
    with pytest.raises(KeyError):
        fields.action("outcome")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("source_date", "source date"),
        ("affected", "who is affected"),
        ("action.owner", "next step, owner"),
        ("action", "next step"),
        ("no_such_field", "no such field"),
    ],
)
def test_an_error_names_a_field_in_words_whether_it_is_there_or_not(name: str, words: str) -> None:
    assert fields.called(name) == words


def test_the_description_of_the_assessment_file_names_every_field_of_an_item() -> None:
    told = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    listed = told.split("each entry of `evidence` holds `")[1].split("`")[0]
    assert set(listed.replace("\n", " ").split(", ")) == set(EvidenceItem.model_fields) - {"position"}
