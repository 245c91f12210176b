"""The store's part for files and links attached to evidence: each kept once, used by many items, by version.

The bytes of files are in the database, as those of Word templates are. So they are saved with the item in one
transaction, are in every backup, go into either kind of database, are erased with what they belong to, and are the
same for several servers. In a folder beside it each of these would be a rule of its own, to be broken by itself.
"""

from collections.abc import Iterable, Mapping

from pydantic import ValidationError
from pydantic_core import to_jsonable_python
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rubric.english import size
from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.attachment import MOST_ATTACHED, Attachment, subject_of
from rubric.evidence.model import Waiver, now
from rubric.storage import holding
from rubric.storage.attached_history import FIELDS, FORMER, GO_ON, history_of
from rubric.storage.attached_tables import AttachmentRow, FileRow
from rubric.storage.clashes import changed_since, merged, overwritten
from rubric.storage.database import Database
from rubric.storage.draft_tables import WaiverRow
from rubric.storage.edits import refusal, spoken, typed
from rubric.storage.items import find_item, save_item
from rubric.storage.removal import mark, require_row
from rubric.storage.rows import attachment_of, attachment_row, stored, waiver_row
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Change, Saved
from rubric.storage.versions import attachment_changes_back


class AttachedFiles:
    """Attached files and links of assessments in one database. Every call may raise StoreUnavailable and NotFound.

    The revision of one is that of its assessment: what was changed of it is in the assessment's history.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        assessment_id: str,
        attachment: Attachment,
        data: bytes | None = None,
        *,
        items: Iterable[str] = (),
        most: int,
        may_stay: Mapping[str, str] | None = None,
        by: str = "",
    ) -> Attachment:
        """Keep a file (`data` are its bytes) or a link, and attach it to the items with these ids.

        One that the assessment has already, by its bytes or its address, is kept once and returned as it is there.
        `attachment.replaces` makes it the next version of that one, under its title and owner. `most`: how many bytes
        the assessment's files may have in all. `may_stay`: by its rule, why what looks like personal data in the file
        may stay. BadInput: they would have more, or this version is kept already.
        """
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            found = _same(session, row, attachment)
            if found is not None and attachment.replaces:
                raise BadInput(
                    f"This is kept already, as version {found.version} of “{attachment_of(found).called}”: "
                    "choose another file, or attach that one."
                )
            if found is None:
                found = _new(session, row, attachment.model_copy(update={"by": by, "at": now()}))
            mark(found, removed=False)
            if data is not None and found.held is None:
                _check_room(session, row, len(data), most)
                _hold(session, attachment.sha256, data)
                found.held = attachment.sha256
            row.updated = now()
            for item in items:
                _attach(session, row, item, found.key)
            _waive(session, row, subject_of(found.key), may_stay or {}, by)
            session.commit()
            return attachment_of(found)

    def get(self, assessment_id: str, attachment_id: str) -> bytes:
        """The bytes of an attached file. NotFound: it is a link, or its bytes were left out when it was brought in."""
        with self._database.reading() as session:
            row = _find(session, holding.find_assessment(session, assessment_id), attachment_id)
            data = session.scalar(select(FileRow.data).where(FileRow.sha256 == row.held))
            if data is None:
                raise NotFound("This file is not here, only its name: attach it again from where you have it.")
            return data

    def held(self, assessment_id: str) -> set[str]:
        """The ids of the attached files whose bytes are here."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(AttachmentRow.key).where(AttachmentRow.assessment_id == row.id)
            return set(session.scalars(query.where(AttachmentRow.held.is_not(None))))

    def attach(
        self, assessment_id: str, item_id: str, attachment_id: str, *, instead_of: str = "", by: str = ""
    ) -> Saved:
        """Have an item rest on one that is kept, or on it instead of another one, such as an older version.

        BadInput: as many as may be are attached to the item.
        """
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            _find(session, row, attachment_id)
            saved = _attach(session, row, item_id, attachment_id, instead_of)
            session.commit()
            return saved

    def detach(self, assessment_id: str, item_id: str, attachment_id: str, *, by: str = "") -> Saved:
        """Take one off an item; it is kept, for the other items and to be attached again."""
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            kept = [key for key in find_item(session, row, item_id).attached if key != attachment_id]
            saved = save_item(session, row, item_id, {"attached": kept}, None)
            session.commit()
            return saved

    def save(
        self,
        assessment_id: str,
        attachment_id: str,
        changes: Mapping[str, object],
        *,
        seen: int | None = None,
        by: str = "",
    ) -> Saved:
        """Change the title, the owner, or the dates; returns the assessment's revision and when.

        `seen` is the assessment's revision that the writer had on screen. BadInput: another field, or a value that does
        not fit. Conflict: somebody else has given a named field another value since; then nothing is written.
        """
        if unknown := ", ".join(sorted(changes.keys() - set(FIELDS))):
            raise BadInput(f"{spoken(unknown)} can't be changed: load the page again, then change what it offers.")
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            found = _find(session, row, attachment_id)
            before = attachment_of(found)
            try:
                after = Attachment.model_validate(
                    before.model_dump() | {name: typed(value) for name, value in changes.items()}
                )
            except ValidationError as error:
                raise BadInput(refusal(error)) from error
            others: set[str] = set()
            if seen is not None and seen < row.revision:
                begin = f"{FORMER}{found.key}."
                changed = changed_since(session, row, seen)
                others = {name.removeprefix(begin) for name in changed if name.startswith(begin)}
                theirs = overwritten(others, changes, before.__getattribute__, after.__getattribute__)
                if theirs:
                    raise Conflict(
                        f"{spoken(' and '.join(theirs))} was changed by somebody else while you wrote, so yours was "
                        "not saved: choose which words to keep, then save again.",
                        theirs,
                        revision=row.revision,
                    )
            old = {name: getattr(before, name) for name in changes if getattr(before, name) != getattr(after, name)}
            for name in old:
                setattr(found, name, getattr(after, name))
            former = {f"{FORMER}{found.key}.{name}": to_jsonable_python(value) for name, value in old.items()}
            return holding.keep(session, row, former).model_copy(update={"merged": merged(others, changes)})

    def history(self, assessment_id: str, attachment_id: str) -> list[Change]:
        """Every title, owner and date that it had before, newest first; the revisions are the assessment's.

        A title and an owner go on from version to version, so those of the versions before it are among them.
        """
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            return history_of(session, row, _find(session, row, attachment_id, removed=True))

    def changes_back(self, assessment_id: str, attachment_id: str, revision: int) -> dict[str, object]:
        """The changes that make it say again what it said at the end of a revision, as `save` takes them."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            found = _find(session, row, attachment_id)
            return attachment_changes_back(attachment_of(found), history_of(session, row, found), revision)

    def remove(self, assessment_id: str, attachment_id: str) -> Saved:
        """Remove a file or link, which `restore` undoes until it is erased; the items that rest on it show it no more.

        Where it replaced an older version, that is in use again.
        """
        return self._set_removed(assessment_id, attachment_id, removed=True)

    def restore(self, assessment_id: str, attachment_id: str) -> Saved:
        """Put a removed one back, for the items too that rest on it."""
        return self._set_removed(assessment_id, attachment_id, removed=False)

    def removed(self, assessment_id: str) -> list[Attachment]:
        """What was removed and can still be restored, the last removed first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(AttachmentRow).where(
                AttachmentRow.assessment_id == row.id, AttachmentRow.removed_at.is_not(None)
            )
            return [attachment_of(one) for one in session.scalars(query.order_by(AttachmentRow.removed_at.desc()))]

    def _set_removed(self, assessment_id: str, attachment_id: str, *, removed: bool) -> Saved:
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            found = _find(session, row, attachment_id, removed=True)
            if mark(found, removed=removed) is not None:
                row.updated = now()
                session.commit()
            return Saved(at=row.updated, revision=row.revision)


