"""What saving met and a person has yet to settle: others' words beside theirs, and words that were not taken.

It is kept until it is settled, whatever else is saved or opened meanwhile: what somebody typed is in no other place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rubric.errors import Conflict, RubricError
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state.desk import PerAssessment


@dataclass
class Seen(PerAssessment):
    """The revision of each thing that this session has on its screen: what others write after it is theirs."""

    revisions: dict[Thing, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Clash:
    """Somebody else changed the field that this person was changing. Both values are kept until one is chosen."""

    number: int  # in the order they were met, so that a click on one is never taken for the next
    thing: Thing
    name: str
    theirs: Any
    yours: Any


@dataclass(frozen=True)
class Unsaved:
    """Changes that the store did not take, and why not."""

    thing: Thing
    changes: dict[str, Any]
    why: str
    seen: int | None = None  # what the writer had seen: tried again, it overwrites nothing written since


@dataclass
class Unsettled:
    """All of it, of things of every kind."""

    clashes: list[Clash] = field(default_factory=list)
    refused: dict[Thing, Unsaved] = field(default_factory=dict)
    counted: int = 0

    def clash(self, thing: Thing) -> Clash | None:
        """The oldest clash over this thing that nobody has settled."""
        return next((clash for clash in self.clashes if clash.thing == thing), None)

    def unsaved(self, thing: Thing) -> Unsaved | None:
        """What was not saved of this thing."""
        return self.refused.get(thing)

    def unsaved_for(self, kind: Kind, owner: str) -> list[Unsaved]:
        """What was not saved of all the things of this kind that one owner has."""
        return [
            unsaved for unsaved in self.refused.values() if unsaved.thing.kind is kind and unsaved.thing.owner == owner
        ]

    def record_failure(
        self, thing: Thing, changes: Mapping[str, Any], error: RubricError, seen: int | None = None
    ) -> dict[str, Any]:
        """Keep changes that were not saved because of this trouble; back come those that it does not touch."""
        theirs = error.theirs if isinstance(error, Conflict) else {}
        clashing = [name for name in changes if name in theirs]
        if not clashing:
            self.keep_unsaved(thing, changes, str(error), seen)
            return {}
        for name in clashing:
            self._collide(thing, name, theirs[name], changes[name])
        return {name: value for name, value in changes.items() if name not in theirs}

    def _collide(self, thing: Thing, name: str, theirs: Any, yours: Any) -> None:
        """Keep both sides of a field that somebody else changed too."""
        self.counted += 1
        self.clashes.append(Clash(self.counted, thing, name, theirs, yours))
        self.mark_saved(thing, [name])

    def settle(self, clash: Clash) -> None:
        """Resolve a clash: it is shown no more."""
        self.clashes = [other for other in self.clashes if other.number != clash.number]

    def keep_unsaved(self, thing: Thing, changes: Mapping[str, Any], why: str, seen: int | None = None) -> None:
        """Keep changes that were not taken, beside those of other fields that were not taken before."""
        before = self.unsaved(thing)
        if before:
            changes, seen = before.changes | dict(changes), before.seen
        self.refused[thing] = Unsaved(thing, dict(changes), why, seen)

    def discard(self, unsaved: Unsaved) -> None:
        """Forget changes that were not taken, where they are still the ones that were shown."""
        if self.unsaved(unsaved.thing) == unsaved:
            del self.refused[unsaved.thing]

    def mark_saved(self, thing: Thing, names: Iterable[str]) -> None:
        """These fields have been saved since, or are kept in a clash: what was not taken of them is old news."""
        unsaved = self.refused.pop(thing, None)
        rest = {name: value for name, value in unsaved.changes.items() if name not in set(names)} if unsaved else {}
        if unsaved and rest:
            self.refused[thing] = replace(unsaved, changes=rest)
