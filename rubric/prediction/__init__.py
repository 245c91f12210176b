"""A predicted band with its reasons, or an honest "not enough evidence"."""

from rubric.prediction.bands import BandModel
from rubric.prediction.cases import Case, as_claims, case_of, cases_in, read_cases
from rubric.prediction.evaluation import Evaluation, evaluate_cases, evaluate_library, fit
from rubric.prediction.model import DISCLAIMER, NotPredicted, Outcome, Prediction, TrackRecord
from rubric.prediction.outlook import predict
from rubric.prediction.substance import missing_substance

__all__ = [
    "DISCLAIMER",
    "BandModel",
    "Case",
    "Evaluation",
    "NotPredicted",
    "Outcome",
    "Prediction",
    "TrackRecord",
    "as_claims",
    "case_of",
    "cases_in",
    "evaluate_cases",
    "evaluate_library",
    "fit",
    "missing_substance",
    "predict",
    "read_cases",
]
