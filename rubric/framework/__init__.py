"""What is asked: the quality statement as a dated, versioned data pack."""

from rubric.framework.load import available, load
from rubric.framework.model import Aspect, Framework
from rubric.framework.rating import OverallRating, overall_rating
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice

__all__ = [
    "Aspect",
    "Framework",
    "Maturity",
    "OverallRating",
    "Polarity",
    "Reach",
    "Speaker",
    "Voice",
    "available",
    "load",
    "overall_rating",
]
