"""The store's part for claims proposed from documents: kept until each is decided about, with every decision undone."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import ValidationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, NotFound
from rubric.evidence.model import Waiver, now
from rubric.intake.review import Proposed
from rubric.storage import holding
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.bringing import bring_item
from rubric.storage.database import Database
from rubric.storage.draft_tables import WaiverRow
from rubric.storage.intake_tables import ProposalRow
from rubric.storage.items import find_item, set_item_removed
from rubric.storage.rows import stored, waiver_row
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Decision, Saved

WAITING, ACCEPTED, REJECTED, REPLACED = "waiting", "accepted", "rejected", "replaced"
CHANGEABLE = ("text", "aspect", "polarity", "maturity", "voices", "source")
_DECIDED = "This proposal was decided about meanwhile, here or by a colleague: the next one is shown."


class ProposedItems:
    """Proposals in the assessments of one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assessment_id: str, proposals: Sequence[Proposed]) -> frozenset[str]:
        """Keep proposals for review; returns the ids of new ones. One that was brought in before stays as it is."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            fresh = _fresh(session, row, proposals)
            session.add_all(_row(row, one) for one in fresh)
            session.commit()
            return frozenset(one.id for one in fresh)

    def waiting(self, assessment_id: str) -> list[Proposed]:
        """What nobody has decided about yet, the least sure first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(ProposalRow.content).where(ProposalRow.assessment_id == row.id, ProposalRow.state == WAITING)
            ordered = query.order_by(ProposalRow.confidence, ProposalRow.id)
            return [Proposed.model_validate(content) for content in session.scalars(ordered)]

    def get(self, assessment_id: str, proposal_id: str) -> Proposed:
        """One of those that wait. NotFound: it was decided about meanwhile."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            return Proposed.model_validate(_waiting(session, row, proposal_id).content)

    def decided(self, assessment_id: str) -> list[Decision]:
        """What was accepted or rejected, the last first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            words = ProposalRow.content["text"]  # all else that is in there would be read for nothing
            query = select(ProposalRow.step, ProposalRow.state, words, ProposalRow.key).where(
                ProposalRow.assessment_id == row.id, ProposalRow.step.is_not(None)
            )
            ordered = query.order_by(ProposalRow.step.desc(), ProposalRow.id)
            return [
                Decision(step=step, state=state, text=text, id=key)
                for step, state, text, key in session.execute(ordered)
                if step is not None
            ]

    def accepted(self, assessment_id: str) -> dict[str, list[str]]:
        """The ids of the items that were accepted from each file, by the file's hash."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(ProposalRow.item_id, ProposalRow.content["origins"]).where(
                ProposalRow.assessment_id == row.id, ProposalRow.state == ACCEPTED
            )
            found: dict[str, list[str]] = {}
            for item_id, origins in session.execute(query.order_by(ProposalRow.step, ProposalRow.id)):
                for sha256 in dict.fromkeys(origin["sha256"] for origin in origins):
                    found.setdefault(sha256, []).append(item_id)
            return found

    def save(
        self,
        assessment_id: str,
        proposal_id: str,
        changes: Mapping[str, object],
        *,
        seen: int | None = None,  # noqa: ARG002 - as for every thing whose fields are saved
    ) -> Saved:
        """Change fields (of CHANGEABLE) of a proposal that waits. BadInput: a name or value that does not fit.

        A proposal has no history, so the last words count, whatever was `seen`. Returns its revision and when.
        """
        if unknown := ", ".join(sorted(changes.keys() - set(CHANGEABLE))):
            raise BadInput(f"These fields of a proposal can't be changed: {unknown}.")
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = _waiting(session, row, proposal_id)
            before = Proposed.model_validate(found.content)
            wanted = {name: stored(value) for name, value in changes.items()}
            unsure = [name for name in before.unsure if name not in changes]
            try:
                after = Proposed.model_validate(before.model_dump() | wanted | {"unsure": unsure})
            except ValidationError as error:
                raise BadInput("This value does not fit here: choose one from the list.") from error
            found.content = after.model_dump(mode="json")
            found.revision += 1
            session.commit()
            return Saved(at=now(), revision=found.revision)

    def accept(self, assessment_id: str, proposal_id: str) -> Saved:
        """Make the proposal an item, with what was kept on purpose in it. BadInput: it has no words.

        The item rests on the file that it comes from, where that is kept as an attached file.
        """
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = _waiting(session, row, proposal_id)
            proposed = Proposed.model_validate(found.content)
            if not proposed.text.strip():
                raise BadInput("This proposal has no words left: write the claim, or reject it.")
            item = proposed.as_item().model_copy(update={"attached": _kept_files(session, row, proposed)})
            found.item_id = bring_item(session, row, item)
            found.item_revision = find_item(session, row, found.item_id).revision
            place = holding.next_place(session, row, WaiverRow)
            for number, find in enumerate(proposed.kept):
                waiver = Waiver(rule=find.rule, subject=f"item:{found.item_id}", reason=find.reason)
                session.add(waiver_row(waiver, row.id, place + number))
            return _decide(session, row, [found], ACCEPTED)

    def reject(self, assessment_id: str, proposal_id: str) -> Saved:
        """Leave the proposal out."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            return _decide(session, row, [_waiting(session, row, proposal_id)], REJECTED)

    def replace(self, assessment_id: str, proposal_ids: Sequence[str], by: Sequence[Proposed]) -> Saved:
        """Put others in the place of proposals, as when two are merged or one is split."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = [_waiting(session, row, proposal_id) for proposal_id in proposal_ids]
            step, first = _next_step(session, row), min(one.confidence for one in found)
            for one in _fresh(session, row, by):
                made = _row(row, one)
                made.made_in, made.confidence = step, first  # they stand where the first of those stood
                session.add(made)
            return _decide(session, row, found, REPLACED)

    def undo(self, assessment_id: str, step: int) -> Saved:
        """Take back a decision, if it is the last one; an item that it made is removed.

        BadInput: somebody has changed that item since.
        """
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            if step != _next_step(session, row) - 1:
                return Saved(at=row.updated, revision=row.revision)
            of_assessment = ProposalRow.assessment_id == row.id
            for found in session.scalars(select(ProposalRow).where(of_assessment, ProposalRow.step == step)):
                _take_back(session, row, found)
                found.state, found.step, found.decided_at = WAITING, None, None
                found.item_id = found.item_revision = None
            session.execute(delete(ProposalRow).where(of_assessment, ProposalRow.made_in == step))
            session.commit()
            return Saved(at=now(), revision=step)


def _row(assessment: AssessmentRow, one: Proposed) -> ProposalRow:
    return ProposalRow(
        assessment_id=assessment.id,
        key=one.id,
        revision=1,
        content=stored(one),
        confidence=one.confidence,
        state=WAITING,
    )


def _fresh(session: Session, assessment: AssessmentRow, proposals: Iterable[Proposed]) -> list[Proposed]:
    """Those that were never proposed in this assessment, each once."""
    known = set(session.scalars(select(ProposalRow.key).where(ProposalRow.assessment_id == assessment.id)))
    return list({one.id: one for one in proposals if one.id not in known}.values())


def _kept_files(session: Session, assessment: AssessmentRow, proposed: Proposed) -> list[str]:
    """The ids of the attached files that a proposal comes from."""
    hashes = {origin.sha256 for origin in proposed.origins}
    query = select(AttachmentRow.key).where(
        AttachmentRow.assessment_id == assessment.id,
        AttachmentRow.held.in_(hashes),
        AttachmentRow.removed_at.is_(None),
    )
    return list(session.scalars(query.order_by(AttachmentRow.place)))


def _waiting(session: Session, assessment: AssessmentRow, key: str) -> ProposalRow:
    """The row of a proposal that waits. NotFound: there is none, or it was decided about meanwhile."""
    found = session.scalar(
        select(ProposalRow).where(ProposalRow.assessment_id == assessment.id, ProposalRow.key == key)
    )
    if found is None or found.state != WAITING:
        raise NotFound(_DECIDED)
    return found


def _next_step(session: Session, assessment: AssessmentRow) -> int:
    last = session.scalar(select(func.max(ProposalRow.step)).where(ProposalRow.assessment_id == assessment.id))
    return 1 if last is None else last + 1


def _decide(session: Session, assessment: AssessmentRow, found: Sequence[ProposalRow], state: str) -> Saved:
    step, at = _next_step(session, assessment), now()
    for one in found:
        one.state, one.step, one.decided_at = state, step, at
    session.commit()
    return Saved(at=at, revision=step)


def _take_back(session: Session, assessment: AssessmentRow, decided: ProposalRow) -> None:
    """Remove the item that a proposal became, if it still is as it was then."""
    if decided.item_id is None:
        return
    item = find_item(session, assessment, decided.item_id, removed=True)
    if item.removed_at is None and item.revision != decided.item_revision:
        raise BadInput("Somebody has changed this item since it was accepted: remove it on the evidence page instead.")
    set_item_removed(session, assessment, item.id, removed=True)
    session.execute(
        delete(WaiverRow).where(WaiverRow.assessment_id == assessment.id, WaiverRow.subject == f"item:{item.id}")
    )
