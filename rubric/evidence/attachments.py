"""Rules for attached files and links: what may be attached, what it is called, what is in use, what rests on it.

Nothing here trusts a file's name, opens what is in a file or follows a link. What may be attached is our own decision:
the kinds of document that an assessor is shown, and nothing that a machine would run.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from rubric.english import size as in_bytes
from rubric.errors import ArchiveFault, BadArchive, BadInput
from rubric.evidence.attachment import AttachedKind, Attachment, checked_link
from rubric.evidence.lint.rules import rule_book
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.sources import is_old
from rubric.office import Package, is_zip
from rubric.reports.files import guard

_PICTURES = {
    b"\x89PNG\r\n": AttachedKind.PNG,
    b"\xff\xd8\xff": AttachedKind.JPEG,
    b"GIF8": AttachedKind.GIF,
    b"II*\x00": AttachedKind.TIFF,
    b"MM\x00*": AttachedKind.TIFF,
}
_READABLE = {
    guard.FileKind.PDF: AttachedKind.PDF,
    guard.FileKind.DOCX: AttachedKind.WORD,
    guard.FileKind.WORKBOOK: AttachedKind.EXCEL,
    guard.FileKind.SLIDES: AttachedKind.SLIDES,
    guard.FileKind.TEXT: AttachedKind.TEXT,
    guard.FileKind.MAIL: AttachedKind.MAIL,
}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": AttachedKind.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": AttachedKind.OPEN_SHEET,
    b"application/vnd.oasis.opendocument.presentation": AttachedKind.OPEN_SLIDES,
}
# the endings that a file of each kind may have; the first is given where it has none of them
_ENDINGS: Mapping[AttachedKind, tuple[str, ...]] = {
    AttachedKind.PDF: (".pdf",),
    AttachedKind.WORD: (".docx", ".dotx"),
    AttachedKind.EXCEL: (".xlsx", ".xltx"),
    AttachedKind.SLIDES: (".pptx", ".potx"),
    AttachedKind.OPEN_TEXT: (".odt",),
    AttachedKind.OPEN_SHEET: (".ods",),
    AttachedKind.OPEN_SLIDES: (".odp",),
    AttachedKind.TEXT: (".txt", ".csv", ".tsv", ".md"),
    AttachedKind.MAIL: (".eml",),
    AttachedKind.PNG: (".png",),
    AttachedKind.JPEG: (".jpg", ".jpeg"),
    AttachedKind.GIF: (".gif",),
    AttachedKind.TIFF: (".tiff", ".tif"),
    AttachedKind.WEBP: (".webp",),
}
_UNFIT = re.compile(r'[<>:"|?*]')  # in names on Windows


def kind_of(data: bytes, name: str) -> AttachedKind:
    """The kind of a file, by its content alone. BadInput: it holds macros, or is of no kind that can be attached."""
    shown = guard.safe_name(name)
    refusal = BadInput(f"{shown} is not of a kind that can be attached: save it as a PDF, and attach that.")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return AttachedKind.WEBP
    for start, kind in _PICTURES.items():
        if data.startswith(start):
            return kind
    found: AttachedKind | None = None
    try:
        if is_zip(data):
            Package(data).refuse_macros()
            begin = data[30:140]  # an OpenDocument file says first, unpacked, what it is (ODF 1.3, part 2, 3.3)
            found = next((kind for said, kind in _OPEN.items() if begin.startswith(b"mimetype" + said)), None)
        found = found or _READABLE.get(guard.kind_of(data, shown))
    except BadArchive as bad:
        if bad.fault is ArchiveFault.MACROS:
            raise BadInput(f"{shown} holds macros, which we do not take: save a copy without macros.") from bad
        raise refusal from bad
    except BadInput as error:
        raise refusal from error
    if found is None:
        raise refusal
    return found


def check_size(amount: int, name: str, most: int) -> None:
    """BadInput where a file of so many bytes is empty, or larger than may be attached."""
    if amount == 0:
        raise BadInput(f"{guard.safe_name(name)} is empty: choose another file.")
    if amount > most:
        raise BadInput(
            f"{guard.safe_name(name)} is {in_bytes(amount)}, more than the {in_bytes(most)} that may be attached: "
            "attach a smaller one, or a link to where it is kept."
        )


def file_name(name: str, kind: AttachedKind) -> str:
    """A name for a file of this kind: the last part of the given one, with an ending that fits the content."""
    safe = _UNFIT.sub("-", guard.safe_name(name))
    endings = _ENDINGS.get(kind, ())
    return safe if not endings or safe.lower().endswith(endings) else f"{safe}{endings[0]}"


def of_file(name: str, kind: AttachedKind, data: bytes) -> Attachment:
    """A file as it is attached first: its title is made of its name."""
    safe = file_name(name, kind)
    title = " ".join(PurePosixPath(safe).stem.replace("_", " ").split())
    return Attachment(kind=kind, title=title, name=safe, size=len(data), sha256=sha256(data).hexdigest())


def of_link(text: str, title: str = "") -> Attachment:
    """A link as it is attached first; without a title it is called by its address. BadInput: see `checked_link`."""
    link = checked_link(text)
    parts = urlsplit(link)
    host = str(parts.hostname).removeprefix("www.")
    return Attachment(kind=AttachedKind.LINK, title=title.strip() or f"{host}{parts.path}", link=link)


@dataclass(frozen=True)
class Older:
    """A version that another one replaced, and the ids of the items that still rest on it."""

    attachment: Attachment
    rests: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """A file or link that is in use: the ids of the items that rest on it, and its older versions, the last first.

    `stale`: it is older than the writing notes let pass. `expired`: the last day on which it holds is over.
    """

    attachment: Attachment
    rests: tuple[str, ...]
    older: tuple[Older, ...]
    stale: bool
    expired: bool

    @property
    def on_old_versions(self) -> tuple[str, ...]:
        """The ids of the items that still rest on an older version."""
        return tuple(item for one in self.older for item in one.rests)


def held(assessment: Assessment, on: date) -> tuple[Held, ...]:
    """Every file and link in use, by what it is called. `on` is the day it is read."""
    replaced = _replaced(assessment.attachments)
    found = []
    for one in assessment.attachments:
        if one.id in replaced:
            continue
        older = tuple(Older(before, _rest_on(assessment, before.id)) for before in versions_before(assessment, one))
        rests, stale = _rest_on(assessment, one.id), is_stale(one, on)
        found.append(Held(one, rests, older, stale=stale, expired=has_expired(one, on)))
    return tuple(sorted(found, key=lambda one: (one.attachment.called.casefold(), one.attachment.id)))


def attached_to(assessment: Assessment, item: EvidenceItem) -> tuple[Attachment, ...]:
    """What is attached to an item, in its order, without what was removed."""
    by_id = {one.id: one for one in assessment.attachments}
    return tuple(by_id[key] for key in dict.fromkeys(item.attached) if key in by_id)


def newest_of(assessment: Assessment, attachment: Attachment) -> Attachment:
    """The version in use of a file or link: itself, where no newer one replaced it."""
    replaced = _replaced(assessment.attachments)
    while attachment.id in replaced:
        attachment = replaced[attachment.id]
    return attachment


def versions_before(assessment: Assessment, attachment: Attachment) -> tuple[Attachment, ...]:
    """The versions that this one replaced, the last first."""
    by_id = {one.id: one for one in assessment.attachments}
    replaced = _replaced(assessment.attachments)
    found, before = [], by_id.get(attachment.replaces)
    while before is not None and before.id in replaced:
        found.append(before)
        before = by_id.get(before.replaces)
    return tuple(found)


def is_stale(attachment: Attachment, on: date) -> bool:
    """Whether it is older, on this day, than the writing notes let pass."""
    return is_old(attachment.dated, on, rule_book().limits.old_after_years)


def has_expired(attachment: Attachment, on: date) -> bool:
    """Whether the last day on which it holds was before this one."""
    return attachment.expires is not None and attachment.expires < on


def _replaced(attachments: Sequence[Attachment]) -> dict[str, Attachment]:
    """What replaced a version, by the id of that version. Versions only count upwards, so no file leads in a circle."""
    by_id = {one.id: one for one in attachments}
    return {
        one.replaces: one
        for one in sorted(attachments, key=lambda one: -one.version)  # of two, the next one
        if one.replaces in by_id and one.version > by_id[one.replaces].version
    }


def _rest_on(assessment: Assessment, key: str) -> tuple[str, ...]:
    return tuple(item.id for item in assessment.evidence if key in item.attached)
