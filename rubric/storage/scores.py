"""The store's part for published scores: the newest imported table of them, and the way back to the one before."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from rubric.errors import BadInput
from rubric.evidence.model import now
from rubric.evidence.parse import cleaned
from rubric.reports.model import NationalCounts
from rubric.storage.database import Database
from rubric.storage.library_tables import ScoreTableRow
from rubric.storage.removal import mark, require_row
from rubric.storage.rows import stored
from rubric.storage.values import Saved, ScoreTable

MAX_ROWS = 5_000  # there are about 150 councils; a table may give one more than one row


class PublishedScores:
    """Imported tables of councils' published scores in one database. Every call may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, national: NationalCounts, rows: Sequence[Mapping[str, Any]], *, imported_by: str = "") -> Saved:
        """Store a table: the counts made from it, and each council's row as JSON values. The returned
        `revision` is the table's id.

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

    def newest(self) -> ScoreTable | None:
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

    def remove(self, table_id: int) -> Saved:
        """Remove a table, so that the one before counts again, until `restore`. NotFound: no table has this id."""
        return self._set_removed(table_id, removed=True)

    def restore(self, table_id: int) -> Saved:
        """Undo `remove`. NotFound: no table has this id."""
        return self._set_removed(table_id, removed=False)

    def _set_removed(self, table_id: int, *, removed: bool) -> Saved:
        with self._database.writing() as session:
            missing = "This table of published scores can't be found: import it again."
            table = session.get(ScoreTableRow, table_id, with_for_update=True)
            row = require_row(table, missing=missing, gone=missing, removed=True)
            at = mark(row, removed=removed)
            if at is not None:
                session.commit()
            return Saved(at=at or now(), revision=row.id)


_newest = select(ScoreTableRow).where(ScoreTableRow.removed_at.is_(None)).order_by(ScoreTableRow.id.desc()).limit(1)
