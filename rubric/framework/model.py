"""The framework: what the quality statement asks, as data that a council can read and replace."""

import re
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from rubric.framework.words import Maturity, Polarity, Reach, Voice


class Frozen(BaseModel):
    """A value: it never changes, and unknown keys are refused by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PackPart(Frozen):
    """A part of a framework pack: no text in it is blank."""

    model_config = ConfigDict(str_strip_whitespace=True, str_min_length=1)


def cited(text: str) -> tuple[str, ...]:
    """The keys of the sources that a text names in square brackets, such as "[Shropshire], score 3", in order."""
    return tuple(re.findall(r"\[([^\[\]]+)\]", text))


class Commitment(PackPart):
    """The quality statement, in our words."""

    number: int = Field(ge=1, le=9)
    title: str
    summary: str
    theme: str
    link: str
    sections: tuple[str, ...]


class LevelDescriptor(PackPart):
    """What one score looks like in one aspect, as claims that can stand in for a report.

    `basis` says where it comes from: a report and its score, a published source, or "own judgement". A name in square
    brackets is a key of `Framework.sources`.
    `claims` are used by the model only for scores that no report in the library has.
    """

    score: int = Field(ge=1, le=4)
    text: str
    basis: str
    claims: tuple["DescriptorClaim", ...] = ()


class DescriptorClaim(PackPart):
    """One typical claim at a level."""

    text: str
    polarity: Polarity
    maturity: Maturity
    voice: Voice


class Aspect(PackPart):
    """One of the nine topics that reports on this statement cover."""

    id: str
    number: int = Field(ge=1)
    title: str
    summary: str
    looks_for: tuple[str, ...] = Field(min_length=2)
    prompts: tuple[str, ...] = Field(min_length=4, max_length=6)
    documents: tuple[str, ...] = Field(min_length=2)
    corroborated_by: tuple[Voice, ...] = Field(min_length=1)
    levels: tuple[LevelDescriptor, ...] = Field(min_length=4, max_length=4)
    weight: float = Field(gt=0)
    weight_reason: str

    def level(self, score: int) -> LevelDescriptor:
        """What this score (1 to 4) looks like; StopIteration for any other number."""
        return next(level for level in self.levels if level.score == score)


class UsualDocument(PackPart):
    """A document that councils usually hold, and the aspects that it can show something on.

    `known_by` are names that it goes by: a source whose name has one of them in it is such a document, whether its
    words are in the plural or not. An aspect that the pack does not have is passed over, as a council may have others.
    `basis` is as in `LevelDescriptor`.
    """

    name: str
    aspects: tuple[str, ...] = Field(min_length=1)
    known_by: tuple[str, ...] = Field(min_length=1)
    basis: str


class ScorePoint(PackPart):
    """One point of the 1 to 4 scale."""

    score: int = Field(ge=1, le=4)
    label: str
    meaning: str


class Rating(PackPart):
    """An overall rating and the lowest whole percentage that earns it."""

    label: str
    from_percent: int = Field(ge=0, le=100)


class Word(PackPart):
    """A label, definition and example for one of the fixed words (see `words.py`)."""

    label: str
    definition: str
    example: str


class Framework(PackPart):
    """A loaded, linked and checked framework pack."""

    version: str
    title: str
    published: date
    source_note: str
    sources: dict[str, str]
    commitment: Commitment
    aspects: tuple[Aspect, ...] = Field(min_length=1)
    scale: tuple[ScorePoint, ...] = Field(min_length=4, max_length=4)
    ratings: tuple[Rating, ...]
    polarities: dict[Polarity, Word]
    maturities: dict[Maturity, Word]
    voices: dict[Voice, Word]
    reaches: dict[Reach, Word]
    usual_documents: tuple[UsualDocument, ...] = ()

    def aspect(self, aspect_id: str) -> Aspect:
        """The aspect with this id; KeyError where there is none."""
        for aspect in self.aspects:
            if aspect.id == aspect_id:
                return aspect
        raise KeyError(aspect_id)

    @property
    def aspect_ids(self) -> tuple[str, ...]:
        """The ids of the aspects, in the framework's order."""
        return tuple(aspect.id for aspect in self.aspects)

    def score_label(self, score: int) -> str:
        """ "Evidence shows a good standard" for 3, and so on."""
        return next(point.label for point in self.scale if point.score == score)
