"""The store's part for published scores: the newest imported table of them, and the way back to the one before."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, NotFound
from rubric.evidence.model import now
from rubric.evidence.parse import cleaned
from rubric.reports.model import NationalCounts
from rubric.storage.database import Database
from rubric.storage.library_tables import ScoreTableRow
from rubric.storage.rows import stored
from rubric.storage.values import Saved, ScoreTable

MAX_ROWS = 5_000  # there are about 150 councils; a table may give one more than one row


class PublishedScores:
    """Imported tables of councils' published scores in one database."""

    _database: Database

    def save_score_table(
        self, national: NationalCounts, rows: Sequence[Mapping[str, Any]], *, imported_by: str = ""
    ) -> Saved:
        """Keep a table: the counts made from it, and each council's row as JSON values. `revision` is the table's id.

        BadInput: more rows than there can be, or a value that JSON has not.
        """
        if len(rows) > MAX_ROWS:
            raise BadInput(f"This table has more than {MAX_ROWS:,} rows: check that it has one row for each council.")
        try:
            councils = json.loads(json.dumps([dict(row) for row in rows], allow_nan=False))
        except (TypeError, ValueError, RecursionError) as error:
            raise BadInput("This table holds a value that is neither text nor a number: check its cells.") from error
        with self._database.writing() as session:
            row = ScoreTableRow(
                imported=now(),
                imported_by=stored(imported_by),
                national=cleaned(national.model_dump(mode="json")),
                councils=cleaned(councils),
            )
            session.add(row)
            session.commit()
            return Saved(at=row.imported, revision=row.id)

    def score_table(self) -> ScoreTable | None:
        """The newest imported table that was not removed; None where there is none."""
        with self._database.reading() as session:
            row = session.scalar(_newest)
            if row is None:
                return None
            return ScoreTable(
                id=row.id,
                national=NationalCounts.model_validate(row.national),
                rows=tuple(row.councils),
                imported=row.imported,
                imported_by=row.imported_by,
            )

    def remove_score_table(self, table_id: int) -> Saved:
        """Remove a table, so that the one before counts again; `restore_score_table` undoes it until it is purged."""
        return self._set_table_removed(table_id, removed=True)

    def restore_score_table(self, table_id: int) -> Saved:
        """Undo `remove_score_table`."""
        return self._set_table_removed(table_id, removed=False)

    def _set_table_removed(self, table_id: int, *, removed: bool) -> Saved:
        with self._database.writing() as session:
            row = session.get(ScoreTableRow, table_id, with_for_update=True)
            if row is None:
                raise NotFound("This table of published scores can't be found: import it again.")
            at = now()
            if (row.removed_at is not None) != removed:
                row.removed_at = at if removed else None
                session.commit()
            return Saved(at=at, revision=row.id)


_newest = select(ScoreTableRow).where(ScoreTableRow.removed_at.is_(None)).order_by(ScoreTableRow.id.desc()).limit(1)


def purge(session: Session, older_than: timedelta) -> int:
    """Remove for good the tables that were removed longer ago; how many."""
    result = session.execute(delete(ScoreTableRow).where(ScoreTableRow.removed_at < now() - older_than))
    return result.rowcount if isinstance(result, CursorResult) else 0
