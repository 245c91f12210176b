"""Assessments and a library of imported reports kept in a database: SQLite by default, PostgreSQL by URL."""

from rubric.storage.backup import back_up
from rubric.storage.migrate import upgrade
from rubric.storage.restore import restore
from rubric.storage.store import Store
from rubric.storage.values import (
    Change,
    Copied,
    Decision,
    Erased,
    Learned,
    Receipt,
    Restored,
    Saved,
    ScoreTable,
    SeveralChanged,
    Shelved,
    ShelvedOutcome,
    ShelvedSummary,
    Summary,
    TemplateVersion,
)

__all__ = [
    "Change",
    "Copied",
    "Decision",
    "Erased",
    "Learned",
    "Receipt",
    "Restored",
    "Saved",
    "ScoreTable",
    "SeveralChanged",
    "Shelved",
    "ShelvedOutcome",
    "ShelvedSummary",
    "Store",
    "Summary",
    "TemplateVersion",
    "back_up",
    "restore",
    "upgrade",
]
