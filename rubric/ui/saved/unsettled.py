"""What a person has yet to resolve after saving: clashes with others' changes, and changes that were not saved.

It is kept until it is resolved, whatever else is saved or opened meanwhile: typed words are stored nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rubric.errors import Conflict, RubricError, StoreUnavailable
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
    seen: int | None = None  # the revision that the writer had on screen before


@dataclass(frozen=True)
class Unsaved:
    """Changes that the store did not take, and why not."""

    thing: Thing
    changes: dict[str, Any]
    why: str
    seen: int | None = None  # what the writer had seen: tried again, it overwrites nothing written since
    later: bool = False  # whether the store was away, so that they will be taken by and by


@dataclass
class Unsettled:
    """All clashes and unsaved changes of this session, of things of every kind."""

    clashes: list[Clash] = field(default_factory=list)
    refused: dict[Thing, Unsaved] = field(default_factory=dict)
    counted: int = 0

    def clash(self, thing: Thing) -> Clash | None:
        """The oldest unresolved clash over this thing; None where there is none."""
        return next((clash for clash in self.clashes if clash.thing == thing), None)

    def unsaved(self, thing: Thing) -> Unsaved | None:
        """The changes to this thing that were not saved; None where there are none."""
        return self.refused.get(thing)

    def unsaved_for(self, kind: Kind, owner: str) -> list[Unsaved]:
        """The unsaved changes to all things of this kind that belong to this owner (`Thing.owner`)."""
        return [
            unsaved for unsaved in self.refused.values() if unsaved.thing.kind is kind and unsaved.thing.owner == owner
        ]

    def holds(self, thing: Thing, name: str) -> bool:
        """Whether a field of a thing is still to be resolved."""
        unsaved = self.unsaved(thing)
        return self.clashes_over(thing, name) or (unsaved is not None and name in unsaved.changes)

    def clashes_over(self, thing: Thing, name: str) -> bool:
        """Whether there is an unresolved clash over this field."""
        return self._over(thing, name) is not None

    def seen(self, thing: Thing, names: Iterable[str], otherwise: int | None) -> int | None:
        """The revision that the writer of these fields goes by: that before a clash over one, or `otherwise`."""
        clashes = (self._over(thing, name) for name in names)
        return next((clash.seen for clash in clashes if clash), otherwise)

    def _over(self, thing: Thing, name: str) -> Clash | None:
        return next((clash for clash in self.clashes if (clash.thing, clash.name) == (thing, name)), None)

    def unsaved_of(self, assessment: str) -> list[Unsaved]:
        """The unsaved changes to an assessment and to all that is in it."""
        return [unsaved for thing, unsaved in self.refused.items() if assessment in (thing.owner, thing.id)]

    def for_later(self) -> list[Unsaved]:
        """What was not saved because the store was away."""
        return [unsaved for unsaved in self.refused.values() if unsaved.later]

    def record_failure(
        self, thing: Thing, changes: Mapping[str, Any], error: RubricError, seen: int | None = None
    ) -> dict[str, Any]:
        """Keep changes that were not saved because of this error.

        `seen` is the revision that the writer had on screen. Out: the changes that can still be saved, which is none
        unless the error is a Conflict over other fields.
        """
        theirs = error.theirs if isinstance(error, Conflict) else {}
        clashing = [name for name in changes if name in theirs]
        if not clashing:
            self.keep_unsaved(thing, changes, str(error), seen, later=isinstance(error, StoreUnavailable))
            return {}
        for name in clashing:
            self._collide(thing, name, theirs[name], changes[name], seen)
        return {name: value for name, value in changes.items() if name not in theirs}

    def _collide(self, thing: Thing, name: str, theirs: Any, yours: Any, seen: int | None) -> None:
        """Keep both values of a field that somebody else changed too; what is typed on goes into the clash there is."""
        before = self._over(thing, name)
        if before:
            self.clashes[self.clashes.index(before)] = replace(before, theirs=theirs, yours=yours)
        else:
            self.counted += 1
            self.clashes.append(Clash(self.counted, thing, name, theirs, yours, seen))
        self.mark_saved(thing, [name])

    def settle(self, clash: Clash) -> None:
        """Drop a clash that has been resolved."""
        self.clashes = [other for other in self.clashes if other.number != clash.number]

    def settle_over(self, thing: Thing, names: Iterable[str]) -> None:
        """Drop the clashes over fields that have been saved since: both people came to say the same."""
        saved = set(names)
        self.clashes = [clash for clash in self.clashes if clash.thing != thing or clash.name not in saved]

    def keep_unsaved(
        self, thing: Thing, changes: Mapping[str, Any], why: str, seen: int | None = None, *, later: bool = False
    ) -> None:
        """Keep unsaved changes and the reason (`why`), together with earlier unsaved changes to other fields."""
        before = self.unsaved(thing)
        if before:
            changes, seen = before.changes | dict(changes), before.seen
        self.refused[thing] = Unsaved(thing, dict(changes), why, seen, later)

    def discard(self, unsaved: Unsaved) -> None:
        """Drop unsaved changes, if they are still the ones that were on screen."""
        if self.unsaved(unsaved.thing) == unsaved:
            del self.refused[unsaved.thing]

    def mark_saved(self, thing: Thing, names: Iterable[str]) -> None:
        """Drop unsaved changes to fields that have been saved since, or are kept in a clash."""
        unsaved = self.refused.pop(thing, None)
        rest = {name: value for name, value in unsaved.changes.items() if name not in set(names)} if unsaved else {}
        if unsaved and rest:
            self.refused[thing] = replace(unsaved, changes=rest)
