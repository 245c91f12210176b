"""The workbook on the screen: what came back is looked at, chosen, brought in at once, and can be undone."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from rubric.draft.workbook import write_workbook
from rubric.draft.workbook.sheets import RECORDS
from rubric.evidence import Assessment, PlanAction
from rubric.framework import Voice
from rubric.ui.state import cache
from tests.draft.workbook_builders import COPRODUCTION, ON, TITLES, WHOLE, carers, cell, council, saved, survey
from tests.pages.conftest import App

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(name: str) -> None:
    """What a page that shows the workbook does."""
    from rubric.ui.files import workbook
    from rubric.ui.state import cache

    assessment = cache.store().assessments.get(name)
    workbook.show(assessment, cache.framework(assessment.framework_version))


class Desk:
    """One person with a workbook that came back."""

    def __init__(self, assessment: Assessment) -> None:
        self.store = cache.store()
        self.id = self.store.assessments.add(assessment).id
        self.at = AppTest.from_function(page, kwargs={"name": self.id}, default_timeout=120).run()

    def upload(self, data: bytes) -> "Desk":
        uploader = next(one for one in self.at.file_uploader)
        uploader.upload("back.xlsx", data, EXCEL).run()
        return self.sound()

    def press(self, key: str) -> "Desk":
        self.at.button(key=key).click().run()
        return self.sound()

    def sound(self) -> "Desk":
        assert not self.at.exception
        return self

    @property
    def words(self) -> str:
        kinds = ("subheader", "markdown", "error", "warning", "success")
        found = [element.value for kind in kinds for element in getattr(self.at, kind)]
        return "\n".join([*found, *(html.proto.body for html in self.at.get("html"))]).replace("\\", "")

    def item(self, name: str) -> Any:
        return next(item for item in self.store.assessments.get(self.id).evidence if item.id == name)

    @property
    def texts(self) -> list[str]:
        return [item.text for item in self.store.assessments.get(self.id).evidence]


def returned(assessment: Assessment) -> bytes:
    """The workbook with a new row, a change, a field for a conflict, a deleted action and a fault."""
    book = load_workbook(BytesIO(write_workbook(assessment, WHOLE, on=ON)))
    sheet = book[COPRODUCTION]
    cell(sheet, 3, "Figures").value = "theirs"
    cell(sheet, 3, "Who owns this item").value = "PSW"
    cell(sheet, 4, "How far along").value = "one day"
    cell(sheet, 4, "Next step").value = "Write to them"
    cell(book[TITLES["feedback"]], 3, "Your claim").value = "We ring back within a week"
    book["Plan"].delete_rows(3)
    return saved(book)


@pytest.fixture
def desk(app: App) -> Desk:
    return Desk(council(carers(), survey(), actions=[PlanAction(id="plan", text="Tell people")]))


def test_everything_is_shown_before_it_counts_and_brought_in_at_once(desk: Desk) -> None:
    data = returned(desk.store.assessments.get(desk.id))
    desk.store.items.save(desk.id, "carers", {"figures": "ours"})
    desk.upload(data)
    assert "1 new; 2 changed; 1 conflict; 1 deleted there; 1 fault." in desk.words
    assert len(desk.texts) == 2
    desk.press("workbook-bring-in")
    assert "We ring back within a week" in desk.texts
    assert desk.item("carers").owner == "PSW"
    assert desk.item("carers").figures == "ours"
    assert desk.item("survey").action.text == "Write to them"
    assert [action.id for action in desk.store.assessments.get(desk.id).actions] == ["plan"]
    assert "1 row added and 2 rows changed" in desk.words


def test_a_record_of_what_somebody_said_is_shown_in_words_and_brought_in(desk: Desk) -> None:
    book = load_workbook(BytesIO(write_workbook(desk.store.assessments.get(desk.id), WHOLE, on=ON)))
    sheet = book[RECORDS]
    for heading, value in (
        ("Evidence it is about", 1),
        ("Who", "People and carers"),
        ("What they said or showed", "We were not asked"),
        ("Out of how many", 40),
        ("Where it is written", "Forum notes"),
        ("They say otherwise", "yes"),
    ):
        cell(sheet, 3, heading).value = value
    desk.upload(saved(book))
    assert "People and carers: they say otherwise: We were not asked (Forum notes)" in desk.words
    desk.press("workbook-bring-in")
    (record,) = desk.item("carers").confirmations
    assert (record.voice, record.said, record.of, record.against) == (Voice.PEOPLE, "We were not asked", 40, True)
    assert desk.item("carers").voices == [Voice.PARTNERS]
    desk.press("workbook-undo")
    assert desk.item("carers").confirmations == []
    assert desk.item("carers").voices == [Voice.PEOPLE, Voice.PARTNERS]


def test_a_conflict_is_settled_by_choosing_a_side_and_a_deleted_row_by_a_tick(desk: Desk) -> None:
    data = returned(desk.store.assessments.get(desk.id))
    desk.store.items.save(desk.id, "carers", {"figures": "ours"})
    desk.upload(data)
    group = desk.at.segmented_control[0]
    group.set_value("clash").run()
    for heading, said in (
        ("When exported", "90 to 150 nights a quarter"),
        ("Here now", "ours"),
        ("In the workbook", "theirs"),
    ):
        assert f'<td data-label="{heading}">{said}</td>' in desk.words
    desk.at.radio[0].set_value(True).run()
    desk.at.segmented_control[0].set_value("missing").run()
    desk.at.checkbox[0].check().run()
    desk.at.segmented_control[0].set_value("faults").run()
    assert f"{COPRODUCTION}, row 4, How far along: “one day” is not one of the choices" in desk.words
    desk.press("workbook-bring-in")
    assert desk.item("carers").figures == "theirs"
    assert desk.store.assessments.get(desk.id).actions == []
    desk.press("workbook-undo")
    assert desk.item("carers").figures == "ours"
    assert [action.id for action in desk.store.assessments.get(desk.id).actions] == ["plan"]


def test_an_import_can_be_undone_but_not_what_was_written_since(desk: Desk) -> None:
    before = desk.store.assessments.get(desk.id)
    desk.upload(returned(before)).press("workbook-bring-in")
    desk.store.items.save(desk.id, "carers", {"owner": "Somebody else"})
    desk.press("workbook-undo")
    after = desk.store.assessments.get(desk.id)
    assert desk.texts == [item.text for item in before.evidence]
    assert desk.item("survey") == next(item for item in before.evidence if item.id == "survey")
    assert desk.item("carers").figures == "90 to 150 nights a quarter"
    assert desk.item("carers").owner == "Somebody else"
    assert after.actions == before.actions


def test_what_is_unticked_stays_out_and_a_second_import_brings_nothing(desk: Desk) -> None:
    data = returned(desk.store.assessments.get(desk.id))
    desk.upload(data)
    desk.at.checkbox[0].uncheck().run()
    desk.press("workbook-bring-in")
    assert "We ring back within a week" not in desk.texts
    desk.at.checkbox[0].check().run()
    desk.press("workbook-bring-in")
    desk.press("workbook-close").upload(data)
    assert "1 deleted there; 1 fault" in desk.words
    assert "new" not in desk.words.split("deleted there")[0].split("<p role=")[-1]


def test_nothing_is_brought_in_where_somebody_has_changed_it_meanwhile(desk: Desk) -> None:
    desk.upload(returned(desk.store.assessments.get(desk.id)))
    desk.store.items.save(desk.id, "carers", {"owner": "Meanwhile"})
    desk.press("workbook-bring-in")
    assert "has changed since this list was drawn" in desk.words
    assert desk.item("carers").owner == "Meanwhile"
    assert len(desk.texts) == 2


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence_and_another_can_follow(desk: Desk) -> None:
    desk.upload(b"not a workbook")
    assert "This is not an Excel workbook" in desk.words
    desk.upload(returned(desk.store.assessments.get(desk.id)))
    assert "1 new" in desk.words


def test_long_lists_are_paged_and_hold_few_widgets(desk: Desk) -> None:
    book = load_workbook(BytesIO(write_workbook(desk.store.assessments.get(desk.id), WHOLE, on=ON)))
    for row in range(3, 18):
        cell(book[TITLES["feedback"]], row, "Your claim").value = f"Claim {row}"
    desk.upload(saved(book))
    assert len(desk.at.checkbox) == 6
    assert "Page 1 of 3" in desk.words
    desk.at.checkbox[0].uncheck().run()
    desk.press("workbook-next").press("workbook-previous")
    assert not desk.at.checkbox[0].value
    desk.press("workbook-bring-in")
    assert len(desk.texts) == 2 + 14


def test_only_what_can_be_read_is_offered_and_what_to_do_with_the_rest_is_said(app: App) -> None:
    desk = Desk(council())
    (uploader,) = desk.at.file_uploader
    assert list(uploader.proto.type) == [".xlsx"]
    assert any("save it in Excel as “Excel Workbook (.xlsx)” first" in caption.value for caption in desk.at.caption)
    desk.upload(b"\xd0\xcf\x11\xe0" + b"x" * 600)  # an .xls under another name
    assert "This is a file of an old Office format: save it in Excel as .xlsx and bring that in." in desk.words
