"""The parts of the store: the same faces where the thing exists, and nothing that the product has no use for."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from rubric.storage import Saved, Store

PRODUCT = Path(__file__).parents[2] / "rubric"
PARTS = (
    "assessments",
    "items",
    "plan",
    "draft",
    "waivers",
    "templates",
    "library",
    "findings",
    "readings",
    "scores",
    "learned",
    "proposals",
    "logs",
    "last_report",
    "attached",
    "several",
)


def methods(of: object) -> list[str]:
    return [name for name, _ in inspect.getmembers(of, callable) if not name.startswith("_")]


def called() -> Iterator[tuple[str, str]]:
    """What the product asks of which part: every `.part.method` outside the store."""
    for file in PRODUCT.rglob("*.py"):
        if file.parent.name == "storage":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                yield node.value.attr, node.attr


def test_every_method_of_the_store_is_used_by_the_product(store: Store) -> None:
    assert [name for name in vars(store) if not name.startswith("_")] == list(PARTS)
    used = set(called())
    assert {(part, name) for part in PARTS for name in methods(getattr(store, part))} - used == set()
    assert [name for name in methods(Store) if name not in PARTS] == ["answer", "close", "purge", "receipts"]


def faces(store: Store, name: str) -> list[inspect.Signature]:
    """How the method of this name is called in each part that has it."""
    parts = [getattr(store, part) for part in PARTS]
    return [inspect.signature(getattr(part, name)) for part in parts if hasattr(part, name)]


@pytest.mark.parametrize("name", ["save", "remove", "restore", "archive", "unarchive", "accept", "unaccept", "undo"])
def test_what_changes_a_thing_says_that_it_is_saved(store: Store, name: str) -> None:
    found = [face for face in faces(store, name) if "change" not in face.parameters]  # what was learned is no thing
    assert found
    assert {face.return_annotation for face in found} == {Saved}


def test_fields_are_saved_by_the_thing_its_changes_and_the_revision_that_was_seen(store: Store) -> None:
    for face in faces(store, "save"):
        if "changes" in face.parameters:
            *things, changes = [one.name for one in face.parameters.values() if one.kind is one.POSITIONAL_OR_KEYWORD]
            assert changes == "changes"
            assert things[0] in ("assessment_id", "report_id")
            assert face.parameters["seen"].kind is inspect.Parameter.KEYWORD_ONLY
            assert face.parameters["seen"].annotation == int | None
