"""A kind of document that a council may have a template of its own for: what such a template may ask for."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class TemplateKind:
    """`id` and `name` say which document; `shape` lists every field with what kind of value it is.

    `told` is the data file that says in words what each field holds; `optional` are fields that a template may well do
    without, so that nobody is told of their absence.
    """

    id: str
    name: str
    shape: dict[str, Any]
    told: str
    optional: frozenset[str]
