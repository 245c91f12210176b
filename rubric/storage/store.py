"""The store: assessments and a library kept in a database, each field saved as it is left, nothing typed ever lost."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from rubric.evidence.model import now
from rubric.storage.assessments import Assessments
from rubric.storage.attached import AttachedFiles
from rubric.storage.backup import forget_copies
from rubric.storage.database import Database
from rubric.storage.draft import DraftSections
from rubric.storage.erasing import erase
from rubric.storage.findings import ReportFindings
from rubric.storage.items import EvidenceItems
from rubric.storage.last_report import LastReports
from rubric.storage.learned import LastLearned
from rubric.storage.library import ReportShelf
from rubric.storage.logs import BroughtTables
from rubric.storage.migrate import bring_up_to_date
from rubric.storage.plan import ImprovementPlan
from rubric.storage.proposals import ProposedItems
from rubric.storage.readings import FindingReadings
from rubric.storage.scores import PublishedScores
from rubric.storage.several import SeveralItems
from rubric.storage.tables import ReceiptRow
from rubric.storage.templates import WordTemplates
from rubric.storage.values import Erased, Receipt
from rubric.storage.waivers import WaivedNotes


class Store:
    """A part for each kind of thing that is kept, all in one database.

    The parts share these methods where they make sense: `add`, `save`, `remove`, `restore`, `removed`, `history`,
    `revisions`. What somebody has seen is a revision: `save` with it as `seen` raises Conflict where others have
    changed the same since, with theirs by field name.

    Threads may share a store; each call is one short transaction of its own.
    """

    def __init__(self, url: str, copies: Path | None = None) -> None:
        """Open the database at an SQLAlchemy URL, made or brought up to date as needed.

        Before it is brought up to date a copy is made, beside an SQLite file, or else in the folder `copies` (None: no
        copy is made of a server's database). StoreUnavailable: it cannot be opened or written to, or copied, or a newer
        release has been at work on it.
        """
        self._database, self._copies = Database(url), copies
        try:
            bring_up_to_date(self._database, copies)
        except BaseException:
            self._database.close()
            raise
        self.assessments = Assessments(self._database)
        self.items = EvidenceItems(self._database)
        self.plan = ImprovementPlan(self._database)
        self.draft = DraftSections(self._database)
        self.waivers = WaivedNotes(self._database)
        self.templates = WordTemplates(self._database)
        self.library = ReportShelf(self._database)
        self.findings = ReportFindings(self._database)
        self.readings = FindingReadings(self._database)
        self.scores = PublishedScores(self._database)
        self.learned = LastLearned(self._database)
        self.proposals = ProposedItems(self._database)
        self.logs = BroughtTables(self._database)
        self.last_report = LastReports(self._database)
        self.attached = AttachedFiles(self._database)
        self.several = SeveralItems(self._database)

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    def answer(self) -> None:
        """Return once the database has answered. StoreUnavailable: it does not, within seconds."""
        self._database.answer()

    def purge(self, *, older_than: timedelta) -> Erased:
        """Erase for good, with their history, what was removed longer ago than that; returns how many of each kind.

        That is assessments, their items, actions, attached files and links, Word templates, imported reports, and
        tables of published scores, and whatever names or repeats them elsewhere; proposals that were decided about as
        long ago; and copies of the database made by this tool itself, which hold it still. A receipt is kept of what
        was erased. StoreUnavailable: the database cannot be written to, or was not cleaned of what is erased because
        others are at work; the next call does that then.
        """
        copies = forget_copies(self._database, self._copies, older_than)
        with self._database.erasing() as session:
            erased = erase(session, older_than).model_copy(update={"copies": copies})
            if erased.total:
                self._database.note_erased(session)
                session.add(ReceiptRow(at=now(), days=older_than.days, erased=erased.model_dump()))
                session.commit()
        self._database.clean()
        return erased

    def receipts(self) -> list[Receipt]:
        """What was erased for good so far, the newest first."""
        with self._database.reading() as session:
            newest = session.scalars(select(ReceiptRow).order_by(ReceiptRow.id.desc()))
            return [Receipt(erased=Erased(**row.erased), at=row.at, days=row.days) for row in newest]