# the same within a session in which the caller has locked the assessment


def _find(session: Session, assessment: AssessmentRow, attachment_id: str, *, removed: bool = False) -> AttachmentRow:
    return require_row(
        session.scalar(
            select(AttachmentRow).where(
                AttachmentRow.assessment_id == assessment.id, AttachmentRow.key == stored(attachment_id)
            )
        ),
        missing="This file or link can't be found: load the page again, and choose one that is there.",
        gone="This file or link was removed meanwhile: put it back first, then go on.",
        removed=removed,
    )


def _same(session: Session, assessment: AssessmentRow, attachment: Attachment) -> AttachmentRow | None:
    """The one with the same bytes or address, one in use before one that was removed."""
    same = AttachmentRow.sha256 == attachment.sha256 if attachment.sha256 else AttachmentRow.link == attachment.link
    query = select(AttachmentRow).where(AttachmentRow.assessment_id == assessment.id, same)
    return min(session.scalars(query), key=lambda row: (row.removed_at is not None, -row.version), default=None)


def _new(session: Session, assessment: AssessmentRow, attachment: Attachment) -> AttachmentRow:
    if attachment.replaces:
        before = _find(session, assessment, attachment.replaces)
        newer = select(AttachmentRow.id).where(
            AttachmentRow.assessment_id == assessment.id,
            AttachmentRow.replaces == before.key,
            AttachmentRow.removed_at.is_(None),
        )
        if session.scalar(newer.limit(1)) is not None:
            raise BadInput("Somebody has added a newer version meanwhile: load the page again, and look at that first.")
        goes_on = {"version": before.version + 1} | {name: getattr(before, name) for name in GO_ON}
        attachment = attachment.model_copy(update=goes_on)
    row = attachment_row(attachment, assessment.id, holding.next_place(session, assessment, AttachmentRow), None)
    session.add(row)
    return row


