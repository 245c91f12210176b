"""Small real objects for the tests of evidence."""

import json
from typing import Any

from rubric.evidence import EvidenceItem
from rubric.framework import Framework, load
from rubric.framework.words import Maturity, Polarity

# the fields of an item that hold words, as the model has them: what a test fills in to miss none
TEXTS = tuple(
    name
    for name, field in EvidenceItem.model_fields.items()
    if field.annotation is str and name not in ("id", "aspect")
)


def framework(*aspects: str, version: str = "test-1") -> Framework:
    """The shipped framework, cut down to these aspects."""
    shipped = load()
    return shipped.model_copy(update={"version": version, "aspects": tuple(shipped.aspect(name) for name in aspects)})


def usable(aspect: str, **fields: Any) -> EvidenceItem:
    """An item with just enough to be used."""
    fields = {"text": "We do this.", "polarity": Polarity.STRENGTH, "maturity": Maturity.IN_PLACE, **fields}
    return EvidenceItem(aspect=aspect, **fields)


def file_of(*items: Any, **fields: Any) -> str:
    """The text of an assessment file with these evidence items."""
    return json.dumps({"kind": "rubric-assessment", "schema_version": 1, "evidence": list(items), **fields})
