"""What the sentence encoder made of findings, kept in their rows: with 153 reports that is half a minute at each start.

A reading goes with its finding when that is erased. One of another encoder, or of a text corrected since, is not used.
"""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import bindparam, select, update

from rubric.storage.database import Database
from rubric.storage.library_tables import FindingRow

_AT_ONCE = 200  # rows written in one transaction: what people type at the same time waits for it
_KEEP = (
    update(FindingRow)
    .where(FindingRow.report_id == bindparam("report"), FindingRow.number == bindparam("at"))
    .values(read_by=bindparam("by"), reading=bindparam("made"))
)


class FindingReadings:
    """Readings of findings in one database. Every call may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, encoder: str) -> dict[str, bytes]:
        """By text, the readings kept of the encoder with this name."""
        kept = select(FindingRow.text, FindingRow.read_by, FindingRow.reading).where(
            FindingRow.read_by.startswith(f"{encoder}-", autoescape=True)
        )
        with self._database.reading() as session:
            found = session.execute(kept).all()
        return {text: reading for text, by, reading in found if reading is not None and by == _mark(encoder, text)}

    def keep(self, encoder: str, readings: Mapping[str, bytes]) -> None:
        """Keep what the encoder with this name made of these texts, with the findings that have them."""
        unread = select(FindingRow.report_id, FindingRow.number, FindingRow.text, FindingRow.read_by)
        with self._database.reading() as session:
            new = [
                {"report": report, "at": number, "by": _mark(encoder, text), "made": readings[text]}
                for report, number, text, by in session.execute(unread)
                if text in readings and by != _mark(encoder, text)
            ]
        for some in (new[first : first + _AT_ONCE] for first in range(0, len(new), _AT_ONCE)):
            with self._database.writing() as session:
                session.connection().execute(_KEEP, some)
                session.commit()


def _mark(encoder: str, text: str) -> str:
    """Which encoder made a reading, and of what text: at most 40 characters."""
    return f"{encoder}-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
