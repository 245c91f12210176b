"""The draft for publishing: without owners, internal references, the predicted band, hidden marks and properties."""

from datetime import date
from io import BytesIO
from typing import Any, TypeVar

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from rubric.draft.compose import compose
from rubric.draft.model import Draft, Section
from rubric.draft.word.paragraph_ids import PREFIX
from rubric.evidence.model import Action, Assessment
from rubric.framework.model import Framework
from rubric.office import rewritten

Step = TypeVar("Step", bound=Action)
OWNER = "Owner"  # the heading of the column that is left out
_INTERNAL = ("owner", "reference")


def for_publishing(assessment: Assessment, framework: Framework, *, on: date) -> Draft:
    """The draft as composed without its lead, owners, return references and the predicted band."""
    draft = compose(_without_internal(assessment), framework, on=on)
    return draft.model_copy(update={"sections": tuple(map(_public, draft.sections)), "notes": ()})


def _without_internal(assessment: Assessment) -> Assessment:
    evidence = [
        item.model_copy(update={"owner": "", "return_reference": "", "action": item.action and _unowned(item.action)})
        for item in assessment.evidence
    ]
    actions = [_unowned(action) for action in assessment.actions]
    return assessment.model_copy(update={"lead": "", "evidence": evidence, "actions": actions})


def _unowned(step: Step) -> Step:
    return step.model_copy(update={"owner": ""})


def _public(section: Section) -> Section:
    if section.table is None:
        return section
    rows = tuple({key: "" if key in _INTERNAL else text for key, text in row.items()} for row in section.table.rows)
    columns = tuple(column for column in section.table.columns if column.key not in _INTERNAL)
    return section.model_copy(update={"table": section.table.model_copy(update={"rows": rows, "columns": columns})})


def cleaned(data: bytes) -> bytes:
    """A Word file of ours without hidden marks, without custom properties, and without a column of owners."""
    document = Document(BytesIO(data))
    body = document.element.body
    gone = {mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart")) if _is_hidden(mark)}
    for mark in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        if mark.get(qn("w:id")) in gone:
            mark.getparent().remove(mark)
    for table in list(body.iter(qn("w:tbl"))):
        _drop_owners(table)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del package.rels[key]
    properties = document.core_properties
    properties.last_modified_by = properties.author
    out = BytesIO()
    document.save(out)
    return rewritten(out.getvalue())


def _is_hidden(mark: Any) -> bool:
    return (mark.get(qn("w:name")) or "").startswith(PREFIX)


def _drop_owners(table: Any) -> None:
    """Take out the column headed “Owner”; the first column gets its width."""
    rows = table.findall(qn("w:tr"))
    first = rows[0].findall(qn("w:tc")) if rows else []
    heads = ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in first]
    if OWNER not in heads:
        return
    index = heads.index(OWNER)
    grid = table.find(qn("w:tblGrid"))
    parts = [grid, *rows] if grid is not None else rows
    for part in parts:
        cells = part.findall(qn("w:tc")) or part.findall(qn("w:gridCol"))
        if len(cells) != len(heads):
            continue
        freed, wider = _width(cells[index]), _width(cells[0])
        part.remove(cells[index])
        if freed is not None and wider is not None and index:
            wider.set(qn("w:w"), str(int(wider.get(qn("w:w")) or 0) + int(freed.get(qn("w:w")) or 0)))


def _width(cell: Any) -> Any:
    return cell if cell.tag == qn("w:gridCol") else cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
