"""One change made to several items together, and what takes it back without touching what was changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubric.evidence.fields import value_of
from rubric.evidence.model import EvidenceItem

Values = dict[str, dict[str, object]]  # by item and field, as the store takes changes


@dataclass(frozen=True)
class Together:
    """A change of one or more fields of several items: the values to write, those before it, and those after it.

    After it, a field may hold more than was written: a voice that is recorded is always named.
    """

    wanted: Values
    before: Values
    after: Values


def together(items: Iterable[EvidenceItem], changes: Mapping[str, object]) -> Together:
    """The change that gives each of these items these values; items that have them already are left out.

    ValidationError: a value does not fit its field.
    """
    made = Together({}, {}, {})
    for item in items:
        changed = EvidenceItem.model_validate(item.model_dump() | dict(changes))
        names = [name for name in changes if value_of(item, name) != value_of(changed, name)]
        if not names:
            continue
        made.wanted[item.id] = {name: changes[name] for name in names}
        made.after[item.id] = {name: value_of(changed, name) for name in names}
        made.before[item.id] = {name: value_of(item, name) for name in names}
        if "aspect" in names:  # so that it goes back to where it stood
            made.before[item.id]["position"] = item.position
    return made


def back(made: Together, now: Sequence[EvidenceItem]) -> tuple[Values, int]:
    """What undoes a change, and how many items it leaves alone: those that are gone, or were given another value since.

    `now` are the items as they are.
    """
    items = {item.id: item for item in now}
    undone = {
        id: made.before[id]
        for id, after in made.after.items()
        if id in items and all(value_of(items[id], name) == value for name, value in after.items())
    }
    return undone, len(made.after) - len(undone)
