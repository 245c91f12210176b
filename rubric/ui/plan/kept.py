"""How a line of the plan is kept when one of its fields is left.

A line is named by its key (`Line.key`), which says whether the plan keeps it or an item does as its next step: what is
changed is saved there.
"""

from collections.abc import Mapping
from typing import Any

from rubric.errors import Conflict
from rubric.evidence import fields
from rubric.evidence.plan import Keeper
from rubric.storage import Saved
from rubric.ui.saved.kind import Kind, Thing, value_in_words
from rubric.ui.state import cache, session

PLACE = "plan"  # where on the page an error is shown


def keeper(line: str) -> tuple[Keeper, str]:
    """Whether the plan or an item keeps the line with this key (`Line.key`), and its id there."""
    kept_by, _, id = line.partition("-")
    return Keeper(kept_by), id


def _save(assessment: str, line: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    kept_by, id = keeper(line)
    if kept_by is Keeper.PLAN:
        return cache.store().plan.save(assessment, id, changes, seen=seen, by=session.desk().who)
    try:  # an item names the parts of its next step by "action." before them
        parts = {f"action.{name}": value for name, value in changes.items()}
        return cache.store().items.save(assessment, id, parts, seen=seen, by=session.desk().who)
    except Conflict as clash:
        theirs = {name.removeprefix("action."): value for name, value in clash.theirs.items()}
        raise Conflict(str(clash), theirs) from clash


def _restore(assessment: str, line: str) -> None:
    kept_by, id = keeper(line)
    store = cache.store()
    if kept_by is Keeper.PLAN:
        store.plan.restore(assessment, id)
    else:
        store.items.restore(assessment, id)
    session.opened().action = line


def _words(value: Any) -> str:
    return f"{len(value)} chosen" if isinstance(value, list) and value else value_in_words(value)


LINES = Kind(
    name="line",
    place=PLACE,
    save=_save,
    restore=_restore,
    words=_words,
    inside=lambda name: fields.action(name).inside,
    offers=True,
)


def thing(assessment: str, line: str) -> Thing:
    """A line of an assessment's plan, as a thing whose fields are saved."""
    return Thing(LINES, assessment, line)
