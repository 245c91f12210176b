"""What is asked: the quality statement as a dated, versioned data pack."""

from rubric.framework.load import available, load
from rubric.framework.model import Aspect, Framework
from rubric.framework.rating import overall_rating
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice

__all__ = [
    "Aspect",
    "Framework",
    "Maturity",
    "Polarity",
    "Reach",
    "Speaker",
    "Voice",
    "available",
    "load",
    "overall_rating",
]
