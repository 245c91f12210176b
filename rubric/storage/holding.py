"""An assessment held while it is changed: what the parts of the store that change assessments share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from rubric.storage import assessments
from rubric.storage.database import Database
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Saved


class Holding:
    """Work on one assessment of a database, in turns."""

    _database: Database

    @contextmanager
    def _holding(self, assessment_id: str, *, deleted: bool = False) -> Iterator[tuple[Session, AssessmentRow]]:
        """A writing session that holds the assessment, so that two writers to it take turns."""
        with self._database.writing() as session:
            yield session, assessments.find(session, assessment_id, hold=True, deleted=deleted)

    def _keep(self, session: Session, row: AssessmentRow, old: Mapping[str, Any], *, anyway: bool = False) -> Saved:
        """Commit a change to the assessment itself; where nothing changed (no `old`, nor `anyway`), nothing is."""
        if not old and not anyway:
            return Saved(at=row.updated, revision=row.revision)
        saved = assessments.changed(session, row, old)
        session.commit()
        return saved
