"""A prediction, and what is returned in its place where there is too little evidence."""

from typing import Literal

from pydantic import Field

from rubric.framework.model import Frozen

DISCLAIMER = "A prediction, not a CQC score"
BANDS = (1, 2, 3, 4)


class Reason(Frozen):
    """One part of the linear score: a claim's, or (claim_id None) what silence in an aspect costs.

    `effect` is in units of the linear score (log-odds of the next band up); all effects add up to `Prediction.score`.
    """

    aspect: str
    claim_id: str | None
    text: str
    effect: float


class Move(Frozen):
    """A change that would move the prediction, in words, with what it would do to the expected score."""

    aspect: str
    claim_id: str | None
    text: str
    kind: str  # confirm, show, mature, add, resolve
    gain: float  # in expected score, 1 to 4


class AspectProfile(Frozen):
    """One aspect's profile: `value` is on the claim scale (0 to 1), None where there is no evidence.

    `typical` gives the same figure for reports at each score in the library (scores with no report: the framework's
    own level descriptors, which are our judgement).
    """

    aspect: str
    value: float | None
    claims: int
    typical: dict[int, float]


class LeftOut(Frozen):
    """One report left out of the model: what CQC gave and what the model would have said."""

    id: str
    authority: str
    score: int
    predicted: int | None
    probabilities: dict[int, float]


class Doubted(Frozen):
    """An item that counts for nothing, and why, in one sentence."""

    claim_id: str
    aspect: str
    text: str
    why: str


class TrackRecord(Frozen):
    """How often the model was right, each real report left out, beside always answering 3."""

    reports: int
    exact: int
    always_3: int
    cases: tuple[LeftOut, ...] = ()


class Outlook(Frozen):
    """What both outcomes share: probabilities are always worked out, even where no band would be shown.

    They are `evidence_only`, what the evidence says by itself, joined with `prior`, what is known before a word of it
    is read; `reads_like` are the bands that the evidence alone speaks for, and `reading` says all that in a sentence.
    """

    probabilities: dict[int, float] = Field(description="bands 1 to 4; never negative, adding to 1")
    evidence_only: dict[int, float] = Field(
        default_factory=dict, description="what the evidence alone says of bands 1 to 4, adding to 1"
    )
    reads_like: tuple[int, ...] = ()
    prior: dict[int, float] = Field(default_factory=dict, description="chances before a word is read, adding to 1")
    prior_from: Literal["national", "own score"] = "national"
    reading: str = ""
    expected: float
    score: float = Field(description="the linear score: the sum of the reasons' effects")
    reasons: tuple[Reason, ...]
    profile: tuple[AspectProfile, ...]
    track_record: TrackRecord
    national: dict[int, float] = Field(description="national frequencies, adding to 1")
    doubted: tuple[Doubted, ...] = Field(default=(), description="items that count for nothing, each with why")
    notes: tuple[str, ...] = Field(default=(), description="plain sentences on what to treat with care")


class Prediction(Outlook):
    """A predicted band with its reasons."""

    band: int = Field(ge=1, le=4)
    likely: tuple[int, ...]
    moves: tuple[Move, ...]
    headline: str
    explanation: str


class NotPredicted(Outlook):
    """Too little evidence for a band: `why` is one sentence, `missing` what would be needed, shortest way first."""

    why: str
    missing: tuple[str, ...]
    missing_aspects: tuple[str, ...] = ()


Outcome = Prediction | NotPredicted
