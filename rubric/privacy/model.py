"""One thing in a text that could identify a person: its kind, where it stands, why it was found, how sure that is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of personal data it is; the value goes into rules ("personal.nhs_number") and JSON."""

    NAME = "name"
    DATE_OF_BIRTH = "date_of_birth"
    NHS_NUMBER = "nhs_number"
    NI_NUMBER = "ni_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    CASE_REFERENCE = "case_reference"
    VIGNETTE = "vignette"

    @property
    def label(self) -> str:
        """In a sentence, with its article: "This looks like an NHS number"."""
        return _LABELS[self][0]

    @property
    def mask(self) -> str:
        """What stands in its place: "[NHS number]"."""
        return f"[{_LABELS[self][1]}]"


_LABELS = {
    Kind.NAME: ("a person’s name", "name"),
    Kind.DATE_OF_BIRTH: ("a date of birth", "date of birth"),
    Kind.NHS_NUMBER: ("an NHS number", "NHS number"),
    Kind.NI_NUMBER: ("a National Insurance number", "National Insurance number"),
    Kind.PHONE: ("a person’s phone number", "phone number"),
    Kind.EMAIL: ("a personal e-mail address", "e-mail address"),
    Kind.ADDRESS: ("a home address", "address"),
    Kind.CASE_REFERENCE: ("the reference of a case record", "case reference"),
    Kind.VIGNETTE: ("one person’s story", "a person"),
}


class Sureness(StrEnum):
    """How sure a find is, surest first."""

    SURE = "sure"  # its form alone says so: a checksum holds, or a label stands beside it
    LIKELY = "likely"  # form and nearby words say so
    POSSIBLE = "possible"  # could as well be a member of staff, an office or a figure


@dataclass(frozen=True)
class Found:
    """A find: `words` is `text[start:end]`, `why` a sentence that says what it was known by."""

    kind: Kind
    start: int
    end: int
    words: str
    why: str
    sure: Sureness

    @property
    def hint(self) -> str:
        """Enough of the words to find them by and no more: "943…", "Mrs P…"."""
        first, _, rest = self.words.partition(" ")
        if self.kind in (Kind.NAME, Kind.VIGNETTE) and rest:
            return f"{first} {rest[0]}…"
        return f"{self.words[:3]}…"
