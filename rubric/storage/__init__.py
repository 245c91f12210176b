"""Assessments and a library of imported reports kept in a database: SQLite by default, PostgreSQL by URL."""

from rubric.storage.migrate import upgrade
from rubric.storage.store import Store
from rubric.storage.values import (
    Change,
    Erased,
    Learned,
    Saved,
    ScoreTable,
    Shelved,
    ShelvedOutcome,
    ShelvedSummary,
    Summary,
    TemplateVersion,
)

__all__ = [
    "Change",
    "Erased",
    "Learned",
    "Saved",
    "ScoreTable",
    "Shelved",
    "ShelvedOutcome",
    "ShelvedSummary",
    "Store",
    "Summary",
    "TemplateVersion",
    "upgrade",
]
