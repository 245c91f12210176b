"""A workbook that goes round and comes back: nothing lost, nothing a formula, each edit seen for what it is."""

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook  # type: ignore[import-untyped]

from rubric.draft.workbook import read_workbook, write_workbook
from rubric.draft.workbook.records import gathered
from rubric.evidence import example_assessment
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.framework.words import Maturity, Voice
from tests.draft.conftest import Convert
from tests.draft.workbook_builders import (
    COPRODUCTION,
    FRAMEWORK,
    HOSTILE,
    ON,
    WHOLE,
    assessments,
    carers,
    cell,
    changes,
    council,
    edited,
    survey,
)

# making a smaller failing example would take minutes: each is a workbook written and read
slow = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def rebuilt(data: bytes, assessment: Assessment) -> tuple[dict[str, EvidenceItem], dict[str, PlanAction]]:
    """The items and actions as the workbook alone has them, place in the list and origin apart."""
    items, actions = {}, {}
    held: dict[str, EvidenceItem | PlanAction] = {item.id: item for item in assessment.evidence}
    held |= {action.id: action for action in assessment.actions}
    for row in read_workbook(data, FRAMEWORK).rows:
        rest, records = gathered(row.values, ())
        values = {name: value for name, value in rest.items() if "." not in name}
        step = {name.removeprefix("action."): value for name, value in rest.items() if "." in name}
        there = held[row.id]
        if isinstance(there, EvidenceItem):
            values |= {"action": step if there.action is not None else None, "confirmations": records}
            items[row.id] = EvidenceItem.model_validate(values | {"id": row.id, "position": there.position})
        else:
            actions[row.id] = PlanAction.model_validate(values | {"id": row.id, "origin": there.origin})
    return items, actions


@slow
@given(assessment=assessments())
def test_every_field_of_any_assessment_comes_back(assessment: Assessment) -> None:
    data = write_workbook(assessment, FRAMEWORK, on=ON)
    found = changes(data, assessment)
    assert found.nothing_to_do
    assert not found.faults
    items, actions = rebuilt(data, assessment)
    assert items == {item.id: item for item in assessment.evidence}
    assert actions == {action.id: action for action in assessment.actions}


@slow
@given(assessment=assessments())
def test_it_comes_back_even_where_the_workbook_has_lost_its_memory(assessment: Assessment) -> None:
    book = load_workbook(BytesIO(write_workbook(assessment, FRAMEWORK, on=ON)))
    del book["_rubric"]
    out = BytesIO()
    book.save(out)
    # without it nothing can be known to the letter, but no text may be seen to be changed that nobody touched
    kept = assessment.model_copy(update={"actions": []})
    told = [f.name for row in changes(out.getvalue(), kept).conflicting for f in row.fields]
    assert not set(told) & {"polarity", "maturity", "reach", "voices", "source_date", "action.due"}


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assessment = example_assessment()
    assert write_workbook(assessment, FRAMEWORK, on=ON) == write_workbook(assessment, FRAMEWORK, on=ON)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_arrives_as_a_formula_an_error_or_another_text(text: str) -> None:
    assessment = council(carers(text=text, figures=text, owner=text))
    data = write_workbook(assessment, FRAMEWORK, on=ON)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                xml = archive.read(name).decode("utf-8")
                assert not re.search(r"<f[ >/]", xml)
                assert ' t="e"' not in xml
    assert changes(data, assessment).unchanged == 1
    assert load_workbook(BytesIO(data))[COPRODUCTION].cell(3, 3).data_type == "s"


def test_text_that_looks_active_stays_text_when_the_cell_is_edited() -> None:
    data = write_workbook(council(carers(text="=1+1")), FRAMEWORK, on=ON)
    assert load_workbook(BytesIO(data))[COPRODUCTION].cell(3, 3).quotePrefix


def test_a_text_too_long_for_a_cell_is_cut_there_and_kept_whole_here() -> None:
    long = "Carers said what they think. 😀" * 3_000
    assessment = council(carers(text=long))
    data = write_workbook(assessment, FRAMEWORK, on=ON)
    shown = load_workbook(BytesIO(data))[COPRODUCTION].cell(3, 3).value
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert "Cut here" in shown
    assert changes(data, assessment).unchanged == 1
    assert rebuilt(data, assessment)[0]["carers"].text == long

    touched = edited(
        assessment, lambda book: setattr(book[COPRODUCTION].cell(3, 3), "value", "New start. " + shown[20:])
    )
    found = changes(touched, assessment)
    assert not found.changed
    assert "change it in the app" in found.faults[0].sentence


