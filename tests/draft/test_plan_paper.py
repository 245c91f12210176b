"""The improvement plan as a Word document."""

from datetime import date, timedelta
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from rubric import workflow
from rubric.evidence import ActionStatus, Assessment, PlanAction, example_assessment
from rubric.evidence.plan import plan_lines
from rubric.framework import load

ON = date(2026, 11, 21)
FRAMEWORK = load()


def document_of(*actions: PlanAction, on: date = ON) -> Document:
    assessment = Assessment(council="Testshire", actions=list(actions))
    return docx.Document(BytesIO(workflow.plan(assessment, FRAMEWORK, on=on)))


def prose(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_every_line_of_the_plan_is_in_it_whole() -> None:
    assessment = example_assessment()
    document = docx.Document(BytesIO(workflow.plan(assessment, FRAMEWORK, on=ON)))
    found = {row[0]: row for row in rows(document)}
    lines = plan_lines(assessment)
    assert len(lines) > 3
    for line in lines:
        assert found[line.text][1] == line.owner
        assert found[line.text][3] == line.measure


def test_overdue_is_said_in_words_and_counted() -> None:
    late = PlanAction(text="Late", due=ON - timedelta(days=2), aspects=["feedback"])
    document = document_of(late, PlanAction(text="Done late", due=date(2020, 1, 1), status=ActionStatus.DONE))
    assert ["Late", "To be agreed", "Overdue by two days: 19 November 2026", "To be agreed"] in [
        row[:4] for row in rows(document)
    ]
    assert "One is overdue." in prose(document)
    assert [FRAMEWORK.aspect("feedback").title, "1", "1", "0"] in rows(document)
    assert ["No topic named", "0", "0", "1"] in rows(document)


def test_the_totals_add_up() -> None:
    given = [PlanAction(text=f"A{at}", status=list(ActionStatus)[at % 3], aspects=["culture"]) for at in range(9)]
    document = document_of(*given)
    assert "The plan has nine actions: six open and three done. None is overdue." in prose(document)
    assert "The plan has one action: one open and none done." in prose(document_of(PlanAction(text="Write")))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == ["How the plan stands", "Under way (3)", "Not started (3)", "Done (3)"]


def test_where_nobody_said_a_status_none_is_told() -> None:
    document = document_of(PlanAction(text="Ask"), PlanAction(text="Late", due=ON - timedelta(days=2)))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == ["How the plan stands", "No status recorded (2, 1 overdue)"]


def test_the_tables_lie_sideways_and_their_headings_repeat() -> None:
    document = document_of(PlanAction(text="Ask"))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr is not None
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_an_empty_plan_says_so() -> None:
    document = document_of()
    assert "No action is in the plan yet." in prose(document)
    assert not document.tables


def test_whatever_is_typed_survives() -> None:
    odd = 'R&D <b>costs</b> "5" 🙂 {{ no tag }}\nسطر ثانٍ'
    document = document_of(PlanAction(text=odd, owner=odd, measure=odd, aspects=["of another pack"]))
    (row,) = [row for row in rows(document) if row[0] == odd]
    assert row[1] == " ".join(odd.split())
    assert row[3:] == [odd, "of another pack"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assessment = example_assessment()
    assert workflow.plan(assessment, FRAMEWORK, on=ON) == workflow.plan(assessment, FRAMEWORK, on=ON)
