"""Saves the fields of a proposal when they are left, before anybody has accepted it."""

from collections.abc import Mapping
from typing import Any

from rubric.evidence import fields
from rubric.storage import Saved
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state import cache

PLACE = "intake"  # where on the page an error is shown


def _save(assessment: str, proposal: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().proposals.save(assessment, proposal, changes, seen=seen)


PROPOSALS = Kind(name="proposal", place=PLACE, save=_save, inside=lambda name: fields.item(name).inside)


def thing(assessment: str, proposal: str) -> Thing:
    """A proposal, as a thing whose fields are saved."""
    return Thing(PROPOSALS, assessment, proposal)
