"""A file or link that is attached to evidence: what is kept about it. The bytes of a file are the store's to keep."""

from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from rubric.english import flat, long_date
from rubric.errors import BadInput
from rubric.evidence.confirmation import ID
from rubric.evidence.ids import ID_LENGTH, new_id
from rubric.evidence.stated import stated

MOST_ATTACHED = 40  # to one item, as many as an assessment file may have in a list
MOST_VERSIONS = 10_000
LARGEST = 2_000_000_000  # bytes: past any setting, and what a database's whole number holds
LONGEST_LINK = 2_000  # characters, as many as browsers and office programs pass on


class AttachedKind(StrEnum):
    """The kinds of file that can be attached, and what else is: a link."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    SLIDES = "slides"
    OPEN_TEXT = "open_text"
    OPEN_SHEET = "open_sheet"
    OPEN_SLIDES = "open_slides"
    TEXT = "text"
    MAIL = "mail"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    TIFF = "tiff"
    WEBP = "webp"
    LINK = "link"


class Attachment(BaseModel):
    """One version of a file, or of what a link leads to, in one assessment.

    A file has a `name`, its `size` in bytes and the `sha256` of these; a link has `link` in place of them. `dated` is
    the day that the document is from, `expires` the last day on which it holds. `replaces` is the id of the version
    before this one, "" for the first.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    id: str = Field(default_factory=new_id, max_length=ID_LENGTH, pattern=ID)
    kind: AttachedKind
    title: str = ""
    owner: str = ""
    dated: date | None = None
    expires: date | None = None
    version: int = Field(default=1, ge=1, le=MOST_VERSIONS)
    replaces: str = ""
    name: str = ""
    size: int = Field(default=0, ge=0, le=LARGEST)
    sha256: str = Field(default="", pattern="^([0-9a-f]{64})?$")
    link: str = ""
    by: str = ""
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))

    @field_validator("link")
    @classmethod
    def _can_be_followed(cls, link: str) -> str:
        try:
            return checked_link(link) if link else ""
        except BadInput as error:  # a file may come from anywhere: no other kind of address is ever drawn as a link
            raise ValueError(str(error)) from error

    @property
    def called(self) -> str:
        """Its title; without one, the name of the file or the address."""
        return flat(stated(self.title)) or self.name or self.link

    @property
    def known_by(self) -> str:
        """The name of the file, or the host of the address: what stays the same whatever its title becomes."""
        return self.name or str(urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def in_words(self) -> str:
        """What it is called, and in brackets what it is: "Carers survey (survey.pdf, version 2, 3 March 2026)"."""
        what = self.name if self.kind is not AttachedKind.LINK else self.link
        dated = long_date(self.dated) if self.dated else ""
        numbered = f"version {self.version}" if self.version > 1 else ""
        about = ", ".join(filter(None, (what if what != self.called else "", numbered, dated)))
        return f"{self.called} ({about})" if about else self.called


def subject_of(attachment: str) -> str:
    """The subject of a waiver on what looks like personal data in an attached file, by the file's id."""
    return f"attached:{attachment}"


def checked_link(text: str) -> str:
    """An address fit to be drawn as a link. BadInput: it is not one that begins with https://, or it holds a password.

    Only https, as what was typed in a form is read by others: no other kind runs or opens anything on their machine.
    """
    link = text.strip()
    if len(link) > LONGEST_LINK:
        raise BadInput("This address is too long to be kept: copy a shorter one, such as the page's own.")
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme != "https" or not host or not link.isprintable() or any(sign in link for sign in ' "<>\\^`{|}'):
        raise BadInput("This is not an address that can be kept: copy the whole of it, beginning with https://.")
    if parts.username is not None or parts.password is not None:
        raise BadInput("This address holds a name or a password: take out what stands before the @, then add it.")
    return link
