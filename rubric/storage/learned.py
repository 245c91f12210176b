"""The store's part for learning: what the last change of the library did to the model and to the bands."""

from sqlalchemy import delete, select

from rubric.evidence.model import now
from rubric.prediction.change import LibraryChange
from rubric.storage.database import Database
from rubric.storage.library_tables import LibraryChangeRow
from rubric.storage.values import Learned


class LastLearned:
    """The last change to what is learned from, in one database. Every call may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, library: str, change: LibraryChange) -> None:
        """Keep what learning from the library with this version changed, in place of what was kept before.

        Where the one kept last made the same library, that one stays: several servers may learn from one database, and
        a slow server may report a change again that another has reported.
        """
        with self._database.writing() as session:
            if session.scalar(_newest.with_only_columns(LibraryChangeRow.library)) == library:
                return
            row = LibraryChangeRow(library=library, change=change.model_dump(mode="json"), learned_at=now())
            session.add(row)
            session.flush()
            session.execute(delete(LibraryChangeRow).where(LibraryChangeRow.id < row.id))
            session.commit()

    def last(self) -> Learned | None:
        """What was kept last; None where nothing has been learned from another library yet."""
        with self._database.reading() as session:
            row = session.scalar(_newest)
            if row is None:
                return None
            change = LibraryChange.model_validate(row.change)
            return Learned(library=row.library, change=change, at=row.learned_at)


_newest = select(LibraryChangeRow).order_by(LibraryChangeRow.id.desc()).limit(1)
