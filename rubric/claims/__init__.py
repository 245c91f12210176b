"""Claims, the unit on both sides, and the coder that proposes how to read a sentence."""

from rubric.claims.coder import Coder, Reading, train_coder
from rubric.claims.model import Claim
from rubric.claims.prose import load_prose

__all__ = ["Claim", "Coder", "Reading", "load_prose", "train_coder"]
