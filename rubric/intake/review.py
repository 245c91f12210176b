"""A proposed item while a person decides about it: as it is kept, changed, merged with another, split, and accepted."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from rubric.claims.coder import Reading
from rubric.evidence.ids import ID_LENGTH
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Maturity, Polarity, Reach, Voice
from rubric.intake.model import ASKED, Proposal

_HASH_SHOWN = 12  # hexadecimal digits of a file's hash in a note: enough to tell two versions of a file apart


class Origin(BaseModel):
    """Where a proposal comes from: a file by name and hash, the place in it in words, and the passage."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    sha256: str
    where: str
    passage: str

    @property
    def note(self) -> str:
        """The origin in words, for the note on the item."""
        place = f", {self.where}" if self.where else ""
        return f"From {self.file}{place} (SHA-256 {self.sha256[:_HASH_SHOWN]}): “{self.passage}”"


class KeptFind(BaseModel):
    """Personal data that stays on purpose: the rule of its waiver, and why it may stay."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    reason: str


class Proposed(BaseModel):
    """A proposal under review. What a person may change has the names of an item's fields.

    `named` are the voices that its sentence names, `unsure` what the reader is not sure of, by field name. `origins`
    has one entry, and more where proposals were merged; `group` is as in `Proposal`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=ID_LENGTH)
    text: str
    aspect: str
    polarity: Polarity | None
    maturity: Maturity | None
    voices: list[Voice] | None = None
    reach: Reach | None = None
    source: str = ""
    named: list[Voice] = Field(default_factory=list)
    unsure: list[str] = Field(default_factory=list)
    confidence: float = Field(ge=0, le=1)
    origins: list[Origin]
    group: str = ""
    kept: list[KeptFind] = Field(default_factory=list)

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """A proposal as it comes from a file."""
        passage = proposal.passage
        origin = Origin(
            file=passage.source.name,
            sha256=passage.source.sha256,
            where=passage.place.words,
            passage=passage.text,
        )
        coded = _coded(proposal.reading, proposal.confidence)
        return cls(
            id=proposal.id, text=proposal.text, source=proposal.source, origins=[origin], group=proposal.group, **coded
        )

    def as_item(self) -> EvidenceItem:
        """The item that it becomes when it is accepted, with its passages in the note."""
        return EvidenceItem(
            id=self.id,
            aspect=self.aspect,
            text=self.text,
            polarity=self.polarity,
            maturity=self.maturity,
            voices=self.voices,
            reach=self.reach,
            source=self.source,
            note="\n\n".join(origin.note for origin in self.origins),
        )

    def merged_with(self, other: "Proposed") -> "Proposed":
        """One proposal of two that say nearly the same: these words and codes, with the source and passage of both."""
        source = self.source if other.source in self.source else f"{self.source}; {other.source}"
        origins = [*self.origins, *(origin for origin in other.origins if origin not in self.origins)]
        return self.model_copy(
            update={
                "id": _id_of(self.id, other.id, self.text),
                "source": source,
                "origins": origins,
                "kept": list({find.rule: find for find in (*self.kept, *other.kept)}.values()),
            }
        )

    def split_into(self, parts: Sequence[str], readings: Iterable[Reading]) -> list["Proposed"]:
        """A proposal for each part, coded by the reader, all from the same passage."""
        return [
            self.model_copy(
                update={
                    "id": _id_of(self.id, str(place), part),
                    "text": part,
                    "group": "",
                    **_coded(reading, min(reading.confidence[about] for about in ASKED)),
                }
            )
            for place, (part, reading) in enumerate(zip(parts, readings, strict=True))
        ]


def _coded(reading: Reading, confidence: float) -> dict[str, object]:
    return {
        "aspect": reading.aspect,
        "polarity": reading.polarity,
        "maturity": reading.maturity,
        "reach": reading.reach,
        "named": [voice for voice in Voice if voice in reading.voices],
        "unsure": [about for about in ASKED if not reading.is_sure(about)],
        "confidence": confidence,
    }


def _id_of(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
