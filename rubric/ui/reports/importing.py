"""Imports one file: read, coded and shelved; out comes its result. One bad file stops no other.

It draws nothing, so that a click elsewhere cannot stop a report half shelved.
"""

from rubric import doors
from rubric.claims import Coder
from rubric.english import count
from rubric.errors import AlreadyShelved, RubricError
from rubric.reports.files.guard import safe_name
from rubric.reports.library.coding import code_report
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.library.twins import Twins, shipped_already
from rubric.reports.model import Library
from rubric.reports.pages.page_model import ReadReport
from rubric.storage import Store
from rubric.ui.reports.desk import FileOutcome

PASTED = "Pasted text"
SHIPPED = (
    "The coding of this report is shipped with the tool already, so it counts without this file. "
    "It is kept here for its passages, and not accepted."
)
TWIN = "It says what {name} says, which is here already: of two files of one report only one counts."
_NOTHING = "Nothing was kept: no claim on this statement was found in it."


class ImportedReports:
    """The imported reports, compared by their sentences to find two files of one report. StoreError."""

    def __init__(self, store: Store) -> None:
        self._twins = Twins()
        self._names: dict[str, str] = {}
        for report in store.library.reports():
            self.twin(report)

    def twin(self, report: ShelvedReport) -> str:
        """The name of the report that this one is a second file of, "" for none. Adds the report."""
        self._names[report.id] = report.name if report.name not in ("", PASTED) else report.authority or "pasted text"
        other = self._twins.take(report.id, [finding.text for finding in report.findings])
        return self._names[other] if other else ""


def bring_in(
    name: str, data: bytes, by: str, store: Store, coder: Coder, library: Library, imported: ImportedReports
) -> FileOutcome:
    """Import a report, or a library that was shared (.json).

    `by` is who imports, `library` the shipped reports, `imported` what is imported so far. A RubricError is the result.
    """
    label = safe_name(name)
    try:
        if label.lower().endswith(".json"):
            outcome = store.library.add_all(doors.library(data), imported_by=by)
            return FileOutcome(label, "library", (outcome.sentence,))
        return _shelve(label, doors.report(data, name), by, store, coder, library, imported)
    except RubricError as error:
        return FileOutcome(label, "wrong", (str(error),))


def bring_in_text(text: str, by: str, store: Store, coder: Coder, library: Library) -> FileOutcome:
    """Import pasted text (arguments as for `bring_in`). A RubricError is the result."""
    try:
        return _shelve(PASTED, doors.pasted(text), by, store, coder, library, ImportedReports(store))
    except RubricError as error:
        return FileOutcome(PASTED, "wrong", (str(error),))


def _shelve(
    label: str, read: ReadReport, by: str, store: Store, coder: Coder, library: Library, imported: ImportedReports
) -> FileOutcome:
    report = code_report(read, coder, by)
    if not report.findings:
        return FileOutcome(label, "wrong", (_NOTHING, *read.missing))
    try:
        kept = store.library.add(report)
    except AlreadyShelved as existing:
        return FileOutcome(label, "removed" if existing.removed else "already", (str(existing),), existing.report_id)
    lines = [_summary(report), *read.missing, *read.notes]
    if shipped_already([finding.text for finding in report.findings], library):
        return FileOutcome(label, "shipped", (lines[0], SHIPPED, *lines[1:]), kept.id)
    twin = imported.twin(report)
    if twin:
        lines.insert(1, TWIN.format(name=twin))
    return FileOutcome(label, "read", tuple(lines), kept.id)


def _summary(report: ShelvedReport) -> str:
    score = f"scored {report.score}" if report.score else "score not found"
    claims = count(len(report.findings), "claim")
    return f"{report.authority or 'Council not found'}, {score}, {report.date or 'no date found'}: {claims} to check."
