"""The store's part for Word templates: a council's own, kept by version, and which an assessment's documents use."""

import hashlib
from datetime import datetime

from sqlalchemy import Row, Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rubric.errors import BadInput
from rubric.evidence.model import now
from rubric.storage.database import Database
from rubric.storage.draft_tables import TemplateRow
from rubric.storage.holding import find_assessment, hold_assessment, keep
from rubric.storage.removal import mark, require_row
from rubric.storage.rows import stored
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Saved, TemplateVersion

_VersionRow = Row[int, str, str, int, str, int, str, datetime]  # in the order of `_LISTED`

DRAFT = "draft"  # the document that templates are of unless another is named
TRIES = 20  # at each, one of those who add versions of one name at the same moment gets through


class WordTemplates:
    """Word templates in one database, shared by its assessments.

    Every call may raise StoreUnavailable; a call with the id of a template or an assessment, NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, data: bytes, *, by: str, kind: str = DRAFT) -> TemplateVersion:
        """Store a template of a document under a name; where the name is in use, as its next version.

        Only the name and the file's size are checked. BadInput: no name, an empty file, or exactly the bytes of
        the name's newest version.
        """
        name = " ".join(stored(name).split())
        if not name:
            raise BadInput("This template has no name: give it one, such as that of your council.")
        if not data:
            raise BadInput("This template is empty: choose the Word file again.")
        with self._database.writing() as session:
            for tries_left in reversed(range(TRIES)):
                try:
                    row = _add(session, name, data, stored(by), kind)
                    break
                except IntegrityError:  # somebody added this version a moment ago: now it is seen to be there
                    session.rollback()
                    if not tries_left:
                        raise
            session.commit()
            return _version(row)

    def versions(self, kind: str = DRAFT) -> list[TemplateVersion]:
        """Every version of every template of a document, newest first, without those that were removed."""
        return self._listed(_LISTED.where(TemplateRow.kind == kind, TemplateRow.removed_at.is_(None)))

    def removed(self, kind: str = DRAFT) -> list[TemplateVersion]:
        """The versions that were removed and can still be put back, newest first."""
        return self._listed(_LISTED.where(TemplateRow.kind == kind, TemplateRow.removed_at.is_not(None)))

    def get(self, template_id: int) -> bytes:
        """The template's file, as it was uploaded."""
        with self._database.reading() as session:
            return _find(session, template_id).data

    def remove(self, template_id: int) -> Saved:
        """Remove a version, which `restore` undoes until it is erased. Drafts that used it use the shipped one then."""
        return self._set_removed(template_id, removed=True)

    def restore(self, template_id: int) -> Saved:
        """Put a removed version back, for the drafts too that used it."""
        return self._set_removed(template_id, removed=False)

    def use(self, assessment_id: str, template_id: int | None, kind: str = DRAFT) -> Saved:
        """Make this document of the assessment with this template; None: with the one that is shipped.

        BadInput: the template is of another document.
        """
        with hold_assessment(self._database, assessment_id) as (session, row):
            if template_id is not None and _find(session, template_id).kind != kind:
                raise BadInput("This template is of another document: choose one that was kept for this one.")
            if _used(row, kind) == template_id:
                return keep(session, row, {})
            if kind == DRAFT:
                old, row.template_id = row.template_id, template_id
                return keep(session, row, {"template_id": old})
            former = row.paper_templates
            others = {name: used for name, used in (former or {}).items() if name != kind}
            row.paper_templates = others if template_id is None else {**others, kind: template_id}
            return keep(session, row, {"paper_templates": former})

    def used_by(self, assessment_id: str, kind: str = DRAFT) -> TemplateVersion | None:
        """The template that a document of the assessment uses; None where it uses none, or one that was removed."""
        with self._database.reading() as session:
            wanted = _used(find_assessment(session, assessment_id), kind)
            query = _LISTED.where(TemplateRow.id == wanted, TemplateRow.removed_at.is_(None))
            row = session.execute(query).one_or_none()
            return None if row is None else _version(row)

    def _listed(self, query: Select[int, str, str, int, str, int, str, datetime]) -> list[TemplateVersion]:
        with self._database.reading() as session:
            return [_version(row) for row in session.execute(query.order_by(TemplateRow.id.desc()))]

    def _set_removed(self, template_id: int, *, removed: bool) -> Saved:
        with self._database.writing() as session:
            row = _find(session, template_id, removed=True)
            at = mark(row, removed=removed)
            if at is not None:
                session.commit()
            return Saved(at=at or now(), revision=row.version)


# without the files, which a list has no need of
_LISTED = select(
    TemplateRow.id,
    TemplateRow.name,
    TemplateRow.kind,
    TemplateRow.version,
    TemplateRow.sha256,
    TemplateRow.size,
    TemplateRow.saved_by,
    TemplateRow.saved_at,
)


def _used(row: AssessmentRow, kind: str) -> int | None:
    used: int | None = row.template_id if kind == DRAFT else (row.paper_templates or {}).get(kind)
    return used


def _add(session: Session, name: str, data: bytes, by: str, kind: str) -> TemplateRow:
    digest = hashlib.sha256(data).hexdigest()
    query = select(TemplateRow.version, TemplateRow.sha256, TemplateRow.removed_at).where(TemplateRow.name == name)
    newest = session.execute(query.order_by(TemplateRow.version.desc()).limit(1)).one_or_none()
    if newest is not None and newest.sha256 == digest:
        if newest.removed_at is not None:
            raise BadInput(
                f"This file is version {newest.version} of {name}, which was removed: put that back instead of "
                "uploading it again."
            )
        raise BadInput(f"This file is version {newest.version} of {name} already, so there is nothing new to keep.")
    row = TemplateRow(
        name=name,
        kind=kind,
        version=1 if newest is None else newest.version + 1,
        sha256=digest,
        size=len(data),
        data=data,
        saved_by=by,
        saved_at=now(),
    )
    session.add(row)
    session.flush()
    return row


def _find(session: Session, template_id: int, *, removed: bool = False) -> TemplateRow:
    return require_row(
        session.get(TemplateRow, template_id),
        missing="This template can't be found: choose one from the list, or upload it again.",
        gone="This template was removed: put it back first.",
        removed=removed,
    )


def _version(row: TemplateRow | _VersionRow) -> TemplateVersion:
    return TemplateVersion(
        id=row.id,
        name=row.name,
        kind=row.kind,
        version=row.version,
        sha256=row.sha256,
        size=row.size,
        by=row.saved_by,
        at=row.saved_at,
    )
