"""What a person has yet to resolve after saving: clashes with others' changes, and changes that were not saved.

It is kept until it is resolved, whatever else is saved or opened meanwhile: typed words are stored nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

from rubric.errors import Conflict, RubricError, StoreUnavailable
from rubric.storage import Saved
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state.desk import PerAssessment


@dataclass
class Seen(PerAssessment):
    """The revision of each thing that this session has on its screen: what others write after it is theirs."""

    revisions: dict[Thing, int | None] = field(default_factory=dict)


def checksum(words: str) -> int:
    """A number that tells words from others, as the script in the browser works it out."""
    return crc32(words.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Left:
    """What was in a field's box when it was left: a checksum, as the words themselves are the store's to keep."""

    thing: Thing
    name: str
    checksum: int


@dataclass(frozen=True)
class Shown:
    """What a box for words shows: a field of a thing as of a revision, or what its person made of that."""

    thing: Thing
    name: str
    revision: int | None


@dataclass(frozen=True)
class Overtaken:
    """A box that a run has set to what somebody else wrote. Whoever had words of their own in it has not seen that."""

    number: int  # in the order they came, so that the browser says of each but once whether there were such words
    seen: int | None  # the revision that the person in the box has seen
    unsent: bool = False  # whether there were such words


@dataclass
class Written:
    """The boxes for words that this run draws, by key, and what this session's person has seen and left in any box."""

    drawn: list[str] = field(default_factory=list)
    left: dict[str, Left] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    overtaken: dict[str, Overtaken] = field(default_factory=dict)
    counted: int = 0
    clicked: bool = False  # whether this session's person has changed more than a box before the run that is drawn

    def draw(self, key: str, shown: Shown, *, stored: bool, anew: bool) -> None:
        """Note that a box is drawn; `stored`: it shows what is stored. `anew`: it is set to that by this run."""
        self.drawn.append(key)
        if self.clicked and anew:
            self.overtaken.pop(key, None)
        elif anew:
            before, last = self.overtaken.get(key), self.shown.get(key, shown)
            unsent = before is not None and before.unsent
            self.counted += 1
            self.overtaken[key] = Overtaken(self.counted, before.seen if before and unsent else last.revision, unsent)
        if stored or anew:
            self.shown[key] = shown

    def mark_unsent(self, key: str, number: int) -> None:
        """Note that there were words in a box as it was overtaken for the time with this number."""
        overtaken = self.overtaken.get(key)
        if overtaken and overtaken.number == number:
            self.overtaken[key] = replace(overtaken, unsent=True)

    def seen(self, key: str, *, unheard: bool) -> int | None:
        """The revision that what a box sends is to go by; None where none is known, as for what is no box for words.

        `unheard`: it was sent before the browser can have heard of what others wrote.
        """
        overtaken, shown = self.overtaken.pop(key, None), self.shown.get(key)
        if overtaken and (overtaken.unsent or unheard):
            return overtaken.seen
        return shown.revision if shown else None

    def count(self, thing: Thing, names: Iterable[str], before: int | None, saved: Saved) -> None:
        """Note that this session has saved fields of a thing, which it had seen as of the revision `before`."""
        saved_now = set(names)
        for key, shown in self.shown.items():
            up_to_date = shown.revision == before and not saved.merged
            if shown.thing == thing and (up_to_date or shown.name in saved_now):
                self.shown[key] = replace(shown, revision=saved.revision)

    def note(self, key: str, thing: Thing, name: str, value: object) -> None:
        """Note what was left in a box for words; other widgets are chosen in and lose nothing."""
        if isinstance(value, str):
            self.left[key] = Left(thing, name, checksum(value))


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