def _waive(session: Session, assessment: AssessmentRow, subject: str, may_stay: Mapping[str, str], by: str) -> None:
    place = holding.next_place(session, assessment, WaiverRow)
    there = select(WaiverRow.rule).where(WaiverRow.assessment_id == assessment.id, WaiverRow.subject == subject)
    for rule in may_stay.keys() - set(session.scalars(there)):
        waiver = Waiver(rule=rule, subject=subject, reason=may_stay[rule], by=by)
        session.add(waiver_row(waiver, assessment.id, place))


def _check_room(session: Session, assessment: AssessmentRow, more: int, most: int) -> None:
    """BadInput where the files of an assessment would have more than `most` bytes, each counted once."""
    query = select(AttachmentRow.held, func.max(AttachmentRow.size)).where(
        AttachmentRow.assessment_id == assessment.id,
        AttachmentRow.removed_at.is_(None),
        AttachmentRow.held.is_not(None),
    )
    has = sum(amount for _, amount in session.execute(query.group_by(AttachmentRow.held)))
    if has + more > most:
        raise BadInput(
            f"The files attached here would come to more than {size(most)}: remove some, or attach a link to where "
            "this one is kept."
        )


def _hold(session: Session, digest: str, data: bytes) -> None:
    """Have the bytes of a file in the database, and keep them there until this session ends."""
    there = select(FileRow.sha256).where(FileRow.sha256 == digest).with_for_update(read=True)
    if session.scalar(there) is not None:  # and whoever erases waits to see that it is used again
        return
    try:
        with session.begin_nested():
            session.execute(insert(FileRow).values(sha256=digest, size=len(data), data=data))
    except IntegrityError:  # somebody attached the same file to another assessment a moment ago
        session.scalar(there)


def _attach(session: Session, assessment: AssessmentRow, item_id: str, key: str, instead_of: str = "") -> Saved:
    others = [one for one in find_item(session, assessment, item_id).attached if one not in (key, instead_of)]
    if len(others) >= MOST_ATTACHED:
        raise BadInput(f"An item holds no more than {MOST_ATTACHED} of these: take one off first.")
    return save_item(session, assessment, item_id, {"attached": [*others, key]}, None)
