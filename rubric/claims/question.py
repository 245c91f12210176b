"""The one question that settles most where the reader is not sure what a claim says."""

from dataclasses import dataclass

from rubric.claims.coder import LEAST_WORDS, Reading
from rubric.framework.words import Maturity, Polarity


@dataclass(frozen=True)
class Question:
    """What to ask about `about` ("polarity" or "maturity"), and the values that may answer it."""

    about: str
    text: str
    answers: tuple[Polarity | Maturity, ...]


def question(reading: Reading, polarity: Polarity | None, maturity: Maturity | None) -> Question | None:
    """The question to ask of a claim as it was read, given what its writer chose already; None where none is needed.

    The tone comes first, since how far along a claim is counts for what its tone makes of it. Of a fragment only the
    tone is asked: how far along it is, its words could not tell us after the answer either.
    """
    if polarity is None and not reading.is_sure("polarity"):
        return Question("polarity", "Is this good news?", (Polarity.STRENGTH, Polarity.SHORTFALL, Polarity.MIXED))
    if maturity is None and not reading.is_sure("maturity") and reading.words >= LEAST_WORDS:
        nearest = sorted(reading.nearest_levels, key=lambda level: level.level)
        return Question("maturity", "Which is nearer to how far this has got?", tuple(nearest))
    return None
