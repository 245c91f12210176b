"""What saving met and a person has yet to settle: others' words beside theirs, and words that were not taken.

It is kept until it is settled, whatever else is saved or opened meanwhile: what somebody typed is in no other place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rubric.errors import Conflict, RubricError


@dataclass(frozen=True)
class Clash:
    """Somebody else changed the field that this person was changing. Both values are kept until one is chosen."""

    number: int  # in the order they were met, so that a click on one is never taken for the next
    assessment: str
    of: str  # the item, line of the plan or section
    name: str
    theirs: Any
    yours: Any
    revision: int | None = None  # the one in which theirs stands, where that is kept


@dataclass(frozen=True)
class Unsaved:
    """Changes that the store did not take, and why not."""

    assessment: str
    of: str
    changes: dict[str, Any]
    why: str
    seen: Any = None  # what the writer had seen of it: when tried again, what others wrote since is not overwritten


@dataclass
class Unsettled:
    """All of it, of one kind of thing: items, lines of the plan, or sections of the draft."""

    clashes: list[Clash] = field(default_factory=list)
    refused: dict[tuple[str, str], Unsaved] = field(default_factory=dict)
    counted: int = 0

    def clash(self, assessment: str, of: str) -> Clash | None:
        """The oldest clash over this thing that nobody has settled."""
        return next((one for one in self.clashes if (one.assessment, one.of) == (assessment, of)), None)

    def unsaved(self, assessment: str, of: str) -> Unsaved | None:
        """What was not saved of this thing."""
        return self.refused.get((assessment, of))

    def in_all(self, assessment: str) -> list[Unsaved]:
        """What was not saved of all the things of an assessment."""
        return [one for one in self.refused.values() if one.assessment == assessment]

    def met(
        self, assessment: str, of: str, changes: Mapping[str, Any], trouble: RubricError, seen: Any = None
    ) -> dict[str, Any]:
        """Keep changes that were not saved because of this trouble; back come those that it does not touch."""
        theirs = trouble.theirs if isinstance(trouble, Conflict) else {}
        touched = [name for name in changes if name in theirs]
        if not touched:
            self.refuse(assessment, of, changes, str(trouble), seen)
            return {}
        for name in touched:
            self.collide(assessment, of, name, theirs[name], changes[name])
        return {name: value for name, value in changes.items() if name not in theirs}

    def collide(
        self, assessment: str, of: str, name: str, theirs: Any, yours: Any, revision: int | None = None
    ) -> None:
        """Keep both sides of a field that somebody else changed too."""
        self.counted += 1
        self.clashes.append(Clash(self.counted, assessment, of, name, theirs, yours, revision))
        self.took(assessment, of, [name])

    def settle(self, clash: Clash) -> None:
        """Have done with a clash."""
        self.clashes = [one for one in self.clashes if one.number != clash.number]

    def refuse(self, assessment: str, of: str, changes: Mapping[str, Any], why: str, seen: Any = None) -> None:
        """Keep changes that were not taken, beside those of other fields that were not taken before."""
        before = self.unsaved(assessment, of)
        if before:
            changes, seen = before.changes | dict(changes), before.seen
        self.refused[assessment, of] = Unsaved(assessment, of, dict(changes), why, seen)

    def let_go(self, left: Unsaved) -> None:
        """Forget changes that were not taken, where they are still the ones that were shown."""
        if self.unsaved(left.assessment, left.of) == left:
            del self.refused[left.assessment, left.of]

    def took(self, assessment: str, of: str, names: Iterable[str]) -> None:
        """These fields have been saved since, or are kept in a clash: what was not taken of them is old news."""
        left = self.refused.pop((assessment, of), None)
        rest = {name: value for name, value in left.changes.items() if name not in set(names)} if left else {}
        if left and rest:
            self.refused[assessment, of] = replace(left, changes=rest)
