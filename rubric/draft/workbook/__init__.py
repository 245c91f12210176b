"""An assessment as an Excel workbook that is sent round, filled in and brought back."""

from rubric.draft.workbook.compare import compare_workbook
from rubric.draft.workbook.model import FieldChange, MissingRow, NewRow, RowChange, WorkbookChanges
from rubric.draft.workbook.read import read_workbook
from rubric.draft.workbook.write import write_workbook

__all__ = [
    "FieldChange",
    "MissingRow",
    "NewRow",
    "RowChange",
    "WorkbookChanges",
    "compare_workbook",
    "read_workbook",
    "write_workbook",
]