EDITS = {
    "Your claim": ("text", "Carers led it", "Carers led it"),
    "How far along": ("maturity", "embedded", Maturity.EMBEDDED),
    "Strength or shortfall": ("polarity", "", None),
    "Date of the document": ("source_date", "3/4/2026", date(2026, 4, 3)),
    "Figures": ("figures", 12, "12"),
    "Next step by when": ("action.due", "1st February 2027", date(2027, 2, 1)),
    "Where the next step stands": ("action.status", "DONE", "done"),
    "Also belongs under": ("related_aspects", f"feedback; {COPRODUCTION.upper()}", ["feedback", "coproduction"]),
    "Confirmed by: Partners": ("voices", None, [Voice.PEOPLE]),
}


@pytest.mark.parametrize("heading", EDITS)
def test_one_edited_cell_is_seen_as_exactly_that_change(heading: str) -> None:
    name, typed, wanted = EDITS[heading]
    assessment = council()
    found = changes(
        edited(assessment, lambda book: setattr(cell(book[COPRODUCTION], 3, heading), "value", typed)), assessment
    )
    assert [(row.id, [(f.name, f.in_workbook) for f in row.fields]) for row in found.changed] == [
        ("carers", [(name, wanted)])
    ]
    assert (found.unchanged, found.new, found.conflicting, found.faults) == (1, (), (), ())


def test_the_plan_goes_round_with_its_links_by_number() -> None:
    action = PlanAction(id="plan", text="Tell people", evidence=["survey"], aspects=["coproduction"])
    assessment = council(carers(), survey(), actions=[action])

    def edit(book: Any) -> None:
        sheet = book["Plan"]
        assert cell(sheet, 3, "Evidence it answers").value == "2 – Few heard what came of it"
        cell(sheet, 3, "Evidence it answers").value = "2 and 1"
        cell(sheet, 4, "Action").value = "A new one"
        cell(sheet, 4, "Evidence it answers").value = "1 – whatever"

    found = changes(edited(assessment, edit), assessment)
    assert found.changed[0].fields[0].in_workbook == ["survey", "carers"]
    assert isinstance(found.new[0].entry, PlanAction)
    assert (found.new[0].entry.text, found.new[0].entry.evidence) == ("A new one", ["carers"])


def test_an_item_moves_with_its_row_to_another_sheet() -> None:
    assessment = council()

    def edit(book: Any) -> None:
        source, target = book[COPRODUCTION], book["Gathering and using feedback"]
        for column in range(1, source.max_column + 1):
            target.cell(3, column).value = source.cell(4, column).value
            source.cell(4, column).value = None

    found = changes(edited(assessment, edit), assessment)
    assert [(f.name, f.in_workbook) for f in found.changed[0].fields] == [("aspect", "feedback")]
    assert not found.missing


def test_a_workbook_saved_by_libreoffice_keeps_everything(libreoffice: Convert) -> None:
    # LibreOffice itself doubles an escape that is escaped: the one text left out would show as changed, to be chosen
    texts = [text for text in HOSTILE if text != "_x005F_x000D_"]
    rows = [carers(id=f"h{at}", text=text, figures=text, position=float(at)) for at, text in enumerate(texts)]
    assessment = example_assessment()
    assessment.evidence += rows
    ours = write_workbook(assessment, WHOLE, on=ON)
    (data,) = libreoffice("xlsx", "xlsx", ours)
    assert data != ours
    found = changes(data, assessment, WHOLE)
    assert found.nothing_to_do, found
    assert not found.faults
    book = load_workbook(BytesIO(data))
    lists = {str(rule.formula1) for rule in book[COPRODUCTION].data_validations.dataValidation if rule.type == "list"}
    assert len(lists) >= 5
    assert book[COPRODUCTION].protection.sheet
    assert book[COPRODUCTION].column_dimensions["A"].hidden
    assert book["_rubric"].sheet_state != "visible"  # LibreOffice knows only one way of hiding
