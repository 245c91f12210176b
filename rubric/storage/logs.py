"""The store's part for evidence logs and action plans that wait for their columns to be looked at."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, NotFound
from rubric.evidence.model import EvidenceItem, PlanAction, now
from rubric.evidence.parse import cleaned
from rubric.intake.columns import Matching
from rubric.intake.model import Table
from rubric.intake.waiting import (
    Meanings,
    WaitingTable,
    choices_as_json,
    meanings_as_json,
    meanings_of,
    sheet_as_json,
    table_of,
)
from rubric.storage import holding
from rubric.storage.bringing import bring_action, bring_item
from rubric.storage.database import Database
from rubric.storage.intake_tables import BroughtTableRow
from rubric.storage.items import find_item, set_item_removed
from rubric.storage.plan import find_action, set_action_removed
from rubric.storage.rows import stored
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow
from rubric.storage.values import Saved


class BroughtTables:
    """Tables in the assessments of one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assessment_id: str, file: str, file_hash: str, table: Table) -> bool:
        """Keep a table; False where it was brought in before, and stays as it is."""
        key = sha256(f"{file_hash}\n{table.sheet.name}".encode()).hexdigest()
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            here = (BroughtTableRow.assessment_id == row.id, BroughtTableRow.key == key)
            if session.scalar(select(BroughtTableRow.id).where(*here)) is not None:
                return False
            meanings = meanings_of((row.known_columns or {}).get("meanings"))
            session.add(
                BroughtTableRow(
                    assessment_id=row.id,
                    key=key,
                    file=stored(file),
                    sheet=cleaned(sheet_as_json(table.sheet)),
                    choices=cleaned(choices_as_json(table.matching, meanings)),
                )
            )
            session.commit()
            return True

    def waiting(self, assessment_id: str) -> list[WaitingTable]:
        """The tables in the order they came, those whose rows were brought in too."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(BroughtTableRow).where(BroughtTableRow.assessment_id == row.id)
            return [_table(one) for one in session.scalars(query.order_by(BroughtTableRow.id))]

    def known(self, assessment_id: str) -> dict[str, str]:
        """What was remembered of earlier tables of this assessment: the field of each column by its name."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            return dict((row.known_columns or {}).get("columns", {}))

    def save(self, assessment_id: str, table_id: int, matching: Matching, meanings: Meanings) -> Saved:
        """Take a table's columns and values so from now on, and remember that for the next table."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = _find(session, row, table_id)
            found.choices = cleaned(choices_as_json(matching, meanings))
            before = row.known_columns or {}
            row.known_columns = cleaned(
                {
                    "columns": before.get("columns", {}) | matching.remembered(),
                    "meanings": meanings_as_json({**meanings_of(before.get("meanings")), **meanings}),
                }
            )
            session.commit()
            return Saved(at=now(), revision=table_id)

    def bring_in(
        self, assessment_id: str, table_id: int, *, items: Sequence[EvidenceItem], actions: Sequence[PlanAction]
    ) -> Saved:
        """Add a table's items and actions, all or none. BadInput: that was done already."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = _find(session, row, table_id)
            if found.brought:
                raise BadInput("The rows of this table were brought in meanwhile: undo that first.")
            brought: dict[str, dict[str, int]] = {"items": {}, "actions": {}}
            for item in items:
                key = bring_item(session, row, item)
                brought["items"][key] = find_item(session, row, key).revision
            for action in actions:
                key = bring_action(session, row, action)
                brought["actions"][key] = find_action(session, row, key).revision
            found.brought = brought
            row.updated = now()
            session.commit()
            return Saved(at=row.updated, revision=table_id)

    def undo(self, assessment_id: str, table_id: int) -> Saved:
        """Remove what came of a table, but for items and actions that somebody has changed since: these stay."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = _find(session, row, table_id)
            brought = found.brought or {"items": {}, "actions": {}}
            items = [key for key, first in brought["items"].items() if _untouched(session.get(ItemRow, key), first)]
            actions = [
                key for key, first in brought["actions"].items() if _untouched(session.get(ActionRow, key), first)
            ]
            for key in items:
                set_item_removed(session, row, key, removed=True)
            for key in actions:
                set_action_removed(session, row, key, removed=True)
            found.brought = None
            session.commit()
            return Saved(at=row.updated, revision=table_id)

    def remove(self, assessment_id: str, table_id: int) -> Saved:
        """Let go of a table; what came of it stays. It can be brought in again from its file."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            session.delete(_find(session, row, table_id))
            session.commit()
            return Saved(at=now(), revision=table_id)


def _find(session: Session, assessment: AssessmentRow, table_id: int) -> BroughtTableRow:
    found = session.get(BroughtTableRow, table_id)
    if found is None or found.assessment_id != assessment.id:
        raise NotFound("This table is not here any more: bring its file in again.")
    return found


def _untouched(row: ItemRow | ActionRow | None, revision: int) -> bool:
    return row is not None and row.removed_at is None and row.revision == revision


def _table(row: BroughtTableRow) -> WaitingTable:
    brought = row.brought or {"items": {}, "actions": {}}
    return WaitingTable(
        id=row.id,
        file=row.file,
        table=table_of(row.sheet, row.choices),
        meanings=meanings_of(row.choices["meanings"]),
        items=tuple(brought["items"]),
        actions=tuple(brought["actions"]),
    )
