"""A council's evidence: the model, the file, the example, and its progress."""

from rubric.evidence.check import check_against
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.example import example_assessment
from rubric.evidence.file import read_assessment, write_assessment
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem, PlanAction, SectionEdit, Skip, Waiver
from rubric.evidence.progress import progress
from rubric.evidence.text import clean_text

__all__ = [
    "Action",
    "ActionStatus",
    "Assessment",
    "Confirmation",
    "EvidenceItem",
    "PlanAction",
    "SectionEdit",
    "Skip",
    "Waiver",
    "check_against",
    "clean_text",
    "example_assessment",
    "progress",
    "read_assessment",
    "write_assessment",
]
